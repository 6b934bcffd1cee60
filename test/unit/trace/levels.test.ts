import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../server/src/trace/index';
import { buildFrameIndex, buildLevels, counterAt, counterRange, rowCoverage, rowOf, spanAt, visibleInstants, visibleSegments } from '../../../server/src/trace/index';
import { traceOf } from './traces';

interface Piece { start: number; end: number; state: number; coverage: number; first: number; count: number }

function piecesOf(trace: Trace, row: number, start: number, end: number, pixelTime: number): Piece[] {
  const pieces: Piece[] = [];
  visibleSegments(buildLevels(trace), row, start, end, pixelTime, (from, to, state, coverage, first, count) => { pieces.push({ start: from, end: to, state, coverage, first, count }); });
  return pieces;
}

/** Time each state has between two instants, span by span. */
function timesBetween(trace: Trace, row: number, start: number, end: number): number[] {
  const { offsets, start: from, end: to, state } = trace.spans;
  const times = trace.states.map(() => 0);
  for (let span = offsets[row]!; span < offsets[row + 1]!; span += 1) times[state[span]!]! += Math.max(0, Math.min(end, to[span]!) - Math.max(start, from[span]!));
  return times;
}

const spans = fc.array(fc.record({ gap: fc.oneof(fc.constant(0), fc.nat(30)), length: fc.nat(40), state: fc.nat(4), frame: fc.integer({ min: -1, max: 20 }) }), { maxLength: 200 });
const view = fc.record({ start: fc.nat(3000), width: fc.integer({ min: 1, max: 4000 }), columns: fc.integer({ min: 1, max: 60 }) });

describe('coverage', () => {
  it('is the exact share of time of every state in every column', () => {
    fc.assert(fc.property(spans, spans, view, (first, second, { start, width, columns }) => {
      const trace = traceOf([{ spans: first, instants: [] }, { spans: second, instants: [] }], 5);
      const columnTime = width / columns;
      const shares = new Float32Array(columns * trace.states.length).fill(9);
      rowCoverage(buildLevels(trace), 1, start, columnTime, columns, shares);
      for (let column = 0; column < columns; column += 1) {
        const times = timesBetween(trace, 1, start + column * columnTime, start + (column + 1) * columnTime);
        times.forEach((time, state) => { expect(shares[column * trace.states.length + state]).toBeCloseTo(time / columnTime, 5); });
      }
    }));
  });
});

describe('segments', () => {
  it('come in order, hide nothing, and are at most one a pixel', () => {
    fc.assert(fc.property(spans, view, (plan, { start, width, columns }) => {
      const trace = traceOf([{ spans: plan, instants: [] }], 5);
      const pixelTime = width / columns;
      const end = start + width;
      const pieces = piecesOf(trace, 0, start, end, pixelTime);
      const { start: from, end: to } = trace.spans;
      let next = -1;
      let last = -Infinity;
      let merged = 0;
      for (const piece of pieces) {
        expect(piece.start).toBeGreaterThanOrEqual(last - 1e-6);
        expect(piece.end).toBeGreaterThanOrEqual(piece.start);
        last = piece.end;
        if (next >= 0) expect(piece.first).toBe(next);
        next = piece.first + piece.count;
        const wide = to[piece.first]! - from[piece.first]! >= pixelTime;
        if (wide) expect(piece).toMatchObject({ start: from[piece.first], end: to[piece.first], coverage: 1, count: 1 });
        else {
          merged += 1;
          for (let span = piece.first; span < next; span += 1) expect(to[span]! - from[span]!).toBeLessThan(pixelTime);
          const busy = timesBetween(trace, 0, piece.start, piece.end).reduce((sum, time) => sum + time, 0) / (piece.end - piece.start);
          if (piece.end > piece.start) expect(Math.abs(piece.coverage - 0.125 - busy)).toBeLessThanOrEqual(0.126);
        }
      }
      expect(merged).toBeLessThanOrEqual(2 * columns + 2);
      // Everything visible is in some piece.
      const visible = Array.from(from.keys()).filter((span) => to[span]! > start && from[span]! < end);
      if (visible.length > 0) {
        expect(pieces[0]!.first).toBeLessThanOrEqual(visible[0]!);
        expect(next).toBeGreaterThan(visible[visible.length - 1]!);
      }
    }), { numRuns: 500 });
  });

  it('shows a span that is alone as itself, however it is cut', () => {
    const trace = traceOf([{ spans: [{ gap: 100, length: 50, state: 2, frame: 7 }], instants: [] }]);
    expect(piecesOf(trace, 0, 0, 1000, 10)).toEqual([{ start: 100, end: 150, state: 2, coverage: 1, first: 0, count: 1 }]);
    expect(piecesOf(trace, 0, 120, 130, 1)).toEqual([{ start: 100, end: 150, state: 2, coverage: 1, first: 0, count: 1 }]);
    expect(piecesOf(trace, 0, 150, 300, 1)).toEqual([]);
    expect(piecesOf(trace, 0, 0, 100_000, 1000)).toEqual([{ start: 0, end: 1000, state: 2, coverage: 0.25, first: 0, count: 1 }]);
  });

  it('merges by the state with most time', () => {
    const plan = Array.from({ length: 1000 }, (_, index) => ({ gap: 0, length: index % 2 === 0 ? 3 : 1, state: index % 2, frame: -1 }));
    const pieces = piecesOf(traceOf([{ spans: plan, instants: [] }]), 0, 0, 2000, 100);
    expect(pieces).toEqual([{ start: 0, end: 2000, state: 0, coverage: 1, first: 0, count: 1000 }]);
  });
});

describe('looking up', () => {
  it('finds the span at a time, half open', () => {
    fc.assert(fc.property(spans, fc.nat(3000), (plan, time) => {
      const trace = traceOf([{ spans: plan, instants: [] }], 5);
      const { start, end } = trace.spans;
      expect(spanAt(trace, 0, time)).toBe(Array.from(start.keys()).find((span) => start[span]! <= time && time < end[span]!) ?? -1);
    }));
  });

  it('finds the row of a span, empty rows between', () => {
    const one = { spans: [{ gap: 0, length: 1, state: 0, frame: 0 }, { gap: 0, length: 1, state: 0, frame: 0 }], instants: [] };
    const none = { spans: [], instants: [] };
    const { offsets } = traceOf([none, one, none, none, one, none]).spans;
    expect([0, 1, 2, 3].map((span) => rowOf(offsets, span))).toEqual([1, 1, 4, 4]);
  });

  it('groups instants by pixel without losing any', () => {
    fc.assert(fc.property(fc.array(fc.record({ gap: fc.nat(20), kind: fc.nat(2), frame: fc.constant(0) }), { maxLength: 100 }), fc.nat(500), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 50 }), (instants, start, width, pixel) => {
      const trace = traceOf([{ spans: [], instants }]);
      let total = 0;
      let groups = 0;
      visibleInstants(trace, 0, start, start + width, pixel, (time, kind, first, count) => {
        expect([trace.instants.time[first], trace.instants.kind[first]]).toEqual([time, kind]);
        total += count;
        groups += 1;
      });
      const inside = Array.from(trace.instants.time).filter((time) => time >= start && time < start + width).length;
      expect(total).toBeGreaterThanOrEqual(inside);
      expect(groups).toBeLessThanOrEqual(Math.ceil(width / pixel));
    }));
  });
});

describe('counters', () => {
  const steps = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 20 }), value: fc.integer({ min: -50, max: 50 }) }), { maxLength: 120 });

  it('give least and greatest value of any stretch, the value on entering included', () => {
    fc.assert(fc.property(steps, fc.nat(1500), fc.nat(800), (counter, start, width) => {
      const trace = traceOf([], 1, counter);
      const { times, values } = trace.counters[0]!;
      const expected = Array.from(values).filter((_, at) => times[at]! <= start + width && (at + 1 === times.length || times[at + 1]! > start));
      const range = counterRange(buildLevels(trace), 0, start, start + width);
      expect(range).toEqual(expected.length === 0 ? null : { minimum: Math.min(...expected), maximum: Math.max(...expected) });
      const at = Array.from(times).filter((time) => time <= start).length - 1;
      expect(counterAt(trace.counters[0]!, start)).toBe(at < 0 ? null : values[at]);
    }));
  });

  it('keep the last of several values at one instant, and only changes', () => {
    const { counters } = traceOf([], 1, [{ gap: 1, value: 3 }, { gap: 0, value: 4 }, { gap: 5, value: 4 }, { gap: 2, value: 9 }]);
    expect([...counters[0]!.times]).toEqual([1, 8]);
    expect([...counters[0]!.values]).toEqual([4, 9]);
  });
});

describe('frames', () => {
  it('lists the spans of every frame in time order', () => {
    fc.assert(fc.property(spans, spans, (first, second) => {
      const trace = traceOf([{ spans: first, instants: [] }, { spans: second, instants: [] }], 5);
      const index = buildFrameIndex(trace);
      const { frame, start } = trace.spans;
      expect(index.spans.length).toBe(frame.filter((each) => each >= 0).length);
      for (let each = 0; each < index.frames; each += 1) {
        const own = [...index.spans.subarray(index.offsets[each], index.offsets[each + 1])];
        expect(own.every((span) => frame[span] === each)).toBe(true);
        own.forEach((span, at) => { if (at > 0) expect(start[span]!).toBeGreaterThanOrEqual(start[own[at - 1]!]!); });
      }
    }));
  });

  it('does without flows rather than without memory', () => {
    expect(buildFrameIndex(traceOf([{ spans: [{ gap: 0, length: 1, state: 0, frame: 2 ** 31 - 1 }], instants: [] }])).frames).toBe(0);
  });
});
