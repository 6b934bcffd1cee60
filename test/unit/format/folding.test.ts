import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foldingRanges, parseTree } from '../../../server/src/document/index';

const folds = (text: string, limit?: number): readonly string[] => foldingRanges(parseTree(text), limit).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === 'container' ? '' : ` ${kind}`}`);

test('objects and arrays over several lines, without the line of their bracket', () => {
  expect(folds('{\n  "a": [\n    1,\n    2\n  ],\n  "b": {}, "c": [1,\n 2] }')).toEqual(['0-5', '1-3']);
  expect(folds('{ "a": [{\n  "b": 1\n}, {\n  "c": 2\n}] }')).toEqual(['0-3', '2-3']);
  expect(folds('[]')).toEqual([]);
});

test('comments, rows of comments and regions', () => {
  expect(folds('// one\n// two\n{ // three\n  // four\n  /* five\n  six */\n  // #region A\n  "a": 1,\n  //#region B\n  "b": 2,\n  // #endregion\n  // #endregion A\n  "c": 3 // seven\n  // eight\n  // nine\n}\n')).toEqual(['0-1 comment', '2-14', '4-5 comment', '6-11 region', '8-10 region', '13-14 comment']);
  expect(folds('// #endregion\n// #region\n{}')).toEqual([]);
});

test('a broken text folds as far as it can be read', () => {
  expect(folds('{\n  "a": {\n    "b": 1\n  "c": [\n    1\n')).toContain('0-4');
});

test('beyond the limit, what is outside stays', () => {
  const text = readFileSync('samples/avshws.avstream.json', 'utf8');
  const all = folds(text);
  const some = folds(text, 20);
  expect(all.length).toBeGreaterThan(40);
  expect(some).toHaveLength(20);
  expect(some[0]).toBe(all[0]);
  expect(all).toEqual(expect.arrayContaining([...some]));
});
