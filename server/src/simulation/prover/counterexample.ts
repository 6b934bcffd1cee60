import { describeInstruction, nameOfOperand } from '../behaviour/calls';
import { holds } from '../behaviour/evaluate';
import type { Behaviour, Instruction, Routine } from '../behaviour/program';
import { activationRegisters, conditions, operations, statuses } from '../behaviour/program';
import type { Activation } from '../behaviour/machine';
import { restoreActivation } from './core';
import { bytesOf } from './intern';
import { moves } from './model';
import { performMove } from './moves';
import type { Search } from './search';
import { callOf, controlOf, createSearch, expand, queueOf, successorWords } from './search';
import { infos, moveBase } from './step-table';
import { createSnapshotTable, packQueue } from '../queue/snapshot';
import { addState } from './state-table';
import { nextOf, restoreState, stepThread } from './steps';

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
}

const actors: readonly ProofActor[] = ['process', 'dpc', 'control', 'timeout', 'workItem'];

/** A counterexample: its steps, and the search in which their states are kept, where every request keeps its number. */
export interface Counterexample {
  readonly steps: readonly ProofStep[];
  readonly replay: Search;
}

/** The steps that lead to `state`, and with `violating` one more. Of a search whose states are all kept. */
export function counterexampleOf(search: Search, state: number, violating: number | null): Counterexample {
  const path: number[] = [];
  for (let at = state; at >= 0; at = search.states.parents[at]!) path.unshift(at);
  const found = path.slice(1).map((to, place) => stepBetween(search, path[place]!, to));
  if (violating !== null) found.push(violating);
  // Where requests are interchangeable each state numbers them anew, so the same is done again with the numbers they have.
  const replay = createSearch(search.model, { ...search.settings, symmetric: false });
  const steps: ProofStep[] = [];
  let from = 0;
  for (const step of found) {
    const own = ownStep(replay, from, step);
    const to = follow(replay, from, own);
    steps.push(describeStep(replay, from, own, to));
    from = to;
  }
  return { steps, replay };
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

function stepBetween(search: Search, from: number, to: number): number {
  const count = expand(search, from);
  const { successors } = search;
  for (let at = 0; at < count * successorWords; at += successorWords) {
    if ((successors[at]! & infos.fault) === 0 && successors[at + 1] === queueOf(search, to) && successors[at + 2] === controlOf(search, to)) return successors[at]! & infos.step;
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

