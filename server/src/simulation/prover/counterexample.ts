import { describeInstruction, nameOfOperand } from '../behaviour/calls';
import { holds } from '../behaviour/evaluate';
import type { Behaviour, Instruction, Routine } from '../behaviour/program';
import { activationRegisters, conditions, operations, statuses } from '../behaviour/program';
import type { Activation } from '../behaviour/machine';
import { restoreActivation } from './core';
import type { DeadEnd } from './dead-end';
import { bytesOf } from './intern';
import type { LockInversion } from './lock-inversion';
import type { ProofModel } from './model';
import { moves } from './model';
import { performMove } from './moves';
import type { Search } from './search';
import { callOf, controlOf, createSearch, expand, queueOf, successorWords } from './search';
import { infos, moveBase } from './step-table';
import { createSnapshotTable, packQueue } from '../queue/snapshot';
import { addState, parentIn } from './state-table';
import { nextOf, restoreState, stepThread } from './steps';
import type { ProofFault } from './verdict';
import { defaultProofLimits } from './verdict';

/** Who acts in a step of a counterexample. */
export type ProofActor = 'client' | 'device' | 'system' | 'process' | 'dpc' | 'control' | 'timeout' | 'workItem' | 'callback';

/** A call that a routine makes in a step, in the developer's words, and the JSON place (RFC 6901) that it stands at, or ''. */
export interface ProofCall {
  readonly routine: string;
  readonly text: string;
  readonly path: string;
  /** What came of it, where that can differ: a status, NULL, or whether a condition holds; or ''. */
  readonly result: string;
}

/** One step: who, what happens (a move) or goes on (a routine), and the calls in it. */
export interface ProofStep {
  readonly actor: ProofActor;
  /** A move, see `moves`; -1: a routine goes on. */
  readonly move: number;
  /** Request or entry of the device's list that a move is about, from 0; or the KSSTATE that it leads to; -1: none. */
  readonly about: number;
  /** Routine that goes on or begins, or ''. */
  readonly routine: string;
  readonly calls: readonly ProofCall[];
  /** The routine has returned. */
  readonly returns: boolean;
  /** State behind the step. */
  readonly state: number;
  /** The step is not over: who acts waits for a lock, and for ever. */
  readonly waits?: true;
}

const actors: readonly ProofActor[] = ['process', 'dpc', 'control', 'timeout', 'workItem'];

/** A counterexample: its steps, described and by number, where every request keeps its number. */
export interface Counterexample {
  readonly steps: readonly ProofStep[];
  readonly path: readonly number[];
  /** The fault of the last step, about requests as they are numbered here. */
  readonly fault: ProofFault | null;
}

/** The steps that lead to `state`, and with `violating` one more, or on to its `end`. Of a search whose states are all kept. */
export function counterexampleOf(search: Search, state: number, violating: number | null, end: DeadEnd = { states: [], repeats: 0, isAlone: false, kinds: 0 }): Counterexample {
  const way: number[] = [];
  for (let at = state; at >= 0; at = parentIn(search.states, at)) way.unshift(at);
  const found = way.slice(1).map((to, place) => stepBetween(search, way[place]!, to));
  if (violating !== null) found.push(violating);
  end.states.forEach((to, place) => found.push(stepBetween(search, end.states[place - 1] ?? state, to, end.kinds)));
  // Where requests are interchangeable each state numbers them anew, so the same is done again with the numbers they have.
  const replay = createReplay(search.model);
  const steps: ProofStep[] = [];
  const path: number[] = [];
  let fault: ProofFault | null = null;
  let from = 0;
  for (const step of found) {
    const own = ownStep(replay, from, step);
    const to = follow(replay, from, own);
    path.push(own);
    if (to < 0) fault = faultOf(replay, from, own);
    if (fault?.kind === 'lockInversion') steps.push(cancellation(fault));
    steps.push({ ...describeStep(replay, from, own, to), ...(fault?.kind === 'lockInversion' ? { waits: true as const } : {}) });
    from = to;
  }
  if (end.isAlone) steps.push(...waitingIn(replay, from));
  return { steps, path, fault };
}

function createReplay(model: ProofModel): Search {
  return createSearch(model, { limits: defaultProofLimits, symmetric: false, stopsAtFault: true, checksInvariants: true });
}

/** Does the steps of a counterexample again: a search with its states, which have the numbers that its steps name. */
export function replayOf(model: ProofModel, path: readonly number[]): Search {
  const replay = createReplay(model);
  let from = 0;
  for (const step of path) from = follow(replay, from, step);
  return replay;
}

/** The state that a step leads to, which is added; -1 where the step is a fault. */
function follow(replay: Search, from: number, step: number): number {
  const count = expand(replay, from);
  const { successors } = replay;
  for (let at = 0; at < count * successorWords; at += successorWords) {
    if ((successors[at]! & infos.step) !== step) continue;
    if ((successors[at]! & infos.fault) !== 0) return -1;
    return addState(replay.states, successors[at + 1]!, successors[at + 2]!, from);
  }
  return -1;
}

/** The fault of a step. */
function faultOf(replay: Search, from: number, step: number): ProofFault | null {
  const count = expand(replay, from);
  const { successors, stepper: { effects } } = replay;
  for (let at = 0; at < count * successorWords; at += successorWords) if ((successors[at]! & infos.step) === step && (successors[at]! & infos.fault) !== 0) return effects[successors[at + 3]!]!.fault;
  return null;
}

/** The calls that have to wait in a state. */
function waitingIn(search: Search, state: number): ProofStep[] {
  const { stepper, model: { behaviour }, threadCount } = search;
  const found: ProofStep[] = [];
  for (let thread = 0; thread < threadCount; thread += 1) {
    const local = callOf(search, state, thread);
    // Who waits for Process to return is told by what Process waits for.
    if (local === 0 || bytesOf(stepper.locals, local)[0] === 1) continue;
    stepThread(stepper, queueOf(search, state), controlOf(search, state), thread);
    if (!stepper.effects[stepper.effect]!.blocked) continue;
    const routine = behaviour.routines[bytesOf(stepper.locals, local)[1]!]!;
    found.push({ actor: actors[thread]!, move: -1, about: -1, routine: routine.name, calls: [callIn(search, routine, nextOf(stepper, local))], returns: false, state: -1, waits: true });
  }
  return found;
}

/** What comes in between, and waits. */
function cancellation({ request, waiter }: LockInversion): ProofStep {
  return { actor: 'client', move: moves.cancel, about: request, routine: waiter.routine, calls: [{ ...waiter, result: '' }], returns: false, state: -1, waits: true };
}

/** A step with the request's own number, where a state numbers them by where they are. */
function ownStep(replay: Search, from: number, step: number): number {
  const move = step - moveBase;
  if (move < 0 || move >= moves.fill) return step;
  const { stepper } = replay;
  restoreState(stepper, queueOf(replay, from), controlOf(replay, from));
  const numbered = createSnapshotTable(true);
  packQueue(stepper.machine.queue, numbered, stepper.codec.bytes, 0);
  return moveBase + (move & ~15) + numbered.requestOfNumber[move & 15]!;
}

/** `kinds`: which moves may be it, as bits. */
function stepBetween(search: Search, from: number, to: number, kinds = -1): number {
  const count = expand(search, from);
  const { successors } = search;
  for (let at = 0; at < count * successorWords; at += successorWords) {
    if ((successors[at]! & infos.fault) === 0 && (kinds & (1 << (successors[at]! >> infos.kindShift))) !== 0 && successors[at + 1] === queueOf(search, to) && successors[at + 2] === controlOf(search, to)) return successors[at]! & infos.step;
  }
  return -1;
}

/** Does a step again and listens to it. */
function describeStep(search: Search, from: number, step: number, state: number): ProofStep {
  const { stepper } = search;
  const { behaviour } = search.model;
  const queue = queueOf(search, from);
  const control = controlOf(search, from);
  const calls: ProofCall[] = [];
  const listening = stepper.machine.routines as { begins?: (activation: Activation, instruction: Instruction) => void };
  listening.begins = ({ routine }, instruction) => {
    if (instruction.op !== operations.wait) calls.push(callIn(search, behaviour.routines[routine]!, instruction));
  };
  try {
    if (step < moveBase) {
      const local = callOf(search, from, step);
      const routine = behaviour.routines[bytesOf(stepper.locals, local)[1]!]!;
      const next = nextOf(stepper, local);
      restoreState(stepper, queue, control);
      const isTrue = next.op === operations.branch && holds(stepper.machine.routines, restoreActivation(behaviour, bytesOf(stepper.locals, local)), next);
      stepThread(stepper, queue, control, step);
      if (calls.length === 1) calls[0] = { ...calls[0]!, result: resultOf(search, next) };
      if (calls.length === 0 && next.op !== operations.branch && next.op !== operations.wait) calls.push(callIn(search, routine, next));
      if (next.op === operations.branch && calls.length === 0) calls.push({ routine: routine.name, text: describeCondition(behaviour, routine, next), path: next.path, result: isTrue ? 'TRUE' : 'FALSE' });
      return { actor: actors[step]!, move: -1, about: -1, routine: routine.name, calls, returns: calls.at(-1)?.text.startsWith('return ') ?? false, state };
    }
    const move = step - moveBase;
    restoreState(stepper, queue, control);
    const { deviceState } = stepper.machine.queue;
    performMove(stepper, queue, control, move);
    const { starts, startedLocal } = stepper.effects[stepper.effect]!;
    const routine = starts < 0 ? '' : behaviour.routines[bytesOf(stepper.locals, startedLocal)[1]!]!.name;
    return { actor: actorOf(move), move: baseOf(move), about: aboutOf(move, deviceState), routine, calls, returns: false, state };
  } finally {
    delete listening.begins;
  }
}

function callIn({ model: { behaviour } }: Search, routine: Routine, instruction: Instruction): ProofCall {
  return { routine: routine.name, text: describeInstruction(behaviour, routine, instruction), path: instruction.path, result: '' };
}

/** Instructions whose status can differ. */
const withStatus: ReadonlySet<operations> = new Set([operations.lock, operations.advance, operations.advanceOffsets, operations.program, operations.copy]);
/** Those that give a pointer. */
const withPointer: ReadonlySet<operations> = new Set([operations.getLeadingEdge, operations.getTrailingEdge, operations.clone, operations.getFirstClone, operations.getNextClone, operations.takeFilled]);

/** What the step that has just been done came to. */
function resultOf({ stepper, model: { behaviour } }: Search, { op, to }: Instruction): string {
  if (stepper.localTo === 0) return '';
  const { registers } = restoreActivation(behaviour, bytesOf(stepper.locals, stepper.localTo));
  if (withStatus.has(op)) return statuses[registers[activationRegisters.status]!]!.name;
  return withPointer.has(op) && to >= 0 && registers[to]! < 0 ? 'NULL' : '';
}

const conditionNames: Readonly<Record<number, string>> = {
  [conditions.deviceHasRoom]: 'the device has room', [conditions.deviceHasFilled]: 'the device has filled', [conditions.deviceIsEmpty]: 'the device is empty', [conditions.clientStreams]: 'ClientState >= KSSTATE_PAUSE',
  [conditions.framesAvailable]: 'frames are available', [conditions.framesLost]: 'frames were lost',
};
const operandConditions: Readonly<Record<number, string>> = { [conditions.isSet]: '', [conditions.isNotNull]: ' != NULL', [conditions.isLocked]: ' is locked', [conditions.hasFrame]: ' has a frame', [conditions.frameFits]: ': a frame fits' };

function describeCondition(behaviour: Behaviour, routine: Routine, { value, pointer }: Instruction): string {
  const named = conditionNames[value];
  return `if (${named ?? `${nameOfOperand(behaviour, routine, pointer)}${operandConditions[value] ?? ''}`})`;
}

function actorOf(move: number): ProofActor {
  if (move < moves.fill || (move >= moves.up && move <= moves.close)) return 'client';
  return move < moves.workItem || move === moves.capture || move === moves.loseFrame ? 'device' : 'system';
}

function baseOf(move: number): number {
  return move < moves.up ? move & ~15 : move;
}

function aboutOf(move: number, deviceState: number): number {
  if (move < moves.workItem) return move & 15;
  return move === moves.up ? deviceState + 1 : move === moves.down ? deviceState - 1 : -1;
}

