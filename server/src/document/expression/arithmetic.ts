import { shapes, wrap, type FixedIntegerType } from './integer-type';

/** A value together with its C type; the value lies in the range of the type. */
export interface TypedValue {
  readonly value: bigint;
  readonly type: FixedIntegerType;
}

/** Why an operation has no value. */
export type ArithmeticProblem = 'divisionByZero' | 'overflow' | 'shiftRange';

/** The integer promotions: what is narrower than int becomes int. */
export const promote = (type: FixedIntegerType): FixedIntegerType => (shapes[type].rank < 1 ? 'int' : type);

const unsignedOfRank: readonly FixedIntegerType[] = ['UCHAR', 'UINT', 'ULONG', 'ULONGLONG'];

/** The usual arithmetic conversions: the common type of two operands. */
export function commonType(left: FixedIntegerType, right: FixedIntegerType): FixedIntegerType {
  const a = promote(left);
  const b = promote(right);
  if (a === b) return a;
  const first = shapes[a];
  const second = shapes[b];
  if (first.isSigned === second.isSigned) return first.rank > second.rank ? a : b;
  const [signedType, unsignedType] = first.isSigned ? [a, b] : [b, a];
  const signed = shapes[signedType];
  const unsigned = shapes[unsignedType];
  if (unsigned.rank >= signed.rank) return unsignedType;
  // A long that is as wide as an int cannot hold an unsigned int: both become unsigned long.
  return signed.width > unsigned.width ? signedType : unsignedOfRank[signed.rank]!;
}

/** The value in the type, or a problem: unsigned results wrap around, signed ones must fit. */
function fit(value: bigint, type: FixedIntegerType): TypedValue | ArithmeticProblem {
  const { isSigned, least, greatest } = shapes[type];
  if (value >= least && value <= greatest) return { value, type };
  return isSigned ? 'overflow' : { value: wrap(value, type), type };
}

/** Applies a unary operator: `+`, `-`, `~` or `!`. */
export function applyUnary(operator: string, operand: TypedValue): TypedValue | ArithmeticProblem {
  if (operator === '!') return { value: operand.value === 0n ? 1n : 0n, type: 'int' };
  const type = promote(operand.type);
  switch (operator) {
    case '-': return fit(-operand.value, type);
    case '~': return { value: wrap(~operand.value, type), type };
    default: return { value: operand.value, type };
  }
}

/**
 * Applies a binary operator other than `&&` and `||`.
 * A left shift may reach the sign bit (`1 << 31`), as the Windows compilers and later C++ have it; bits lost beyond it are an overflow.
 */
export function applyBinary(operator: string, left: TypedValue, right: TypedValue): TypedValue | ArithmeticProblem {
  if (operator === '<<' || operator === '>>') return shift(operator, left, right);
  const type = commonType(left.type, right.type);
  const a = wrap(left.value, type);
  const b = wrap(right.value, type);
  switch (operator) {
    case '*': return fit(a * b, type);
    case '/': return b === 0n ? 'divisionByZero' : fit(a / b, type);
    case '%': return b === 0n ? 'divisionByZero' : b === -1n && a === shapes[type].least ? 'overflow' : { value: a % b, type };
    case '+': return fit(a + b, type);
    case '-': return fit(a - b, type);
    case '&': return { value: a & b, type };
    case '^': return { value: a ^ b, type };
    case '|': return { value: a | b, type };
    default: return { value: compare(operator, a, b) ? 1n : 0n, type: 'int' };
  }
}

function compare(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
    case '==': return a === b;
    default: return a !== b;
  }
}

function shift(operator: string, left: TypedValue, right: TypedValue): TypedValue | ArithmeticProblem {
  const type = promote(left.type);
  const { width, isSigned, least } = shapes[type];
  if (right.value < 0n || right.value >= BigInt(width)) return 'shiftRange';
  if (operator === '>>') return { value: left.value >> right.value, type };
  const shifted = left.value << right.value;
  if (isSigned && (shifted < least || shifted >= 1n << BigInt(width))) return 'overflow';
  return { value: wrap(shifted, type), type };
}
