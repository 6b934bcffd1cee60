import type { Random } from '../../fuzz/random';
import { constants } from './environment';

const literals = ['0', '1', '2', '3', '7', '10', '31', '32', '33', '63', '64', '255', '0x7f', '0x80', '0xFF', '017', '4096', '65536', '0x7fffffff', '0x80000000', '2147483647', '2147483648', '4294967295',
  '0xffffffff', '5000000000', '0x123456789', '9223372036854775807', '0xffffffffffffffff', '1u', '5U', '3l', '4L', '6ul', '7LU', '8ll', '9LL', '10ull', '11LLU', '0xFFu', '0x80000000L', '4294967295u', "'A'", "'\\n'", "'\\0'", "'z'"];
const binaries = ['*', '/', '%', '+', '-', '<<', '>>', '<', '<=', '>', '>=', '==', '!=', '&', '^', '|', '&&', '||'];
const types = ['UCHAR', 'CHAR', 'BYTE', 'USHORT', 'SHORT', 'WORD', 'ULONG', 'LONG', 'DWORD', 'UINT', 'INT', 'int', 'unsigned', 'unsigned int', 'long', 'unsigned long', 'long long', 'unsigned long long', 'long unsigned int',
  'ULONGLONG', 'LONGLONG', 'ULONG64', 'LONG64', 'DWORD64', 'SIZE_T', 'ULONG_PTR', 'LONG_PTR', '__int64', 'unsigned __int64', 'unsigned char', 'short', 'signed char'];
const names = Object.keys(constants);

/** A random C constant expression, nested at most `depth` deep, with blanks and parentheses as people and generators write them. */
export function randomExpression(random: Random, depth: number): string {
  const gap = random.below(4) === 0 ? '' : ' ';
  if (depth === 0 || random.below(8) === 0) {
    const choice = random.below(12);
    if (choice < 7) return random.pick(literals);
    if (choice < 10) return random.pick(names);
    return random.below(2) === 0 ? `sizeof(${random.pick(types)})` : random.pick(['1', '2', '3']);
  }
  switch (random.below(10)) {
    case 0: return `${random.pick(['-', '~', '!', '+'])}${gap === '' ? '(' : ' '}${randomExpression(random, depth - 1)}${gap === '' ? ')' : ''}`;
    case 1: return `(${random.pick(types)})${random.pick(['', '-', '~'])}(${randomExpression(random, depth - 1)})`;
    case 2: return `(${randomExpression(random, depth - 1)} ? ${randomExpression(random, depth - 1)} : ${randomExpression(random, depth - 1)})`;
    case 3: return `(${randomExpression(random, depth - 1)})`;
    default: return `${randomExpression(random, depth - 1)} ${random.pick(binaries)}${gap === '' ? ' ' : gap}${randomExpression(random, depth - 1)}`;
  }
}
