import type { LatencyStatistics } from '../result';

const largestChunk = 8_192;

/** Latencies of one pin, in nanoseconds, in pieces that are never copied while the run goes on. */
export interface LatencyStore {
  readonly full: Float64Array[];
  current: Float64Array;
  count: number;
}

/** An empty store. */
export function createLatencyStore(): LatencyStore {
  return { full: [], current: new Float64Array(64), count: 0 };
}

/** Adds a latency, a whole number of nanoseconds. */
export function addLatency(store: LatencyStore, latency: number): void {
  let at = store.count;
  if (at === store.current.length) {
    store.full.push(store.current);
    store.current = new Float64Array(Math.min(largestChunk, at * 2));
    at = 0;
  }
  store.current[at] = latency;
  store.count = at + 1;
}

/** Exact percentiles over several stores together, by nearest rank: the least latency that at least that share of frames does not exceed. */
export function latencyStatistics(stores: readonly LatencyStore[]): LatencyStatistics {
  const pieces = stores.flatMap((store) => [...store.full, store.current.subarray(0, store.count)]);
  const values = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let count = 0;
  for (const piece of pieces) {
    values.set(piece, count);
    count += piece.length;
  }
  if (count === 0) return { p50: null, p95: null, p99: null, max: null };
  // Each search leaves what is smaller to the left, so the next one, for a higher rank, has only the rest to look at.
  const ranks = [50, 95, 99, 100].map((percent) => Math.ceil((count * percent) / 100) - 1);
  let from = 0;
  const [p50, p95, p99, max] = ranks.map((rank) => {
    const value = select(values, rank, from);
    from = rank;
    return value;
  });
  return { p50: p50!, p95: p95!, p99: p99!, max: max! };
}

/** The value that stands at `rank` when the entries from `low` on are sorted; reorders them about it (Hoare's selection: time in proportion to their number). */
function select(values: Float64Array, rank: number, low: number): number {
  let high = values.length - 1;
  while (low < high) {
    const pivot = median(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const value = values[left]!;
      values[left] = values[right]!;
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
