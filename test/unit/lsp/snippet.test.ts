import { expect, test } from 'vitest';
import { plainText, quotedSnippet, tableEntrySnippet, valueSnippet } from '../../../server/src/lsp/completion/snippet';
import { parseTree } from '../../../server/src/document/index';
import { structures } from '../../../server/src/ks/index';

test.each([
  ['"${1:a}": $2', '"a": '], ['${1|x,y|}', 'x'], ['\\$schema', '$schema'], ['{ "A": ${3:{\\}} }', '{ "A": {} }'], ['$1$2', ''],
])('%s without snippets', (snippet, expected) => {
  expect(plainText(snippet)).toBe(expected);
});

test('a name is quoted and its dollar means itself', () => {
  expect(quotedSnippet('$schema')).toBe('"\\$schema"');
});

test('the first value of every field is JSON, but for what is left to fill in', () => {
  for (const { name, fields } of structures) {
    for (const [field, description] of Object.entries(fields)) {
      const text = `{ "x": ${plainText(valueSnippet(description).text)} }`;
      const problems = parseTree(text).problems.filter(({ kind }) => kind !== 'expectedValue');
      expect(problems, `${name}.${field}: ${text}`).toEqual([]);
    }
  }
});

test('places of a table entry are numbered on from its name', () => {
  const snippet = tableEntrySnippet('KSALLOCATOR_FRAMING_EX');
  expect(snippet).toMatch(/^"\$\{1:CaptureFraming\}": \{/);
  expect(snippet).toMatch(/\$\{2\|KSMEMORY/);
  expect(snippet.match(/\$\{1[:|]/g)).toHaveLength(1);
});
