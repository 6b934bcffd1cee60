import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { buildFrameIndex, encodeTrace } from '../../../server/src/trace/index';
import type { PinChanges } from './scenarios';
import { constant, milliseconds as ms, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

const recorded = (changes: PinChanges = {}, seed = 1) => run(scenario([pin(changes)], { recordStreamPointers: true }), seed);

describe('rows of stream pointers', () => {
  it('show the leading edge on the buffers in turn, and a clone on each from then until its frame is complete', () => {
    const { trace } = recorded();
    const edge = spansOf(trace, rowOfKind(trace, 'streamPointer', 0));
    const clone = trace.rows.map((_, row) => row).filter((row) => trace.rows[row]!.kind === 'streamPointer' && trace.rows[row]!.index >= 2);
    expect(trace.rows.some(({ kind, index }) => kind === 'streamPointer' && index === 1)).toBe(false);
    expect(clone.length).toBeGreaterThan(0);
    expect(edge.every(([key]) => /^onBuffer\.[01]$/.test(key))).toBe(true);
    // While a buffer is being filled it is a clone that holds it.
    const buffers = trace.rows.flatMap(({ kind }, row) => kind === 'buffer' ? [row] : []);
    const held = clone.flatMap((row) => spansOf(trace, row));
    for (const row of buffers) {
      for (const [, start, end] of spansOf(trace, row).filter(([key]) => key === 'hardwareFilling')) {
        expect(held.some(([key, from, to]) => key === `onBuffer.${trace.rows[row]!.index}` && from <= start && to >= end)).toBe(true);
      }
    }
    expect(held.some(([, , , frame]) => frame >= 0)).toBe(true);
    // No pointer is left on what the application has.
    for (const row of buffers) {
      for (const [, start, end] of spansOf(trace, row).filter(([key]) => key === 'inApplication')) {
        expect([...edge, ...held].some(([key, from, to]) => key === `onBuffer.${trace.rows[row]!.index}` && from < end && to > start)).toBe(false);
      }
    }
  });

  it('under the leading edge is the buffer that is there by its own row', () => {
    const { trace } = recorded({ hardware: { listDepth: 1 }, client: { requests: 5, hold: constant(5 * ms) } });
    const edge = spansOf(trace, rowOfKind(trace, 'streamPointer', 0));
    const under = trace.rows.flatMap(({ kind, index }, row) => kind === 'buffer' ? spansOf(trace, row).filter(([key]) => key === 'leadingEdge').map(([, start, end]) => ({ index, start, end })) : []);
    expect(under.length).toBeGreaterThan(0);
    for (const { index, start, end } of under) expect(edge.some(([key, from, to]) => key === `onBuffer.${index}` && from <= start && to >= end)).toBe(true);
  });

  it('have the trailing edge where a pin has one', () => {
    const { trace } = recorded({ flags: 0x00010200 });
    expect(rowOfKind(trace, 'streamPointer', 1)).toBeGreaterThan(0);
  });

  it('lie in order, within the run, and follow no frame of their own', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 60 }), fc.nat(1000), (requests, hold, seed) => {
      const { trace } = recorded({ client: { requests, hold: constant(hold * ms) } }, seed);
      trace.rows.forEach(({ kind }, row) => {
        if (kind !== 'streamPointer') return;
        let last = 0;
        for (const [, start, end] of spansOf(trace, row)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(trace.duration);
      });
      const index = buildFrameIndex(trace);
      expect([...index.spans].some((span) => trace.rows.some(({ kind }, row) => kind === 'streamPointer' && span >= trace.spans.offsets[row]! && span < trace.spans.offsets[row + 1]!))).toBe(false);
    }), { numRuns: 20 });
  });

  it('are there only when asked for, and change nothing else of the run', () => {
    const plain = run(scenario());
    const full = recorded();
    expect(plain.trace.rows.some(({ kind }) => kind === 'streamPointer')).toBe(false);
    expect(full.fingerprint).toBe(plain.fingerprint);
    expect(full.events).toBe(plain.events);
    const kept = full.trace.rows.slice(0, plain.trace.rows.length);
    expect(kept).toEqual(plain.trace.rows);
    kept.forEach((_, row) => expect(spansOf(full.trace, row)).toEqual(spansOf(plain.trace, row)));
    expect(encodeTrace(run(scenario([pin()], { recordStreamPointers: false })).trace)).toEqual(encodeTrace(plain.trace));
  });
});
