import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace, TraceLimits } from '../../../server/src/trace/index';
import { addCounter, addInstantKind, addRow, addState, counterAt, createTraceRecorder, decodeTrace, encodeTrace, finishTrace, recordCounterNow, recordInstantNow, recordSpanSince } from '../../../server/src/trace/index';

interface Step { readonly gap: number; readonly row: number; readonly what: 'span' | 'instant' | 'counter' }

/** Three rows whose spans follow each other without gaps, recorded as a run does: each when it ends. */
function record(steps: readonly Step[], limits?: TraceLimits, enabled = true): Trace {
  const clock = new Float64Array(1);
  const recorder = createTraceRecorder(clock, limits);
  if (!enabled) recorder.enabled = false;
  const since = new Float64Array(3);
  addState(recorder, { key: 'queued', basis: 'documented', path: '' });
  addInstantKind(recorder, { key: 'captured', basis: 'documented', path: '' });
  const counter = addCounter(recorder, { key: 'queueDepth', unit: 'frames', group: '', limit: null, path: '' });
  for (let index = 0; index < 3; index += 1) addRow(recorder, { kind: 'buffer', label: '', index, group: '', path: '' });
  const endSpan = (row: number, frame: number): void => {
    recordSpanSince(recorder, row, 0, since, row, frame);
    since[row] = clock[0]!;
  };
  steps.forEach(({ gap, row, what }, at) => {
    clock[0]! += gap;
    if (what === 'span') endSpan(row, at);
    else if (what === 'instant') recordInstantNow(recorder, row, 0, at);
    else recordCounterNow(recorder, counter, at);
  });
  for (let row = 0; row < 3; row += 1) endSpan(row, -1);
  return finishTrace(recorder, { label: '', seed: 0, fingerprint: '', duration: clock[0]! });
}

const anySteps = fc.array(fc.record({ gap: fc.nat(3), row: fc.nat(2), what: fc.constantFrom('span', 'instant', 'counter' as const) }), { maxLength: 200 });
const spansBefore = ({ spans }: Trace, row: number, until: number): string[] => {
  const found: string[] = [];
  for (let at = spans.offsets[row]!; at < spans.offsets[row + 1]!; at += 1) {
    if (spans.start[at]! < until) found.push([spans.start[at], Math.min(until, spans.end[at]!), spans.end[at]! <= until ? spans.frame[at] : 'cut'].join());
  }
  return found;
};
const instantsBefore = ({ instants }: Trace, row: number, until: number): string[] => {
  const found: string[] = [];
  for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) if (instants.time[at]! < until) found.push([instants.time[at], instants.frame[at]].join());
  return found;
};

describe('a recorder with limits', () => {
  it.each<[string, (limit: number) => TraceLimits]>([
    ['spans', (spans) => ({ spans })],
    ['instants', (instants) => ({ spans: 1e9, instants })],
    ['counter steps', (counterSteps) => ({ spans: 1e9, counterSteps })],
  ])('of %s has all of the time before its end, of every row, and nothing beyond', (_, limits) => {
    fc.assert(fc.property(anySteps, fc.integer({ min: 1, max: 60 }), (steps, limit) => {
      const whole = record(steps);
      const part = record(steps, limits(limit));
      const { recordedUntil: until } = part;
      expect(whole.recordedUntil).toBe(whole.duration);
      expect([part.duration, until <= part.duration]).toEqual([whole.duration, true]);
      for (let row = 0; row < 3; row += 1) {
        const cut = spansBefore(whole, row, until);
        // What a cut span would have become is not known at its end: its frame is what it was recorded with.
        expect(spansBefore(part, row, until).map((span, at) => (cut[at]?.endsWith('cut') === true ? span.replace(/[^,]*$/, 'cut') : span))).toEqual(cut);
        expect(instantsBefore(part, row, until)).toEqual(instantsBefore(whole, row, until));
      }
      for (let time = 0; time < until; time += 1) expect(counterAt(part.counters[0]!, time)).toBe(counterAt(whole.counters[0]!, time));
      expect(decodeTrace(encodeTrace(part))).toEqual(part);
    }));
  });

  it('records exactly so many, and what had begun', () => {
    const steps = Array.from({ length: 50 }, (): Step => ({ gap: 1, row: 0, what: 'span' }));
    const { spans, recordedUntil } = record(steps, { spans: 20 });
    expect(recordedUntil).toBe(20);
    expect([...spans.offsets]).toEqual([0, 20, 21, 22]);
    expect([spans.start[20], spans.end[20]]).toEqual([0, 20]);
  });

  it('with a limit of 0 records nothing', () => {
    expect(record([{ gap: 1, row: 0, what: 'span' }], { spans: 0 })).toEqual(record([{ gap: 1, row: 0, what: 'span' }], undefined, false));
  });

  it('records nothing when it is off', () => {
    const trace = record(Array.from({ length: 9 }, (_, at): Step => ({ gap: 1, row: 0, what: (['span', 'instant', 'counter'] as const)[at % 3]! })), undefined, false);
    expect([trace.recordedUntil, trace.duration, trace.spans.count, trace.instants.count, trace.counters[0]!.times.length]).toEqual([0, 9, 0, 0, 0]);
    expect(decodeTrace(encodeTrace(trace))).toEqual(trace);
  });
});
