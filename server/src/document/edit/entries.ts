import { type NodeId, type Tree } from '../tree/index';

/** The last member of an object or element of an array, or -1. */
export function lastChild(tree: Tree, container: NodeId): NodeId {
  let last: NodeId = -1;
  for (let child = tree.firstChild[container]!; child !== -1; child = tree.next[child]!) last = child;
  return last;
}

/** The comma between an offset and another one outside of comments, or -1. */
export function commaBehind({ text, comments }: Tree, from: number, to: number): number {
  for (let at = from, comment = firstComment(comments, from); at < to; at += 1) {
    if (comment < comments.length && comments[comment] === at) {
      at = comments[comment + 1]! - 1;
      comment += 2;
    } else if (text.charCodeAt(at) === 44) {
      return at;
    }
  }
  return -1;
}

/** Index of the first comment that begins at an offset or behind it. */
export function firstComment(comments: Int32Array, from: number): number {
  let at = 0;
  while (at < comments.length && comments[at]! < from) at += 2;
  return at;
}

/** Whether a comment stands in a stretch of the text. */
export function hasComment({ comments }: Tree, from: number, to: number): boolean {
  const at = firstComment(comments, from);
  return at < comments.length && comments[at]! < to;
}

/** How the lines of a text end: as the first of them does. */
export const lineBreakOf = (text: string): string => (text.startsWith('\r\n', text.search(/\r?\n/)) ? '\r\n' : '\n');
