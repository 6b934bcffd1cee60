import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeUnit } from '../../../server/src/picture/view/time-format';
import { formatAt, formatExact, formatShort, formatTick, plainUnits, tickScale } from '../../../server/src/picture/view/time-format';

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

const frames: TimeUnit = { name: 'frames', nanoseconds: 33_366_700, label: '' };
const units: readonly TimeUnit[] = [...plainUnits, frames, { name: 'frames', nanoseconds: 1, label: 'a' }, { name: 'frames', nanoseconds: 4e12, label: 'b' }];
const unit = (name: TimeUnit['name']): TimeUnit => units.find((candidate) => candidate.name === name)!;

describe('a unit that was asked for', () => {
  it.each([
    [0, 'ms', '0 ms'], [1, 'ms', '0.000001 ms'], [33_366_700, 'µs', '33366.7 µs'], [33_366_700, 'ns', '33366700 ns'], [1_234_567_890, 'ms', '1234.56789 ms'], [-1500, 'µs', '-1.5 µs'],
    [0, 'frames', '0 frames'], [33_366_700, 'frames', '1 frame'], [50_050_050, 'frames', '1.5 frames'], [2000, 'frames', '0.0000599 frames'], [1_234_567_890, 'frames', '37 frames'],
  ] as const)('%i ns in %s is %s', (nanoseconds, name, words) => expect(formatExact(nanoseconds, unit(name))).toBe(words));

  it.each([[1_234_567_890, 'µs', '1234568 µs'], [123, 'ms', '0.000123 ms'], [1_080_256_207, 'frames', '32.38 frames']] as const)('%i ns in %s is %s where space is scarce', (nanoseconds, name, words) => expect(formatShort(nanoseconds, unit(name))).toBe(words));

  it('is told as finely as the screen shows it', () => {
    expect(formatAt(1_080_256_207, 150_000, unit('µs'))).toBe('1080256 µs');
    expect(formatAt(1_080_256_207, 1_000_000, frames)).toBe('32.38 frames');
  });

  it('loses nothing either, unless it is frames', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e12 }), fc.constantFrom<TimeUnit[]>(...plainUnits.slice(1)), (nanoseconds, asked) => {
      const [digits, name] = formatExact(nanoseconds, asked).split(' ');
      expect(name).toBe(asked.name);
      expect(Math.round(Number(digits) * asked.nanoseconds)).toBe(nanoseconds);
    }));
  });

  it('divides the axis so that no two ticks read alike', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 100, max: 1e12 }), fc.integer({ min: 200, max: 4000 }), fc.constantFrom(...units), (from, length, width, asked) => {
      const scale = tickScale(from, from + length, width, 80, asked);
      if (scale.step > 1) expect((scale.step / length) * width).toBeGreaterThan(79.9);
      const first = Math.ceil(from / scale.step) * scale.step;
      const letters = [0, 1, 2, 3].map((index) => formatTick(scale, first + index * scale.step));
      expect(new Set(letters).size).toBe(4);
    }));
  });

  it('puts ticks on whole frames', () => {
    const scale = tickScale(0, 10 * 33_366_700, 1000, 80, frames);
    expect(scale.step).toBe(33_366_700);
    expect([0, 1, 2].map((index) => formatTick(scale, index * scale.step))).toEqual(['0 frames', '1 frame', '2 frames']);
  });
});
