import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { parse, type ParseError } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { type Tree, applyEdits, parseDuration, parsePeriod, parseTree, setValues, writeDuration } from '../../../server/src/document/index';

const set = (text: string, path: readonly (string | number)[], value: string): string => {
  const result = setValues(parseTree(text), [{ path, text: value }]);
  if ('problem' in result) throw new Error(result.problem);
  return applyEdits(text, result.edits);
};
const read = (text: string): unknown => {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  expect(errors, text).toEqual([]);
  return value;
};
const commentsOf = ({ text, comments }: Tree): string[] => Array.from({ length: comments.length / 2 }, (_, index) => text.slice(comments[index * 2], comments[index * 2 + 1]));

describe('inserting members', () => {
  it.each([
    ['{}', '{ "N": 1 }'],
    ['{\n}', '{ "N": 1 }'],
    ['{ "A": 1 }', '{ "A": 1, "N": 1 }'],
    ['{ "A": 1, }', '{ "A": 1, "N": 1, }'],
    ['{\n  "A": 1\n}', '{\n  "A": 1,\n  "N": 1\n}'],
    ['{\r\n\t"A": 1,\r\n}\r\n', '{\r\n\t"A": 1,\r\n\t"N": 1,\r\n}\r\n'],
    ['{\n  "A": 1 // why\n}', '{\n  "A": 1, // why\n  "N": 1\n}'],
    ['{\n  "A": 1, // why, or not\n}', '{\n  "A": 1, // why, or not\n  "N": 1,\n}'],
    ['{\n  "A": 1 /* , */ , // why\n}', '{\n  "A": 1 /* , */ , // why\n  "N": 1,\n}'],
    ['{\n  "A": 1\n  // the end\n}', '{\n  "A": 1,\n  "N": 1\n  // the end\n}'],
    ['{ // nothing yet\n}', '{ "N": 1 // nothing yet\n}'],
    ['{/**/}', '{ "N": 1 /**/}'],
    ['{\n  "A": 1, "B": {\n    "C": 2\n  }\n}', '{\n  "A": 1, "B": {\n    "C": 2\n  },\n  "N": 1\n}'],
  ])('%j', (before, after) => {
    expect(set(before, ['N'], '1')).toBe(after);
  });

  it('makes what is missing on the way, once for several members', () => {
    const result = setValues(parseTree('{ "A": {} }'), [{ path: ['A', 'B', 'C'], text: '1' }, { path: ['A', 'B', 'D'], text: '"2 ms"' }, { path: ['E'], text: '3' }]);
    expect('edits' in result && applyEdits('{ "A": {} }', result.edits)).toBe('{ "A": { "B": { "C": 1, "D": "2 ms" } }, "E": 3 }');
  });

  it('refuses what it cannot do', () => {
    const problem = (text: string, ...paths: (readonly (string | number)[])[]): unknown => {
      const result = setValues(parseTree(text), paths.map((path) => ({ path, text: '1' })));
      return 'problem' in result ? result.problem : applyEdits(text, result.edits);
    };
    expect(problem('{ "A": 1', ['A'])).toBe('broken');
    expect(problem('', ['A'])).toBe('broken');
    expect(problem('{ "A": 1 }', ['A', 'B'])).toBe('notFound');
    expect(problem('{ "A": [1] }', ['A', 1])).toBe('notFound');
    expect(problem('{ "A": [1] }', ['A', 1, 'B'])).toBe('notFound');
    expect(problem('{ "A": { "B": 1 } }', ['A'], ['A', 'B'])).toBe('overlapping');
    expect(problem('{ "A": 1 }', ['A'], ['A'])).toBe('overlapping');
    expect(problem('{ }', ['A'], ['A', 'B'])).toBe('overlapping');
    expect(problem('{ }', ['A', 'B'], ['A'])).toBe('overlapping');
  });
});

/** JSON with comments, blank lines and trailing commas wherever they may stand. */
const gap = fc.constantFrom('', ' ', '\n', '\r\n  ', ' // c, }\n', '/* , " */', '\n\t/* two\nlines */ ');
const name = fc.constantFrom('A', 'B', 'C', 'a/b~', 'D \\"');
const value: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom('1', '"x, }"', 'null', 'true', '-2.5e3', '"\\u0041"'), tie('object'), tie('array')),
  object: fc.tuple(fc.uniqueArray(fc.tuple(name, tie('value'), gap, gap, gap), { maxLength: 3, selector: ([key]) => key }), gap, fc.boolean())
    .map(([members, end, trailing]) => `{${members.map(([key, inner, first, second, third]) => `${first}"${key}"${second}:${third}${inner}`).join(',')}${trailing && members.length > 0 ? `${end},` : ''}${end}}`),
  array: fc.tuple(fc.array(fc.tuple(tie('value'), gap), { maxLength: 3 }), gap, fc.boolean())
    .map(([elements, end, trailing]) => `[${elements.map(([inner, around]) => `${around}${inner}`).join(',')}${trailing && elements.length > 0 ? ',' : ''}${end}]`),
})).value;
const segment = fc.constantFrom('A', 'B', 'C', 'a/b~', 'D "', 'N', 0, 1, 2);

/** What a value is to become, or nothing where it cannot. */
function expected(whole: unknown, path: readonly (string | number)[], to: unknown): { readonly value: unknown } | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return { value: to };
  if (Array.isArray(whole)) {
    if (!(Number(first) in whole) || !/^\d$/.test(String(first))) return undefined;
    const inner = expected(whole[Number(first)], rest, to);
    return inner && { value: whole.map((each: unknown, index) => (index === Number(first) ? inner.value : each)) };
  }
  if (typeof whole !== 'object' || whole === null) return undefined;
  const known = Object.hasOwn(whole, String(first));
  if (!known && !path.every((each) => typeof each === 'string')) return undefined;
  const inner = known ? expected((whole as Record<string, unknown>)[String(first)], rest, to) : { value: rest.reduceRight<unknown>((value, each) => ({ [each]: value }), to) };
  return inner && { value: { ...whole, [String(first)]: inner.value } };
}

describe('any document', () => {
  it('is well formed afterwards, only the one value is changed, and every comment is kept', () => {
    fc.assert(fc.property(value, fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom('42', '"5 ms"'), (text, path, written) => {
      const tree = parseTree(text);
      expect(tree.problems).toEqual([]);
      const result = setValues(tree, [{ path, text: written }]);
      const wanted = expected(read(text), path, JSON.parse(written));
      if (wanted === undefined) {
        expect(result).toEqual({ problem: 'notFound', path });
        return;
      }
      if ('problem' in result) throw new Error(`${result.problem} for ${JSON.stringify(path)} in ${text}`);
      const after = applyEdits(text, result.edits);
      expect(read(after), after).toEqual(wanted.value);
      const afterwards = parseTree(after);
      expect(afterwards.problems, after).toEqual([]);
      // Comments inside a value that was replaced go with it.
      const replaced = result.edits.flatMap(({ start, end }) => commentsOf(tree).filter((_, index) => tree.comments[index * 2]! >= start && tree.comments[index * 2 + 1]! <= end));
      expect(commentsOf(afterwards).length).toBe(commentsOf(tree).length - replaced.length);
    }), { numRuns: 3000 });
  });

  it('takes several values at once as it takes them one after another', () => {
    fc.assert(fc.property(value, fc.uniqueArray(segment, { minLength: 2, maxLength: 3 }), (inner, names) => {
      const text = `{ "A": ${inner}, "P": { } }`;
      const paths = names.filter((each) => typeof each === 'string').map((each) => ['P', each]);
      const result = setValues(parseTree(text), paths.map((path, index) => ({ path, text: String(index) })));
      if ('problem' in result) throw new Error(result.problem);
      let one = text;
      for (const [index, path] of paths.entries()) one = set(one, path, String(index));
      expect(read(applyEdits(text, result.edits))).toEqual(read(one));
    }));
  });
});

it('leaves all but one line of a sample as it is', () => {
  for (const file of readdirSync('samples')) {
    const text = readFileSync(`samples/${file}`, 'utf8');
    const after = set(text, ['Simulations', 0, 'System', 'DpcLatency'], '"1 ms"').split('\n');
    const kept = text.split('\n');
    expect(after.filter((line) => !kept.includes(line)).length, file).toBeLessThanOrEqual(2);
    expect(after.length - kept.length, file).toBeLessThanOrEqual(1);
  }
});

describe('a time is written as the document has it', () => {
  it.each([
    [3_000_000, '2 ms', '3 ms'], [2_500_000, '2ms', '2.5ms'], [33_366_800, '33366700 ns', '33366800 ns'], [20_000, undefined, '20 us'], [0, undefined, '0 ms'], [1_500_000, undefined, '1.5 ms'], [33_366_701, undefined, '33.366701 ms'],
    [33_366_800, '333667 x 100 ns', '333668 x 100 ns'], [33_366_801, '333667 x 100 ns', '33.366801 ms'], [20_000_000, '30 fps', '50 fps'], [33_366_700, '29.97 Hz', '29.97 Hz'], [33_366_702, '30 fps', '33.366702 ms'],
    [-500_000, '-500 us', '-500 us'], [500, '2 s', '500 ns'], [500_000_000, '2 s', '0.5 s'], [120_000_000_000, '1 min', '120 s'], [1_000_000_000, undefined, '1 s'], [5_000, '5 \u00b5s', '5 \u00b5s'],
  ] as const)('%d ns in place of %j', (nanoseconds, like, written) => {
    expect(writeDuration(nanoseconds, like)).toBe(written);
  });

  it('and gives the same time when it is read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.constantFrom(undefined, '2 ms', '2 s', '5 us', '7ns', '3 x 100 ns', '1 min', '2.5 \u03bcs'), (nanoseconds, like) => {
      expect(parseDuration(writeDuration(nanoseconds, like))).toEqual({ nanoseconds });
      if (nanoseconds > 0) expect(parseDuration(writeDuration(-nanoseconds, like).replace('-', ''))).toEqual({ nanoseconds });
    }));
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), fc.constantFrom('30 fps', '30Hz', '1 kHz', '29.97 fps'), (nanoseconds, like) => {
      expect(parsePeriod(writeDuration(nanoseconds, like))).toEqual({ nanoseconds });
    }));
  });
});
