import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constantSetNamed, constantSets } from '../../../server/src/ks/index';
import { alignmentMeaning, bytesAmount, decodeFlags, distributionText, hexOf } from '../../../server/src/lsp/describe-value';

describe('numbers', () => {
  test.each([
    [63, 'ULONG', '0x3F'], [-1, 'LONG', '0xFFFFFFFF'], [-1, 'LONGLONG', '0xFFFFFFFFFFFFFFFF'], [0, 'UCHAR', '0x0'],
  ] as const)('%i as %s', (value, type, expected) => {
    expect(hexOf({ value }, type, 'x64')).toBe(expected);
  });

  test('above 2^53 every digit counts', () => {
    expect(hexOf({ value: 2 ** 64, exact: 2n ** 64n - 1n }, 'ULONGLONG', 'x64')).toBe('0xFFFFFFFFFFFFFFFF');
  });

  test.each([[512, ''], [1024, '1 KiB'], [4096, '4 KiB, 1 page'], [8192, '8 KiB, 2 pages'], [614_400, '600 KiB, 150 pages'], [12_441_600, '11.87 MiB, 3,037.5 pages'], [0xffff_ffff, 'just under 4 GiB, just under 1,048,576 pages']])('%i bytes', (value, expected) => {
    expect(bytesAmount(value, 4096)).toBe(expected);
  });

  test.each([[0, /byte alignment/], [1, /^2-byte alignment/], [0x3f, /^64-byte alignment/], [0xfff, /^4,096-byte alignment/], [64, /64-byte alignment is 0x3F/], [0x30, /holes/], [0xffff_ffff, /4,294,967,296-byte/], [-1, /holes/]])('mask %i', (mask, expected) => {
    expect(alignmentMeaning(mask)).toMatch(expected);
  });
});

describe('flags', () => {
  const set = constantSetNamed('KSALLOCATOR_REQUIREMENTF')!;
  test('every bit is told once', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(...constantSets), (value, of) => {
      const decoded = decodeFlags(value, of);
      let covered = 0;
      for (const { bits } of decoded) covered = (covered | Number(bits)) >>> 0;
      return covered === value;
    }));
  });

  test('a name for a bit, and what has none', () => {
    const constant = set.constants[0]!;
    const decoded = decodeFlags(constant.value | 0x4000_0000, set);
    expect(decoded.map(({ bits, name }) => [bits, name])).toEqual([[`0x${constant.value.toString(16).toUpperCase()}`, constant.name], ['0x40000000', undefined]]);
  });
});

test('distributions', () => {
  expect(distributionText({ kind: 'constant', value: 1_000_000 })).toBe('1 ms');
  expect(distributionText({ kind: 'uniform', minimum: 0, maximum: 1500 })).toBe('evenly between 0 ns and 1.5 µs');
  expect(distributionText({ kind: 'table', values: [1000, 2000], weights: [3, 1] })).toBe('1 µs in 75 %, 2 µs in 25 %');
});
