import { firstAbove } from '../../trace/levels';

/** First entry of `values[low … high)` above `limit`, expected soon after `low`. */
export function gallopAbove(values: Float64Array, limit: number, low: number, high: number): number {
  if (low >= high || values[low]! > limit) return low;
  let step = 1;
  while (low + step < high && values[low + step]! <= limit) {
    low += step;
    step *= 2;
  }
  return firstAbove(values, limit, low, Math.min(high, low + step + 1));
}
