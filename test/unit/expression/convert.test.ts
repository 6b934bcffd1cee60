import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertToField, fixedType, integerTypeNamed, shapes, wrap, type CIntegerType, type FixedIntegerType } from '../../../server/src/document/expression/index';

test.each([
  [-1n, 'ULONG', 0xffffffffn], [-1n, 'ULONGLONG', 0xffffffffffffffffn], [-1n, 'UCHAR', 255n], [-1n, 'LONG', -1n], [0x80000000n, 'LONG', -2147483648n], [0xffffffffn, 'ULONG', 0xffffffffn],
  [-2147483648n, 'ULONG', 0x80000000n], [0xffffffffffffffffn, 'LONGLONG', -1n], [-1n, 'ULONG_PTR', 0xffffffffffffffffn], [4096n, 'USHORT', 4096n],
] as const)('%s fits into %s', (value, field, expected) => {
  expect(convertToField(value, 'LONGLONG', field)).toEqual({ value: expected });
});

test.each([
  [0x1_0000_0000n, 'ULONG', 0n, 0xffffffffn], [5000000000n, 'ULONG', 0n, 0xffffffffn], [-2147483649n, 'ULONG', 0n, 0xffffffffn], [5000000000n, 'LONG', -2147483648n, 2147483647n], [256n, 'UCHAR', 0n, 255n],
  [0xffffffffffffffffn, 'ULONG', 0n, 0xffffffffn],
] as const)('%s does not fit into %s', (value, field, least, greatest) => {
  expect(convertToField(value, 'LONGLONG', field)).toEqual({ problem: { kind: 'overflow', value, field, least, greatest } });
});

test('a pointer-sized field has the size of the target', () => {
  expect(convertToField(0x1_0000_0000n, 'LONGLONG', 'ULONG_PTR', 8)).toEqual({ value: 0x1_0000_0000n });
  expect(convertToField(0x1_0000_0000n, 'LONGLONG', 'ULONG_PTR', 4)).toMatchObject({ problem: { field: 'ULONG_PTR', greatest: 0xffffffffn } });
});

test('what fits is stored with the same bits, and a stored value converts to itself', () => {
  const types = Object.keys(shapes) as FixedIntegerType[];
  fc.assert(fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }), fc.constantFrom(...types), (value, field) => {
    const { width, least, greatest } = shapes[field];
    const converted = convertToField(value, 'LONGLONG', field);
    if ('problem' in converted) {
      expect(BigInt.asIntN(width, value) === value || BigInt.asUintN(width, value) === value).toBe(false);
      return;
    }
    expect(BigInt.asUintN(width, converted.value)).toBe(BigInt.asUintN(width, value));
    expect(converted.value >= least && converted.value <= greatest).toBe(true);
    expect(convertToField(converted.value, field, field)).toEqual(converted);
    expect(wrap(value, field)).toBe(converted.value);
  }));
});

test('types have their names in C', () => {
  const named = (text: string): CIntegerType | undefined => integerTypeNamed(text.split(' '));
  for (const [text, type] of [
    ['ULONG', 'ULONG'], ['DWORD', 'ULONG'], ['unsigned', 'UINT'], ['unsigned long', 'ULONG'], ['long unsigned int', 'ULONG'], ['unsigned long long', 'ULONGLONG'], ['long long', 'LONGLONG'], ['__int64', 'LONGLONG'],
    ['unsigned __int64', 'ULONGLONG'], ['short int', 'SHORT'], ['signed char', 'CHAR'], ['SIZE_T', 'ULONG_PTR'], ['BOOLEAN', 'UCHAR'],
  ] as const) expect(named(text), text).toBe(type);
  for (const text of ['', 'ULONG long', 'long long long', 'float', 'unsigned signed', 'constructor', '__proto__', 'unsigned ULONG', 'short long']) expect(named(text), text).toBeUndefined();
  expect(fixedType('ULONG_PTR', 4)).toBe('ULONG');
  expect(fixedType('LONG_PTR', 8)).toBe('LONGLONG');
  expect(fixedType('UCHAR', 8)).toBe('UCHAR');
});
