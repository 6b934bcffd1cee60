import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateExpression, type FixedIntegerType, type PointerSize } from '../../../server/src/document/expression/index';
import { createRandom } from '../../fuzz/random';
import { constants, environment } from './environment';
import { randomExpression } from './random-expression';

// The outside judge: the mingw-w64 compilers have the integer types of Windows. What they say of a random expression, value, type or warning, we must say too.
const compilers: readonly { readonly command: string; readonly pointerSize: PointerSize }[] = [
  { command: 'x86_64-w64-mingw32-gcc', pointerSize: 8 },
  { command: 'i686-w64-mingw32-gcc', pointerSize: 4 },
];
const missing = compilers.map(({ command }) => command).filter((command) => spawnSync(command, ['--version']).status !== 0);

const cTypes: Readonly<Record<FixedIntegerType, string>> = {
  CHAR: 'char: 1, signed char', UCHAR: 'unsigned char', SHORT: 'short', USHORT: 'unsigned short', int: 'int', UINT: 'unsigned int',
  LONG: 'long', ULONG: 'unsigned long', LONGLONG: 'long long', ULONGLONG: 'unsigned long long',
};

const prelude = `
#define __int64 long long
typedef unsigned char UCHAR, BYTE; typedef char CHAR; typedef unsigned short USHORT, WORD; typedef short SHORT;
typedef unsigned long ULONG, DWORD; typedef long LONG; typedef unsigned int UINT; typedef int INT;
typedef unsigned long long ULONGLONG, ULONG64, DWORD64; typedef long long LONGLONG, LONG64;
#ifdef _WIN64
typedef unsigned long long ULONG_PTR, SIZE_T; typedef long long LONG_PTR;
#else
typedef unsigned long ULONG_PTR, SIZE_T; typedef long LONG_PTR;
#endif
${Object.entries(constants).map(([name, { definition }]) => `#define ${name} ${definition}`).join('\n')}
`;

/** Compiles a program of one line per expression; gives the lines the compiler has something to say about, errors before warnings. */
function diagnose(command: string, lines: readonly string[]): Map<number, { readonly severity: string; readonly message: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'avstream-expression-'));
  try {
    const file = path.join(folder, 'expressions.c');
    writeFileSync(file, `${prelude}\n#line 1\n${lines.join('\n')}\n`);
    const { stderr, error } = spawnSync(command, ['-std=gnu17', '-fsyntax-only', '-fmax-errors=0', '-Woverflow', '-Wdiv-by-zero', '-Wshift-count-overflow', '-Wshift-count-negative', '-Wshift-overflow=1', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (error) throw error;
    const said = new Map<number, { severity: string; message: string }>();
    for (const match of stderr.matchAll(/^[^\n]*?:(\d+):\d+: (error|warning): (.*)$/gm)) {
      const line = Number(match[1]);
      if (said.get(line)?.severity !== 'error') said.set(line, { severity: match[2]!, message: match[3]! });
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (missing.length > 0) {
  test('compilers', () => {
    if (process.env['CI'] === 'true') expect.fail(`not run: needs gcc-mingw-w64 (${missing.join(', ')})`);
    console.log('not run: needs gcc-mingw-w64');
  });
} else {
  describe.each(compilers)('$command', ({ command, pointerSize }) => {
    test('gives 1,500 random expressions the same value and type, and refuses the same', () => {
      const random = createRandom(pointerSize);
      const expressions = Array.from({ length: 1500 }, () => randomExpression(random, 1 + random.below(4)));
      const results = expressions.map((text) => evaluateExpression(text, environment(pointerSize)));
      const lines = expressions.map((text, index) => {
        const result = results[index]!;
        if ('problem' in result) return `const unsigned long long value${index} = (unsigned long long)(${text});`;
        const bits = BigInt.asUintN(64, result.value);
        return `_Static_assert((unsigned long long)(${text}) == ${bits}ULL, "value ${result.value}"); _Static_assert(_Generic((${text}), ${cTypes[result.type]}: 1, default: 0), "type ${result.type}");`;
      });
      const said = diagnose(command, lines);
      const wrong: string[] = [];
      let problems = 0;
      expressions.forEach((text, index) => {
        const result = results[index]!;
        const heard = said.get(index + 1);
        // In an operand that is not evaluated the compiler sometimes warns all the same; its value counts there, not its warning.
        const mayWarnInVain = /[?]|&&|[|]{2}/.test(text);
        if ('problem' in result) {
          problems++;
          if (heard === undefined) wrong.push(`${text}: we say ${result.problem.kind}, the compiler nothing`);
        } else if (heard !== undefined && (heard.severity === 'error' || !mayWarnInVain)) {
          wrong.push(`${text}: we say ${result.value} ${result.type}, the compiler ${heard.message}`);
        }
      });
      expect(wrong).toEqual([]);
      // Both kinds must be there in numbers, or this shows nothing.
      expect(problems).toBeGreaterThan(150);
      expect(expressions.length - problems).toBeGreaterThan(500);
    }, 60_000);
  });
}
