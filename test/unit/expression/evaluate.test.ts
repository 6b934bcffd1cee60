import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExpression, tokenize, type Evaluated, type ExpressionProblem } from '../../../server/src/document/expression/index';
import { environment } from './environment';

const x64 = environment(8);
const x86 = environment(4);
const evaluate = (text: string, target = x64): Evaluated => {
  const result = evaluateExpression(text, target);
  if ('problem' in result) throw new Error(`${text}: ${JSON.stringify(result.problem)}`);
  return result;
};
const problemOf = (text: string): ExpressionProblem => {
  const result = evaluateExpression(text, x64);
  if (!('problem' in result)) throw new Error(`${text}: ${result.value}`);
  return result.problem;
};

describe('value and type', () => {
  test.each([
    // what descriptors are written with
    ['2 * PAGE_SIZE', 8192n, 'int'], ['FILE_64_BYTE_ALIGNMENT', 63n, 'int'], ['(ULONG)-1', 4294967295n, 'ULONG'], ['FLAG_A | FLAG_HIGH', 0x80000001n, 'ULONG'], ['~0u', 4294967295n, 'UINT'],
    ['1 << 20', 1048576n, 'int'], ['(1024*768*3)/2', 1179648n, 'int'], ['FLAG_A | 4', 5n, 'ULONG'], ['sizeof(KSPIN_DESCRIPTOR_EX)', 136n, 'ULONGLONG'], ['640*480*2 - 1', 614399n, 'int'],
    ['(LONGLONG)333667 * 30', 10010010n, 'LONGLONG'], ['0xFFFFFFFF', 0xffffffffn, 'UINT'], ['-1', -1n, 'int'], [' 7 ', 7n, 'int'], ['\t(\n1\n)', 1n, 'int'],
    // literals: the first type that holds them
    ['0', 0n, 'int'], ['00', 0n, 'int'], ['017', 15n, 'int'], ['2147483647', 2147483647n, 'int'], ['2147483648', 2147483648n, 'LONGLONG'], ['0x7fffffff', 0x7fffffffn, 'int'], ['0x80000000', 0x80000000n, 'UINT'],
    ['4294967296', 4294967296n, 'LONGLONG'], ['0x100000000', 0x100000000n, 'LONGLONG'], ['0x8000000000000000', 0x8000000000000000n, 'ULONGLONG'], ['020000000000', 0x80000000n, 'UINT'],
    ['1u', 1n, 'UINT'], ['1L', 1n, 'LONG'], ['1UL', 1n, 'ULONG'], ['1lu', 1n, 'ULONG'], ['1LL', 1n, 'LONGLONG'], ['1uLL', 1n, 'ULONGLONG'], ['1i64', 1n, 'LONGLONG'], ['1UI64', 1n, 'ULONGLONG'],
    ['4294967295u', 4294967295n, 'UINT'], ['4294967296u', 4294967296n, 'ULONGLONG'], ['2147483648L', 2147483648n, 'LONGLONG'], ['0x80000000L', 0x80000000n, 'ULONG'],
    ['123456789', 123456789n, 'int'], ['0x12345678', 0x12345678n, 'int'], ['0Xff', 255n, 'int'],
    ["'A'", 65n, 'int'], ["'\\n'", 10n, 'int'], ["'\\x41'", 65n, 'int'], ["'\\101'", 65n, 'int'], ["'\\xff'", -1n, 'int'], ["'AB'", 0x4142n, 'int'], ["'\\''", 39n, 'int'], ["'YUY2'", 0x59555932n, 'int'],
    // conversions
    ['-1 < 0u', 0n, 'int'], ['-1 < 0', 1n, 'int'], ['-1L + 1u', 0n, 'ULONG'], ['1u - 2', 4294967295n, 'UINT'], ['1LL - 2u', -1n, 'LONGLONG'], ['(UCHAR)255 + (UCHAR)1', 256n, 'int'], ['(UCHAR)300', 44n, 'UCHAR'],
    ['(CHAR)200', -56n, 'CHAR'], ['~(UCHAR)0', -1n, 'int'], ['(unsigned long long)1 << 40', 1n << 40n, 'ULONGLONG'], ['(USHORT)-1', 65535n, 'USHORT'], ['-(ULONG)1', 4294967295n, 'ULONG'],
    ['(ULONG_PTR)-1', 0xffffffffffffffffn, 'ULONGLONG'], ['(long)0x80000000', -2147483648n, 'LONG'], ['-2147483648', -2147483648n, 'LONGLONG'], ['ALL_ONES + 1', 0n, 'ULONGLONG'], ['(BYTE)(1 << 8 | 3)', 3n, 'UCHAR'],
    ['1 ? 2 : 3u', 2n, 'UINT'], ['0 ? 1LL : -1', -1n, 'LONGLONG'], ['1 ? -1 : 0u', 4294967295n, 'UINT'],
    // precedence and association
    ['2 + 3 * 4', 14n, 'int'], ['20 - 5 - 3', 12n, 'int'], ['100 / 10 / 2', 5n, 'int'], ['1 << 2 + 1', 8n, 'int'], ['6 & 3 == 3', 0n, 'int'], ['1 | 2 ^ 3 & 2', 1n, 'int'], ['1 < 2 == 1', 1n, 'int'],
    ['1 || 0 && 0', 1n, 'int'], ['- - 1', 1n, 'int'], ['!!5', 1n, 'int'], ['~~5', 5n, 'int'], ['1 ? 2 : 0 ? 3 : 4', 2n, 'int'], ['0 ? 1 : 0 ? 3 : 4', 4n, 'int'], ['-7 / 2', -3n, 'int'], ['-7 % 2', -1n, 'int'], ['-8 >> 1', -4n, 'int'],
    ['1 << 31', -2147483648n, 'int'], ['-1 << 4', -16n, 'int'], ['0x80000000 << 1', 0n, 'UINT'],
    // what C does not evaluate cannot go wrong
    ['0 && 1 / 0', 0n, 'int'], ['1 || 1 << 99', 1n, 'int'], ['1 ? 2 : 1 / 0', 2n, 'int'], ['0 ? 2147483647 + 1 : 5', 5n, 'int'],
    // sizeof
    ['sizeof(ULONG)', 4n, 'ULONGLONG'], ['sizeof(unsigned long long)', 8n, 'ULONGLONG'], ['sizeof(ULONG_PTR)', 8n, 'ULONGLONG'], ['sizeof(PVOID)', 8n, 'ULONGLONG'], ['sizeof(struct POINT)', 8n, 'ULONGLONG'], ['sizeof(POINT *)', 8n, 'ULONGLONG'],
    ['3 * sizeof (POINT)', 24n, 'ULONGLONG'],
  ] as const)('%s', (text, value, type) => {
    expect(evaluate(text)).toMatchObject({ value, type });
  });

  test('pointer-sized types have the size of the target', () => {
    expect(evaluate('(ULONG_PTR)-1', x86)).toMatchObject({ value: 4294967295n, type: 'ULONG' });
    expect(evaluate('sizeof(SIZE_T)', x86)).toMatchObject({ value: 4n, type: 'UINT' });
    expect(evaluate('sizeof(KSPIN_DESCRIPTOR_EX)', x86)).toMatchObject({ value: 80n, type: 'UINT' });
  });

  test('the names are given with their places and roles', () => {
    expect(evaluate('FLAG_A | sizeof(POINT) | PAGE_SIZE').names).toEqual([
      { name: 'FLAG_A', start: 0, end: 6, role: 'constant' }, { name: 'POINT', start: 16, end: 21, role: 'structure' }, { name: 'PAGE_SIZE', start: 25, end: 34, role: 'constant' },
    ]);
    expect(evaluate('PAGE_SIZE').names).toEqual([{ name: 'PAGE_SIZE', start: 0, end: 9, role: 'constant' }]);
    expect(evaluate('4096').names).toEqual([]);
  });
});

describe('problems', () => {
  test.each([
    ['', 'empty', ''], ['  ', 'empty', '  '], ['FOO', 'unknownName', 'FOO'], ['1 | FOO', 'unknownName', 'FOO'], ['0 && FOO', 'unknownName', 'FOO'], ['toString', 'unknownName', 'toString'], ['__proto__', 'unknownName', '__proto__'],
    ['sizeof(NOPE)', 'unknownSize', 'NOPE'], ['1 / 0', 'divisionByZero', '0'], ['5 % (2 - 2)', 'divisionByZero', '(2 - 2)'],
    ['2147483647 + 1', 'overflow', '2147483647 + 1'], ['1 + 65536 * 65536', 'overflow', '65536 * 65536'], ['(-2147483647 - 1) / -1', 'overflow', '(-2147483647 - 1) / -1'], ['-(-2147483647 - 1)', 'overflow', '-(-2147483647 - 1)'],
    ['9223372036854775807 + 1', 'overflow', '9223372036854775807 + 1'], ['2 << 31', 'overflow', '2 << 31'], ['1 << 32', 'shiftRange', '32'], ['1 << -1', 'shiftRange', '-1'], ['1u >> 32', 'shiftRange', '32'], ['1LL << 64', 'shiftRange', '64'],
    ['08', 'invalidLiteral', '08'], ['0b11', 'invalidLiteral', '0b11'], ['1.5', 'invalidLiteral', '1.5'], ['1e3', 'invalidLiteral', '1e3'], ['0x', 'invalidLiteral', '0x'], ['10k', 'invalidLiteral', '10k'], ['1lL', 'invalidLiteral', '1lL'], ['1uu', 'invalidLiteral', '1uu'],
    ["''", 'invalidLiteral', "''"], ["'ABCDE'", 'invalidLiteral', "'ABCDE'"], ["'\\q'", 'invalidLiteral', "'\\q'"], ["'é'", 'invalidLiteral', "'é'"], ["'A", 'invalidLiteral', "'A"],
    ['18446744073709551616', 'notRepresentable', '18446744073709551616'], ['9223372036854775808', 'notRepresentable', '9223372036854775808'], ['0x1FFFFFFFFFFFFFFFF', 'notRepresentable', '0x1FFFFFFFFFFFFFFFF'],
    ["0x1F'", 'syntax', "'"], ['1 +', 'syntax', ''], ['(1', 'syntax', ''], ['1)', 'syntax', ')'], ['1 2', 'syntax', '2'], ['* 2', 'syntax', '*'], ['A B', 'unknownName', 'A'], ['FLAG_A FLAG_A', 'syntax', 'FLAG_A'],
    ['FLAG_A | | 2', 'syntax', '|'], ['1 ? 2', 'syntax', ''], ['$x', 'syntax', '$'], ['1, 2', 'syntax', ','], ['PAGE_SIZE = 1', 'syntax', '='], ['ULONG', 'syntax', 'ULONG'], ['(ULONG', 'syntax', ''], ['(ULONG long)1', 'syntax', 'ULONG long'],
    ['sizeof 4', 'syntax', '4'], ['sizeof()', 'syntax', ')'], ['f(1)', 'unknownName', 'f'], ['"text"', 'syntax', '"'], ['1 + 🎥', 'syntax', '🎥'], ['()', 'syntax', ')'],
  ] as const)('%s', (text, kind, marked) => {
    const problem = problemOf(text);
    expect([problem.kind, text.slice(problem.start, problem.end)]).toEqual([kind, marked]);
    if (kind === 'unknownName' || kind === 'unknownSize') expect(problem.name).toBe(marked);
    if (kind === 'syntax') expect(problem.expected).toBeDefined();
  });

  test('too long and too deep are answers, not crashes', () => {
    expect(problemOf(`1${' + 1'.repeat(10_000)}`).kind).toBe('tooLong');
    expect(evaluate(`1${'+1'.repeat(8_000)}`).value).toBe(8001n);
    expect(evaluate(`${'('.repeat(256)}1${')'.repeat(256)}`).value).toBe(1n);
    for (const text of [`${'('.repeat(257)}1${')'.repeat(257)}`, `${'-'.repeat(16_000)}1`, `${'(int)'.repeat(3_000)}1`, `${'1?'.repeat(4_000)}1`, `1${'?1:1'.repeat(4_000)}`, '('.repeat(16_000)]) {
      expect(problemOf(text).kind).toBe('tooDeep');
    }
    const everyLevel = `${'1||1&&1|1^1&1==1<1<<1+1*('.repeat(256)}1${')'.repeat(256)}`;
    expect(evaluate(everyLevel).value).toBe(1n);
  });
});

/** An expression over unsigned 64-bit literals, with its value computed beside it. Modular arithmetic lets the oracle reduce only at the end. */
const modular = fc.letrec<{ node: { text: string; value: bigint } }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((value) => ({ text: `${value}ull`, value })),
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((value) => ({ text: `0x${value.toString(16)}ULL`, value })),
    tie('node').map(({ text, value }) => ({ text: `-(${text})`, value: -value })),
    tie('node').map(({ text, value }) => ({ text: `~(${text})`, value: ~value })),
    fc.tuple(tie('node'), tie('node'), fc.constantFrom('+', '-', '*', '&', '|', '^')).map(([left, right, operator]) => {
      const a = left.value;
      const b = right.value;
      const value = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
      return { text: `(${left.text}) ${operator} (${right.text})`, value };
    }),
  ),
})).node;

test('unsigned arithmetic wraps around exactly', () => {
  fc.assert(fc.property(modular, ({ text, value }) => {
    expect(evaluate(text)).toMatchObject({ value: BigInt.asUintN(64, value), type: 'ULONGLONG' });
  }));
});

test('an integer literal means itself', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }), (value) => {
    expect(evaluate(String(value)).value).toBe(value);
    expect(evaluate(`0x${value.toString(16)}`).value).toBe(value);
    expect(evaluate(`0${value.toString(8)}`).value).toBe(value);
  }));
});

test('any text has a value or one problem inside it', () => {
  const piece = fc.oneof(fc.constantFrom('1', '0x', 'u', 'sizeof', '(', ')', 'ULONG', 'long', '+', '-', '<<', '&&', '?', ':', "'", '\\', ' ', 'PAGE_SIZE', '*', '/', '0', '.', '🎥'), fc.string({ unit: 'binary', maxLength: 3 }));
  fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join('');
    const result = evaluateExpression(text, x64);
    if ('problem' in result) {
      const { start, end } = result.problem;
      expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    }
    let before = 0;
    for (const token of tokenize(text)) {
      expect(token.start >= before && token.end > token.start && token.text === text.slice(token.start, token.end)).toBe(true);
      expect(text.slice(before, token.start).trim()).toBe('');
      before = token.end;
    }
    expect(text.slice(before).trim()).toBe('');
  }), { numRuns: 2000 });
});

test('tokens have kinds and ranges', () => {
  expect(tokenize("(ULONG)-1 | FLAG_A<<0x2u +sizeof(X) ? 'a' : §").map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'parenthesis (', 'type ULONG', 'parenthesis )', 'operator -', 'number 1', 'operator |', 'name FLAG_A', 'operator <<', 'number 0x2u', 'operator +', 'keyword sizeof', 'parenthesis (', 'name X', 'parenthesis )',
    'operator ?', "character 'a'", 'operator :', 'invalid §',
  ]);
});
