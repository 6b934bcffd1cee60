import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atTime, compareRuns, differenceAfter, differenceBefore, stateTimes, type Comparison, type Stretches } from '../../../server/src/picture/compare/index';
import { joined } from '../../../server/src/picture/compare/stretches';
import { visibleStretches } from '../../../server/src/picture/draw/draw-differences';
import { subjectOf, type Subject } from '../../../server/src/picture/index';
import { addCounter, addInstantKind, addRow, addState, counterAt, createTraceRecorder, finishTrace, recordCounter, recordInstant, recordSpan, type Trace } from '../../../server/src/trace/index';

interface RowPlan { readonly name: string; readonly spans: readonly (readonly [gap: number, length: number, state: string])[]; readonly instants: readonly (readonly [gap: number, kind: string])[] }
interface RunPlan { readonly rows: readonly RowPlan[]; readonly steps: readonly (readonly [gap: number, value: number])[]; readonly stateOrder: readonly string[] }

const states = ['queued', 'cloned', 'inApplication'] as const;
const kinds = ['dropped', 'delivered'] as const;

/** A short run, so short that every nanosecond of it can be looked at. */
function subject({ rows, steps, stateOrder }: RunPlan, recordedUntil?: number): Subject {
  const recorder = createTraceRecorder();
  // The order in which states are met differs from run to run.
  const stateIds = new Map(stateOrder.map((key) => [key, addState(recorder, { key, basis: 'documented', path: `/${key}` })]));
  const kindIds = new Map(kinds.map((key) => [key as string, addInstantKind(recorder, { key, basis: 'documented', path: '' })]));
  let duration = 0;
  for (const { name, spans, instants } of rows) {
    const row = addRow(recorder, { kind: 'buffer', label: name, index: 0, group: 'pin', path: '' });
    let time = 0;
    for (const [gap, length, state] of spans) {
      recordSpan(recorder, row, stateIds.get(state)!, time + gap, time + gap + length, -1);
      time += gap + length;
    }
    duration = Math.max(duration, time);
    time = 0;
    for (const [gap, kind] of instants) {
      time += gap;
      recordInstant(recorder, row, kindIds.get(kind)!, time, -1);
    }
    duration = Math.max(duration, time);
  }
  const counter = addCounter(recorder, { key: 'queueDepth', unit: 'frames', group: 'pin', limit: null, path: '' });
  let time = -1;
  for (const [gap, value] of steps) {
    time += gap + 1;
    recordCounter(recorder, counter, time, value);
  }
  duration = Math.max(duration, time, 0);
  const trace: Trace = finishTrace(recorder, { label: 'run', seed: 1, fingerprint: '0000000000000000', duration });
  return subjectOf(recordedUntil === undefined ? trace : { ...trace, recordedUntil: Math.min(recordedUntil, duration) }, {});
}

const rowPlan = (name: string): fc.Arbitrary<RowPlan> => fc.record({
  name: fc.constant(name),
  spans: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 6 }), fc.constantFrom(...states)), { maxLength: 8 }),
  instants: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(...kinds)), { maxLength: 5 }),
});
const runPlan: fc.Arbitrary<RunPlan> = fc.record({
  rows: fc.shuffledSubarray(['a', 'b', 'c']).chain((names) => fc.tuple(...names.map(rowPlan))),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 })), { maxLength: 6 }),
  stateOrder: fc.shuffledSubarray([...states], { minLength: 3 }),
});

const isIn = ({ count, start, end }: Stretches, time: number): boolean => {
  for (let at = 0; at < count; at += 1) if (start[at]! <= time && time < end[at]!) return true;
  return false;
};
const touches = ({ count, start, end }: Stretches, time: number): boolean => {
  for (let at = 0; at < count; at += 1) if (start[at]! <= time && time <= end[at]!) return true;
  return false;
};
const expectTidy = ({ count, start, end }: Stretches): void => {
  expect([start.length, end.length]).toEqual([count, count]);
  for (let at = 0; at < count; at += 1) {
    expect(start[at]! <= end[at]!).toBe(true);
    if (at > 0) expect(start[at]! > end[at - 1]!).toBe(true);
  }
};

/** The state of a row between one nanosecond and the next. */
const stateAt = ({ trace, names }: Subject, row: number, time: number): string | null => {
  for (let span = trace.spans.offsets[row]!; span < trace.spans.offsets[row + 1]!; span += 1) {
    if (trace.spans.start[span]! <= time && time < trace.spans.end[span]!) return names.states[trace.spans.state[span]!]!;
  }
  return null;
};

function expectTrue(comparison: Comparison): void {
  const { here, there, rows, counters, until } = comparison;
  rows.forEach((other, row) => {
    const found = comparison.rowDifferences[row]!;
    expectTidy(found);
    if (other < 0) return expect(found.count).toBe(0);
    expect(there.trace.rows[other]!.label).toBe(here.trace.rows[row]!.label);
    for (let time = 0; time < until; time += 1) {
      const differs = stateAt(here, row, time) !== stateAt(there, other, time);
      expect(isIn(found, time), `row ${row} at ${time}`).toBe(differs);
      const happens = (subject: Subject, index: number): string => [...atTime(subject, index, time).instants].sort().join();
      if (happens(here, row) !== happens(there, other)) expect(touches(found, time), `moment of row ${row} at ${time}`).toBe(true);
      else if (!differs && !(time > 0 && stateAt(here, row, time - 1) !== stateAt(there, other, time - 1))) expect(touches(found, time), `no moment of row ${row} at ${time}`).toBe(false);
    }
    for (let at = 0; at < found.count; at += 1) expect(found.end[at]!).toBeLessThanOrEqual(until);
  });
  counters.forEach((other, counter) => {
    const found = comparison.counterDifferences[counter]!;
    expectTidy(found);
    for (let time = 0; time < until; time += 1) expect(isIn(found, time), `counter at ${time}`).toBe(counterAt(here.trace.counters[counter]!, time) !== counterAt(there.trace.counters[other]!, time));
  });
}

describe('two runs', () => {
  it('differ exactly where one finds it by looking at every nanosecond', () => {
    fc.assert(fc.property(runPlan, runPlan, (first, second) => expectTrue(compareRuns(subject(first), subject(second)))), { numRuns: 400 });
  });

  it('are compared only as far as both were recorded', () => {
    fc.assert(fc.property(runPlan, runPlan, fc.integer({ min: 0, max: 30 }), (first, second, limit) => {
      const here = subject(first);
      const comparison = compareRuns(here, subject(second, limit));
      expect(comparison.until).toBeLessThanOrEqual(Math.max(here.trace.duration, comparison.there.trace.duration));
      expectTrue(comparison);
    }));
  });

  it('with nothing different between them have no first difference, whatever the order of rows and states', () => {
    fc.assert(fc.property(runPlan, fc.shuffledSubarray([...states], { minLength: 3 }), (plan, stateOrder) => {
      const { first, onlyThere, rows } = compareRuns(subject(plan), subject({ ...plan, rows: [...plan.rows].reverse(), stateOrder }));
      expect(first).toBeNull();
      expect(onlyThere).toEqual({ rows: [], counters: [] });
      expect([...rows]).toEqual(plan.rows.map((_, index) => plan.rows.length - 1 - index));
    }));
  });

  it('are stepped through from difference to difference, forth and back', () => {
    fc.assert(fc.property(runPlan, runPlan, (first, second) => {
      const comparison = compareRuns(subject(first), subject(second));
      const starts = [...new Set([...comparison.rowDifferences, ...comparison.counterDifferences].flatMap(({ start }) => [...start]))].sort((a, b) => a - b);
      expect(comparison.first?.time).toBe(starts[0]);
      for (let time = -1; time < 60; time += 1) {
        expect(differenceAfter(comparison, time)?.time).toBe(starts.find((start) => start > time));
        expect(differenceBefore(comparison, time)?.time).toBe(starts.filter((start) => start < time).at(-1));
      }
    }), { numRuns: 60 });
  });

  it('have their times in each state added up by name', () => {
    const here = subject({ rows: [{ name: 'a', spans: [[0, 5, 'queued'], [1, 3, 'cloned']], instants: [] }], steps: [], stateOrder: states });
    const there = subject({ rows: [{ name: 'a', spans: [[0, 5, 'queued']], instants: [] }, { name: 'b', spans: [[2, 9, 'cloned']], instants: [] }], steps: [], stateOrder: [...states].reverse() });
    const comparison = compareRuns(here, there);
    expect(stateTimes(comparison)).toEqual([{ state: 'cloned', here: 3, there: 9 }, { state: 'queued', here: 5, there: 5 }]);
    expect(comparison.onlyThere.rows).toEqual([1]);
  });
});

describe('stretches', () => {
  const stretches = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 })), { maxLength: 12 }).map((pairs): Stretches => {
    let time = 0;
    const made = pairs.map(([gap, length]) => {
      const start = time + gap;
      time = start + length;
      return [start, time] as const;
    });
    return { count: made.length, start: Float64Array.from(made, ([start]) => start), end: Float64Array.from(made, ([, end]) => end) };
  });

  it('are joined', () => {
    fc.assert(fc.property(stretches, stretches, (first, second) => {
      const both = joined(first, second);
      expectTidy(both);
      for (let time = 0; time < 160; time += 0.5) expect(touches(both, time)).toBe(touches(first, time) || touches(second, time));
    }));
  });

  it('are drawn so that nothing is left out, at most a piece in a few pixels', () => {
    fc.assert(fc.property(stretches, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 5, max: 120 }), fc.constantFrom(0.1, 1, 3, 10), (all, from, length, pixelTime) => {
      const to = from + length;
      const drawn: [number, number][] = [];
      visibleStretches(all, from, to, pixelTime, (start, end) => drawn.push([start, end]));
      for (let at = 0; at < all.count; at += 1) {
        if (all.end[at]! < from || all.start[at]! > to) continue;
        expect(drawn.some(([start, end]) => start <= all.start[at]! && all.end[at]! <= end), `${at}`).toBe(true);
      }
      expect(drawn.length).toBeLessThanOrEqual(length / (3 * pixelTime) + 2);
      drawn.forEach(([start, end], index) => {
        expect(end - start).toBeGreaterThanOrEqual(pixelTime * 0.999);
        if (index > 0) expect(start - drawn[index - 1]![1]).toBeGreaterThanOrEqual(3 * pixelTime * 0.999);
        // Blank only where differences are within pixels of each other.
        for (let time = start; time < end; time += pixelTime) expect(all.start.some((begin, at) => begin <= time + 4 * pixelTime && all.end[at]! >= time - 4 * pixelTime)).toBe(true);
      });
    }));
  });
});
