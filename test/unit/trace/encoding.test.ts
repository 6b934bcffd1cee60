import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../server/src/trace/index';
import { decodeTrace, encodeTrace, encodeTraceInSteps } from '../../../server/src/trace/index';
import { checksum } from '../../../server/src/trace/bytes';
import { traceFormatVersion } from '../../../server/src/trace/encode';
import { anyTrace, traceOf } from './traces';

const sealed = (bytes: Uint8Array): Uint8Array => {
  const sum = checksum(bytes, 0, bytes.length - 4);
  for (let index = 0; index < 4; index += 1) bytes[bytes.length - 4 + index] = (sum >>> (index * 8)) & 0xff;
  return bytes;
};

/** Throws unless the trace is as its type promises. */
function expectWellFormed(trace: Trace): void {
  const { spans, instants, rows, states, instantKinds, duration, recordedUntil } = trace;
  expect(recordedUntil >= 0 && recordedUntil <= duration).toBe(true);
  expect(spans.offsets).toHaveLength(rows.length + 1);
  for (const column of [spans.start, spans.end, spans.state, spans.frame]) expect(column).toHaveLength(spans.count);
  for (let row = 0; row < rows.length; row += 1) {
    let last = 0;
    for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
      if (!(spans.start[span]! >= last && spans.end[span]! >= spans.start[span]! && spans.end[span]! <= recordedUntil && spans.state[span]! < states.length && spans.frame[span]! >= -1)) throw new Error(`span ${span}`);
      last = spans.end[span]!;
    }
    last = 0;
    for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) {
      if (!(instants.time[at]! >= last && instants.time[at]! <= recordedUntil && instants.kind[at]! < instantKinds.length)) throw new Error(`instant ${at}`);
      last = instants.time[at]!;
    }
  }
  for (const { times, values } of trace.counters) {
    expect(values).toHaveLength(times.length);
    times.forEach((each, at) => { if ((at > 0 && each <= times[at - 1]!) || each > recordedUntil) throw new Error('counter'); });
  }
}

describe('encoding', () => {
  it('gives back every trace', () => {
    fc.assert(fc.property(anyTrace, (trace) => {
      const decoded = decodeTrace(encodeTrace(trace));
      expect(decoded).toEqual(trace);
      expectWellFormed(decoded as Trace);
    }));
  });

  it('in steps makes the same bytes and gives control back in between', () => {
    const trace = traceOf([{ spans: Array.from({ length: 200_000 }, (_, index) => ({ gap: 0, length: index % 97, state: index, frame: index })), instants: [] }]);
    const steps = encodeTraceInSteps(trace);
    let count = 0;
    let step = steps.next();
    while (step.done !== true) {
      count += 1;
      step = steps.next();
    }
    expect(count).toBeGreaterThan(5);
    expect(step.value).toEqual(encodeTrace(trace));
  });

  it('a span that repeats what was before takes one byte', () => {
    const plan = (count: number): Uint8Array => encodeTrace(traceOf([{ spans: Array.from({ length: count }, () => ({ gap: 0, length: 15_552_000, state: 1, frame: 3 })), instants: [] }]));
    // The duration of the trace takes a byte more.
    expect(plan(2000).length - plan(1000).length).toBeLessThan(1010);
  });
});

describe('decoding', () => {
  const good = encodeTrace(traceOf([
    { spans: [{ gap: 5, length: 7, state: 0, frame: 1 }, { gap: 0, length: 9, state: 1, frame: 1 }], instants: [{ gap: 3, kind: 1, frame: 0 }] },
    { spans: [{ gap: 0, length: 100, state: 2, frame: -1 }], instants: [] },
  ], 3, [{ gap: 1, value: 4 }, { gap: 3, value: 2 }]));

  it('refuses what is no trace, what is of another version, and what was cut off', () => {
    expect(decodeTrace(new Uint8Array(0))).toEqual({ problem: 'notATrace', offset: 0 });
    expect(decodeTrace(Uint8Array.from([0x7b, 0x7d, 0, 0, 0, 0, 0, 0]))).toMatchObject({ problem: 'notATrace' });
    const newer = good.slice();
    newer[4] = traceFormatVersion + 1;
    expect(decodeTrace(newer)).toEqual({ problem: 'otherVersion', offset: 4 });
    for (let length = 5; length < good.length; length += 1) expect(decodeTrace(good.subarray(0, length))).toMatchObject({ problem: 'damaged' });
  });

  it('notices every single bit that changes', () => {
    for (let bit = 5 * 8; bit < good.length * 8; bit += 1) {
      const bytes = good.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(decodeTrace(bytes)).toMatchObject({ problem: 'damaged' });
    }
  });

  it('with a good checksum, yields a well-formed trace or a problem, whatever the bytes', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(good.length - 10), fc.nat(255)), { minLength: 1, maxLength: 5 }), (changes) => {
      const bytes = good.slice();
      for (const [at, value] of changes) bytes[at + 5] = value;
      const decoded = decodeTrace(sealed(bytes));
      if (!('problem' in decoded)) expectWellFormed(decoded);
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
      const decoded = decodeTrace(sealed(Uint8Array.from([0x41, 0x56, 0x54, 0x52, traceFormatVersion, ...tail, 0, 0, 0, 0])));
      if (!('problem' in decoded)) expectWellFormed(decoded);
    }), { numRuns: 2000 });
  });

  it('does not take a claimed count for memory', () => {
    // An empty label, seed 0, an empty fingerprint, no time, no rows, then 2^40 states.
    const bytes = sealed(Uint8Array.from([0x41, 0x56, 0x54, 0x52, traceFormatVersion, 0, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0, 0, 0, 0]));
    expect(decodeTrace(bytes)).toMatchObject({ problem: 'damaged' });
  });
});
