import { convertToField, evaluateExpression, parseDuration, parsePeriod, shapes, tokenize, type FixedIntegerType } from '../../server/src/document/expression/index';
import { environment } from '../unit/expression/environment';
import { randomExpression } from '../unit/expression/random-expression';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';

const pieces = ['1', '0x', 'ffff', 'u', 'LL', 'i64', 'sizeof', '(', ')', 'ULONG', 'unsigned ', 'long ', '+', '-', '*', '/', '%', '<<', '>>', '&&', '||', '?', ':', '!', '~', "'", "'A'", '\\', ' ', '\n', 'PAGE_SIZE', 'FLAG_A', 'x', '.', '§', '🎥', '\ud800', '\0', 'ms', '30 fps'];

function text(random: Random): string {
  if (random.below(2) === 0) return randomExpression(random, 1 + random.below(6));
  let made = '';
  for (let left = random.below(random.below(20) === 0 ? 4000 : 25); left > 0; left--) made += random.pick(pieces);
  return made;
}

/** Evaluates random and broken expressions for `seconds`; throws on a value outside its type, a range outside the text, or any exception. Returns what was done. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const goesOn = limitOf(options);
  const targets = [environment(4), environment(8)];
  const types = Object.keys(shapes) as FixedIntegerType[];
  let runs = 0;
  do {
    for (let batch = 0; batch < 100; batch++, runs++) {
      const expression = text(random);
      const fail = (what: string): never => {
        throw new Error(`${what}: ${JSON.stringify(expression.slice(0, 2000))}`);
      };
      const inside = (range: { readonly start: number; readonly end: number }): boolean => range.start >= 0 && range.start <= range.end && range.end <= expression.length;
      const result = evaluateExpression(expression, random.pick(targets));
      if ('problem' in result) {
        if (!inside(result.problem)) fail('problem outside the text');
      } else {
        const { least, greatest } = shapes[result.type];
        if (result.value < least || result.value > greatest) fail('value outside its type');
        for (const name of result.names) if (expression.slice(name.start, name.end) !== name.name) fail('name not in its place');
        // In parentheses or with blanks around it means the same (this also holds the fast path against the slow one).
        const again = evaluateExpression(` ${expression}\n`, environment(8));
        const direct = evaluateExpression(expression, environment(8));
        if ('problem' in again !== 'problem' in direct || (!('problem' in again) && !('problem' in direct) && (again.value !== direct.value || again.type !== direct.type))) fail('blanks change the meaning');
        convertToField(result.value, result.type, random.pick(types));
      }
      let before = 0;
      for (const token of tokenize(expression)) {
        if (token.start < before || token.end <= token.start || token.end > expression.length) fail('token out of place');
        before = token.end;
      }
      for (const parse of [parseDuration, parsePeriod]) {
        const duration = parse(expression);
        if ('problem' in duration ? !inside(duration.problem) : !Number.isSafeInteger(duration.nanoseconds)) fail('duration');
      }
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
