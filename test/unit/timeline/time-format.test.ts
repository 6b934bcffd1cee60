import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAt, formatExact, formatShort, formatTick, tickScale } from '../../../server/src/picture/view/time-format';

describe('times as text', () => {
  it.each([
    [0, '0 s'], [1, '1 ns'], [999, '999 ns'], [1000, '1 µs'], [1500, '1.5 µs'], [33_366_700, '33.3667 ms'], [1_234_567_890, '1.23456789 s'], [-2_000_000, '-2 ms'],
  ])('%i ns is %s, to the nanosecond', (nanoseconds, words) => expect(formatExact(nanoseconds)).toBe(words));

  it.each([[0, '0 s'], [33_366_700, '33.37 ms'], [1_234_567_890, '1.235 s'], [123_456, '123.5 µs'], [7, '7 ns']])('%i ns is %s where space is scarce', (nanoseconds, words) => expect(formatShort(nanoseconds)).toBe(words));

  it.each([[1_080_256_207, 150_000, '1.0803 s'], [1_080_256_207, 10, '1.08025621 s'], [33_366_700, 1e6, '33 ms']])('%i ns on a screen with %i ns a pixel is %s', (nanoseconds, resolution, words) => expect(formatAt(nanoseconds, resolution)).toBe(words));

  it('loses nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e15 }), (nanoseconds) => {
      const [digits, unit] = formatExact(nanoseconds).split(' ');
      const factor = { s: 1e9, ms: 1e6, µs: 1e3, ns: 1 }[unit as 's'];
      expect(Math.round(Number(digits) * factor)).toBe(nanoseconds);
    }));
  });
});

describe('the axis', () => {
  it('is divided by 1, 2 or 5 times a power of ten, its ticks apart far enough and none alike', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 100, max: 1e12 }), fc.integer({ min: 100, max: 4000 }), (from, length, width) => {
      const scale = tickScale(from, from + length, width, 80);
      const digit = scale.step / 10 ** Math.floor(Math.log10(scale.step) + 1e-9);
      expect([1, 2, 5]).toContain(Math.round(digit));
      if (scale.step > 1) expect((scale.step / length) * width).toBeGreaterThan(79.9);
      const first = Math.ceil(from / scale.step) * scale.step;
      const letters = [0, 1, 2, 3].map((index) => formatTick(scale, first + index * scale.step));
      expect(new Set(letters).size).toBe(4);
      // Long numbers are no longer read: far from the start, ticks count from a base.
      for (const lettering of letters) expect(lettering.length).toBeLessThan(16);
    }));
  });

  it('letters a short stretch far out from a base', () => {
    const scale = tickScale(1_234_567_000, 1_234_568_000, 1000, 100);
    expect(scale.base).toBe(1_234_567_000);
    expect(formatTick(scale, 1_234_567_200)).toBe('+0.2 µs');
    expect(formatTick(tickScale(0, 2e9, 1000, 100), 400_000_000)).toBe('0.4 s');
  });
});
