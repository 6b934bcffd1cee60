import type { Search } from './search';
import type { ProofProgress } from './verdict';

/** How a counterexample about what can no longer be reached goes on, to where no other way is left. */
export interface DeadEnd {
  /** The states behind it, in order. */
  readonly states: readonly number[];
  /** How many of the last steps go round and round; 0: nothing happens any more. */
  readonly repeats: number;
  /** Nothing leads from the last state to another one. */
  readonly isAlone: boolean;
  /** The kinds of moves that are looked at, as bits. */
  readonly kinds: number;
}

/** The states and edges of a search. */
export type DeadEndGraph = Pick<Search, 'edges' | 'edgeStarts'> & { readonly states: Pick<Search['states'], 'count'> };

/** States between two reports. */
const batch = 16_384;

/**
 * The shortest way from a state to one that everything which can still happen leads back to (or where nothing can happen), and the shortest way round from there: what is fair comes to such a
 * place in the end. `kinds`: the moves that count, as bits.
 */
export function* deadEndOf(search: DeadEndGraph, state: number, kinds: number, progress: ProofProgress): Generator<ProofProgress, DeadEnd, void> {
  const isEnd = yield* endsFrom(search, state, kinds, progress);
  const way = shortestWay(search, state, kinds, (at) => isEnd(at), true);
  const end = way.at(-1) ?? state;
  const round = shortestWay(search, end, kinds, (at) => at === end, false);
  const { edges, edgeStarts } = search;
  let isAlone = true;
  for (let edge = edgeStarts[end]!; edge < edgeStarts[end + 1]!; edge += 1) if ((kinds & (1 << (edges[edge]! & 3))) !== 0 && edges[edge]! >> 2 !== end) isAlone = false;
  return { states: [...way, ...round], repeats: round.length, isAlone, kinds };
}

/** The states on the shortest way to one that `isWanted`, without the first; empty where there is none, or where `mayStay` and it is the first. */
function shortestWay({ edges, edgeStarts }: DeadEndGraph, from: number, kinds: number, isWanted: (state: number) => boolean, mayStay: boolean): number[] {
  if (mayStay && isWanted(from)) return [];
  const cameFrom = new Map<number, number>();
  const waiting = [from];
  for (let at = 0; at < waiting.length; at += 1) {
    const state = waiting[at]!;
    for (let edge = edgeStarts[state]!; edge < edgeStarts[state + 1]!; edge += 1) {
      const target = edges[edge]! >> 2;
      if ((kinds & (1 << (edges[edge]! & 3))) === 0 || cameFrom.has(target)) continue;
      cameFrom.set(target, state);
      if (isWanted(target)) {
        const way = [target];
        for (let back = state; back !== from; back = cameFrom.get(back)!) way.unshift(back);
        return way;
      }
      waiting.push(target);
    }
  }
  return [];
}

/** Which states that can be reached from one lie in a strongly connected component that nothing leads out of (Tarjan). */
function* endsFrom({ edges, edgeStarts, states: { count } }: DeadEndGraph, from: number, kinds: number, progress: ProofProgress): Generator<ProofProgress, (state: number) => boolean, void> {
  /** By state: the order in which it was met, from 1; the earliest that it leads back to; the component, from 1; and the next edge to look at. */
  const order = new Int32Array(count);
  const lowest = new Int32Array(count);
  const component = new Int32Array(count);
  const nextEdge = edgeStarts.slice(0, count);
  const leaves = [false];
  const path: number[] = [from];
  const open: number[] = [from];
  let met = 1;
  order[from] = lowest[from] = 1;
  for (let looked = 0; path.length > 0; looked += 1) {
    if (looked % batch === 0) yield progress;
    const state = path.at(-1)!;
    const edge = nextEdge[state]!;
    if (edge < edgeStarts[state + 1]!) {
      nextEdge[state] = edge + 1;
      const target = edges[edge]! >> 2;
      if ((kinds & (1 << (edges[edge]! & 3))) === 0) continue;
      if (order[target] === 0) {
        met += 1;
        order[target] = lowest[target] = met;
        path.push(target);
        open.push(target);
      } else if (component[target] === 0) lowest[state] = Math.min(lowest[state]!, order[target]!);
      continue;
    }
    path.pop();
    const before = path.at(-1);
    if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[state]!);
    if (lowest[state] !== order[state]) continue;
    // Components are closed from the ends on, so those that it leads to are closed already.
    const number = leaves.length;
    const members: number[] = [];
    for (let member = -1; member !== state;) {
      member = open.pop()!;
      component[member] = number;
      members.push(member);
    }
    leaves.push(members.some((member) => {
      for (let at = edgeStarts[member]!; at < edgeStarts[member + 1]!; at += 1) if ((kinds & (1 << (edges[at]! & 3))) !== 0 && component[edges[at]! >> 2] !== number) return true;
      return false;
    }));
  }
  return (state) => component[state] !== 0 && !leaves[component[state]!]!;
}
