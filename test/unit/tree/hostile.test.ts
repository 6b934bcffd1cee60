import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createLineIndex, findProperty, formatPointer, nodeAtOffset, parseTree, pathOf, pointerOf, propertyName, propertyValue, rawText, resolvePointer, scanValue, subtreeEnd,
} from '../../../server/src/document/tree/index';
import { checkTree } from './check-tree';
import { show, toValue } from './show';

const fragment = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', ':', ',', '"', "'", '\\', '/', '*', '//', '/*', '*/', '\n', '\r', ' ', '-', '0', '1.5', 'e', 'true', 'null', '"a"', '"a":', '"b": 1,', '@', ';', '=', '\0', '\ufeff', '\u2028', '\ud800', '\udc00', '🎥'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

const descriptor = `{
  // a comment with "quotes" and {brackets}
  "FormatVersion": 1, "Target": { "Architecture": "x64" },
  "Framings": { "F": { "FramingItem": [ { "Flags": ["A", "B"], "Frames": 2, "Range": { "Min": "2 * PAGE_SIZE", "Step": -1.5e3 } } ] } },
  "Filters": [ { "Label": "caf\\u00e9", "Dispatch": null, /* c */ "Pins": [ true, false ], }, ],
}`;

describe('any text', () => {
  test('gives a consistent tree, whatever it is', () => {
    fc.assert(fc.property(fc.array(fragment, { maxLength: 60 }), (fragments) => {
      const text = fragments.join('');
      const tree = parseTree(text);
      checkTree(tree);
      for (let node = 0; node < tree.count; node++) {
        rawText(tree, node);
        pointerOf(tree, node);
      }
      // No text is passed over in silence: what has no problem is valid, and then means what JSON.parse says once comments and trailing commas are gone.
      if (tree.problems.length === 0 && tree.comments.length === 0 && !/,\s*[}\]]/.test(text)) {
        expect(toValue(tree)).toEqual(JSON.parse(text.replace(/^\ufeff/, '')));
      }
    }), { numRuns: 3000 });
  });

  test('is refused exactly where JSON.parse refuses it, comments and trailing commas aside', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '1', '-', '01', 'true', ' ', '"\\n"', '"\\x"', '"\n', '.5', '1e5', '1e'), { maxLength: 12 }), (fragments) => {
      const text = fragments.join('');
      if (/,\s*[}\]]/.test(text)) return;
      let isValid = true;
      try {
        JSON.parse(text);
      } catch {
        isValid = false;
      }
      expect(parseTree(text).problems.length === 0).toBe(isValid);
    }), { numRuns: 3000 });
  });

  test('scanned from any offset gives a consistent tree', () => {
    for (let offset = 0; offset <= descriptor.length; offset++) {
      const { tree, end } = scanValue(descriptor, offset);
      checkTree(tree);
      expect(end).toBeLessThanOrEqual(descriptor.length);
    }
  });
});

describe('a truncated document', () => {
  const whole = parseTree(descriptor);

  test.each([['LF', descriptor], ['CRLF', descriptor.replace(/\n/g, '\r\n')]])('keeps everything that was complete (%s)', (_, text) => {
    const full = parseTree(text);
    expect(full.problems).toEqual([]);
    for (let length = 0; length <= text.length; length++) {
      const tree = parseTree(text.slice(0, length));
      checkTree(tree);
      // Every scalar that ends before the cut (and cannot go on: a number might) is there, with the same path and text.
      for (let node = 0; node < full.count; node++) {
        if (full.kind[node]! < 4 || full.end[node]! >= length) continue;
        expect(tree.kind[node], `node ${node} at length ${length}`).toBe(full.kind[node]);
        expect([tree.start[node], tree.end[node], tree.parent[node]]).toEqual([full.start[node], full.end[node], full.parent[node]]);
      }
      // A cut makes one hole: the container, and at most the string or value in it.
      expect(tree.problems.length, text.slice(0, length)).toBeLessThanOrEqual(2);
    }
  });

  test('removing any one character leaves at most three problems', () => {
    let problems = 0;
    for (let at = 0; at < descriptor.length; at++) {
      const tree = parseTree(descriptor.slice(0, at) + descriptor.slice(at + 1));
      checkTree(tree);
      expect(tree.problems.length, descriptor.slice(Math.max(0, at - 20), at + 20)).toBeLessThanOrEqual(3);
      problems += tree.problems.length;
    }
    // On the average well below one, because most characters are inside strings and comments.
    expect(problems).toBeLessThan(descriptor.length / 2);
  });

  test('removing any one structural character keeps the other top-level properties', () => {
    const names = ['FormatVersion', 'Target', 'Framings', 'Filters'];
    for (let at = 1; at < descriptor.length; at++) {
      if (!'[]{},:'.includes(descriptor[at]!) || nodeAtOffset(whole, at) === -1 || whole.kind[nodeAtOffset(whole, at)]! > 3) continue;
      const tree = parseTree(descriptor.slice(0, at) + descriptor.slice(at + 1));
      const kept = names.filter((name) => findProperty(tree, 0, name) !== -1);
      expect(kept.length, `${descriptor.slice(at - 20, at)}☞${descriptor[at]}☜${descriptor.slice(at + 1, at + 20)}`).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('large and deep documents', () => {
  test.each([['[', ']'], ['{"a":', '}'], ['[{"a":', '}]']])('nesting of 100,000 (%s)', (open, close) => {
    const depth = 100_000;
    const text = `${open.repeat(depth)}1${close.repeat(depth)}`;
    const tree = parseTree(text);
    expect(tree.problems).toEqual([]);
    checkTree(tree);
    const leaf = nodeAtOffset(tree, open.length * depth);
    expect(rawText(tree, leaf)).toBe('1');
    expect(resolvePointer(tree, pointerOf(tree, leaf))).toBe(leaf);
    expect(subtreeEnd(tree, 0)).toBe(tree.count);
    expect(parseTree(text.slice(0, -1)).problems).toHaveLength(1);
    checkTree(parseTree(open.repeat(depth)));
  });

  test('10 MB', () => {
    const item = '{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Frames": 2, "Flags": ["A", "B"], "Range": { "MinFrameSize": "2 * PAGE_SIZE" } },\n';
    const items = Math.ceil(10e6 / item.length);
    const tree = parseTree(`[\n${item.repeat(items)}]`);
    expect(tree.problems).toEqual([]);
    expect(tree.count).toBe(1 + items * 18);
    checkTree(tree);
    const last = nodeAtOffset(tree, tree.text.lastIndexOf('PAGE_SIZE'));
    expect(pointerOf(tree, last)).toBe(`/${items - 1}/Range/MinFrameSize`);
  });

  test('keys that could reach a prototype are ordinary', () => {
    const tree = parseTree('{"__proto__": {"polluted": true}, "hasOwnProperty": 1}');
    expect(propertyName(tree, findProperty(tree, 0, '__proto__'))).toBe('__proto__');
    expect(findProperty(tree, 0, 'toString')).toBe(-1);
    expect(findProperty(tree, 0, 'polluted')).toBe(-1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('of properties with one name the last counts, as in JSON.parse', () => {
    const tree = parseTree('{"a": 1, "\\u0061": 2}');
    expect(rawText(tree, propertyValue(tree, findProperty(tree, 0, 'a')))).toBe('2');
  });
});

/** Texts whose naive handling is quadratic, of about the length asked for. */
const pathological: Record<string, (length: number) => string> = {
  'openers only': (n) => '['.repeat(n),
  'object openers only': (n) => '{"a":'.repeat(n / 5),
  'closers only': (n) => '}'.repeat(n),
  'openers, then wrong closers': (n) => '['.repeat(n / 2) + '}'.repeat(n / 2),
  'objects, then array closers': (n) => '{"a":'.repeat(n / 6) + ']'.repeat(n / 6),
  'alternating wrong closers': (n) => '[}{]'.repeat(n / 4),
  'wrong closers on lines of their own': (n) => '[\n}\n'.repeat(n / 4),
  'indented, never closed': (n) => '{\n  "a": {\n'.repeat(n / 11),
  'quotes on one line': (n) => '"a:\\'.repeat(n / 4),
  'unterminated strings': (n) => '"a\n'.repeat(n / 3),
  'unterminated string full of brackets': (n) => `["${'}]'.repeat(n / 2)}`,
  'colons': (n) => `{${'"a":'.repeat(n / 4)}`,
  'colons in an array': (n) => `{"x": [\n${'"a":\n'.repeat(n / 5)}`,
  'strings with colons in an array': (n) => `{"x": [\n${'"a",'.repeat(n / 8)}\n${'"a": 1,\n'.repeat(n / 16)}`,
  'slashes': (n) => '/'.repeat(n),
  'stars in a comment': (n) => `/*${'*'.repeat(n)}`,
  'many comments': (n) => '/**/'.repeat(n / 4),
  'backslashes': (n) => `"${'\\'.repeat(n)}`,
  'bad escapes': (n) => `"${'\\q'.repeat(n / 2)}"`,
  'commas': (n) => `[${','.repeat(n)}`,
  'bare words': (n) => `[${'foo bar '.repeat(n / 8)}]`,
  'operators': (n) => `[${'1 * '.repeat(n / 4)}]`,
  'a number': (n) => '1'.repeat(n),
  'a number that is none': (n) => `${'1'.repeat(n)}x`,
  'blanks': (n) => ' '.repeat(n),
  'blanks behind the value': (n) => `{}${' '.repeat(n)}`,
  'blanks before closers': (n) => `${' '.repeat(n / 2)}${'[\n'.repeat(n / 8)}${'  ]'.repeat(n / 12)}`,
  'documents in a row': (n) => '{"a":1},'.repeat(n / 8),
  'closed too early again and again': (n) => '{"a":1},"b":1}'.repeat(n / 14),
  'NUL': (n) => '\0'.repeat(n),
  'foreign spaces and NUL': (n) => '\u00a0\0'.repeat(n / 2),
  'slashes and semicolons': (n) => `[${'/;'.repeat(n / 2)}`,
  'semicolons': (n) => `{${';'.repeat(n)}`,
  'single quotes': (n) => `[${"'".repeat(n)}`,
};

describe('hostile text takes linear time', () => {
  const seconds = (text: string): number => {
    let best = Infinity;
    for (let round = 0; round < 2; round++) {
      const begin = performance.now();
      parseTree(text);
      createLineIndex(text);
      best = Math.min(best, (performance.now() - begin) / 1000);
    }
    return best;
  };

  test.each(Object.entries(pathological))('%s', (_, make) => {
    const tree = parseTree(make(4_000));
    checkTree(tree);
    // Four times the text. Linear work takes about four times as long, quadratic sixteen times; short times say nothing on a busy machine and pass: quadratic work on 800,000 characters takes minutes.
    const small = seconds(make(200_000));
    const large = seconds(make(800_000));
    expect(large < 2 || large / small < 10, `${small} s, then ${large} s`).toBe(true);
  });
});

test('a path is written as RFC 6901 says', () => {
  const tree = parseTree('{"a/b": [{"m~n": 1}], "": 2, "~1": 3}');
  const at = (text: string): number => nodeAtOffset(tree, tree.text.indexOf(text));
  expect(pointerOf(tree, at('1}'))).toBe('/a~1b/0/m~0n');
  expect(pathOf(tree, at('1}'))).toEqual(['a/b', 0, 'm~n']);
  expect(pointerOf(tree, at('2'))).toBe('/');
  expect(pointerOf(tree, at('3'))).toBe('/~01');
  expect(pointerOf(tree, 0)).toBe('');
  expect(formatPointer(['x', 1])).toBe('/x/1');
  for (const pointer of ['', '/a~1b', '/a~1b/0', '/a~1b/0/m~0n', '/', '/~01']) expect(pointerOf(tree, resolvePointer(tree, pointer))).toBe(pointer);
  for (const pointer of ['a', '/x', '/a~1b/1', '/a~1b/00', '/a~1b/-', '/a~1b/0/m~n', '//0', '/a~1b/0/m~0n/0', '/~2']) expect(resolvePointer(tree, pointer)).toBe(-1);
  expect(show(parseTree(''))).toBe('-');
  expect(resolvePointer(parseTree(''), '')).toBe(-1);
});
