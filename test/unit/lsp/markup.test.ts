import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, markdownCode, paragraph, proseSpans, toMarkup } from '../../../server/src/lsp/markup';

describe('Markdown', () => {
  test.each([
    ['2 * PAGE_SIZE', '2 \\* PAGE_SIZE'],
    ['KSPIN_FLAG_*', 'KSPIN_FLAG\\_\\*'],
    ['<script>', '\\<script\\>'],
    ['[link](x)', '\\[link\\](x)'],
    ['1. first', '1\\. first'],
    ['version 1.2', 'version 1.2'],
    ['- item', '\\- item'],
    ['a - b', 'a - b'],
    ['# title', '\\# title'],
    ['a `b` c', 'a \\`b\\` c'],
  ])('%s', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  test('code holds any text', () => {
    expect(markdownCode('a')).toBe('`a`');
    expect(markdownCode('a`b')).toBe('`` a`b ``');
    expect(markdownCode('a\n b')).toBe('`a b`');
    fc.assert(fc.property(fc.string(), (text) => {
      const fence = /^`+/.exec(markdownCode(text))![0];
      return !text.replace(/\s+/g, ' ').split(/[^`]+/).includes(fence);
    }));
  });

  test('nothing a person wrote becomes a link or markup', () => {
    fc.assert(fc.property(fc.string(), (text) => !/(?<!\\)[*`<[]/.test(escapeMarkdown(text).replace(/\\\\/g, ''))));
  });
});

test('the catalog marks code words with backquotes', () => {
  expect(proseSpans('Set `Frames` to 2, or `Notes`')).toEqual(['Set ', { code: 'Frames' }, ' to 2, or ', { code: 'Notes' }]);
});

test('the same blocks in both markups', () => {
  const blocks = [paragraph({ strong: 'A_b' }, ' = ', { code: '1' }, ' ', { text: 'page', link: 'https://example.org/' }), { kind: 'list', items: [['x*y'], [{ code: 'z' }]] }, { kind: 'rule' }, { kind: 'code', text: 'ULONG A;' }] as const;
  expect(toMarkup(blocks, 'markdown').value).toBe('**A_b** = `1` [page](https://example.org/)\n\n- x\\*y\n- `z`\n\n---\n\n```c\nULONG A;\n```');
  expect(toMarkup(blocks, 'plaintext').value).toBe('A_b = 1 page (https://example.org/)\n\n- x*y\n- z\n\nULONG A;');
});
