import { describeInstruction } from '../behaviour/calls';
import type { Instruction, Routine } from '../behaviour/program';
import type { Activation } from '../behaviour/machine';
import { restoreCore } from './core';
import { bytesOf } from './intern';
import { moves, threads } from './model';
import { performMove } from './moves';
import type { Search } from './search';
import { callOf, expand, moveBase } from './search';
import { stepThread } from './steps';

/** Who acts in a step of a counterexample. */
export type ProofActor = 'client' | 'device' | 'system' | 'process' | 'dpc' | 'control' | 'timeout' | 'workItem' | 'callback';

/** A call that a routine makes in a step, in the developer's words, and the JSON place (RFC 6901) that it stands at, or ''. */
export interface ProofCall {
  readonly routine: string;
  readonly text: string;
  readonly path: string;
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

/** The steps that lead to `state`, and with `violating` one more. Of a search whose states are all kept. */
export function stepsTo(search: Search, state: number, violating: number | null): ProofStep[] {
  const path: number[] = [];
  for (let at = state; at >= 0; at = search.states.parents[at]!) path.unshift(at);
  const steps: ProofStep[] = [];
  for (let place = 1; place < path.length; place += 1) steps.push(describeStep(search, path[place - 1]!, stepBetween(search, path[place - 1]!, path[place]!), path[place]!));
  if (violating !== null) steps.push(describeStep(search, state, violating, -1));
  return steps;
}

function stepBetween(search: Search, from: number, to: number): number {
  const { states: { arena, words }, next } = search;
  let found = -1;
  expand(search, from, (step) => {
    for (let word = 0; word < words; word += 1) if (arena[to * words + word] !== next[word]) return true;
    found = step;
    return false;
  });
  return found;
}

/** Does a step again and listens to it. */
function describeStep(search: Search, from: number, step: number, state: number): ProofStep {
  const { stepper, states: { arena, words } } = search;
  const { behaviour } = search.model;
  const core = arena[from * words]!;
  const calls: ProofCall[] = [];
  const listening = stepper.machine.routines as { begins?: (activation: Activation, instruction: Instruction) => void };
  listening.begins = ({ routine }, instruction) => void calls.push(callIn(search, behaviour.routines[routine]!, instruction));
  try {
    if (step < moveBase) {
      const local = callOf(search, from, step);
      const routine = behaviour.routines[bytesOf(stepper.locals, local)[1]!]!;
      stepThread(stepper, core, step, local, step === threads.control && callOf(search, from, threads.dpc) !== 0);
      return { actor: actors[step]!, move: -1, about: -1, routine: routine.name, calls, returns: calls.at(-1)?.text.startsWith('return ') ?? false, state };
    }
    const move = step - moveBase;
    restoreCore(stepper.codec, stepper.machine, bytesOf(stepper.cores, core));
    const { deviceState } = stepper.machine.queue;
    performMove(stepper, core, move);
    const { starts, startedLocal } = stepper.effects[stepper.effect]!;
    const routine = starts < 0 ? '' : behaviour.routines[bytesOf(stepper.locals, startedLocal)[1]!]!.name;
    return { actor: actorOf(move), move: baseOf(move), about: aboutOf(move, deviceState), routine, calls, returns: false, state };
  } finally {
    delete listening.begins;
  }
}

function callIn({ model: { behaviour } }: Search, routine: Routine, instruction: Instruction): ProofCall {
  return { routine: routine.name, text: describeInstruction(behaviour, routine, instruction), path: instruction.path };
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

