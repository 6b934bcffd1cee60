import type { Subject } from '../subject';
import type { Comparison } from './compare-runs';

/** How long the rows of two runs were in a state, all rows together, nanoseconds. */
export interface StateTimes { readonly state: string; readonly here: number; readonly there: number }

/** The times of all states, by name; that with the greatest difference first. */
export function stateTimes({ here, there }: Pick<Comparison, 'here' | 'there'>): readonly StateTimes[] {
  const times = new Map<string, [number, number]>();
  const add = ({ trace, names }: Subject, which: 0 | 1): void => {
    const sums = new Float64Array(256);
    const { count, start, end, state } = trace.spans;
    for (let span = 0; span < count; span += 1) sums[state[span]!] = sums[state[span]!]! + end[span]! - start[span]!;
    names.states.forEach((name, index) => {
      const pair = times.get(name) ?? [0, 0];
      pair[which] += sums[index]!;
      times.set(name, pair);
    });
  };
  add(here, 0);
  add(there, 1);
  return [...times].map(([state, pair]) => ({ state, here: pair[0], there: pair[1] })).filter((each) => each.here > 0 || each.there > 0)
    .sort((a, b) => Math.abs(b.here - b.there) - Math.abs(a.here - a.there));
}
