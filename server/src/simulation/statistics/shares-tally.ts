/** Nanoseconds spent in each of a number of states, added up over all that can be in them (the buffers of a pin). */
export interface SharesTally {
  readonly times: Float64Array;
}

/** A tally of `states` states, in which nothing has been for any time. */
export function createSharesTally(states: number): SharesTally {
  return { times: new Float64Array(states) };
}

/** Something was in `state` from `starts[from]` until `clock[0]`. */
export function addShare({ times }: SharesTally, clock: Float64Array, state: number, starts: Float64Array, from: number): void {
  times[state]! += clock[0]! - starts[from]!;
}

/** Share of the time spent in each state, 0 … 1, by the states' keys in their order. States without time are left out; those of one key are one. */
export function sharesOf({ times }: SharesTally, keys: readonly string[]): Record<string, number> {
  const total = times.reduce((sum, time) => sum + time, 0);
  const byKey = new Map<string, number>();
  times.forEach((time, state) => {
    const key = keys[state];
    if (time > 0 && key !== undefined) byKey.set(key, (byKey.get(key) ?? 0) + time);
  });
  return Object.fromEntries([...byKey].map(([key, time]) => [key, time / total]));
}
