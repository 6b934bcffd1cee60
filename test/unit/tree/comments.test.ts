import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCommentFrom, lastCommentBefore, parseTree, selectionsAt } from '../../../server/src/document/index';
import { commentAt } from '../../../server/src/lsp/comments';

const pairs = (text: string): readonly (readonly [number, number])[] => {
  const { comments } = parseTree(text);
  return Array.from({ length: comments.length >> 1 }, (_, index) => [comments[index * 2]!, comments[index * 2 + 1]!] as const);
};

describe('comments by offset', () => {
  it('are those that a look at each of them finds', () => {
    const piece = fc.constantFrom('/* a */', '// b\n', '/**/', ' ', '{ "a": 1 }', '\n', '/*');
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')), fc.nat(80), (text, offset) => {
      const tree = parseTree(text);
      const starts = pairs(text).map(([start]) => start);
      const first = starts.findIndex((start) => start >= offset);
      expect(firstCommentFrom(tree, offset)).toBe(first === -1 ? starts.length : first);
      expect(lastCommentBefore(tree, offset)).toBe(starts.filter((start) => start < offset).length - 1);
    }));
  });

  it('end where their readers want them to: a caret stands behind a closed block comment, a selection still takes it', () => {
    const text = '/* a */{}// b';
    const tree = parseTree(text);
    expect(commentAt(tree, 6)).toEqual({ start: 0, end: 7 });
    expect(commentAt(tree, 7)).toBeUndefined();
    expect(selectionsAt(tree, 7)).toContainEqual({ start: 0, end: 7 });
    expect(commentAt(tree, 0)).toBeUndefined();
    expect(commentAt(tree, text.length)).toEqual({ start: 9, end: text.length });
    expect(selectionsAt(tree, text.length)).toContainEqual({ start: 9, end: text.length });
  });
});
