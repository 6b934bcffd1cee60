import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { createScanner, parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { type FormatOptions, applyEdits, firstTree, foldingRanges, formatEdits, parseTree, selectionsAt, shortened, treeAfter } from '../../../server/src/document/index';

const twoSpaces: FormatOptions = { tabSize: 2, insertSpaces: true };

/** The text as it is laid out; throws where it is not. */
function formatted(text: string, options = twoSpaces, range?: { start: number; end: number }): string {
  const result = formatEdits(parseTree(text), options, range);
  if ('problem' in result) throw new Error(result.problem.kind);
  return applyEdits(text, result.edits);
}

/** Every token of a text but blanks and line ends, by the scanner of another parser. */
function tokensOf(text: string): readonly string[] {
  const scanner = createScanner(text.replace(/^\ufeff/, ' '), false);
  const tokens: string[] = [];
  for (let token = scanner.scan(); token !== 17; token = scanner.scan()) if (token !== 14 && token !== 15) tokens.push(text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength()));
  return tokens;
}

const samples = readdirSync('samples').filter((name) => name.endsWith('.json')).map((name) => `samples/${name}`);
const failures = readdirSync('docs/simulation/failures').filter((name) => name.endsWith('.json')).map((name) => `docs/simulation/failures/${name}`);

test.each(samples)('%s stays as it is', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(formatted(text)).toBe(text);
  const windows = text.replace(/\n/g, '\r\n');
  expect(formatted(windows)).toBe(windows);
});

test('documents in another layout keep their tokens, and laying out again changes nothing', () => {
  for (const file of [...samples, ...failures]) {
    const text = readFileSync(file, 'utf8');
    const minified = JSON.stringify(parse(text, [], { allowTrailingComma: true }));
    for (const one of [text, minified, text.replace(/\n */g, '\n'), text.replace(/ {2}/g, '\t'), JSON.stringify(parse(text), null, 3)]) {
      const once = formatted(one);
      expect(tokensOf(once), file).toEqual(tokensOf(one));
      expect(formatted(once), file).toBe(once);
    }
  }
});

const blank = fc.constantFrom('', '', ' ', '  ', '\t', '\n', '\n\n\n', '\n    ', ' \n', ' /* c */ ', '/* a\n  b */', ' // line\n', '\n// alone\n\n', '   // aligned\n  ');
const scalar = fc.oneof(fc.integer().map(String), fc.constantFrom('true', 'false', 'null', '-1.5e3'), fc.string().map((text) => JSON.stringify(text)), fc.constantFrom('"2 * PAGE_SIZE"', '"a // b"', '"\\"/*"', JSON.stringify('x'.repeat(90))));
const values = fc.letrec<{ value: string; array: string; object: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('array'), tie('object')),
  array: fc.tuple(blank, fc.array(fc.tuple(blank, tie('value'), blank), { maxLength: 8 }), fc.boolean(), blank).map(([first, elements, trailing, last]) => `[${first}${elements.map((element) => element.join('')).join(',')}${trailing && elements.length > 0 ? ',' : ''}${last}]`),
  object: fc.tuple(blank, fc.array(fc.tuple(blank, fc.string().map((text) => JSON.stringify(text)), blank, fc.constant(':'), blank, tie('value'), blank), { maxLength: 6 }), fc.boolean(), blank).map(([first, members, trailing, last]) => `{${first}${members.map((member) => member.join('')).join(',')}${trailing && members.length > 0 ? ',' : ''}${last}}`),
}));
const documents = fc.tuple(fc.constantFrom('', '\ufeff'), blank, values.value, blank, fc.constantFrom('\n', '\r\n')).map(([mark, first, value, last, lineBreak]) => mark + (first + value + last).replace(/\n/g, lineBreak));
const options = fc.record({ tabSize: fc.integer({ min: 1, max: 8 }), insertSpaces: fc.boolean(), insertFinalNewline: fc.boolean(), trimFinalNewlines: fc.boolean() });

test('random documents: the same tokens in the same order, a layout that stays, edits of blanks alone', () => {
  fc.assert(fc.property(documents, options, (text, chosen) => {
    const tree = parseTree(text);
    expect(tree.problems).toEqual([]);
    const result = formatEdits(tree, chosen);
    if ('problem' in result) throw new Error(result.problem.kind);
    let last = 0;
    for (const { start, end, text: replacement } of result.edits) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(text.slice(start, end) + replacement).toMatch(/^[ \t\r\n]*$/);
      expect(text.slice(start, end)).not.toBe(replacement);
      last = end;
    }
    const once = applyEdits(text, result.edits);
    expect(tokensOf(once)).toEqual(tokensOf(text));
    expect(formatted(once, chosen)).toBe(once);
    if (chosen.insertFinalNewline) expect(once).toMatch(/\n$/);
    if (chosen.trimFinalNewlines) expect(once).not.toMatch(/\n\r?\n$/);
    // Line ends are all of one kind, outside of comments and where the text had one kind.
    if (text.includes('\r\n')) expect(once.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  }), { numRuns: 1500 });
});

test('a tree that is read on after edits is laid out, folded and selected as one that is read anew', () => {
  fc.assert(fc.property(fc.constantFrom(...samples), fc.nat(), fc.constantFrom('\n', '   ', ' // c\n', '/* c */', '7', '{', ''), fc.nat(30), (file, place, inserted, removed) => {
    const text = readFileSync(file, 'utf8');
    const start = place % text.length;
    const oldEnd = Math.min(text.length, start + removed);
    const after = text.slice(0, start) + inserted + text.slice(oldEnd);
    const { tree } = treeAfter(firstTree(text), after, shortened(text, after, { start, oldEnd, newEnd: start + inserted.length }));
    const anew = parseTree(after);
    expect(formatEdits(tree, twoSpaces)).toEqual(formatEdits(anew, twoSpaces));
    expect(foldingRanges(tree)).toEqual(foldingRanges(anew));
    expect(selectionsAt(tree, start)).toEqual(selectionsAt(anew, start));
  }), { numRuns: 200 });
});

test('a stretch: its lines alone change, and they are what laying out everything would make of them where the rest is laid out', () => {
  fc.assert(fc.property(documents, fc.nat(), fc.nat(), fc.nat(), (text, line, first, last) => {
    const start = first % (text.length + 1);
    const end = Math.min(text.length, start + last % 40);
    const result = formatEdits(parseTree(text), twoSpaces, { start, end });
    if ('problem' in result) throw new Error(result.problem.kind);
    const once = applyEdits(text, result.edits);
    expect(tokensOf(once)).toEqual(tokensOf(text));
    // Blanks before the first token of the stretch may reach back over the lines before it.
    const before = /[^\r\n]*$/.exec(text.slice(0, start))!;
    expect(once.startsWith(text.slice(0, before.index).trimEnd())).toBe(true);
    expect(once.endsWith(text.slice(end + text.slice(end).search(/[\r\n]|$/)))).toBe(true);
    // A line of a text that is laid out, indented wrongly, is indented as it was.
    const whole = formatted(text);
    const lines = whole.split(/(?<=\n)/);
    const at = line % lines.length;
    const isInside = parseTree(whole).comments.some((_, index, all) => index % 2 === 0 && all[index]! < lines.slice(0, at).join('').length && all[index + 1]! > lines.slice(0, at).join('').length);
    if (isInside || lines[at]!.trim() === '' || at === 0) return;
    const above = lines.slice(0, at).join('');
    const wrong = `${above}       ${lines.slice(at).join('').trimStart()}`;
    expect(formatted(wrong, twoSpaces, { start: above.length, end: above.length })).toBe(whole);
  }), { numRuns: 600 });
});

test('what a document looks like', () => {
  expect(formatted('{"a":1,"b":[1,2,{"c":[ ]}],}')).toBe('{ "a": 1, "b": [1, 2, { "c": [] }], }');
  expect(formatted('{\n"a" :1\n,"b":\n[1,\n2]}')).toBe('{\n  "a": 1,\n  "b": [1,\n    2]\n}');
  expect(formatted('{\n      "Do": [{ "If": "x",\n"Then": [\n1\n] },\n// why\n\n\n\n2] // end\n}\n')).toBe('{\n  "Do": [{ "If": "x",\n    "Then": [\n      1\n    ] },\n    // why\n\n    2] // end\n}\n');
});

test('text that stands on one line and is too wide is broken as far as needed', () => {
  const flags = ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'];
  expect(formatted(JSON.stringify({ Framings: { F: { FramingItem: [{ Flags: flags, Frames: 2, FramingRange: { Range: { MinFrameSize: 8192, MaxFrameSize: 8192, Stepping: 1 } } }, { Frames: 2, FileAlignment: 63 }] } }, Notes: { Sizes: Array.from({ length: 60 }, (_, index) => index * 100) } }))).toBe(`{
  "Framings": {
    "F": {
      "FramingItem": [
        {
          "Flags": [
            "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY",
            "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"
          ],
          "Frames": 2,
          "FramingRange": { "Range": { "MinFrameSize": 8192, "MaxFrameSize": 8192, "Stepping": 1 } }
        },
        { "Frames": 2, "FileAlignment": 63 }
      ]
    }
  },
  "Notes": {
    "Sizes": [
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700,
      1800, 1900, 2000, 2100, 2200, 2300, 2400, 2500, 2600, 2700, 2800, 2900, 3000, 3100, 3200, 3300,
      3400, 3500, 3600, 3700, 3800, 3900, 4000, 4100, 4200, 4300, 4400, 4500, 4600, 4700, 4800, 4900,
      5000, 5100, 5200, 5300, 5400, 5500, 5600, 5700, 5800, 5900
    ]
  }
}`);
});

test('broken text and absurd depth are refused, an empty text has nothing to lay out', () => {
  expect(formatEdits(parseTree('{ "a": 1, "b" }'), twoSpaces)).toEqual({ problem: { kind: 'broken', offset: 10 } });
  expect(formatEdits(parseTree('{ "Flags": KSPIN_FLAG_SPLITTER }'), twoSpaces)).toMatchObject({ problem: { kind: 'broken' } });
  expect(formatEdits(parseTree('['.repeat(4000) + ']'.repeat(4000)), twoSpaces)).toEqual({ problem: { kind: 'tooDeep', offset: 200, limit: 200 } });
  expect(formatEdits(parseTree(''), twoSpaces)).toEqual({ edits: [] });
  expect(formatEdits(parseTree('// nothing\n'), twoSpaces)).toEqual({ edits: [] });
});

test('many edits come as one', () => {
  const text = `[${'\n1 ,'.repeat(20_000)}2]`;
  const result = formatEdits(parseTree(text), twoSpaces);
  expect('edits' in result && result.edits.length).toBe(1);
  expect(formatted(formatted(text))).toBe(formatted(text));
});
