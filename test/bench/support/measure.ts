import { performance } from 'node:perf_hooks';

/** One row of a benchmark's table, as scripts/bench.mjs reads it. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer?: number;
  readonly peerName?: string;
  /** What ours has to reach on an idle machine; shown, and not held where it is not in `ratio`. */
  readonly budget?: number;
  /** How many times better ours is; without a peer, against a stated budget. */
  readonly ratio?: number;
  /** The ratio that is wanted. */
  readonly least?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Milliseconds that an action takes. */
export async function timed(action: () => unknown): Promise<number> {
  const begin = performance.now();
  await action();
  return performance.now() - begin;
}

/**
 * Times two actions in turn, so that a machine that is slow for a while is slow for both; gives the medians.
 * @param stretch how often one is done before it is the other's turn: in an editor nobody else's garbage and memory come between two short actions
 */
export async function alternating(times: number, ours: (round: number) => unknown, peer: (round: number) => unknown, stretch = 1): Promise<{ readonly ours: number; readonly peer: number }> {
  const all = { ours: [] as number[], peer: [] as number[] };
  for (let begin = 0; begin < times; begin += stretch) {
    for (let round = begin; round < begin + stretch; round++) all.ours.push(await timed(() => ours(round)));
    for (let round = begin; round < begin + stretch; round++) all.peer.push(await timed(() => peer(round)));
  }
  return { ours: median(all.ours), peer: median(all.peer) };
}

/** Hands the result to scripts/bench.mjs. `missing`: what could not be had of the peers, with where it comes from; it fails on a build server. */
export function report(title: string, rows: readonly BenchRow[], missing: readonly string[] = []): void {
  console.log(JSON.stringify({ title, rows, missing }));
}
