import { createActivation, executeOne, executeStep, nextInstruction, outcomes } from '../behaviour/execute';
import type { Activation } from '../behaviour/machine';
import type { Instruction } from '../behaviour/program';
import { activationRegisters, conditions, operands, operations, status } from '../behaviour/program';
import { endStateChange, processReturns } from '../queue/index';
import { queueViolation } from '../queue/invariants';
import { nullPointer } from '../queue/pointer-numbers';
import { beginStep, clonesMoved, moveClones, moveClonesOfPart, packActivation, packAges, packPart, restoreActivation, restorePart } from './core';
import type { StateCodec } from './core';
import { createStateCodec } from './core';
import type { ByteStore } from './intern';
import { bytesOf, createByteStore, internBytes } from './intern';
import type { ProofMachine } from './machine';
import { allParts, callbackBlocked, createProofMachine, flushAttempts, follow, keepsLock, otherParts, partCount, parts, takeCompleted } from './machine';
import type { ProofModel } from './model';
import { threads } from './model';
import type { TupleTable } from './tuple-table';
import { addTuple, createTupleTable } from './tuple-table';
import type { ProofFault } from './verdict';

/** What a step does besides what it does to the queue. It holds for every state that agrees in the queue and in the parts that the step has to do with. */
export interface Effect {
  /** The step cannot come: somebody else has the lock. */
  readonly blocked: boolean;
  /** By part, from {@link parts}.processing on, what it is behind the step; -1: as it was, with its clones renumbered. */
  readonly changed: readonly number[];
  /** Whose call goes on, and where it is then; -1: nobody's. */
  readonly thread: number;
  readonly local: number;
  /** Where clones went: see {@link clonesMoved}. */
  readonly moved: string;
  /** The call that begins, and on which thread; -1: none. */
  readonly starts: number;
  readonly startedLocal: number;
  /** Requests that came back to the client. */
  readonly completed: number;
  readonly fault: ProofFault | null;
}

/**
 * What steps are made of: the one machine, and every part, call of a routine and effect by number. Call 0 is none. A state is its queue and its control: what the other parts are and
 * then the call on each thread, see {@link firstLocal}.
 */
export interface Stepper {
  readonly machine: ProofMachine;
  readonly codec: StateCodec;
  readonly parts: readonly ByteStore[];
  readonly locals: ByteStore;
  readonly controls: TupleTable;
  readonly threadCount: number;
  readonly effects: Effect[];
  /** What tells effects apart, and numbers of what of it are strings. */
  readonly effectKeys: TupleTable;
  readonly effectKey: Int32Array;
  readonly names: Map<string, number>;
  /** Of each routine and place: an instruction that concerns the call alone. */
  readonly isOwn: readonly Uint8Array[];
  /** The call of Process that has just begun, or 0. */
  readonly processStart: number;
  readonly checksInvariants: boolean;
  /** Of each part what the machine was put into last: it is that still, if it has not been touched. */
  readonly restored: Int32Array;
  /** Clones there were before the step. */
  clonesBefore: number;
  /** Result of the last step, see {@link stepThread}: the queue, where the call is, the effect, and the parts that the step had to do with. */
  queueTo: number;
  localTo: number;
  effect: number;
  touched: number;
  readonly firstQueue: number;
  readonly firstControl: number;
}

/** Words of a control before the calls. */
export const firstLocal = partCount - 1;

/** Instructions of one call that concern it alone, one after the other, beyond which it is taken not to end. */
const longestOwn = 1_024;

/** A stepper in its first state. */
export function createStepper(model: ProofModel, interchangeable: boolean, checksInvariants: boolean): Stepper {
  const machine = createProofMachine(model);
  const codec = createStateCodec(interchangeable);
  const { entries, routines } = model.behaviour;
  const threadCount = entries.timeout >= 0 || routines.some(({ kind }) => kind === 'workItem') ? 5 : 3;
  const locals = createByteStore();
  internBytes(locals, codec.bytes, 0);
  const stores = allParts.map(createByteStore);
  const first = allParts.map((part) => internBytes(stores[part]!, codec.bytes, packPart(codec, machine, part)));
  const controls = createTupleTable(firstLocal + threadCount);
  const stepper: Stepper = {
    machine, codec, parts: stores, locals, controls, threadCount, effects: [], effectKeys: createTupleTable(partCount + 7), effectKey: new Int32Array(partCount + 7), names: new Map(), isOwn: routines.map(({ code }) => Uint8Array.from(code, (instruction) => (isOwn(instruction) ? 1 : 0))),
    processStart: 0, checksInvariants, restored: new Int32Array(partCount).fill(-1), clonesBefore: 0, queueTo: 0, localTo: 0, effect: 0, touched: 0, firstQueue: first[0]!, firstControl: addTuple(controls, Int32Array.from([...first.slice(1), ...new Array<number>(threadCount).fill(0)])),
  };
  effectNumber(stepper, { ...noEffect, thread: -1, local: 0 });
  (stepper as { processStart: number }).processStart = beginCall(stepper, entries.process);
  return stepper;
}

/** All that an effect can be without. */
const noEffect: Omit<Effect, 'thread' | 'local'> = { blocked: false, changed: new Array<number>(partCount).fill(-1), moved: '', starts: -1, startedLocal: 0, completed: 0, fault: null };

/** The call on a thread in a control, by number; 0: none. */
export function localIn({ controls: { arena, words } }: Stepper, control: number, thread: number): number {
  return arena[control * words + firstLocal + thread]!;
}

/** Puts the machine into a state, with nothing touched. */
export function restoreState(stepper: Stepper, queue: number, control: number): void {
  const { machine, codec, controls: { arena, words } } = stepper;
  const { restored } = stepper;
  const stale = machine.touched;
  for (const part of allParts) {
    const number = part === parts.queue ? queue : arena[control * words + part - 1]!;
    if (restored[part] === number && (stale & (1 << part)) === 0) continue;
    restorePart(codec, machine, part, bytesOf(stepper.parts[part]!, number));
    restored[part] = number;
  }
  stepper.clonesBefore = machine.queue.frames.cloneCount;
  beginStep(machine);
}

/** The control that an effect leads to. */
export function applyEffect(stepper: Stepper, control: number, effect: number): number {
  const { controls, threadCount, machine: { model: { behaviour } } } = stepper;
  const { changed, thread, local, moved, starts, startedLocal } = stepper.effects[effect]!;
  const start = control * controls.words;
  const to = controls.arena.slice(start, start + controls.words);
  for (const part of otherParts) {
    if (changed[part]! >= 0) to[part - 1] = changed[part]!;
    else if (moved !== '') {
      const bytes = moveClonesOfPart(behaviour, part, bytesOf(stepper.parts[part]!, to[part - 1]!), moved);
      if (bytes !== null) to[part - 1] = internBytes(stepper.parts[part]!, bytes, bytes.length);
    }
  }
  for (let other = 0; other < threadCount; other += 1) {
    if (other === thread) to[firstLocal + other] = local;
    else if (moved !== '') to[firstLocal + other] = movedLocal(stepper, to[firstLocal + other]!, moved);
  }
  if (starts >= 0) to[firstLocal + starts] = startedLocal;
  return addTuple(controls, to);
}

/** Whether an instruction reads and writes nothing but the registers of its call, so that nobody can tell when it is carried out. */
export function isOwn({ op, value, pointer, to }: Instruction): boolean {
  switch (op) {
    case operations.jump:
    case operations.setStatus:
    case operations.wait:
      return true;
    case operations.branch:
      return value >= conditions.statusIs || value === conditions.succeeded || ((value === conditions.isSet || value === conditions.isNotNull) && pointer >= 0);
    case operations.setFlag:
      return to >= 0 && to < operands.null;
    case operations.setPointer:
      return to >= 0 && to < operands.null && pointer >= 0;
    default:
      return false;
  }
}

/** Whether nothing comes in between of the calls of a routine: it comes from a built-in pattern. */
function isWhole({ granularity, behaviour }: ProofModel, routine: number): boolean {
  return granularity === 'described' && behaviour.routines[routine]!.path === '';
}

/** The number of a call of a routine that begins now (`pointer`: what a callback is called with); 0 for a routine that there is not. Behind packCore, or without a pointer. */
export function beginCall(stepper: Stepper, routine: number, pointer = nullPointer): number {
  if (routine < 0) return 0;
  const activation = createActivation(stepper.machine.model.behaviour, routine, pointer);
  if (!isWhole(stepper.machine.model, routine)) runOwn(stepper, activation);
  return internBytes(stepper.locals, stepper.codec.bytes, packActivation(stepper.codec, stepper.machine, activation, false));
}

/** Carries out what concerns the call alone. */
function runOwn({ machine, isOwn: own }: Stepper, activation: Activation): void {
  for (let step = 0; own[activation.routine]![activation.pc] === 1; step += 1) {
    if (step === longestOwn) {
      machine.fault = 'endlessRoutine';
      return;
    }
    machine.reached[activation.routine]![activation.pc] = 1;
    executeOne(machine.model.behaviour, machine.routines, activation);
  }
}

/** The number of an effect. */
export function effectNumber(stepper: Stepper, effect: Effect): number {
  const { effects, effectKeys, effectKey: key } = stepper;
  const { changed, fault, moved } = effect;
  key[0] = effect.blocked ? 1 : 0;
  for (let part = 1; part < partCount; part += 1) key[part] = changed[part]!;
  key[partCount] = effect.thread;
  key[partCount + 1] = effect.local;
  key[partCount + 2] = effect.starts;
  key[partCount + 3] = effect.startedLocal;
  key[partCount + 4] = effect.completed;
  // Of steps with the same fault the first one's facts are kept: where one ends the search there is no other.
  key[partCount + 5] = fault === null ? 0 : nameNumber(stepper, `${fault.kind} ${fault.kind === 'rule' ? fault.code : ''}`);
  key[partCount + 6] = moved === '' ? 0 : nameNumber(stepper, moved);
  const number = addTuple(effectKeys, key);
  if (number === effects.length) effects.push(effect);
  return number;
}

function nameNumber({ names }: Stepper, name: string): number {
  let number = names.get(name);
  if (number === undefined) {
    number = names.size + 1;
    names.set(name, number);
  }
  return number;
}

/** Carries out the next step of a call in a state. The result is in `queueTo`, `localTo`, `effect` and `touched` of the stepper. */
export function stepThread(stepper: Stepper, queue: number, control: number, thread: number): void {
  const { machine, codec } = stepper;
  const { behaviour } = machine.model;
  const local = localIn(stepper, control, thread);
  restoreState(stepper, queue, control);
  // Who stops the device waits for its DPC.
  machine.device.served = dpcRunsFor(stepper, control, thread);
  machine.touched = 0;
  const activation = restoreActivation(behaviour, bytesOf(stepper.locals, local));
  const { op, value } = nextInstruction(behaviour, activation);
  machine.thread = thread;
  let goesOn = true;
  try {
    switch (runStep(stepper, activation)) {
      case outcomes.blocked:
        blockedStep(stepper, queue, local);
        return;
      case outcomes.deadlocked:
        machine.fault = 'selfDeadlock';
        break;
      case outcomes.returned:
        goesOn = false;
        if (keepsLock(activation)) machine.fault = 'lockKept';
        routineReturned(machine, thread, activation.registers[activationRegisters.status]!);
        break;
      default:
    }
  } catch (error) {
    if (error !== callbackBlocked) throw error;
    blockedStep(stepper, queue, local);
    return;
  }
  if (op === operations.branch && goesOn && onlyAsks.has(value) && machine.fault === null && !isWhole(machine.model, activation.routine)) {
    // Nothing has changed but where the routine is.
    stepper.touched = machine.touched;
    packAges(codec, stepper.clonesBefore);
    stepper.queueTo = queue;
    stepper.localTo = internBytes(stepper.locals, codec.bytes, packActivation(codec, machine, activation, false));
    stepper.effect = effectNumber(stepper, { ...noEffect, thread, local: stepper.localTo });
    return;
  }
  finishStep(stepper, queue, control, thread, goesOn ? activation : null);
}

/** Whether a call has a DPC under way beside it that it may have to wait for. */
export function dpcRunsFor(stepper: Stepper, control: number, thread: number): boolean {
  return thread === threads.control && localIn(stepper, control, threads.dpc) !== 0;
}

/** Conditions that change nothing and break no rule. */
const onlyAsks: ReadonlySet<number> = new Set([
  conditions.isSet, conditions.isNotNull, conditions.isSame, conditions.isLocked, conditions.hasFrame, conditions.deviceHasRoom, conditions.deviceHasFilled, conditions.deviceIsEmpty, conditions.clientStreams,
  conditions.framesAvailable,
]);

/** One call and what concerns the routine alone behind it; or the routine up to where it takes time or has to wait. */
function runStep(stepper: Stepper, activation: Activation): outcomes {
  const { machine } = stepper;
  const { behaviour } = machine.model;
  if (!isWhole(machine.model, activation.routine)) {
    machine.reached[activation.routine]![activation.pc] = 1;
    const outcome = executeOne(behaviour, machine.routines, activation);
    if (outcome === outcomes.continues || outcome === outcomes.waits) runOwn(stepper, activation);
    return outcome;
  }
  for (let step = 0; step < longestOwn; step += 1) {
    const { pc } = activation;
    const outcome = executeStep(behaviour, machine.routines, activation);
    // What was done before a lock stays done.
    if (outcome === outcomes.blocked && step > 0 && activation.pc >= pc) return outcomes.continues;
    if (outcome !== outcomes.continues || machine.waits) return outcome;
  }
  machine.fault = 'endlessRoutine';
  return outcomes.continues;
}

function blockedStep(stepper: Stepper, queue: number, local: number): void {
  const { machine } = stepper;
  clearViolations(machine);
  stepper.touched = machine.touched;
  stepper.queueTo = queue;
  stepper.localTo = local;
  stepper.effect = effectNumber(stepper, { ...noEffect, blocked: true, thread: -1, local: 0 });
}

/** A routine has returned to AVStream, which goes on from there. */
function routineReturned(machine: ProofMachine, thread: number, returned: number): void {
  // What Process returns beside STATUS_SUCCESS ends processing until the next trigger.
  if (thread === threads.process) follow(machine, processReturns(machine.object, returned === status.success ? 'success' : 'pending'));
  else if (thread === threads.control) follow(machine, endStateChange(machine.queue, returned < status.invalidParameter));
}

/** Takes up what a step has left behind. `activation`: the call that goes on, on its thread (-1: none). `started`: a call that has begun besides Process. */
export function finishStep(stepper: Stepper, queue: number, control: number, thread: number, activation: Activation | null, started: { readonly thread: number; readonly routine: number; readonly pointer: number } | null = null): void {
  const { machine, codec, controls: { arena, words }, clonesBefore } = stepper;
  flushAttempts(machine);
  const isQueueTouched = (machine.touched & (1 << parts.queue)) !== 0;
  if (isQueueTouched) takeCompleted(machine);
  const { processCalled, waits, completed, touched } = machine;
  const fault = faultOf(stepper, isQueueTouched);
  stepper.queueTo = queue;
  if (isQueueTouched) stepper.queueTo = internBytes(stepper.parts[0]!, codec.bytes, packPart(codec, machine, parts.queue));
  else packAges(codec, clonesBefore);
  const moved = isQueueTouched ? clonesMoved(codec, machine, clonesBefore) : '';
  const changed = noEffect.changed.slice();
  for (const part of otherParts) {
    if ((touched & (1 << part)) === 0) continue;
    const number = internBytes(stepper.parts[part]!, codec.bytes, packPart(codec, machine, part));
    if (moved !== '' || number !== arena[control * words + part - 1]) changed[part] = number;
  }
  stepper.localTo = activation === null ? 0 : internBytes(stepper.locals, codec.bytes, packActivation(codec, machine, activation, waits));
  let starts = -1;
  let startedLocal = 0;
  if (processCalled && thread === threads.process) {
    stepper.localTo = stepper.processStart;
  } else if (processCalled) {
    starts = threads.process;
    startedLocal = stepper.processStart;
  } else if (started !== null) {
    starts = started.thread;
    startedLocal = beginCall(stepper, started.routine, started.pointer);
  }
  stepper.touched = touched;
  stepper.effect = effectNumber(stepper, { blocked: false, changed, thread, local: stepper.localTo, moved, starts, startedLocal, completed, fault });
}

/** What was wrong in this step, or `null`. */
function faultOf({ machine, checksInvariants }: Stepper, isQueueTouched: boolean): ProofFault | null {
  const { violations } = machine.environment;
  const [first] = violations.first;
  if (first !== undefined) {
    clearViolations(machine);
    return { kind: 'rule', code: first.code, facts: first.facts };
  }
  if (machine.fault !== null) return { kind: machine.fault, detail: '' };
  const wrong = checksInvariants && isQueueTouched ? queueViolation(machine.queue.frames) : null;
  return wrong === null ? null : { kind: 'invariant', detail: wrong };
}

export function clearViolations({ environment }: ProofMachine): void {
  const { first, counts, tallies } = environment.violations;
  if (first.length === 0) return;
  first.length = 0;
  counts.clear();
  tallies.clear();
}

/** The number of a call whose clones were renumbered. */
function movedLocal({ locals, machine: { model: { behaviour } } }: Stepper, local: number, moved: string): number {
  if (local === 0) return 0;
  const bytes = moveClones(behaviour, bytesOf(locals, local), moved);
  return bytes === null ? local : internBytes(locals, bytes, bytes.length);
}

/** The instruction that a call carries out next. */
export function nextOf({ locals, machine: { model: { behaviour } } }: Stepper, local: number): ReturnType<typeof nextInstruction> {
  return nextInstruction(behaviour, restoreActivation(behaviour, bytesOf(locals, local)));
}
