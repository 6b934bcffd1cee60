import { type Tree, lastCommentBefore } from '../document/index';

/** The comment that a caret stands in; at the end of a line comment it does, behind a closed block comment it does not. */
export function commentAt(tree: Tree, offset: number): { readonly start: number; readonly end: number } | undefined {
  const index = lastCommentBefore(tree, offset);
  if (index === -1) return undefined;
  const start = tree.comments[index * 2]!;
  const end = tree.comments[index * 2 + 1]!;
  const isLine = tree.text.startsWith('//', start);
  const isClosed = !isLine && end - start >= 4 && tree.text.startsWith('*/', end - 2);
  return offset < end || (offset === end && !isClosed) ? { start, end } : undefined;
}

/** Whether a caret stands inside a comment. */
export const isInComment = (tree: Tree, offset: number): boolean => commentAt(tree, offset) !== undefined;

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13 || code === 0xfeff;

/** Offset of the last character before `offset` that is neither blank nor in a comment, or -1. */
export function significantBefore(tree: Tree, offset: number): number {
  const { text, comments } = tree;
  let index = lastCommentBefore(tree, offset);
  let at = offset - 1;
  while (at >= 0) {
    if (index >= 0 && at < comments[index * 2 + 1]! && at >= comments[index * 2]!) {
      at = comments[index * 2]! - 1;
      index--;
      continue;
    }
    if (!isBlank(text.charCodeAt(at))) return at;
    at--;
  }
  return -1;
}

/** Offset of the first character at or behind `offset` that is neither blank nor in a comment, or the length of the text. */
export function significantFrom(tree: Tree, offset: number): number {
  const { text, comments } = tree;
  let index = lastCommentBefore(tree, offset);
  if (index < 0 || comments[index * 2 + 1]! <= offset) index++;
  let at = offset;
  while (at < text.length) {
    if (index * 2 < comments.length && at >= comments[index * 2]! && at < comments[index * 2 + 1]!) {
      at = comments[index * 2 + 1]!;
      index++;
      continue;
    }
    if (index * 2 < comments.length && at >= comments[index * 2 + 1]!) {
      index++;
      continue;
    }
    if (!isBlank(text.charCodeAt(at))) return at;
    at++;
  }
  return text.length;
}
