import { spanAt } from '../../trace/index';
import { firstAbove } from '../../trace/levels';
import type { Subject } from '../subject';
import { counterDifferences, instantDifferences, spanDifferences } from './differences';
import { type StateTimes, stateTimes } from './state-times';
import { type Stretches, joined, noStretches } from './stretches';

/** Where two runs differ. */
export type DifferencePlace = { readonly kind: 'row'; readonly row: number; readonly time: number } | { readonly kind: 'counter'; readonly counter: number; readonly time: number };

/** Two runs side by side, aligned at their start. Rows and counters are the same when pin, kind, name and number are. */
export interface Comparison {
  readonly here: Subject;
  readonly there: Subject;
  /** For each row and counter of this run, that of the other one, or -1. */
  readonly rows: Int32Array;
  readonly counters: Int32Array;
  /** Rows and counters of the other run that this one does not have. */
  readonly onlyThere: { readonly rows: readonly number[]; readonly counters: readonly number[] };
  /** For each row of this run, when it is in another state than in the other, or something happened in one of them alone; for each counter, when it has another value. */
  readonly rowDifferences: readonly Stretches[];
  readonly counterDifferences: readonly Stretches[];
  /** Up to when both were recorded, nanoseconds: what lies beyond is not compared. */
  readonly until: number;
  /** Null where no row and no counter that both have differs. */
  readonly first: DifferencePlace | null;
}

/** Compares two runs; takes time in proportion to their spans. */
export function compareRuns(here: Subject, there: Subject): Comparison {
  const steps = compareInSteps(here, there);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value.comparison;
  }
}

/** The same in steps, one for each row and counter, and besides how long the runs were in which state. */
export function* compareInSteps(here: Subject, there: Subject): Generator<void, { readonly comparison: Comparison; readonly stateTimes: readonly StateTimes[] }> {
  // A run that was recorded whole is known to be at rest behind its end.
  const known = ({ trace }: Subject): number => (trace.recordedUntil < trace.duration ? trace.recordedUntil : Infinity);
  const until = Math.min(Math.max(here.trace.duration, there.trace.duration), known(here), known(there));
  const [states, otherStates] = numbered(here.names.states, there.names.states);
  const [kinds, otherKinds] = numbered(here.names.instants, there.names.instants);
  const rows = matched(rowKeys(here), rowKeys(there));
  const counters = matched(counterKeys(here), counterKeys(there));
  const rowDifferences: Stretches[] = [];
  for (const [row, other] of rows.entries()) {
    rowDifferences.push(other < 0 ? noStretches : joined(
      spanDifferences(here.trace.spans, row, states, there.trace.spans, other, otherStates, until),
      instantDifferences(here.trace.instants, row, kinds, there.trace.instants, other, otherKinds, until),
    ));
    yield;
  }
  const differencesOfCounters: Stretches[] = [];
  for (const [counter, other] of counters.entries()) {
    differencesOfCounters.push(other < 0 ? noStretches : counterDifferences(here.trace.counters[counter]!, there.trace.counters[other]!, until));
    yield;
  }
  const comparison = {
    here, there, rows, counters, rowDifferences, counterDifferences: differencesOfCounters, until,
    onlyThere: { rows: unmatched(there.trace.rows.length, rows), counters: unmatched(there.trace.counters.length, counters) },
  };
  return { comparison: { ...comparison, first: differenceAfter(comparison, -1) }, stateTimes: stateTimes(comparison) };
}

/** The first difference that begins after a time; of several that begin together that of the first row. */
export const differenceAfter = (comparison: Pick<Comparison, 'rowDifferences' | 'counterDifferences'>, time: number): DifferencePlace | null => nearest(comparison, ({ count, start }) => firstAbove(start, time, 0, count), (found, best) => found < best);

/** The last difference that begins before a time. */
export const differenceBefore = (comparison: Pick<Comparison, 'rowDifferences' | 'counterDifferences'>, time: number): DifferencePlace | null => nearest(comparison, ({ count, start }) => firstAbove(start, time - 0.5, 0, count) - 1, (found, best) => found > best);

function nearest({ rowDifferences, counterDifferences: ofCounters }: Pick<Comparison, 'rowDifferences' | 'counterDifferences'>, find: (stretches: Stretches) => number, isBetter: (found: number, best: number) => boolean): DifferencePlace | null {
  let best: DifferencePlace | null = null;
  rowDifferences.forEach((stretches, row) => {
    const time = stretches.start[find(stretches)];
    if (time !== undefined && (best === null || isBetter(time, best.time))) best = { kind: 'row', row, time };
  });
  ofCounters.forEach((stretches, counter) => {
    const time = stretches.start[find(stretches)];
    if (time !== undefined && (best === null || isBetter(time, best.time))) best = { kind: 'counter', counter, time };
  });
  return best;
}

/** What a row of a run is doing at a time: its state, and what happens at that very time. */
export function atTime({ trace, names }: Subject, row: number, time: number): { readonly state: string | null; readonly instants: readonly string[] } {
  const span = spanAt(trace, row, time);
  const { offsets, time: times, kind } = trace.instants;
  const instants: string[] = [];
  for (let at = firstAbove(times, time - 0.5, offsets[row]!, offsets[row + 1]!); at < offsets[row + 1]! && times[at] === time; at += 1) instants.push(names.instants[kind[at]!]!);
  return { state: span < 0 ? null : names.states[trace.spans.state[span]!]!, instants };
}

/** Gives the names of two runs numbers that are the same where the names are. */
function numbered(first: readonly string[], second: readonly string[]): readonly [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const of = (name: string): number => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  };
  return [Int32Array.from(first, of), Int32Array.from(second, of)];
}

const rowKeys = ({ trace }: Subject): readonly string[] => trace.rows.map(({ group, kind, label, index }) => JSON.stringify([group, kind, label, index]));
const counterKeys = ({ trace }: Subject): readonly string[] => trace.counters.map(({ group, key, unit }) => JSON.stringify([group, key, unit]));

function matched(here: readonly string[], there: readonly string[]): Int32Array {
  const places = new Map(there.map((key, index) => [key, index]));
  return Int32Array.from(here, (key) => places.get(key) ?? -1);
}

function unmatched(count: number, matches: Int32Array): readonly number[] {
  const found = new Set(matches);
  return Array.from({ length: count }, (_, index) => index).filter((index) => !found.has(index));
}
