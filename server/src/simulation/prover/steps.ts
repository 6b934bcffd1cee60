import { createActivation, executeOne, executeStep, nextInstruction, outcomes } from '../behaviour/execute';
import type { Activation } from '../behaviour/machine';
import type { Instruction, RoutineKind } from '../behaviour/program';
import { activationRegisters, conditions, operands, operations, status } from '../behaviour/program';
import type { PinQueue } from '../queue/index';
import { endStateChange, processReturns } from '../queue/index';
import { queueViolation } from '../queue/invariants';
import { nullPointer } from '../queue/pointer-numbers';
import { beginStep, clonesMoved, packActivation, packAges, packPart, restoreActivation, restorePart } from './core';
import type { StateCodec } from './core';
import { createStateCodec } from './core';
import type { Effect } from './effects';
import { effectNumber, noEffect } from './effects';
import type { ByteStore } from './intern';
import { bytesOf, createByteStore, internBytes } from './intern';
import { callbacksLock, findInversion } from './lock-inversion';
import type { ProofMachine } from './machine';
import { allParts, callbackBlocked, createProofMachine, flushAttempts, follow, keepsLock, otherParts, partCount, parts, takeCompleted } from './machine';
import type { ProofModel } from './model';
import { threads } from './model';
import type { TupleTable } from './tuple-table';
import { addTuple, createTupleTable } from './tuple-table';
import type { ProofFault } from './verdict';

/**
 * What steps are made of: the one machine, and every part, call of a routine and effect by number. Call 0 is none. A state is its queue and its control: what the other parts are and
 * then the call on each thread, see {@link firstLocal}.
 */
export interface Stepper {
  readonly machine: ProofMachine;
  readonly codec: StateCodec;
  /** The pin without a note that it is looked at. */
  readonly pin: PinQueue;
  readonly parts: readonly ByteStore[];
  /** Of them the one of queues. */
  readonly queues: ByteStore;
  readonly locals: ByteStore;
  readonly controls: TupleTable;
  /** Scratch of {@link applyEffect}. */
  readonly controlTo: Int32Array;
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
  /** A cancel callback may have to wait for a spin lock. */
  readonly callbacksLock: boolean;
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
    machine, codec, pin: machine.queue, parts: stores, queues: stores[parts.queue]!, locals, controls, controlTo: new Int32Array(firstLocal + threadCount), threadCount, effects: [], effectKeys: createTupleTable(partCount + 7), effectKey: new Int32Array(partCount + 7), names: new Map(), isOwn: routines.map(({ code }) => Uint8Array.from(code, (instruction) => (isOwn(instruction) ? 1 : 0))),
    processStart: 0, checksInvariants, callbacksLock: callbacksLock(model.behaviour), restored: new Int32Array(partCount).fill(-1), clonesBefore: 0, queueTo: 0, localTo: 0, effect: 0, touched: 0, firstQueue: first[0]!, firstControl: addTuple(controls, Int32Array.from([...first.slice(1), ...new Array<number>(threadCount).fill(0)])),
  };
  effectNumber(stepper, { ...noEffect, thread: -1, local: 0 });
  (stepper as { processStart: number }).processStart = beginCall(stepper, entries.process);
  return stepper;
}

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
export function isWhole({ granularity, behaviour }: ProofModel, routine: number): boolean {
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
  if (stepper.callbacksLock) {
    const inversion = findInversion(machine, activation, () => restoreAgain(stepper, queue, control));
    if (inversion !== null) {
      stepper.touched = machine.touched;
      stepper.queueTo = queue;
      stepper.localTo = local;
      stepper.effect = effectNumber(stepper, { ...noEffect, thread, local, fault: inversion });
      return;
    }
  }
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
        routineReturned(machine, thread, behaviour.routines[activation.routine]!.kind, activation.registers[activationRegisters.status]!);
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

/** Puts the machine into the state that a step begins with, with all that the step has had to do with. */
function restoreAgain(stepper: Stepper, queue: number, control: number): void {
  const { machine } = stepper;
  const { touched } = machine;
  clearViolations(machine);
  restoreState(stepper, queue, control);
  machine.touched = touched;
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
function routineReturned(machine: ProofMachine, thread: number, kind: RoutineKind, returned: number): void {
  // What Process returns beside STATUS_SUCCESS ends processing until the next trigger.
  if (thread === threads.process) follow(machine, processReturns(machine.object, returned === status.success ? 'success' : 'pending'));
  else if (thread === threads.control && kind === 'setDeviceState') follow(machine, endStateChange(machine.queue, returned < status.invalidParameter));
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
  const first = violations.first.find(({ code }) => !isMatterOfTimes(machine, code));
  if (first !== undefined) {
    clearViolations(machine);
    return { kind: 'rule', code: first.code, facts: first.facts };
  }
  clearViolations(machine);
  if (machine.fault !== null) return { kind: machine.fault, detail: '' };
  const wrong = checksInvariants && isQueueTouched ? queueViolation(machine.queue.frames) : null;
  return wrong === null ? null : { kind: 'invariant', detail: wrong };
}

/** A timeout that fires gives its frame back empty: whether it fires before the device has filled the frame is decided by times, which a proof does not know. */
function isMatterOfTimes({ thread }: ProofMachine, code: string): boolean {
  return code === 'HDR-05' && thread === threads.timeout;
}

/** Forgets which rules a step has broken. */
export function clearViolations({ environment }: ProofMachine): void {
  const { first, counts, tallies } = environment.violations;
  if (first.length === 0) return;
  first.length = 0;
  counts.clear();
  tallies.clear();
}

/** The instruction that a call carries out next. */
export function nextOf({ locals, machine: { model: { behaviour } } }: Stepper, local: number): ReturnType<typeof nextInstruction> {
  return nextInstruction(behaviour, restoreActivation(behaviour, bytesOf(locals, local)));
}
