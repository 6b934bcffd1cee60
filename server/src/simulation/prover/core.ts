import type { SnapshotTable } from '../queue/snapshot';
import { createSnapshotTable, packPointerHeld, packProcessing, packQueue, packedPointers, restorePointerHeld, restoreProcessing, restoreQueue } from '../queue/snapshot';
import type { Activation } from '../behaviour/machine';
import type { Behaviour } from '../behaviour/program';
import { firstVariable } from '../behaviour/program';
import type { PinQueue } from '../queue/index';
import type { ProofMachine } from './machine';

/**
 * The bytes of a state: of the core (queue, processing, what the driver keeps, device, locks, client), and of each call of a routine. Pointers stand there by what they point to,
 * so that equal bytes behave alike.
 */
export interface StateCodec {
  readonly table: SnapshotTable;
  readonly bytes: Uint8Array;
}

/** `interchangeable`: requests are numbered by where they are (frame symmetry). */
export function createStateCodec(interchangeable: boolean): StateCodec {
  return { table: createSnapshotTable(interchangeable), bytes: new Uint8Array(4_096) };
}

/** Writes the core into `codec.bytes`; returns its length. */
export function packCore({ table, bytes }: StateCodec, machine: ProofMachine): number {
  const { queue, device, kept, model: { behaviour } } = machine;
  let to = packProcessing(machine.object, bytes, packQueue(queue, table, bytes, 0));
  for (let variable = 0; variable < kept.length; variable += 1) bytes[to++] = packVariable(queue, table, behaviour.kept[variable]!.kind, kept[variable]!);
  bytes[to++] = device.state | (device.interrupt ? 4 : 0) | (device.lost ? 8 : 0) | (machine.closed ? 16 : 0);
  bytes[to++] = device.stored;
  bytes[to++] = device.count;
  bytes[to++] = device.filled;
  for (let place = 0; place < device.count; place += 1) bytes[to++] = packPointerHeld(queue, table, device.pointers[place]!);
  for (let lock = 0; lock < machine.spinLocks.length; lock += 1) bytes[to++] = machine.spinLocks[lock]!;
  for (let mutex = 0; mutex < machine.mutexes.length; mutex += 1) bytes[to++] = machine.mutexes[mutex]!;
  for (let routine = 0; routine < machine.workItems.length; routine += 1) bytes[to++] = machine.workItems[routine]!;
  return to;
}

/** Numbers the clones of a machine as {@link packCore} does, where it is not packed: they are as they were restored. */
export function packAges({ table }: StateCodec, { queue: { frames } }: ProofMachine): void {
  for (let clone = 2; clone < 2 + frames.cloneCount; clone += 1) table.ages[clone] = clone;
}

/** Puts the machine into the state of a core. */
export function restoreCore({ table }: StateCodec, machine: ProofMachine, from: Uint8Array): void {
  const { queue, device, kept, model: { behaviour } } = machine;
  let next = restoreProcessing(machine.object, from, restoreQueue(queue, table, from, 0));
  for (let variable = 0; variable < kept.length; variable += 1) kept[variable] = restoreVariable(behaviour.kept[variable]!.kind, from[next++]!);
  const facts = from[next++]!;
  device.state = facts & 3;
  device.interrupt = (facts & 4) !== 0;
  device.lost = (facts & 8) !== 0;
  machine.closed = (facts & 16) !== 0;
  device.stored = from[next++]!;
  device.count = from[next++]!;
  device.filled = from[next++]!;
  for (let place = 0; place < device.count; place += 1) device.pointers[place] = restorePointerHeld(from[next++]!);
  for (let lock = 0; lock < machine.spinLocks.length; lock += 1) machine.spinLocks[lock] = from[next++]!;
  for (let mutex = 0; mutex < machine.mutexes.length; mutex += 1) machine.mutexes[mutex] = from[next++]!;
  for (let routine = 0; routine < machine.workItems.length; routine += 1) machine.workItems[routine] = from[next++]!;
  machine.processCalled = false;
  machine.waits = false;
  machine.fault = null;
  machine.completed = 0;
  machine.deferred.length = 0;
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

/** Writes the bytes of a call with its clones renumbered; `null` where none of them is concerned. */
export function moveClones({ routines }: Behaviour, bytes: Uint8Array, moved: string): Uint8Array | null {
  const { variables } = routines[bytes[1]!]!;
  let result: Uint8Array | null = null;
  for (let variable = 0; variable < variables.length; variable += 1) {
    if (variables[variable]!.kind === 'flag') continue;
    const at = 4 + firstVariable + variable;
    const before = bytes[at]!;
    const place = before - packedPointers.firstClone;
    if (place < 0 || place >= moved.length) continue;
    const after = moved.charCodeAt(place);
    if (after === before) continue;
    result ??= bytes.slice();
    result[at] = after;
  }
  return result;
}
