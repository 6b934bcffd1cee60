import type { TraceCounter } from '../../../../server/src/trace/index';
import { firstAbove } from '../../../../server/src/trace/levels';
import type { Measured, Subject } from '../../../../server/src/picture/index';
import { nearestRank, valuesAtRanks } from './percentiles';

/** Percentiles that are told, between least and greatest. */
export const percents = [50, 95, 99] as const;

/**
 * What the rows measured did in one state. `time` and `share` are cut at the ends of the stretch; `count` and the durations are of the spans that begin in it, each
 * with its whole length. States of one name count together.
 */
export interface StateStatistics {
  /** Index of one of the states counted here. */
  readonly state: number;
  readonly name: string;
  readonly count: number;
  /** Nanoseconds spent in the state within the stretch, all rows together. */
  readonly time: number;
  /** `time` as a part of the time of those rows that are ever in the state in this run, 0 … 1. */
  readonly share: number;
  /** Nanoseconds, percentiles by nearest rank; null when no span begins in the stretch. */
  readonly durations: { readonly minimum: number; readonly percentiles: readonly number[]; readonly maximum: number } | null;
}

/** A counter over the stretch: the mean is weighted by time. Where it has no value yet it is left out; null when it has none at all. */
export interface CounterStatistics { readonly counter: number; readonly minimum: number; readonly mean: number; readonly maximum: number }

/** Instants of one name. */
export interface InstantStatistics { readonly kind: number; readonly name: string; readonly count: number; /** Per second. */ readonly rate: number }

/** Frames of one group of rows: a pin, a circuit or a filter. */
export interface FrameStatistics {
  readonly group: string;
  readonly captured: number;
  readonly delivered: number;
  readonly dropped: number;
  /** Frames delivered a second. */
  readonly rate: number;
  /** Bytes delivered a second; null when the size of a frame is not known. */
  readonly byteRate: number | null;
}

/** Everything measured over a stretch. */
export interface Measurement {
  readonly measured: Measured;
  /** Nanoseconds of the stretch that were recorded; rates and shares refer to them. */
  readonly length: number;
  readonly rowCount: number;
  readonly states: readonly StateStatistics[];
  readonly counters: readonly CounterStatistics[];
  readonly instants: readonly InstantStatistics[];
  readonly frames: readonly FrameStatistics[];
}

/** Spans looked at between two steps: a few milliseconds. */
const stepSize = 1 << 18;

/** Measures in one go; see {@link measureInSteps}. */
export function measure(subject: Subject, measured: Measured, frameBytes: Readonly<Record<string, number>> = {}): Measurement {
  const steps = measureInSteps(subject, measured, frameBytes);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Measures a stretch, giving control back every few milliseconds. What begins at `from` belongs to it, what begins at `to` to the next one; only at the end of the recording, where
 * nothing follows, is the end part of it, so that the whole run counts everything.
 * @param frameBytes bytes of a delivered frame by group, where known
 */
export function* measureInSteps(subject: Subject, measured: Measured, frameBytes: Readonly<Record<string, number>> = {}): Generator<void, Measurement, void> {
  const { trace } = subject;
  const to = Math.min(measured.to, trace.recordedUntil);
  const from = Math.min(measured.from, to);
  /** The greatest time that something may begin at; times are whole nanoseconds. */
  const latest = to === trace.recordedUntil && measured.from <= to ? to : to - 1;
  const rows = measured.rows ?? trace.rows.flatMap(({ kind }, row) => kind === 'streamPointer' ? [] : [row]);
  const counters = measured.counters ?? trace.counters.map((_, counter) => counter);
  const states = yield* measureStates(subject, rows, from, to, latest);
  const instants = yield* measureInstants(subject, rows, from, to, latest, frameBytes);
  return {
    measured, length: to - from, rowCount: rows.length, states, ...instants,
    counters: counters.flatMap((counter) => measureCounter(trace.counters[counter]!, counter, from, to, latest) ?? []),
  };
}

function* measureStates({ trace, levels, names }: Subject, rows: readonly number[], from: number, to: number, latest: number): Generator<void, StateStatistics[], void> {
  const { offsets, start, end, state } = trace.spans;
  const { slots, firsts } = slotsOf(names.states);
  const counts = new Uint32Array(firsts.length);
  const rowCounts = new Uint32Array(firsts.length);
  const times = new Float64Array(firsts.length);
  const stretches = rows.map((row) => ({ row, first: firstAbove(start, from - 1, offsets[row]!, offsets[row + 1]!), last: firstAbove(start, latest, offsets[row]!, offsets[row + 1]!) }));
  let until = stepSize;
  let seen = 0;
  for (const { row, first, last } of stretches) {
    for (const slot of new Set(Array.from(levels.rows[row]!.states, (index) => slots[index]!))) rowCounts[slot]! += 1;
    for (let span = first; span < last; span += 1) counts[slots[state[span]!]!]! += 1;
    // Of those that began earlier only the last can reach into the stretch.
    const before = first - 1;
    if (before >= offsets[row]! && end[before]! > from) times[slots[state[before]!]!]! += Math.min(end[before]!, to) - from;
    seen += last - first;
    if (seen > until) {
      until = seen + stepSize;
      yield;
    }
  }
  const places = new Uint32Array(firsts.length + 1);
  for (let slot = 0; slot < firsts.length; slot += 1) places[slot + 1] = places[slot]! + counts[slot]!;
  const next = places.slice();
  const durations = new Float64Array(seen);
  seen = 0;
  until = stepSize;
  for (const { first, last } of stretches) {
    for (let span = first; span < last; span += 1) {
      const slot = slots[state[span]!]!;
      const length = end[span]! - start[span]!;
      durations[next[slot]!] = length;
      next[slot]! += 1;
      times[slot]! += end[span]! > to ? to - start[span]! : length;
    }
    seen += last - first;
    if (seen > until) {
      until = seen + stepSize;
      yield;
    }
  }
  const found: StateStatistics[] = [];
  for (let slot = 0; slot < firsts.length; slot += 1) {
    const count = counts[slot]!;
    if (count === 0 && times[slot] === 0) continue;
    const whole = (to - from) * rowCounts[slot]!;
    found.push({
      state: firsts[slot]!, name: names.states[firsts[slot]!]!, count, time: times[slot]!, share: whole === 0 ? 0 : times[slot]! / whole,
      durations: count === 0 ? null : spread(durations.subarray(places[slot], places[slot + 1])),
    });
    if (count > stepSize) yield;
  }
  return found;
}

function spread(values: Float64Array): NonNullable<StateStatistics['durations']> {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, percentiles: valuesAtRanks(values, percents.map((percent) => nearestRank(percent, values.length))), maximum };
}

/** Gives what has one name one number: for each entry that number, and for each number its first entry. */
function slotsOf(names: readonly string[]): { readonly slots: Uint8Array; readonly firsts: readonly number[] } {
  const known = new Map<string, number>();
  const firsts: number[] = [];
  const slots = Uint8Array.from(names, (name, index) => {
    const slot = known.get(name);
    if (slot !== undefined) return slot;
    known.set(name, firsts.length);
    return firsts.push(index) - 1;
  });
  return { slots, firsts };
}

function measureCounter({ times, values }: TraceCounter, counter: number, from: number, to: number, latest: number): CounterStatistics | null {
  const first = Math.max(0, firstAbove(times, from, 0, times.length) - 1);
  const last = firstAbove(times, latest, first, times.length);
  let minimum = Infinity;
  let maximum = -Infinity;
  let sum = 0;
  for (let at = first; at < last; at += 1) {
    const value = values[at]!;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    sum += value * ((at + 1 < last ? times[at + 1]! : to) - Math.max(from, times[at]!));
  }
  if (first >= last) return null;
  const known = to - Math.max(from, times[first]!);
  return { counter, minimum, mean: known === 0 ? values[last - 1]! : sum / known, maximum };
}

function* measureInstants({ trace, names }: Subject, rows: readonly number[], from: number, to: number, latest: number, frameBytes: Readonly<Record<string, number>>): Generator<void, Pick<Measurement, 'instants' | 'frames'>, void> {
  const { offsets, time, kind } = trace.instants;
  const { slots, firsts } = slotsOf(names.instants);
  const counts = new Float64Array(firsts.length);
  const seconds = (to - from) / 1e9;
  const perSecond = (count: number): number => seconds === 0 ? 0 : count / seconds;
  const tallies = new Map<string, { captured: number; delivered: number; dropped: number }>();
  const keys = trace.instantKinds.map(({ key }) => key === 'captured' || key === 'delivered' || key === 'dropped' ? key : null);
  let until = stepSize;
  let seen = 0;
  for (const row of rows) {
    const { group } = trace.rows[row]!;
    const first = firstAbove(time, from - 1, offsets[row]!, offsets[row + 1]!);
    const last = firstAbove(time, latest, offsets[row]!, offsets[row + 1]!);
    const ofRow = new Float64Array(trace.instantKinds.length);
    for (let instant = first; instant < last; instant += 1) ofRow[kind[instant]!]! += 1;
    ofRow.forEach((count, index) => {
      if (count === 0) return;
      counts[slots[index]!]! += count;
      const key = keys[index] ?? null;
      if (key === null) return;
      const tally = tallies.get(group) ?? { captured: 0, delivered: 0, dropped: 0 };
      tally[key] += count;
      tallies.set(group, tally);
    });
    seen += last - first;
    if (seen > until) {
      until = seen + stepSize;
      yield;
    }
  }
  return {
    instants: firsts.flatMap((index, slot) => counts[slot] === 0 ? [] : [{ kind: index, name: names.instants[index]!, count: counts[slot]!, rate: perSecond(counts[slot]!) }]),
    frames: [...tallies].map(([group, tally]) => {
      const bytes = Object.hasOwn(frameBytes, group) ? frameBytes[group]! : null;
      const rate = perSecond(tally.delivered);
      return { group, ...tally, rate, byteRate: bytes === null ? null : rate * bytes };
    }),
  };
}
