/**
 * The integer types of Windows C, by the name a driver writes. `LONG` and `ULONG` have 32 bits on every target; `ULONG_PTR` and `LONG_PTR` have the target's
 * pointer size. What an evaluation returns is never one of those two, but the type they stand for.
 */
export type CIntegerType =
  | 'CHAR' | 'UCHAR' | 'SHORT' | 'USHORT' | 'int' | 'UINT' | 'LONG' | 'ULONG' | 'LONGLONG' | 'ULONGLONG'
  | 'LONG_PTR' | 'ULONG_PTR';

/** An integer type whose width does not depend on the target. */
export type FixedIntegerType = Exclude<CIntegerType, 'LONG_PTR' | 'ULONG_PTR'>;

/** Size of a pointer in bytes: 4 on x86, 8 on x64 and ARM64. */
export type PointerSize = 4 | 8;

/** What arithmetic needs to know of a type. */
export interface IntegerShape {
  /** Bits. */
  readonly width: 8 | 16 | 32 | 64;
  readonly isSigned: boolean;
  /** Conversion rank: below 1 an operand is promoted to int. int 1, long 2, long long 3. */
  readonly rank: number;
  readonly least: bigint;
  readonly greatest: bigint;
}

const shape = (width: IntegerShape['width'], isSigned: boolean, rank: number): IntegerShape => ({
  width, isSigned, rank,
  least: isSigned ? -(1n << BigInt(width - 1)) : 0n,
  greatest: isSigned ? (1n << BigInt(width - 1)) - 1n : (1n << BigInt(width)) - 1n,
});

/** Width, signedness, rank and range of every fixed type. `char` is signed, as with the Windows compilers. */
export const shapes: Readonly<Record<FixedIntegerType, IntegerShape>> = {
  CHAR: shape(8, true, 0), UCHAR: shape(8, false, 0), SHORT: shape(16, true, 0), USHORT: shape(16, false, 0),
  int: shape(32, true, 1), UINT: shape(32, false, 1), LONG: shape(32, true, 2), ULONG: shape(32, false, 2),
  LONGLONG: shape(64, true, 3), ULONGLONG: shape(64, false, 3),
};

/** The type that `type` stands for on a target. */
export function fixedType(type: CIntegerType, pointerSize: PointerSize): FixedIntegerType {
  if (type === 'ULONG_PTR') return pointerSize === 8 ? 'ULONGLONG' : 'ULONG';
  if (type === 'LONG_PTR') return pointerSize === 8 ? 'LONGLONG' : 'LONG';
  return type;
}

const typedefs: Readonly<Record<string, CIntegerType>> = {
  CHAR: 'CHAR', INT8: 'CHAR', UCHAR: 'UCHAR', BYTE: 'UCHAR', BOOLEAN: 'UCHAR', UINT8: 'UCHAR', KIRQL: 'UCHAR',
  SHORT: 'SHORT', INT16: 'SHORT', USHORT: 'USHORT', WORD: 'USHORT', UINT16: 'USHORT', WCHAR: 'USHORT', CSHORT: 'SHORT',
  INT: 'int', BOOL: 'int', INT32: 'int', LONG32: 'int', UINT: 'UINT', UINT32: 'UINT', ULONG32: 'UINT', DWORD32: 'UINT',
  LONG: 'LONG', NTSTATUS: 'LONG', HRESULT: 'LONG', ULONG: 'ULONG', DWORD: 'ULONG', ACCESS_MASK: 'ULONG',
  LONGLONG: 'LONGLONG', LONG64: 'LONGLONG', INT64: 'LONGLONG', ULONGLONG: 'ULONGLONG', ULONG64: 'ULONGLONG', UINT64: 'ULONGLONG', DWORD64: 'ULONGLONG', DWORDLONG: 'ULONGLONG',
  LONG_PTR: 'LONG_PTR', SSIZE_T: 'LONG_PTR', INT_PTR: 'LONG_PTR', ptrdiff_t: 'LONG_PTR',
  ULONG_PTR: 'ULONG_PTR', DWORD_PTR: 'ULONG_PTR', UINT_PTR: 'ULONG_PTR', SIZE_T: 'ULONG_PTR', size_t: 'ULONG_PTR', KAFFINITY: 'ULONG_PTR',
  int8_t: 'CHAR', uint8_t: 'UCHAR', int16_t: 'SHORT', uint16_t: 'USHORT', int32_t: 'int', uint32_t: 'UINT', int64_t: 'LONGLONG', uint64_t: 'ULONGLONG',
};
const typedefMap = new Map(Object.entries(typedefs));

const keywords = new Set(['unsigned', 'signed', 'char', 'short', 'int', 'long', '__int8', '__int16', '__int32', '__int64']);

/** Whether a word can stand in the name of an integer type: a typedef of Windows (`ULONG`) or a keyword of C (`unsigned`). */
export const isTypeWord = (word: string): boolean => typedefMap.has(word) || keywords.has(word);

/** The integer type that a sequence of words names (`ULONG`, `unsigned long long`, `__int64`), or `undefined`. The keywords may come in any order, as in C. */
export function integerTypeNamed(words: readonly string[]): CIntegerType | undefined {
  if (words.length === 1) {
    const named = typedefMap.get(words[0]!);
    if (named) return named;
  }
  if (words.length === 0 || !words.every((word) => keywords.has(word))) return undefined;
  const sorted = [...words].sort().join(' ');
  return keywordTypes.get(sorted);
}

// Every spelling of the standard, its words sorted.
const keywordTypes = new Map<string, CIntegerType>(([
  ['char', 'CHAR'], ['char signed', 'CHAR'], ['char unsigned', 'UCHAR'],
  ['short', 'SHORT'], ['short signed', 'SHORT'], ['int short', 'SHORT'], ['int short signed', 'SHORT'], ['short unsigned', 'USHORT'], ['int short unsigned', 'USHORT'],
  ['int', 'int'], ['signed', 'int'], ['int signed', 'int'], ['unsigned', 'UINT'], ['int unsigned', 'UINT'],
  ['long', 'LONG'], ['int long', 'LONG'], ['long signed', 'LONG'], ['int long signed', 'LONG'], ['long unsigned', 'ULONG'], ['int long unsigned', 'ULONG'],
  ['long long', 'LONGLONG'], ['int long long', 'LONGLONG'], ['long long signed', 'LONGLONG'], ['int long long signed', 'LONGLONG'],
  ['long long unsigned', 'ULONGLONG'], ['int long long unsigned', 'ULONGLONG'],
  ['__int8', 'CHAR'], ['__int8 signed', 'CHAR'], ['__int8 unsigned', 'UCHAR'], ['__int16', 'SHORT'], ['__int16 signed', 'SHORT'], ['__int16 unsigned', 'USHORT'],
  ['__int32', 'int'], ['__int32 signed', 'int'], ['__int32 unsigned', 'UINT'], ['__int64', 'LONGLONG'], ['__int64 signed', 'LONGLONG'], ['__int64 unsigned', 'ULONGLONG'],
] satisfies [string, CIntegerType][]));

/** Brings a value into a type as a C cast does: modulo 2 to the width. */
export function wrap(value: bigint, type: FixedIntegerType): bigint {
  const { width, isSigned, least, greatest } = shapes[type];
  if (value >= least && value <= greatest) return value;
  return isSigned ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}

/** A value that a field cannot hold, with the values it can. */
export interface FieldRangeProblem {
  readonly kind: 'overflow';
  readonly value: bigint;
  readonly field: CIntegerType;
  readonly least: bigint;
  readonly greatest: bigint;
}

/**
 * Converts a value to the type of the field it initializes. As in C, bits are what counts: -1 fills an unsigned field with ones and 0x80000000 gives a LONG its
 * least value, silently; a value that needs more bits than the field has is a problem.
 *
 * @param from the type the expression has; it does not change the outcome, because a value of that type is given
 */
export function convertToField(value: bigint, _from: CIntegerType, field: CIntegerType, pointerSize: PointerSize = 8): { readonly value: bigint } | { readonly problem: FieldRangeProblem } {
  const type = fixedType(field, pointerSize);
  const { width, least, greatest } = shapes[type];
  if (value >= least && value <= greatest) return { value };
  if (value < -(1n << BigInt(width - 1)) || value >= 1n << BigInt(width)) return { problem: { kind: 'overflow', value, field, least, greatest } };
  return { value: wrap(value, type) };
}
