import { coreFacts, coreTableSize, createCoreTable, lookAtCore } from './cores';
import type { CoreTable } from './cores';
import { storeSize } from './intern';
import type { ProofModel } from './model';
import { kindOfMove, moveKinds, moves, threads } from './model';
import type { StateTable } from './state-table';
import { addState, createStateTable, tableSize } from './state-table';
import type { StepTable } from './step-table';
import { addStep, createStepTable, findStep } from './step-table';
import type { Effect, Stepper } from './steps';
import { bytesOf } from './intern';
import { createStepper, movedLocal, stepThread } from './steps';
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

/** A search: all that is known of it at any time. A state is a core and a call of a routine for each thread. */
export interface Search {
  readonly model: ProofModel;
  readonly settings: SearchSettings;
  readonly stepper: Stepper;
  readonly cores: CoreTable;
  readonly steps: StepTable;
  readonly states: StateTable;
  readonly threadCount: number;
  /** The successor that is told of, in words. */
  readonly next: Int32Array;
  /** By number of a call: it waits for Process to return. */
  waiting: Uint8Array;
  readonly movedLocals: Map<number, number>;
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

/** Told of each successor: the step (thread, or `moveBase` + move), and its effect. Returns `true` to go on. */
type Found = (step: number, kind: moveKinds, effect: Effect) => boolean;

/** Numbers of steps that are moves. */
export const moveBase = 16;

/** A search that has found its first state. */
export function createSearch(model: ProofModel, settings: SearchSettings): Search {
  const stepper = createStepper(model, settings.symmetric, settings.checksInvariants);
  const { entries, routines } = model.behaviour;
  const threadCount = entries.timeout >= 0 || routines.some(({ kind }) => kind === 'workItem') ? 5 : 3;
  const words = 1 + Math.ceil(threadCount / 2);
  const search: Search = {
    model, settings, stepper, cores: createCoreTable(), steps: createStepTable(), states: createStateTable(words), threadCount, next: new Int32Array(words), waiting: new Uint8Array(1 << 8), movedLocals: new Map(),
    transitions: 0, depth: 0, edges: new Int32Array(1 << 12), edgeCount: 0, edgeStarts: new Int32Array(1 << 10), serves: new Uint8Array(1 << 10),
  };
  search.next[0] = stepper.firstCore;
  addState(search.states, search.next, -1);
  return search;
}

/** The call on a thread in the state whose words begin at `start`. */
function localOf(words: Int32Array, start: number, thread: number): number {
  return (words[start + 1 + (thread >> 1)]! >>> ((thread & 1) << 4)) & 0xffff;
}

/** The call that is under way on a thread in a state, by number; 0: none. */
export function callOf({ states: { arena, words } }: Search, state: number, thread: number): number {
  return localOf(arena, state * words, thread);
}

function setLocal(words: Int32Array, thread: number, local: number): void {
  const word = 1 + (thread >> 1);
  const shift = (thread & 1) << 4;
  words[word] = (words[word]! & ~(0xffff << shift)) | (local << shift);
}

function isWaiting(search: Search, local: number): boolean {
  if (local >= search.waiting.length) {
    const larger = new Uint8Array(Math.max(local + 1, search.waiting.length * 2));
    larger.set(search.waiting);
    search.waiting = larger;
  }
  let known = search.waiting[local]!;
  if (known === 0) {
    known = bytesOf(search.stepper.locals, local)[0] === 1 ? 2 : 1;
    search.waiting[local] = known;
  }
  return known === 2;
}

/** Finds the successors of a state and tells of each, with its words in `search.next`. */
export function expand(search: Search, state: number, found: Found): void {
  const { states, steps, cores, stepper, next, threadCount, model: { bounds } } = search;
  const { words, arena } = states;
  const start = state * words;
  const core = arena[start]!;
  const process = localOf(arena, start, threads.process);
  const control = localOf(arena, start, threads.control);
  const dpc = localOf(arena, start, threads.dpc);
  const keepsProcess = !bounds.processOverlapsStates && control !== 0 && !isWaiting(search, control);
  let isIdle = true;
  for (let thread = 0; thread < threadCount; thread += 1) {
    const local = localOf(arena, start, thread);
    if (local === 0) continue;
    isIdle = false;
    if (thread === threads.process ? keepsProcess : process !== 0 && isWaiting(search, local)) continue;
    // Who stops the device waits for its DPC.
    const dpcRuns = thread === threads.control && dpc !== 0;
    const key = local * 16 + thread * 2 + (dpcRuns ? 1 : 0);
    let place = findStep(steps, core, key);
    if (place < 0) {
      stepThread(stepper, core, thread, local, dpcRuns);
      addStep(steps, core, key, stepper.coreTo, stepper.localTo, stepper.effect);
      place = findStep(steps, core, key);
    }
    const { entries } = steps;
    const result = entries[place + 3]!;
    const effect = stepper.effects[result >>> 16]!;
    if (effect.blocked) continue;
    for (let word = 1; word < words; word += 1) next[word] = arena[start + word]!;
    next[0] = entries[place + 2]!;
    setLocal(next, thread, result & 0xffff);
    if (result >>> 16 !== 0) applyEffect(search, effect, thread);
    if (!found(thread, moveKinds.system, effect)) return;
  }
  if (core >= cores.starts.length || cores.starts[core]! < 0) lookAtCore(cores, stepper, core);
  const first = cores.starts[core]!;
  const end = first + 3 * cores.counts[core]!;
  for (let at = first; at < end; at += 3) {
    const move = cores.moves[at]!;
    if (!isFree(search, move, start, isIdle, process, control)) continue;
    const effect = stepper.effects[cores.moves[at + 2]!]!;
    for (let word = 1; word < words; word += 1) next[word] = states.arena[start + word]!;
    next[0] = cores.moves[at + 1]!;
    if (cores.moves[at + 2] !== 0) applyEffect(search, effect, -1);
    if (!found(moveBase + move, kindOfMove(move), effect)) return;
  }
}

/** Whether those whom a move concerns are free for it. */
function isFree({ states, model: { bounds }, threadCount }: Search, move: number, start: number, isIdle: boolean, process: number, control: number): boolean {
  if (move < moves.workItem) return true;
  if (move < moves.up) return localOf(states.arena, start, threads.workItem) === 0;
  switch (move) {
    case moves.up:
    case moves.down:
      return control === 0 && (bounds.processOverlapsStates || process === 0);
    case moves.resetBegin:
      return control === 0 && (bounds.processOverlapsStates || process === 0);
    case moves.resetEnd:
      return control === 0;
    case moves.close:
      return isIdle;
    case moves.startDpc:
      return localOf(states.arena, start, threads.dpc) === 0;
    case moves.startProcess:
      return bounds.processOverlapsStates || control === 0;
    case moves.fireTimeout:
      return threadCount <= threads.timeout || localOf(states.arena, start, threads.timeout) === 0;
    default:
      return true;
  }
}

/** What a step does to other threads: clones are renumbered, a call begins. */
function applyEffect(search: Search, { moved, movedNumber, starts, startedLocal }: Effect, thread: number): void {
  const { next, threadCount } = search;
  if (moved !== '') {
    for (let other = 0; other < threadCount; other += 1) {
      if (other === thread) continue;
      const local = localOf(next, 0, other);
      if (local !== 0) setLocal(next, other, movedFrom(search, local, moved, movedNumber));
    }
  }
  if (starts >= 0) setLocal(next, starts, startedLocal);
}

function movedFrom(search: Search, local: number, moved: string, movedNumber: number): number {
  const key = local * 0x10000 + movedNumber;
  let after = search.movedLocals.get(key);
  if (after === undefined) {
    after = movedLocal(search.stepper, local, moved);
    search.movedLocals.set(key, after);
  }
  return after;
}

/** Bytes of memory that a search takes. */
export function searchSize({ states, cores, steps, stepper, edges, edgeStarts, serves }: Search): number {
  return tableSize(states) + coreTableSize(cores) + steps.entries.byteLength + storeSize(stepper.cores) + storeSize(stepper.locals) + edges.byteLength + edgeStarts.byteLength + serves.byteLength;
}

function progressOf(search: Search): ProofProgress {
  return { states: search.states.count, transitions: search.transitions, depth: search.depth, memory: searchSize(search), phase: 'search' };
}

/** States between two looks at the limits. */
const batch = 256;

/** Searches breadth first, telling how far it is; ends with the first fault (which no shorter way leads to), at a limit, or `null`: every state is known. */
export function* searchStates(search: Search): Generator<ProofProgress, SearchOutcome | null, void> {
  const { states, settings: { limits, stopsAtFault } } = search;
  let levelEnd = 1;
  let outcome: SearchOutcome | null = null;
  let state = 0;
  const found: Found = (step, kind, effect) => {
    if (effect.fault !== null) {
      if (!stopsAtFault) return true;
      search.transitions += 1;
      outcome = { kind: 'counterexample', fault: effect.fault, state, violating: step };
      return false;
    }
    search.transitions += 1;
    const target = addState(states, search.next, state);
    if (kind !== moveKinds.client) addEdge(search, target * 4 + kind);
    if (kind === moveKinds.system && effect.completed > 0) search.serves[state] = 1;
    return true;
  };
  for (; state < states.count; state += 1) {
    if (state === levelEnd) {
      levelEnd = states.count;
      search.depth += 1;
    }
    if (state + 1 >= search.edgeStarts.length) growStates(search);
    search.edgeStarts[state] = search.edgeCount;
    expand(search, state, found);
    if (outcome !== null) return outcome;
    if (state % batch !== 0) continue;
    if (search.stepper.locals.count > 0xffff || search.stepper.effects.length > 0xffff) return { kind: 'undecided', limit: 'routines' };
    if (states.count > limits.states) return { kind: 'undecided', limit: 'states' };
    if (searchSize(search) > limits.memory) return { kind: 'undecided', limit: 'memory' };
    yield progressOf(search);
  }
  search.edgeStarts[state] = search.edgeCount;
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

/** The facts of a state, see {@link coreFacts}, with `idle` where no routine is under way. */
export function factsOfState({ states, cores, threadCount }: Search, state: number): number {
  const { words, arena } = states;
  const start = state * words;
  let facts = cores.facts[arena[start]!]!;
  let isIdle = true;
  for (let thread = 0; thread < threadCount; thread += 1) if (localOf(arena, start, thread) !== 0) isIdle = false;
  if (isIdle) facts |= idleFact;
  if (localOf(arena, start, threads.control) !== 0) facts |= controlledFact;
  return facts;
}

/** No routine is under way; SetDeviceState is. */
export const idleFact = 64;
export const controlledFact = 128;
export { coreFacts };
