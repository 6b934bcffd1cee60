import type { LatencyStatistics } from '../result';

const runLength = 4096;

/** Latencies of one pin, in nanoseconds, kept in sorted runs: a percentile is then a search, and no step of a run ever sorts a million numbers. */
export interface LatencyStore {
  readonly runs: Float64Array[];
  current: Float64Array;
  count: number;
}

/** An empty store. */
export function createLatencyStore(): LatencyStore {
  return { runs: [], current: new Float64Array(runLength), count: 0 };
}

/** Adds a latency, a whole number of nanoseconds. */
export function addLatency(store: LatencyStore, latency: number): void {
  store.current[store.count] = latency;
  store.count += 1;
  if (store.count < runLength) return;
  store.runs.push(store.current.sort());
  store.current = new Float64Array(runLength);
  store.count = 0;
}

/** Exact percentiles over several stores together, by nearest rank: the least latency that at least that share of frames does not exceed. */
export function latencyStatistics(stores: readonly LatencyStore[]): LatencyStatistics {
  const runs = stores.flatMap((store) => (store.count === 0 ? store.runs : [...store.runs, store.current.slice(0, store.count).sort()]));
  const count = runs.reduce((sum, run) => sum + run.length, 0);
  if (count === 0) return { p50: null, p95: null, p99: null, max: null };
  const least = runs.reduce((value, run) => Math.min(value, run[0]!), Infinity);
  const greatest = runs.reduce((value, run) => Math.max(value, run[run.length - 1]!), 0);
  const atRank = (percent: number): number => smallest(runs, Math.ceil((count * percent) / 100), least, greatest);
  return { p50: atRank(50), p95: atRank(95), p99: atRank(99), max: greatest };
}

/** The `rank`-th smallest of all runs (from 1): the least value that at least `rank` entries do not exceed. */
function smallest(runs: readonly Float64Array[], rank: number, low: number, high: number): number {
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    let below = 0;
    for (const run of runs) below += countUpTo(run, middle);
    if (below >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

function countUpTo(run: Float64Array, limit: number): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (run[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
