import type { TraceCounter } from '../../../server/src/trace/index';
import type { RangeStatistics } from '../../../server/src/simulation/result';

/**
 * Least, time-weighted mean and greatest value of a counter during the given stretches (begin and end in turn, nanoseconds, ascending); all 0 when they have no
 * length. A counter is 0 before its first step; a value that holds for no time does not count.
 */
export function rangeDuring({ times, values }: Pick<TraceCounter, 'times' | 'values'>, stretches: readonly number[]): RangeStatistics {
  let minimum = Infinity;
  let maximum = -Infinity;
  let integral = 0;
  let total = 0;
  let step = 0;
  for (let stretch = 0; stretch + 1 < stretches.length; stretch += 2) {
    const end = stretches[stretch + 1]!;
    let time = stretches[stretch]!;
    while (step < times.length && times[step]! <= time) step += 1;
    while (time < end) {
      const value = step === 0 ? 0 : values[step - 1]!;
      const until = step < times.length ? Math.min(end, times[step]!) : end;
      integral += value * (until - time);
      total += until - time;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
      time = until;
      if (step < times.length && times[step] === until) step += 1;
    }
  }
  return total === 0 ? { minimum: 0, mean: 0, maximum: 0 } : { minimum, mean: integral / total, maximum };
}
