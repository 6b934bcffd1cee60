import type { LatencyStatistics } from '../result';

const largestChunk = 16_384;
/** Latencies from here on (4.29 s) do not fit in 32 bits and are kept apart. */
const large = 2 ** 32;

/** Latencies of one pin, whole nanoseconds, four bytes each, in pieces that are never copied: neither while the run goes on nor when it is over. */
export class LatencyStore {
  readonly full: Uint32Array[] = [];
  current = new Uint32Array(64);
  /** Entries used of `current`. */
  count = 0;
  readonly large: number[] = [];
}

/** An empty store. */
export function createLatencyStore(): LatencyStore {
  return new LatencyStore();
}

/** Adds a latency, a whole number of nanoseconds. */
export function addLatency(store: LatencyStore, latency: number): void {
  if (latency >= large) {
    store.large.push(latency);
    return;
  }
  let at = store.count;
  if (at === store.current.length) {
    store.full.push(store.current);
    store.current = new Uint32Array(Math.min(largestChunk, at * 2));
    at = 0;
  }
  store.current[at] = latency;
  store.count = at + 1;
}

/** Exact percentiles over several stores together, by nearest rank: the least latency that at least that share of frames does not exceed. */
export function latencyStatistics(stores: readonly LatencyStore[]): LatencyStatistics {
  const pieces = stores.flatMap((store) => [...store.full, store.current.subarray(0, store.count)]);
  const small = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const others = Float64Array.from(stores.flatMap((store) => store.large)).sort();
  const count = small + others.length;
  if (count === 0) return { p50: null, p95: null, p99: null, max: null };
  const upper = countDigits(pieces, 21, 0x7ff);
  const [p50, p95, p99, max] = [50, 95, 99, 100].map((percent) => {
    const rank = Math.ceil((count * percent) / 100) - 1;
    return rank < small ? valueAt(pieces, rank, upper) : others[rank - small]!;
  });
  return { p50: p50!, p95: p95!, p99: p99!, max: max! };
}

/**
 * The value that stands at `rank` of all pieces sorted, without sorting or copying: the upper 11 bits are those where the counts of them pass the rank (`upper`), the middle
 * 11 likewise among the values with those upper ones, then the lower 10. Time in proportion to the number of values.
 */
function valueAt(pieces: readonly Uint32Array[], rank: number, upper: Uint32Array): number {
  const high = bucketAt(upper, rank);
  const middle = bucketAt(countDigits(pieces, 10, 0x7ff, 21, high.bucket), rank - high.before);
  const leading = high.bucket * 0x800 + middle.bucket;
  const low = bucketAt(countDigits(pieces, 0, 0x3ff, 10, leading), rank - high.before - middle.before);
  return leading * 0x400 + low.bucket;
}

/** How many values have each digit `value >>> shift & mask`; with `above`, of those only whose bits from `above` on are `leading`. */
function countDigits(pieces: readonly Uint32Array[], shift: number, mask: number, above?: number, leading?: number): Uint32Array {
  const counts = new Uint32Array(mask + 1);
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += 1) {
      const value = piece[at]!;
      if (above === undefined || value >>> above === leading) counts[(value >>> shift) & mask]! += 1;
    }
  }
  return counts;
}

/** The bucket that holds the entry at `rank`, and how many entries stand before it. */
function bucketAt(counts: Uint32Array, rank: number): { readonly bucket: number; readonly before: number } {
  let before = 0;
  let bucket = 0;
  while (before + counts[bucket]! <= rank) {
    before += counts[bucket]!;
    bucket += 1;
  }
  return { bucket, before };
}
