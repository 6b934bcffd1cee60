import type { Tree } from './tree';

/** Index (of the pair in `tree.comments`) of the first comment that begins at or behind an offset; their number when none does. Takes as long as halving them. */
export function firstCommentFrom({ comments }: Pick<Tree, 'comments'>, offset: number): number {
  let low = 0;
  let high = comments.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comments[middle * 2]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index (of the pair) of the last comment that begins before an offset, or -1. */
export const lastCommentBefore = (tree: Pick<Tree, 'comments'>, offset: number): number => firstCommentFrom(tree, offset) - 1;
