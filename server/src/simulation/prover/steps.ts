import { createActivation, executeOne, executeStep, nextInstruction, outcomes } from '../behaviour/execute';
import type { Activation } from '../behaviour/machine';
import type { Instruction } from '../behaviour/program';
import { activationRegisters, conditions, operands, operations, status } from '../behaviour/program';
import { endStateChange, processReturns } from '../queue/index';
import { queueViolation } from '../queue/invariants';
import { nullPointer } from '../queue/pointer-numbers';
import { clonesMoved, moveClones, packActivation, packAges, packCore, restoreActivation, restoreCore } from './core';
import type { StateCodec } from './core';
import { createStateCodec } from './core';
import type { ByteStore } from './intern';
import { bytesOf, createByteStore, internBytes } from './intern';
import type { ProofMachine } from './machine';
import { callbackBlocked, createProofMachine, flushAttempts, follow, keepsLock, takeCompleted } from './machine';
import type { ProofModel } from './model';
import { threads } from './model';
import type { ProofFault } from './verdict';

/** What a step does besides leading from one core to another. */
export interface Effect {
  /** The step cannot come: somebody else has the lock. */
  readonly blocked: boolean;
  /** Where clones went: see {@link clonesMoved}. */
  readonly moved: string;
  /** The same as a number. */
  readonly movedNumber: number;
  /** The call that begins, and on which thread; -1: none. */
  readonly starts: number;
  readonly startedLocal: number;
  /** Requests that came back to the client. */
  readonly completed: number;
  readonly fault: ProofFault | null;
}

/** What steps are made of: the one machine, and every core, call of a routine and effect by number. Call 0 is none. */
export interface Stepper {
  readonly machine: ProofMachine;
  readonly codec: StateCodec;
  readonly cores: ByteStore;
  readonly locals: ByteStore;
  readonly effects: Effect[];
  readonly effectNumbers: Map<string, number>;
  readonly movedNumbers: Map<string, number>;
  /** Of each routine and place: an instruction that concerns the call alone. */
  readonly isOwn: readonly Uint8Array[];
  /** The call of Process that has just begun, or 0. */
  readonly processStart: number;
  readonly checksInvariants: boolean;
  /** Result of the last step: see {@link stepThread}. */
  coreTo: number;
  localTo: number;
  effect: number;
  readonly firstCore: number;
}

/** Instructions of one call that concern it alone, one after the other, beyond which it is taken not to end. */
const longestOwn = 1_024;

/** A stepper in its first state. */
export function createStepper(model: ProofModel, interchangeable: boolean, checksInvariants: boolean): Stepper {
  const machine = createProofMachine(model);
  const codec = createStateCodec(interchangeable);
  const locals = createByteStore();
  internBytes(locals, codec.bytes, 0);
  const cores = createByteStore();
  const firstCore = internBytes(cores, codec.bytes, packCore(codec, machine));
  const stepper: Stepper = {
    machine, codec, cores, locals, effects: [], effectNumbers: new Map(), movedNumbers: new Map([['', 0]]), isOwn: model.behaviour.routines.map(({ code }) => Uint8Array.from(code, (instruction) => (isOwn(instruction) ? 1 : 0))),
    processStart: 0, checksInvariants, coreTo: 0, localTo: 0, effect: 0, firstCore,
  };
  effectNumber(stepper, { blocked: false, moved: '', movedNumber: 0, starts: -1, startedLocal: 0, completed: 0, fault: null });
  (stepper as { processStart: number }).processStart = beginCall(stepper, model.behaviour.entries.process);
  return stepper;
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

function movedNumberOf({ movedNumbers }: Stepper, moved: string): number {
  let number = movedNumbers.get(moved);
  if (number === undefined) {
    number = movedNumbers.size;
    movedNumbers.set(moved, number);
  }
  return number;
}

/** The number of an effect. */
export function effectNumber(stepper: Stepper, effect: Effect): number {
  const { blocked, moved, starts, startedLocal, completed, fault } = effect;
  // Of steps with the same fault the first one's facts are kept: where one ends the search there is no other.
  const key = `${blocked ? 1 : 0} ${starts} ${startedLocal} ${completed} ${fault === null ? '' : `${fault.kind}${fault.kind === 'rule' ? fault.code : ''}`} ${moved}`;
  let number = stepper.effectNumbers.get(key);
  if (number === undefined) {
    number = stepper.effects.push(effect) - 1;
    stepper.effectNumbers.set(key, number);
  }
  return number;
}

/** Carries out the next step of a call on a core. The result is in `coreTo`, `localTo` and `effect` of the stepper. */
export function stepThread(stepper: Stepper, core: number, thread: number, local: number, dpcRuns: boolean): void {
  const { machine, codec } = stepper;
  const { behaviour } = machine.model;
  restoreCore(codec, machine, bytesOf(stepper.cores, core));
  const activation = restoreActivation(behaviour, bytesOf(stepper.locals, local));
  const { op, value } = nextInstruction(behaviour, activation);
  const clonesBefore = machine.queue.frames.cloneCount;
  machine.thread = thread;
  machine.device.served = dpcRuns;
  let goesOn = true;
  try {
    switch (runStep(stepper, activation)) {
      case outcomes.blocked:
        blockedStep(stepper, core, local);
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
    blockedStep(stepper, core, local);
    return;
  }
  if (op === operations.branch && goesOn && onlyAsks.has(value) && machine.fault === null && !isWhole(machine.model, activation.routine)) {
    // Nothing has changed but where the routine is.
    packAges(codec, machine);
    stepper.coreTo = core;
    stepper.localTo = internBytes(stepper.locals, codec.bytes, packActivation(codec, machine, activation, false));
    stepper.effect = 0;
    return;
  }
  finishStep(stepper, clonesBefore, thread, goesOn ? activation : null);
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

function blockedStep(stepper: Stepper, core: number, local: number): void {
  clearViolations(stepper.machine);
  stepper.coreTo = core;
  stepper.localTo = local;
  stepper.effect = effectNumber(stepper, { blocked: true, moved: '', movedNumber: 0, starts: -1, startedLocal: 0, completed: 0, fault: null });
}

/** A routine has returned to AVStream, which goes on from there. */
function routineReturned(machine: ProofMachine, thread: number, returned: number): void {
  // What Process returns beside STATUS_SUCCESS ends processing until the next trigger.
  if (thread === threads.process) follow(machine, processReturns(machine.object, returned === status.success ? 'success' : 'pending'));
  else if (thread === threads.control) follow(machine, endStateChange(machine.queue, returned < status.invalidParameter));
}

/** Takes up what a step has left behind. `activation`: the call that goes on, on its thread. `started`: a call that has begun besides Process. */
export function finishStep(stepper: Stepper, clonesBefore: number, thread: number, activation: Activation | null, started: { readonly thread: number; readonly routine: number; readonly pointer: number } | null = null): void {
  const { machine, codec } = stepper;
  flushAttempts(machine);
  takeCompleted(machine);
  const { processCalled, waits, completed } = machine;
  const fault = faultOf(stepper);
  stepper.coreTo = internBytes(stepper.cores, codec.bytes, packCore(codec, machine));
  const moved = clonesMoved(codec, machine, clonesBefore);
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
  stepper.effect = moved === '' && starts < 0 && completed === 0 && fault === null ? 0 : effectNumber(stepper, { blocked: false, moved, movedNumber: movedNumberOf(stepper, moved), starts, startedLocal, completed, fault });
}

/** What was wrong in this step, or `null`. */
function faultOf({ machine, checksInvariants }: Stepper): ProofFault | null {
  const { violations } = machine.queue.environment;
  const [first] = violations.first;
  if (first !== undefined) {
    clearViolations(machine);
    return { kind: 'rule', code: first.code, facts: first.facts };
  }
  if (machine.fault !== null) return { kind: machine.fault, detail: '' };
  const wrong = checksInvariants ? queueViolation(machine.queue.frames) : null;
  return wrong === null ? null : { kind: 'invariant', detail: wrong };
}

export function clearViolations({ queue }: ProofMachine): void {
  const { first, counts, tallies } = queue.environment.violations;
  if (first.length === 0) return;
  first.length = 0;
  counts.clear();
  tallies.clear();
}

/** The number of a call whose clones were renumbered. */
export function movedLocal({ locals, machine: { model: { behaviour } } }: Stepper, local: number, moved: string): number {
  if (local === 0) return 0;
  const bytes = moveClones(behaviour, bytesOf(locals, local), moved);
  return bytes === null ? local : internBytes(locals, bytes, bytes.length);
}

/** The instruction that a call carries out next. */
export function nextOf({ locals, machine: { model: { behaviour } } }: Stepper, local: number): ReturnType<typeof nextInstruction> {
  return nextInstruction(behaviour, restoreActivation(behaviour, bytesOf(locals, local)));
}
