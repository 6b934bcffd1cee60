import { shapes, type FixedIntegerType } from './integer-type';

/** A constant with its value and the type C gives it. */
export interface Literal {
  readonly value: bigint;
  readonly type: FixedIntegerType;
}

const pattern = /^(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))([a-zA-Z0-9]*)$/;

/** The suffixes of C and of the Microsoft compiler, in lower case. */
const suffixes: Readonly<Record<string, { readonly isUnsigned: boolean; readonly rank: number }>> = {
  '': { isUnsigned: false, rank: 1 }, u: { isUnsigned: true, rank: 1 },
  l: { isUnsigned: false, rank: 2 }, ul: { isUnsigned: true, rank: 2 }, lu: { isUnsigned: true, rank: 2 },
  ll: { isUnsigned: false, rank: 3 }, ull: { isUnsigned: true, rank: 3 }, llu: { isUnsigned: true, rank: 3 },
  i64: { isUnsigned: false, rank: 3 }, ui64: { isUnsigned: true, rank: 3 },
};
const suffixMap = new Map(Object.entries(suffixes));

const candidates: readonly FixedIntegerType[] = ['int', 'UINT', 'LONG', 'ULONG', 'LONGLONG', 'ULONGLONG'];

/**
 * Reads an integer constant and finds its type as C does: the first of int, long, long long that holds it, for hexadecimal and octal constants also the
 * unsigned ones. `'invalidLiteral'` when it is no integer constant (binary and floating constants, 08, unknown suffixes), `'notRepresentable'` when no type holds it.
 */
export function readInteger(text: string): Literal | 'invalidLiteral' | 'notRepresentable' {
  const match = pattern.exec(text);
  if (!match) return 'invalidLiteral';
  const [, hex, octal, decimal, suffixText] = match;
  const suffix = /lL|Ll/.test(suffixText!) ? undefined : suffixMap.get(suffixText!.toLowerCase());
  if (!suffix) return 'invalidLiteral';
  const value = hex !== undefined ? BigInt(`0x${hex}`) : octal !== undefined && octal !== '0' ? BigInt(`0o${octal.slice(1)}`) : BigInt(decimal ?? '0');
  for (const type of candidates) {
    const { isSigned, rank, greatest } = shapes[type];
    if (rank < suffix.rank || value > greatest) continue;
    if (isSigned ? !suffix.isUnsigned : suffix.isUnsigned || decimal === undefined) return { value, type };
  }
  return 'notRepresentable';
}

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, '\\': 92, "'": 39, '"': 34, '?': 63 };

/**
 * Reads a character constant, quotes included. Its type is int. One character has its code, sign-extended from 8 bits; up to four ASCII characters are put
 * together with the first in the highest byte, as the Windows compilers do (`'AB'` is 0x4142).
 */
export function readCharacter(text: string): Literal | 'invalidLiteral' {
  const codes: number[] = [];
  for (let i = 1; i < text.length - 1; ) {
    const match = /^\\(?:x([0-9a-fA-F]{1,2})(?![0-9a-fA-F])|([0-7]{1,3})|(.))/.exec(text.slice(i, i + 5));
    if (match) {
      const code = match[1] !== undefined ? parseInt(match[1], 16) : match[2] !== undefined ? parseInt(match[2], 8) : escapes[match[3]!];
      if (code === undefined || code > 255) return 'invalidLiteral';
      codes.push(code);
      i += match[0].length;
    } else {
      const code = text.charCodeAt(i++);
      if (code > 126 || code < 32 || code === 92) return 'invalidLiteral';
      codes.push(code);
    }
  }
  if (codes.length === 1) return { value: BigInt.asIntN(8, BigInt(codes[0]!)), type: 'int' };
  if (codes.length === 0 || codes.length > 4 || codes.some((code) => code > 127)) return 'invalidLiteral';
  return { value: BigInt(codes.reduce((value, code) => value * 256 + code, 0)), type: 'int' };
}
