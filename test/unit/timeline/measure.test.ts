import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank, valuesAtRanks } from '../../../client/timeline/src/measure/percentiles';
import { nearestEdge } from '../../../client/timeline/src/measure/snap';
import { measure, measureInSteps, percents } from '../../../client/timeline/src/measure/statistics';
import { tablesOf, toTabSeparated } from '../../../client/timeline/src/measure/tables';
import { fitMarks, initialMarks, readMarks } from '../../../client/timeline/src/state/marks';
import { sessionOf } from '../../../client/timeline/src/session/session';
import { formatByteRate, formatFrequency, formatNumber } from '../../../server/src/picture/view/rate-format';
import { autoUnit } from '../../../server/src/picture/view/time-format';
import type { Measured } from '../../../server/src/picture/index';
import { subjectOf } from '../../../server/src/picture/index';
import type { Trace } from '../../../server/src/trace/index';
import type { RowPlan } from '../trace/traces';
import { anyTrace, traceOf } from '../trace/traces';
import { cutTrace, emptyOutcome, smallSession, smallTrace } from './traces';

const all = { rows: null, counters: null } as const;

/** The percentile by its definition: the first of the sorted values that is not exceeded by at least `percent` % of all. */
function naivePercentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((value) => values.filter((other) => other <= value).length * 100 >= percent * values.length)!;
}

/** What `measure` says about states, by looking at every span. */
function naiveStates(trace: Trace, { from, to: until, rows }: Measured): Map<number, { count: number; time: number; share: number; durations: number[] }> {
  const { spans } = trace;
  const to = Math.min(until, trace.recordedUntil);
  const states = new Map<number, { count: number; time: number; share: number; durations: number[] }>();
  trace.states.forEach((_, state) => {
    const found = { count: 0, time: 0, share: 0, durations: [] as number[] };
    let rowsEver = 0;
    for (const row of rows ?? trace.rows.keys()) {
      let ever = false;
      for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
        if (spans.state[span] !== state) continue;
        ever = true;
        const start = spans.start[span]!;
        const end = spans.end[span]!;
        if (start >= from && (start < to || (start === to && to === trace.recordedUntil))) {
          found.count += 1;
          found.durations.push(end - start);
        }
        found.time += Math.max(0, Math.min(end, to) - Math.max(start, from));
      }
      if (ever) rowsEver += 1;
    }
    found.share = (to - from) * rowsEver === 0 ? 0 : found.time / ((to - from) * rowsEver);
    if (found.count > 0 || found.time > 0) states.set(state, found);
  });
  return states;
}

const smallRows: fc.Arbitrary<readonly RowPlan[]> = fc.array(fc.record({
  spans: fc.array(fc.record({ gap: fc.nat(4), length: fc.nat(9), state: fc.nat(2), frame: fc.nat(5) }), { maxLength: 60 }),
  instants: fc.array(fc.record({ gap: fc.nat(9), kind: fc.nat(2), frame: fc.nat(5) }), { maxLength: 30 }),
}), { minLength: 1, maxLength: 4 });
const smallCounter = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), value: fc.integer({ min: -3, max: 9 }) }), { maxLength: 30 });
const stretch = fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 200 })).map(([from, length]) => ({ from, to: from + length }));

describe('percentiles', () => {
  it('are those of the definition, by nearest rank', () => {
    expect([1, 50, 95, 99, 100].map((percent) => nearestRank(percent, 100))).toEqual([0, 49, 94, 98, 99]);
    expect([50, 95, 99].map((percent) => nearestRank(percent, 1))).toEqual([0, 0, 0]);
    expect([50, 95, 99].map((percent) => nearestRank(percent, 5))).toEqual([2, 4, 4]);
  });

  it('are found exactly among whatever values', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 50 })), { minLength: 1, maxLength: 400 }), (values) => {
      const found = valuesAtRanks(Float64Array.from(values), percents.map((percent) => nearestRank(percent, values.length)));
      expect(found).toEqual(percents.map((percent) => naivePercentile(values, percent)));
    }));
  });

  it.each(['rising', 'falling', 'equal', 'organ pipes'])('take no longer for values in order: %s', (order) => {
    const count = 300_000;
    const values = Float64Array.from({ length: count }, (_, at) => order === 'rising' ? at : order === 'falling' ? count - at : order === 'equal' ? 7 : Math.min(at, count - at));
    const sorted = values.slice().sort();
    const ranks = percents.map((percent) => nearestRank(percent, count));
    expect(valuesAtRanks(values, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
  });
});

describe('statistics of a stretch', () => {
  it('are those of looking at every span', () => {
    fc.assert(fc.property(smallRows, stretch, fc.option(fc.nat(3)), fc.nat(50), (plans, { from, to }, only, later) => {
      const trace = traceOf(plans, 3, [], undefined, later);
      const measured: Measured = { from: Math.min(from, trace.duration), to, rows: only === null ? null : [only % plans.length], counters: null };
      if (measured.from > trace.recordedUntil) return;
      const expected = naiveStates(trace, measured);
      const { states } = measure(subjectOf(trace, {}), measured);
      expect(states.map(({ state }) => state).sort()).toEqual([...expected.keys()].sort());
      for (const { state, count, time, share, durations } of states) {
        const right = expected.get(state)!;
        expect({ count, time, share }).toEqual({ count: right.count, time: right.time, share: right.share });
        expect(durations).toEqual(right.count === 0 ? null : {
          minimum: Math.min(...right.durations), maximum: Math.max(...right.durations), percentiles: percents.map((percent) => naivePercentile(right.durations, percent)),
        });
      }
    }), { numRuns: 400 });
  });

  it('of instants and counters too', () => {
    fc.assert(fc.property(smallRows, smallCounter, stretch, (plans, steps, { from, to: until }) => {
      const trace = traceOf(plans, 3, steps);
      if (from >= trace.recordedUntil) return;
      const to = Math.min(until, trace.recordedUntil);
      const inside = (time: number): boolean => time >= from && (time < to || (time === to && to === trace.recordedUntil));
      const { instants, counters } = measure(subjectOf(trace, {}), { from, to: until, ...all });
      trace.instantKinds.forEach((_, kind) => {
        const count = [...trace.instants.time].filter((time, at) => trace.instants.kind[at] === kind && inside(time)).length;
        expect(instants.find((each) => each.kind === kind)?.count ?? 0).toBe(count);
      });
      const { times, values } = trace.counters[0]!;
      // Nanosecond by nanosecond.
      const held: number[] = [];
      for (let time = from; time < to; time += 1) {
        const at = [...times].filter((step) => step <= time).length - 1;
        if (at >= 0) held.push(values[at]!);
      }
      const seen = [...held, ...[...values].filter((_, at) => inside(times[at]!))];
      if (seen.length === 0) {
        expect(counters).toEqual([]);
        return;
      }
      expect(counters[0]).toMatchObject({ minimum: Math.min(...seen), maximum: Math.max(...seen) });
      if (held.length > 0) expect(counters[0]!.mean).toBeCloseTo(held.reduce((sum, value) => sum + value, 0) / held.length, 9);
    }), { numRuns: 300 });
  });

  it('of neighbouring stretches add up to those of both: nothing is counted twice or lost', () => {
    fc.assert(fc.property(anyTrace, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
      const middle = Math.floor(trace.recordedUntil * share);
      if (middle <= 0 || middle >= trace.recordedUntil) return;
      const subject = subjectOf(trace, {});
      const [left, right, whole] = [[0, middle], [middle, trace.recordedUntil], [0, trace.recordedUntil]].map(([from, to]) => measure(subject, { from: from!, to: to!, ...all }));
      const counts = (measurement: typeof whole): number => measurement!.states.reduce((sum, { count }) => sum + count, 0) + measurement!.instants.reduce((sum, { count }) => sum + count, 0);
      expect(counts(left) + counts(right)).toBe(counts(whole));
      expect(counts(whole)).toBe(trace.spans.count + trace.instants.count);
    }));
  });

  it('cut times at the ends but not durations', () => {
    const { states } = measure(smallSession(), { from: 300, to: 650, rows: [1], counters: null });
    expect(states.map(({ name, count, time, durations }) => ({ name, count, time, durations }))).toEqual([
      { name: 'queued', count: 1, time: 50, durations: { minimum: 300, percentiles: [300, 300, 300], maximum: 300 } },
      { name: 'inApplication', count: 0, time: 200, durations: null },
    ]);
  });

  it('tell frames by group, bytes only where the size of a frame is known, and nothing of what was not recorded', () => {
    const drops = measure(smallSession(), { from: 0, to: 500, ...all });
    expect(drops.frames).toEqual([{ group: 'video', captured: 0, delivered: 0, dropped: 1, rate: 0, byteRate: null }]);
    expect(measure(smallSession(), { from: 0, to: 500, ...all }, { video: 100 }).frames[0]!.byteRate).toBe(0);
    const cut = sessionOf(emptyOutcome(), cutTrace());
    expect(measure(cut, { from: 500, to: 9_000, ...all }).length).toBe(500);
    const beyond = measure(cut, { from: 5_000, to: 9_000, ...all });
    expect([beyond.length, beyond.states, beyond.instants]).toEqual([0, [], []]);
  });

  it('put states of one name together', () => {
    const trace = traceOf([{ spans: [{ gap: 0, length: 4, state: 0, frame: 0 }, { gap: 0, length: 6, state: 1, frame: 0 }], instants: [] }], 2);
    const named = subjectOf(trace, { 'state.a0': 'held', 'state.a1': 'held' });
    expect(measure(named, { from: 0, to: 10, ...all }).states).toMatchObject([{ name: 'held', count: 2, time: 10, share: 1, durations: { minimum: 4, maximum: 6 } }]);
  });

  it('are made in steps for many spans, and are fast', { timeout: 20_000 }, () => {
    const spans = Array.from({ length: 125_000 }, (_, at) => ({ gap: at % 3, length: (at * 7919) % 30_011, state: at % 7, frame: at }));
    const trace = traceOf(Array.from({ length: 8 }, () => ({ spans, instants: [] })), 7);
    const subject = subjectOf(trace, {});
    const measured = { from: 0, to: trace.duration, ...all };
    let steps = 0;
    for (const made = measureInSteps(subject, measured); made.next().done !== true;) steps += 1;
    expect(steps).toBeGreaterThan(3);
    const times = Array.from({ length: 3 }, () => {
      const began = performance.now();
      measure(subject, measured);
      return performance.now() - began;
    });
    console.log(`a million spans measured in ${Math.min(...times).toFixed(0)} ms`);
    expect(Math.min(...times)).toBeLessThan(5000);
  });
});

describe('edges', () => {
  const session = smallSession();
  const place = { top: 0, height: 20, key: '', list: '', pinned: false };
  const row = (index: number) => ({ kind: 'row', row: index, ...place }) as const;
  it('are begins and ends of spans, instants, and steps of counters', () => {
    expect(nearestEdge(session, row(1), 104, 6)).toBe(100);
    expect(nearestEdge(session, row(1), 507, 6)).toBeNull();
    expect(nearestEdge(session, row(1), 506, 6)).toBe(500);
    expect(nearestEdge(session, row(0), 296, 6)).toBe(300);
    expect(nearestEdge(session, { kind: 'counter', counter: 0, ...place }, 97, 6)).toBe(100);
    expect(nearestEdge(session, { kind: 'group', group: 'video', title: 'video', collapsed: false, members: '', rows: [], counters: [], ...place }, 100, 6)).toBeNull();
  });

  it('are the nearest there are, in whatever row', () => {
    fc.assert(fc.property(smallRows, fc.nat(300), fc.nat(12), (plans, time, reach) => {
      const trace = traceOf(plans);
      const { spans, instants } = trace;
      const edges = [...spans.start.subarray(0, spans.offsets[1]), ...spans.end.subarray(0, spans.offsets[1]), ...instants.time.subarray(0, instants.offsets[1])];
      const distance = Math.min(...edges.map((edge) => Math.abs(edge - time)));
      const found = nearestEdge(subjectOf(trace, {}), row(0), time, reach);
      if (distance <= reach) expect(Math.abs(found! - time)).toBe(distance);
      else expect(found).toBeNull();
    }));
  });
});

describe('marks', () => {
  it('come back as they were, and nothing of what is not ours', () => {
    const marks = { a: 5, b: 70, measured: { from: 3, to: 9, rows: [1, 2], counters: [0] }, snapped: null, snap: false };
    expect(readMarks(JSON.parse(JSON.stringify(marks)))).toEqual(marks);
    for (const foreign of [null, 3, [], { a: -1, b: 0.5, measured: { from: 9, to: 3 } }, { a: 'x', measured: 7 }]) expect(readMarks(foreign)).toEqual(initialMarks);
  });

  it('go along to a run as far as it has what they mark', () => {
    const marks = { ...initialMarks, a: 400, b: 1_200, measured: { from: 900, to: 1_500, rows: [0, 3, 9], counters: [0, 4] } };
    expect(fitMarks(marks, smallTrace())).toEqual({ ...initialMarks, a: 400, b: null, measured: { from: 900, to: 1_000, rows: [0, 3], counters: [0] } });
    expect(fitMarks({ ...marks, measured: { ...marks.measured, from: 1_000 } }, smallTrace()).measured).toBeNull();
  });
});

describe('figures', () => {
  it('are written to four significant digits', () => {
    expect([0, 1, 29.97002, 1234.56, 123456, 0.012345].map(formatNumber)).toEqual(['0', '1', '29.97', '1235', '123456', '0.01235']);
    expect([33_366_700, 1_000, 1, 2e9].map(formatFrequency)).toEqual(['29.97 Hz', '1 MHz', '1 GHz', '0.5 Hz']);
    expect([0, 373_248_000].map(formatByteRate)).toEqual(['0 B/s', '356 MiB/s']);
  });

  it('are copied as plain numbers with their units, one table after the other', () => {
    const session = smallSession();
    const measurement = measure(session, { from: 0, to: 1_000, ...all });
    const lines = toTabSeparated(session, measurement, tablesOf(session, measurement, autoUnit)).split('\n').map((line) => line.split('\t'));
    expect(lines).toContainEqual(['State', 'Count', 'Time (ns)', 'Share', 'Min (ns)', 'p50 (ns)', 'p95 (ns)', 'p99 (ns)', 'Max (ns)']);
    expect(lines).toContainEqual(['running', '1', '10', '0.01', '10', '10', '10', '10', '10']);
    expect(lines).toContainEqual(['queued', '4', '1400', String(1_400 / 3_000), '0', '100', '1000', '1000', '1000']);
    expect(lines).toContainEqual(['video: queueDepth', '1', '1.1', '2', '4']);
  });
});
