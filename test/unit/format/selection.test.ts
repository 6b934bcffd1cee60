import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTree, selectionsAt } from '../../../server/src/document/index';

/** What a selection grows by from the mark `¦` on. */
const steps = (marked: string): readonly string[] => {
  const text = marked.replace('¦', '');
  return selectionsAt(parseTree(text), marked.indexOf('¦')).map(({ start, end }) => text.slice(start, end));
};

test('word, text, value, member, members, object, …', () => {
  expect(steps('{ "a": [1, { "Size": "2 * PAGE_¦SIZE" }] }')).toEqual([
    'PAGE_SIZE', '2 * PAGE_SIZE', '"2 * PAGE_SIZE"', '"Size": "2 * PAGE_SIZE"', '{ "Size": "2 * PAGE_SIZE" }', '1, { "Size": "2 * PAGE_SIZE" }', '[1, { "Size": "2 * PAGE_SIZE" }]', '"a": [1, { "Size": "2 * PAGE_SIZE" }]', '{ "a": [1, { "Size": "2 * PAGE_SIZE" }] }',
  ]);
  expect(steps('{ // a no¦te\n "a": 1 }')).toEqual(['note', '// a note', '// a note\n "a": 1', '{ // a note\n "a": 1 }']);
  expect(steps('[1, ¦-23]')).toEqual(['-23', '1, -23', '[1, -23]']);
  expect(steps('¦')).toEqual([]);
});

test('each step holds the one before, whatever the text', () => {
  const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
  fc.assert(fc.property(fc.nat({ max: sample.length }), fc.nat({ max: sample.length }), fc.constantFrom('', '{', '"', ']', ',', '/*', 'x'), (offset, at, broken) => {
    const text = sample.slice(0, at) + broken + sample.slice(at);
    let last = { start: offset, end: offset };
    for (const step of selectionsAt(parseTree(text), offset)) {
      expect(step.start <= last.start && step.end >= last.end && step.end - step.start > last.end - last.start).toBe(true);
      last = step;
    }
    expect(last).toEqual({ start: 0, end: text.length });
  }), { numRuns: 200 });
});
