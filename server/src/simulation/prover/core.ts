import type { SnapshotTable } from '../queue/snapshot';
import { createSnapshotTable, packPointerHeld, packProcessing, packQueue, packedPointers, restorePointerHeld, restoreProcessing, restoreQueue } from '../queue/snapshot';
import type { Activation } from '../behaviour/machine';
import type { Behaviour, Variable } from '../behaviour/program';
import { firstVariable } from '../behaviour/program';
import type { PinQueue } from '../queue/index';
import type { ByteStore } from './intern';
import type { ProofMachine } from './machine';
import { parts } from './machine';

/**
 * The bytes of a state: of each of its {@link parts}, and of each call of a routine. Pointers stand there by what they point to, so that equal bytes behave alike.
 */
export interface StateCodec {
  readonly table: SnapshotTable;
  readonly bytes: Uint8Array;
}

/** `interchangeable`: requests are numbered by where they are (frame symmetry). */
export function createStateCodec(interchangeable: boolean): StateCodec {
  return { table: createSnapshotTable(interchangeable), bytes: new Uint8Array(4_096) };
}

/** Writes a part of the machine into `codec.bytes`; returns its length. The queue comes first, or {@link packAges} where it is as it was restored. */
export function packPart({ table, bytes }: StateCodec, machine: ProofMachine, part: parts): number {
  let to = 0;
  switch (part) {
    case parts.queue:
      return packQueue(machine.queue, table, bytes, 0);
    case parts.processing:
      return packProcessing(machine.object, bytes, 0);
    case parts.device: {
      const { device, queue } = machine;
      bytes[to++] = device.state | (device.interrupt ? 4 : 0) | (device.lost ? 8 : 0) | (machine.closed ? 16 : 0);
      bytes[to++] = device.stored;
      bytes[to++] = device.count;
      bytes[to++] = device.filled;
      for (let place = 0; place < device.count; place += 1) bytes[to++] = packPointerHeld(queue, table, device.pointers[place]!);
      return to;
    }
    case parts.kept: {
      const { kept, queue, model: { behaviour } } = machine;
      for (let variable = 0; variable < kept.length; variable += 1) bytes[to++] = packVariable(queue, table, behaviour.kept[variable]!.kind, kept[variable]!);
      return to;
    }
    default: {
      const { spinLocks, mutexes, workItems } = machine;
      for (let lock = 0; lock < spinLocks.length; lock += 1) bytes[to++] = spinLocks[lock]!;
      for (let mutex = 0; mutex < mutexes.length; mutex += 1) bytes[to++] = mutexes[mutex]!;
      for (let routine = 0; routine < workItems.length; routine += 1) bytes[to++] = workItems[routine]!;
      return to;
    }
  }
}

/** Numbers the clones of a machine as {@link packPart} of its queue does, where it is not packed: they are as they were restored. */
export function packAges({ table }: StateCodec, clones: number): void {
  for (let clone = 2; clone < 2 + clones; clone += 1) table.ages[clone] = clone;
}

/** Puts a part of the machine into the state that its bytes stand for. */
export function restorePart({ table }: StateCodec, machine: ProofMachine, part: parts, from: Uint8Array): void {
  let next = 0;
  switch (part) {
    case parts.queue:
      restoreQueue(machine.queue, table, from, 0);
      return;
    case parts.processing:
      restoreProcessing(machine.object, from, 0);
      return;
    case parts.device: {
      const { device } = machine;
      const facts = from[next++]!;
      device.state = facts & 3;
      device.interrupt = (facts & 4) !== 0;
      device.lost = (facts & 8) !== 0;
      machine.closed = (facts & 16) !== 0;
      device.stored = from[next++]!;
      device.count = from[next++]!;
      device.filled = from[next++]!;
      for (let place = 0; place < device.count; place += 1) device.pointers[place] = restorePointerHeld(from[next++]!);
      return;
    }
    case parts.kept: {
      const { kept, model: { behaviour } } = machine;
      for (let variable = 0; variable < kept.length; variable += 1) kept[variable] = restoreVariable(behaviour.kept[variable]!.kind, from[next++]!);
      return;
    }
    default: {
      const { spinLocks, mutexes, workItems } = machine;
      for (let lock = 0; lock < spinLocks.length; lock += 1) spinLocks[lock] = from[next++]!;
      for (let mutex = 0; mutex < mutexes.length; mutex += 1) mutexes[mutex] = from[next++]!;
      for (let routine = 0; routine < workItems.length; routine += 1) workItems[routine] = from[next++]!;
    }
  }
}

/** Whether the first byte of {@link parts}.device says that the pin is closed. */
export function isClosed(byte: number): boolean {
  return (byte & 16) !== 0;
}

/** Behind {@link restorePart} of every part: nothing has come of a step yet. */
export function beginStep(machine: ProofMachine): void {
  machine.processCalled = false;
  machine.waits = false;
  machine.fault = null;
  machine.completed = 0;
  // Setting a length is slow even where it changes nothing.
  if (machine.deferred.length > 0) machine.deferred.length = 0;
  machine.touched = 0;
}

/** Writes a call of a routine, behind {@link packCore} of the machine as it is; returns its length. The first byte says whether it waits for Process to return. */
export function packActivation({ table, bytes }: StateCodec, machine: ProofMachine, { routine, pc, registers }: Activation, waits: boolean): number {
  const { variables } = machine.model.behaviour.routines[routine]!;
  bytes[0] = waits ? 1 : 0;
  bytes[1] = routine;
  bytes[2] = pc & 0xff;
  bytes[3] = pc >> 8;
  for (let register = 0; register < firstVariable; register += 1) bytes[4 + register] = registers[register]!;
  for (let variable = 0; variable < variables.length; variable += 1) bytes[4 + firstVariable + variable] = packVariable(machine.queue, table, variables[variable]!.kind, registers[firstVariable + variable]!);
  return 4 + firstVariable + variables.length;
}

/** The call that bytes of {@link packActivation} stand for. */
export function restoreActivation({ routines }: Behaviour, from: Uint8Array): Activation {
  const routine = from[1]!;
  const { variables } = routines[routine]!;
  const registers = new Int32Array(firstVariable + variables.length);
  for (let register = 0; register < firstVariable; register += 1) registers[register] = from[4 + register]!;
  for (let variable = 0; variable < variables.length; variable += 1) registers[firstVariable + variable] = restoreVariable(variables[variable]!.kind, from[4 + firstVariable + variable]!);
  return { routine, pc: from[2]! | (from[3]! << 8), registers };
}

function packVariable(queue: PinQueue, table: SnapshotTable, kind: 'pointer' | 'flag', value: number): number {
  return kind === 'flag' ? value : packPointerHeld(queue, table, value);
}

function restoreVariable(kind: 'pointer' | 'flag', packed: number): number {
  return kind === 'flag' ? packed : restorePointerHeld(packed);
}

/** Where clones went in a step: by number before (in bytes), the number after or `deleted`. `''`: nothing changed. Behind {@link packCore}. */
export function clonesMoved({ table }: StateCodec, { queue }: ProofMachine, clonesBefore: number): string {
  let moved = '';
  let changed = false;
  for (let slot = 2; slot < 2 + clonesBefore; slot += 1) {
    // Restored clones have generation 0; who has another one is a new clone in an old place.
    const after = packPointerHeld(queue, table, slot);
    const before = packedPointers.firstClone + slot - 2;
    if (after !== before) changed = true;
    moved += String.fromCharCode(after);
  }
  return changed ? moved : '';
}

/** The bytes of a call of a routine, of which there are `locals`, with its clones renumbered; `null` where none of them is concerned. */
export function moveClones({ routines }: Behaviour, locals: ByteStore, local: number, moved: string): Uint8Array | null {
  return moveVariables(routines[locals.bytes[locals.starts[local]! + 1]!]!.variables, locals, local, 4 + firstVariable, moved);
}

/** The same for a part, of those that hold pointers. */
export function moveClonesOfPart({ kept }: Behaviour, part: parts, store: ByteStore, number: number, moved: string): Uint8Array | null {
  if (part === parts.kept) return moveVariables(kept, store, number, 0, moved);
  if (part !== parts.device) return null;
  let result: Uint8Array | null = null;
  const length = store.starts[number + 1]! - store.starts[number]!;
  for (let at = 4; at < length; at += 1) result = movePointer(store, number, result, at, moved);
  return result;
}

function moveVariables(variables: readonly Variable[], store: ByteStore, number: number, first: number, moved: string): Uint8Array | null {
  let result: Uint8Array | null = null;
  for (let variable = 0; variable < variables.length; variable += 1) if (variables[variable]!.kind === 'pointer') result = movePointer(store, number, result, first + variable, moved);
  return result;
}

function movePointer({ bytes, starts }: ByteStore, number: number, before: Uint8Array | null, at: number, moved: string): Uint8Array | null {
  const start = starts[number]!;
  const byte = bytes[start + at]!;
  const place = byte - packedPointers.firstClone;
  if (place < 0 || place >= moved.length || moved.charCodeAt(place) === byte) return before;
  const result = before ?? bytes.slice(start, starts[number + 1]);
  result[at] = moved.charCodeAt(place);
  return result;
}
