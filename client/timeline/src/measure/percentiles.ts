/** Place, from 0, of a percentile among `count` values in ascending order by nearest rank: the least value that at least `percent` % of all do not exceed. */
export function nearestRank(percent: number, count: number): number {
  return Math.max(0, Math.ceil((percent * count) / 100) - 1);
}

/**
 * The values that stand at `ranks` (ascending places from 0) once `values` is in order. Exact, in time proportional to the values; puts them into another order.
 */
export function valuesAtRanks(values: Float64Array, ranks: readonly number[]): number[] {
  const found: number[] = [];
  let end = values.length;
  // From the greatest rank down: what lies above a found one need not be looked at again.
  for (let at = ranks.length - 1; at >= 0; at -= 1) {
    select(values, 0, end, ranks[at]!);
    found[at] = values[ranks[at]!]!;
    end = ranks[at]! + 1;
  }
  return found;
}

/** Brings the value that belongs at `rank` there, what is less before it and what is greater behind it, within [low, end). */
function select(values: Float64Array, low: number, end: number, rank: number): void {
  let high = end - 1;
  // Values in a malign order could make this quadratic: past a fair number of rounds they are sorted.
  let rounds = 64;
  while (low < high) {
    rounds -= 1;
    if (high - low < 32 || rounds === 0) {
      values.subarray(low, high + 1).sort();
      return;
    }
    const pivot = medianOf(values[low]!, values[(low + high) >>> 1]!, values[high]!);
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
    else return;
  }
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
