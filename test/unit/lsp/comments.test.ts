import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTree } from '../../../server/src/document/index';
import { isInComment, significantBefore, significantFrom } from '../../../server/src/lsp/comments';

test.each([
  ['{ // a|\n }', true], ['{ /| / }', false], ['{ // |a\n }', true], ['{ // a\n| }', false], ['{ /* | */ }', true], ['{ /* */| }', false], ['{ |/* */ }', false], ['{ /* a| ', true], ['{ "// |" : 1 }', false], ['{ // a|', true],
])('%s', (marks, expected) => {
  const offset = marks.indexOf('|');
  expect(isInComment(parseTree(marks.replace('|', '')), offset)).toBe(expected);
});

/** The same, by going through the text from its begin. */
function commentOf(text: string): (boolean | undefined)[] {
  const inside: (boolean | undefined)[] = [];
  for (let at = 0; at < text.length;) {
    if (text.startsWith('//', at)) {
      while (at < text.length && text[at] !== '\n') inside[at++] = true;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      const end = close === -1 ? text.length : close + 2;
      while (at < end) inside[at++] = true;
    } else at++;
  }
  return inside;
}

test('the nearest character that says something, on both sides', () => {
  const piece = fc.constantFrom('// x\n', '/* y */', '/**/', ' ', '\n', '{', '}', '[', ']', ',', '1');
  fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(60), (pieces, at) => {
    const text = pieces.join('');
    const offset = Math.min(at, text.length);
    const tree = parseTree(text);
    const inside = commentOf(text);
    // Behind the end of the document the parser looks at comments only until something else stands there.
    fc.pre(tree.problems.every(({ kind }) => kind !== 'trailingContent' && kind !== 'emptyDocument'));
    const says = (index: number): boolean => inside[index] !== true && text[index]!.trim() !== '';
    let before = offset - 1;
    while (before >= 0 && !says(before)) before--;
    let from = offset;
    while (from < text.length && !says(from)) from++;
    if (isInComment(tree, offset)) return true;
    expect(significantBefore(tree, offset)).toBe(before);
    expect(significantFrom(tree, offset)).toBe(from);
    return true;
  }), { numRuns: 500 });
});
