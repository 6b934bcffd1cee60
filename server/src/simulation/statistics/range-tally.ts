import type { RangeStatistics } from '../result';

/**
 * How long a stepping quantity (a small whole number from 0: buffers, frames) had each of its values while the tally was counting. What could be read from a
 * counter of the trace, kept while the run goes on: a step costs a few operations on numbers, and no trace is needed.
 */
export class RangeTally {
  /** Nanoseconds by value. */
  times: Float64Array;
  value = 0;
  counting = false;
  /** Entry 0: since when the value holds, or has been counted up to. */
  readonly since = new Float64Array(1);

  constructor(expected: number) {
    this.times = new Float64Array(expected + 1);
  }
}

/** The greatest value a tally can follow. */
export const greatestTallied = 2 ** 24;

/** A tally of a quantity that is 0, not counting. Room for values up to `expected` is made at once. */
export function createRangeTally(expected = 15): RangeTally {
  return new RangeTally(expected);
}

/** The quantity has `value` from `clock[0]` on. Of several values at one instant the last counts. */
export function stepRange(tally: RangeTally, clock: Float64Array, value: number): void {
  const now = clock[0]!;
  if (tally.counting) tally.times[tally.value]! += now - tally.since[0]!;
  tally.since[0] = now;
  tally.value = value;
  if (value >= tally.times.length) makeRoom(tally, value);
}

function makeRoom(tally: RangeTally, value: number): void {
  if (!(value <= greatestTallied)) throw new RangeError(`A tally cannot follow ${value}.`);
  const times = new Float64Array(Math.max(value + 1, tally.times.length * 2));
  times.set(tally.times);
  tally.times = times;
}

/** From `clock[0]` on, time counts. */
export function beginRange(tally: RangeTally, clock: Float64Array): void {
  stepRange(tally, clock, tally.value);
  tally.counting = true;
}

/** From `clock[0]` on, time counts no more. Also ends what is still counting when a run is over. */
export function stopRange(tally: RangeTally, clock: Float64Array): void {
  stepRange(tally, clock, tally.value);
  tally.counting = false;
}

/** Least, time-weighted mean and greatest value while the tally counted; all 0 when that was no time. A value that held for no time does not count. */
export function rangeOf({ times }: RangeTally): RangeStatistics {
  let minimum = -1;
  let maximum = 0;
  let integral = 0;
  let total = 0;
  for (let value = 0; value < times.length; value += 1) {
    const time = times[value]!;
    if (time === 0) continue;
    if (minimum < 0) minimum = value;
    maximum = value;
    integral += value * time;
    total += time;
  }
  return total === 0 ? { minimum: 0, mean: 0, maximum: 0 } : { minimum, mean: integral / total, maximum };
}
