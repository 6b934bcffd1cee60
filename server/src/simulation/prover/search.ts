import { findIn } from './group-table';
import { storeSize } from './intern';
import type { ProofModel } from './model';
import { moveKinds } from './model';
import type { StateTable } from './state-table';
import { addState, createStateTable, stateTableSize, stateWords } from './state-table';
import type { StepTable } from './step-table';
import { carryOut, createStepTable, infos, leadTo, lookAtControl, placeWords, stepTableSize } from './step-table';
import type { Stepper } from './steps';
import { createStepper, localIn } from './steps';
import { tupleTableSize } from './tuple-table';
import type { ProofLimits, ProofProgress, SearchOutcome } from './verdict';

/** How a search is carried out, beside its bounds. */
export interface SearchSettings {
  readonly limits: ProofLimits;
  /** Requests are interchangeable: states that differ only in which is which are one. */
  readonly symmetric: boolean;
  /** Ends at the first fault. Else steps with a fault are left out, to count states. */
  readonly stopsAtFault: boolean;
  /** Every new core is counted through from scratch. */
  readonly checksInvariants: boolean;
}

/** A search: all that is known of it at any time. A state is two numbers, of its queue and of its control. */
export interface Search {
  readonly model: ProofModel;
  readonly settings: SearchSettings;
  readonly stepper: Stepper;
  readonly steps: StepTable;
  readonly states: StateTable;
  readonly threadCount: number;
  /** Successors of the last state that was expanded: of each `info`, queue, control, effect. */
  successors: Int32Array;
  transitions: number;
  depth: number;
  /** Edges of the driver, AVStream and the device, those down to STOP and those of requests submitted, in the order of the states they come from: target × 4 + one of {@link moveKinds}. */
  edges: Int32Array;
  edgeCount: number;
  /** Where the edges of each state begin. */
  edgeStarts: Int32Array;
  /** Whether a step of the driver, AVStream or the device gives a request back here. */
  serves: Uint8Array;
}

/** Words of a successor in `successors`. */
export const successorWords = 4;

/** A search that has found its first state. */
export function createSearch(model: ProofModel, settings: SearchSettings): Search {
  const stepper = createStepper(model, settings.symmetric, settings.checksInvariants);
  const search: Search = {
    model, settings, stepper, steps: createStepTable(), states: createStateTable(), threadCount: stepper.threadCount, successors: new Int32Array(successorWords << 8),
    transitions: 0, depth: 0, edges: new Int32Array(1 << 12), edgeCount: 0, edgeStarts: new Int32Array(1 << 10), serves: new Uint8Array(1 << 10),
  };
  addState(search.states, stepper.firstQueue, stepper.firstControl, -1);
  return search;
}

/** Queue and control of a state, by number. */
export function queueOf({ states: { arena } }: Search, state: number): number {
  return arena[state * stateWords]!;
}

export function controlOf({ states: { arena } }: Search, state: number): number {
  return arena[state * stateWords + 1]!;
}

/** The call that is under way on a thread in a state, by number; 0: none. */
export function callOf(search: Search, state: number, thread: number): number {
  return localIn(search.stepper, controlOf(search, state), thread);
}

/** Finds the successors of a state, into `successors`; returns how many they are. */
export function expand(search: Search, state: number): number {
  const { states: { arena }, steps, stepper } = search;
  const queue = arena[state * stateWords]!;
  const control = arena[state * stateWords + 1]!;
  if (control >= steps.starts.length || steps.starts[control]! < 0) lookAtControl(steps, stepper, search.model, control);
  const first = steps.starts[control]!;
  const end = first + placeWords * steps.counts[control]!;
  let to = 0;
  for (let place = first; place < end; place += placeWords) {
    const action = steps.controlActions[place]!;
    let list = steps.everywhere[action]!;
    if (list < 0) list = findIn(steps.results, action, queue);
    if (list < 0) list = carryOut(steps, stepper, queue, control, place);
    const { lists } = steps;
    const listEnd = list + 1 + 3 * lists[list]!;
    for (let at = list + 1; at < listEnd; at += 3) {
      const effect = lists[at + 2]!;
      let controlTo = control;
      if (effect !== 0) {
        // What an action did in this control before, it mostly does again.
        const { controlActions } = steps;
        if (controlActions[place + 1] === effect) controlTo = controlActions[place + 2]!;
        else {
          controlTo = findIn(steps.controls, control, effect);
          if (controlTo < 0) controlTo = leadTo(steps, stepper, control, effect);
          controlActions[place + 1] = effect;
          controlActions[place + 2] = controlTo;
        }
      }
      if (to + successorWords > search.successors.length) growSuccessors(search);
      const { successors } = search;
      const queueTo = lists[at + 1]!;
      successors[to] = lists[at]!;
      successors[to + 1] = queueTo < 0 ? queue : queueTo;
      successors[to + 2] = controlTo;
      successors[to + 3] = effect;
      to += successorWords;
    }
  }
  return to / successorWords;
}

function growSuccessors(search: Search): void {
  const larger = new Int32Array(search.successors.length * 2);
  larger.set(search.successors);
  search.successors = larger;
}

/** Bytes of memory that a search takes. */
export function searchSize({ states, steps, stepper, edges, edgeStarts, serves }: Search): number {
  let size = stateTableSize(states) + stepTableSize(steps) + tupleTableSize(stepper.controls) + storeSize(stepper.locals) + edges.byteLength + edgeStarts.byteLength + serves.byteLength;
  for (const store of stepper.parts) size += storeSize(store);
  return size;
}

function progressOf(search: Search): ProofProgress {
  return { states: search.states.count, transitions: search.transitions, depth: search.depth, memory: searchSize(search), phase: 'search' };
}

/** States between two looks at the limits. */
const batch = 256;

/** Searches breadth first, telling how far it is; ends with the first fault (which no shorter way leads to), at a limit, or `null`: every state is known. */
export function* searchStates(search: Search): Generator<ProofProgress, SearchOutcome | null, void> {
  const { states, settings: { limits } } = search;
  const level = { end: 1 };
  for (let state = 0; state < states.count;) {
    const end = Math.min(states.count, state + batch);
    const fault = expandAll(search, state, end, level);
    if (fault !== null) return fault;
    state = end;
    if (states.count > limits.states) return { kind: 'undecided', limit: 'states' };
    if (searchSize(search) > limits.memory) return { kind: 'undecided', limit: 'memory' };
    yield progressOf(search);
  }
  return null;
}

/** Expands states from `first` up to `end`; the fault that was found first, or `null`. */
function expandAll(search: Search, first: number, end: number, level: { end: number }): SearchOutcome | null {
  const { states, stepper, settings: { stopsAtFault } } = search;
  for (let state = first; state < end; state += 1) {
    if (state === level.end) {
      level.end = states.count;
      search.depth += 1;
    }
    if (state + 1 >= search.edgeStarts.length) growStates(search);
    search.edgeStarts[state] = search.edgeCount;
    const words = successorWords * expand(search, state);
    const { successors } = search;
    for (let at = 0; at < words; at += successorWords) {
      const info = successors[at]!;
      if ((info & infos.fault) !== 0) {
        if (!stopsAtFault) continue;
        search.transitions += 1;
        return { kind: 'counterexample', fault: stepper.effects[successors[at + 3]!]!.fault!, state, violating: info & infos.step };
      }
      search.transitions += 1;
      const target = addState(states, successors[at + 1]!, successors[at + 2]!, state);
      const kind = info >> infos.kindShift;
      if (kind !== moveKinds.client) addEdge(search, target * 4 + kind);
      if (kind === moveKinds.system && (info & infos.serves) !== 0) search.serves[state] = 1;
    }
    search.edgeStarts[state + 1] = search.edgeCount;
  }
  return null;
}

function addEdge(search: Search, edge: number): void {
  if (search.edgeCount === search.edges.length) {
    const larger = new Int32Array(search.edges.length * 2);
    larger.set(search.edges);
    search.edges = larger;
  }
  search.edges[search.edgeCount] = edge;
  search.edgeCount += 1;
}

function growStates(search: Search): void {
  const length = search.edgeStarts.length * 2;
  const edgeStarts = new Int32Array(length);
  edgeStarts.set(search.edgeStarts);
  search.edgeStarts = edgeStarts;
  const serves = new Uint8Array(length);
  serves.set(search.serves);
  search.serves = serves;
}
