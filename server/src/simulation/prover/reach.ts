import { deadEndOf } from './dead-end';
import { createFactTable, factsOf, stateFacts } from './facts';
import { moveKinds } from './model';
import type { Search } from './search';
import { controlOf, queueOf, searchSize } from './search';
import type { ProofFault, ProofProgress, SearchOutcome } from './verdict';

/** Edges the other way round: of each state the states from which a step leads to it. */
interface Sources {
  readonly starts: Int32Array;
  /** State × 4 + one of {@link moveKinds}. */
  readonly from: Int32Array;
}

/** Kinds of moves as bits. */
const system = 1 << moveKinds.system;
const down = 1 << moveKinds.down;
const submit = 1 << moveKinds.submit;

/** States between two reports. */
const batch = 16_384;

/**
 * Asks of every state what can still be reached from it: in KSSTATE_RUN with all requests submitted, that one comes back by what the driver, AVStream and the device do; of a
 * request that was cancelled, that it comes back (while the client goes on submitting, or goes down to KSSTATE_STOP); and from everywhere, KSSTATE_STOP with every routine returned, once the client goes down. They are asked in this order, and
 * the state with the fewest steps from which there is no way is the end of the counterexample.
 */
export function* searchReach(search: Search): Generator<ProofProgress, SearchOutcome, void> {
  const { states: { count } } = search;
  const progress: ProofProgress = { states: count, transitions: search.transitions, depth: search.depth, memory: searchSize(search), phase: 'reach' };
  const facts = new Uint8Array(count);
  const table = createFactTable(search.stepper);
  for (let state = 0; state < count; state += 1) {
    facts[state] = factsOf(table, search.stepper, queueOf(search, state), controlOf(search, state));
    if (state % batch === 0) yield progress;
  }
  const sources = yield* turnRound(search, progress);
  let found: { state: number; by: number; kind: Extract<ProofFault, { readonly kind: 'stall' | 'cancelUnanswered' | 'stopNeverEnds' | 'deadlock' }>['kind'] } | null = null;
  const questions: readonly { readonly kind: 'stall' | 'cancelUnanswered' | 'stopNeverEnds'; readonly goal: (state: number) => boolean; readonly asked: (state: number) => boolean; readonly by: number }[] = [
    {
      kind: 'stall', by: system, goal: (state) => search.serves[state] === 1,
      asked: (state) => (facts[state]! & (stateFacts.running | stateFacts.allOutstanding | stateFacts.controlled | stateFacts.cancelPending)) === (stateFacts.running | stateFacts.allOutstanding),
    },
    {
      kind: 'cancelUnanswered', by: system | submit, goal: (state) => (facts[state]! & stateFacts.cancelPending) === 0,
      asked: (state) => (facts[state]! & (stateFacts.running | stateFacts.controlled)) === stateFacts.running,
    },
    // A call of SetDeviceState that does not return shows the most.
    { kind: 'stopNeverEnds', by: system, goal: (state) => (facts[state]! & stateFacts.controlled) === 0, asked: (state) => (facts[state]! & stateFacts.controlled) !== 0 },
    { kind: 'stopNeverEnds', by: system | down, goal: (state) => (facts[state]! & stateFacts.idle) !== 0 && (facts[state]! & stateFacts.stopped) !== 0, asked: () => true },
    { kind: 'cancelUnanswered', by: system | down, goal: (state) => (facts[state]! & stateFacts.cancelPending) === 0, asked: () => true },
  ];
  for (const { kind, goal, asked, by } of questions) {
    const reaches = yield* reach(count, sources, goal, by, progress);
    for (let state = 0; state < count && found === null; state += 1) if (reaches[state] === 0 && asked(state)) found = { state, by, kind };
    if (found !== null) break;
  }
  // Where no way comes to KSSTATE_RUN hardly anything was asked.
  if (found === null) return facts.some((fact) => (fact & stateFacts.running) !== 0) ? { kind: 'proved' } : { kind: 'undecided', limit: 'neverRuns' };
  const { state } = found;
  const isDead = search.edgeStarts[state] === search.edgeStarts[state + 1] && found.kind === 'stall';
  // What the client submits has nothing to do with why a cancellation comes to nothing.
  const end = yield* deadEndOf(search, state, found.kind === 'cancelUnanswered' ? system : found.by, progress);
  return { kind: 'counterexample', fault: { kind: isDead && (facts[state]! & stateFacts.idle) === 0 ? 'deadlock' : found.kind }, state, violating: null, end };
}

function* turnRound({ states: { count }, edges, edgeStarts }: Search, progress: ProofProgress): Generator<ProofProgress, Sources, void> {
  const starts = new Int32Array(count + 1);
  const total = edgeStarts[count]!;
  for (let edge = 0; edge < total; edge += 1) {
    starts[(edges[edge]! >> 2) + 1]! += 1;
    if (edge % (16 * batch) === 0) yield progress;
  }
  for (let state = 0; state < count; state += 1) starts[state + 1]! += starts[state]!;
  const next = starts.slice();
  const from = new Int32Array(total);
  for (let state = 0; state < count; state += 1) {
    for (let edge = edgeStarts[state]!; edge < edgeStarts[state + 1]!; edge += 1) {
      const target = edges[edge]! >> 2;
      from[next[target]!] = state * 4 + (edges[edge]! & 3);
      next[target]! += 1;
    }
    if (state % batch === 0) yield progress;
  }
  return { starts, from };
}

/** 1 for each state from which a goal can be reached. */
function* reach(count: number, { starts, from }: Sources, goal: (state: number) => boolean, kinds: number, progress: ProofProgress): Generator<ProofProgress, Uint8Array, void> {
  const reaches = new Uint8Array(count);
  const waiting = new Int32Array(count);
  let length = 0;
  for (let state = 0; state < count; state += 1) {
    if (!goal(state)) continue;
    reaches[state] = 1;
    waiting[length++] = state;
  }
  for (let at = 0; at < length; at += 1) {
    const state = waiting[at]!;
    for (let edge = starts[state]!; edge < starts[state + 1]!; edge += 1) {
      const source = from[edge]!;
      if (reaches[source >> 2] === 1 || (kinds & (1 << (source & 3))) === 0) continue;
      reaches[source >> 2] = 1;
      waiting[length++] = source >> 2;
    }
    if (at % batch === 0) yield progress;
  }
  return reaches;
}
