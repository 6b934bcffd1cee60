import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration, parsePeriod } from '../../../server/src/document/expression/index';

describe('durations', () => {
  test.each([
    ['33.3667 ms', 33_366_700], ['5 us', 5_000], ['5 \u00b5s', 5_000], ['5 \u03bcs', 5_000], ['2 s', 2e9], ['100 ns', 100], ['100ns', 100], [' 1 min ', 60e9], ['1.5 min', 90e9], ['0 ms', 0], ['.5 ms', 500_000], ['5. ms', 5e6],
    ['0.000001 ms', 1], ['1.0000000 ns', 1], ['333667 x 100 ns', 33_366_700], ['333667 * 100ns', 33_366_700], ['1.5 \u00d7 2 s', 3e9], ['9007199254740991 ns', Number.MAX_SAFE_INTEGER], ['33.366667 ms', 33_366_667],
    // Exact where floating point is not: 0.1 + 0.2, 1.005, 4.35
    ['1.005 us', 1005], ['4.35 us', 4350], ['0.3 us', 300], ['8.2 ms', 8_200_000],
  ])('%s', (text, nanoseconds) => {
    expect(parseDuration(text)).toEqual({ nanoseconds });
  });

  test.each([
    ['', 'empty', ''], ['  ', 'empty', '  '], ['5', 'unitMissing', '5'], [' 33.3 ', 'unitMissing', '33.3'], ['5 parsec', 'unknownUnit', 'parsec'], ['5 MS', 'unknownUnit', 'MS'], ['5 Hz', 'unknownUnit', 'Hz'], ['5 x', 'unknownUnit', 'x'],
    ['0.5 ns', 'notWholeNanoseconds', '0.5 ns'], ['33.36666667 ms', 'notWholeNanoseconds', '33.36666667 ms'], ['-5 ms', 'negative', '-5 ms'], ['ms', 'syntax', 'ms'], ['5 5 ms', 'syntax', '5 5 ms'], ['1e3 us', 'syntax', '1e3 us'],
    ['1/30 s', 'syntax', '1/30 s'], ['1,5 ms', 'syntax', '1,5 ms'], ['5 ms ms', 'syntax', '5 ms ms'], ['9007199254740992 ns', 'tooLarge', '9007199254740992 ns'], ['99999999999 min', 'tooLarge', '99999999999 min'],
    [`${'9'.repeat(200)} ns`, 'syntax', `${'9'.repeat(200)} ns`],
  ])('%s is refused', (text, kind, marked) => {
    const result = parseDuration(text);
    if (!('problem' in result)) throw new Error(String(result.nanoseconds));
    expect([result.problem.kind, text.slice(result.problem.start, result.problem.end)]).toEqual([kind, marked]);
    if (kind === 'unknownUnit') expect(result.problem.unit).toBe(marked);
  });
});

describe('periods', () => {
  test.each([
    ['30 Hz', 33_333_333], ['60fps', 16_666_667], ['29.97 fps', 33_366_700], ['30000/1001 fps', 33_366_667], ['24000 / 1001 fps', 41_708_333], ['48 kHz', 20_833], ['10 MHz', 100], ['1 hz', 1e9], ['0.5 Hz', 2e9], ['33 ms', 33e6],
    // half a nanosecond is rounded up
    ['400 MHz', 3], ['1000 MHz', 1], ['1/60 s', undefined],
  ])('%s', (text, nanoseconds) => {
    if (nanoseconds === undefined) expect(parsePeriod(text)).toMatchObject({ problem: { kind: 'notWholeNanoseconds' } });
    else expect(parsePeriod(text)).toEqual({ nanoseconds });
  });

  test.each([['0 Hz', 'zero'], ['0 s', 'zero'], ['3000 MHz', 'zero'], ['1/0 fps', 'zero'], ['30', 'unitMissing'], ['-30 Hz', 'negative'], ['30 GHz', 'unknownUnit'], ['0.0000001 Hz', 'tooLarge'], ['', 'empty'], ['fps', 'syntax']])('%s is refused', (text, kind) => {
    expect(parsePeriod(text)).toMatchObject({ problem: { kind } });
  });

  test('a whole rate rounds to the nearest nanosecond', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (rate) => {
      const result = parsePeriod(`${rate} Hz`);
      if (!('nanoseconds' in result)) throw new Error(result.problem.kind);
      expect(Math.abs(result.nanoseconds - 1e9 / rate)).toBeLessThanOrEqual(0.5);
    }));
  });
});

describe('formatting', () => {
  test.each([
    [0, '0 ns'], [1, '1 ns'], [999, '999 ns'], [1000, '1 \u00b5s'], [33_366_667, '33.367 ms'], [33_366_700, '33.367 ms'], [999_999.6, '1 ms'], [999_999, '999.999 \u00b5s'], [1e9, '1 s'], [90e9, '90 s'], [-5000, '-5 \u00b5s'], [0.25, '0.25 ns'],
    [0.0001, '0 ns'], [-0.0001, '0 ns'], [1500, '1.5 \u00b5s'], [16_666_667, '16.667 ms'], [NaN, 'NaN'], [Infinity, 'Infinity'], [999_999_999, '1 s'], [999_499_999, '999.5 ms'],
  ])('%d', (nanoseconds, text) => {
    expect(formatDuration(nanoseconds)).toBe(text);
  });

  test('what is written is read again, within the rounding', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (nanoseconds) => {
      const result = parseDuration(formatDuration(nanoseconds));
      if (!('nanoseconds' in result)) throw new Error(result.problem.kind);
      expect(Math.abs(result.nanoseconds - nanoseconds)).toBeLessThanOrEqual(nanoseconds / 1000 * 0.51);
    }));
  });
});

test('any text is read or refused', () => {
  const piece = fc.oneof(fc.constantFrom('1', '0', '.', ' ', 'ms', 's', 'x', '/', '-', '\u00b5s', 'Hz', '*', '100', 'ns'), fc.string({ unit: 'binary', maxLength: 2 }));
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    const text = pieces.join('');
    for (const parse of [parseDuration, parsePeriod]) {
      const result = parse(text);
      if ('problem' in result) expect(result.problem.start >= 0 && result.problem.start <= result.problem.end && result.problem.end <= text.length).toBe(true);
      else expect(Number.isSafeInteger(result.nanoseconds) && result.nanoseconds >= 0).toBe(true);
    }
  }), { numRuns: 1000 });
});
