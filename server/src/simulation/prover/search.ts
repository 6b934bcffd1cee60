import { findIn } from './group-table';
import { storeSize } from './intern';
import type { ProofModel } from './model';
import { moveKinds, moves } from './model';
import { canonicalOf, renumberedAs, requestAs } from './renumbering';
import type { Column } from './segments';
import { columnSize, createColumn, flatten, segmentFor, segmentMask } from './segments';
import type { StateTable } from './state-table';
import { addState, controlIn, createStateTable, queueIn, stateTableSize } from './state-table';
import type { StepTable } from './step-table';
import { carryOut, createStepTable, infos, leadTo, lookAtControl, moveBase, placeWords, stepTableSize } from './step-table';
import type { Stepper } from './steps';
import { createStepper, localIn } from './steps';
import { tupleTableSize } from './tuple-table';
import type { ProofLimits, ProofProgress, SearchOutcome } from './verdict';

/** How a search is carried out, beside its bounds. */
export interface SearchSettings {
  readonly limits: Pick<ProofLimits, 'states' | 'memory'>;
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
  /**
   * Edges of the driver, AVStream and the device, those down to STOP and those of requests submitted, in the order of the states they come from: target × 4 + one of {@link moveKinds}.
   * This and the two below are there when every state is known.
   */
  edges: Int32Array;
  /** Where the edges of each state begin, and behind the last one where they end. */
  edgeStarts: Int32Array;
  /** Whether a step of the driver, AVStream or the device gives a request back here. */
  serves: Uint8Array;
  /** The same until then: edges, and of each state twice where they begin, + 1 where a request is given back. */
  readonly found: { readonly edges: Column; readonly starts: Column };
  edgeCount: number;
}

/** Words of a successor in `successors`. */
export const successorWords = 4;

/** A search that has found its first state. */
export function createSearch(model: ProofModel, settings: SearchSettings): Search {
  const stepper = createStepper(model, settings.symmetric, settings.checksInvariants);
  const search: Search = {
    model, settings, stepper, steps: createStepTable(settings.symmetric), states: createStateTable(), threadCount: stepper.threadCount, successors: new Int32Array(successorWords << 8),
    transitions: 0, depth: 0, edges: new Int32Array(0), edgeStarts: new Int32Array(0), serves: new Uint8Array(0), found: { edges: createColumn(), starts: createColumn() }, edgeCount: 0,
  };
  addState(search.states, stepper.firstQueue, stepper.firstControl, -1);
  return search;
}

/** Queue and control of a state, by number. */
export function queueOf({ states }: Search, state: number): number {
  return queueIn(states, state);
}

export function controlOf({ states }: Search, state: number): number {
  return controlIn(states, state);
}

/** The call that is under way on a thread in a state, by number; 0: none. */
export function callOf(search: Search, state: number, thread: number): number {
  return localIn(search.stepper, controlOf(search, state), thread);
}

/** Finds the successors of a state, into `successors`; returns how many they are. */
export function expand(search: Search, state: number): number {
  const count = findSuccessors(search, state);
  const { successors } = search;
  for (let at = 0; at < count * successorWords; at += successorWords) successors[at] = ownStep(search, state, successors[at]!);
  return count;
}

/** The same, with the steps of the canonical queue of the state: requests that they are about have other numbers there, see {@link ownStep}. */
function findSuccessors(search: Search, state: number): number {
  const { states, steps, stepper } = search;
  const queue = queueIn(states, state);
  const control = controlIn(states, state);
  const { renumbering } = steps;
  // Steps are carried out with the queue whose requests are numbered by where they are.
  const canonical = renumbering === null ? queue : canonicalOf(renumbering, stepper.queues, stepper.pin, queue);
  if (control >= steps.starts.length || steps.starts[control]! < 0) lookAtControl(steps, stepper, search.model, control);
  const first = steps.starts[control]!;
  const end = first + placeWords * steps.counts[control]!;
  let to = 0;
  for (let place = first; place < end; place += placeWords) {
    const action = steps.controlActions[place]!;
    let list = steps.everywhere[action]!;
    if (list < 0) list = findIn(steps.results, action, canonical);
    if (list < 0) list = carryOut(steps, stepper, canonical, control, place);
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
      let queueTo = lists[at + 1]!;
      if (queueTo < 0) queueTo = queue;
      else if (canonical !== queue) queueTo = renumberedAs(renumbering!, stepper.queues, stepper.pin, queueTo, queue);
      successors[to] = lists[at]!;
      successors[to + 1] = queueTo;
      successors[to + 2] = controlTo;
      successors[to + 3] = effect;
      to += successorWords;
    }
  }
  return to / successorWords;
}

/** The `info` of a step in a state, from that of the canonical queue. */
function ownStep({ states, steps: { renumbering } }: Search, state: number, info: number): number {
  const move = (info & infos.step) - moveBase;
  return renumbering === null || move < 0 || move >= moves.fill ? info : (info & ~15) | requestAs(renumbering, move & 15, queueIn(states, state));
}

function growSuccessors(search: Search): void {
  const larger = new Int32Array(search.successors.length * 2);
  larger.set(search.successors);
  search.successors = larger;
}

/** Bytes of memory that a search takes, with what it takes to ask of every state what can be reached from it. */
export function searchSize({ states, steps, stepper, found, edges, edgeStarts, serves, edgeCount }: Search): number {
  let size = stateTableSize(states) + stepTableSize(steps) + tupleTableSize(stepper.controls) + storeSize(stepper.locals) + columnSize(found.edges) + columnSize(found.starts) + edges.byteLength + edgeStarts.byteLength + serves.byteLength;
  for (const store of stepper.parts) size += storeSize(store);
  return size + states.count * askedBytes + edgeCount * 4;
}

/** Bytes of a state, and beside them those of each edge once more, that asking takes: see reach.ts. */
const askedBytes = 24;

/** States between two looks at the limits: a part of a segment. */
const batch = 256;

/** Searches breadth first, telling how far it is; ends with the first fault (which no shorter way leads to), at a limit, or `null`: every state is known. */
export function* searchStates(search: Search): Generator<ProofProgress, SearchOutcome | null, void> {
  const { states, settings: { limits } } = search;
  const level = { end: 1 };
  for (let state = 0; state < states.count;) {
    const end = Math.min(states.count, (state | (batch - 1)) + 1);
    const fault = expandAll(search, state, end, level);
    if (fault !== null) return fault;
    state = end;
    if (states.count > limits.states) return { kind: 'undecided', limit: 'states' };
    const memory = searchSize(search);
    if (memory > limits.memory) return { kind: 'undecided', limit: 'memory' };
    yield { states: states.count, transitions: search.transitions, depth: search.depth, memory, phase: 'search' };
  }
  finishEdges(search);
  return null;
}

/** Every state is known: its edges are put one behind the other. */
function finishEdges(search: Search): void {
  const { found, states: { count }, edgeCount } = search;
  search.edges = flatten(found.edges, edgeCount);
  const edgeStarts = flatten(found.starts, count + 1);
  const serves = new Uint8Array(count);
  for (let state = 0; state < count; state += 1) {
    serves[state] = edgeStarts[state]! & 1;
    edgeStarts[state] = edgeStarts[state]! >>> 1;
  }
  edgeStarts[count] = edgeCount;
  search.edgeStarts = edgeStarts;
  search.serves = serves;
}

/** Expands states from `first` up to `end`, which lie in one segment; the fault that was found first, or `null`. */
function expandAll(search: Search, first: number, end: number, level: { end: number }): SearchOutcome | null {
  const { states, stepper, settings: { stopsAtFault }, found } = search;
  const starts = segmentFor(found.starts, first);
  for (let state = first; state < end; state += 1) {
    if (state === level.end) {
      level.end = states.count;
      search.depth += 1;
    }
    const start = search.edgeCount * 2;
    let serves = 0;
    const words = successorWords * findSuccessors(search, state);
    const { successors } = search;
    for (let at = 0; at < words; at += successorWords) {
      const info = successors[at]!;
      if ((info & infos.fault) !== 0) {
        if (!stopsAtFault) continue;
        search.transitions += 1;
        return { kind: 'counterexample', fault: stepper.effects[successors[at + 3]!]!.fault!, state, violating: ownStep(search, state, info) & infos.step };
      }
      search.transitions += 1;
      const target = addState(states, successors[at + 1]!, successors[at + 2]!, state);
      const kind = info >> infos.kindShift;
      if (kind === moveKinds.client) continue;
      const { edgeCount } = search;
      segmentFor(found.edges, edgeCount)[edgeCount & segmentMask] = target * 4 + kind;
      search.edgeCount = edgeCount + 1;
      if (kind === moveKinds.system && (info & infos.serves) !== 0) serves = 1;
    }
    starts[state & segmentMask] = start + serves;
  }
  return null;
}
