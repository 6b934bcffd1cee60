import { type Tree, NodeKind, lastCommentBefore, nodeAtOffset } from '../tree/index';

/** A stretch of the text. */
interface Stretch { readonly start: number; readonly end: number }

/** Greatest number of steps. */
const mostSteps = 500;

const isWordCharacter = (c: number): boolean => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;

/**
 * What a selection grows by, step by step, from an offset on: the word in a text, the text without its quotes, the value, the member, what stands between the brackets, the object or array with
 * them, and so on up to the document. Each holds the one before and is larger.
 */
export function selectionsAt(tree: Tree, offset: number): readonly Stretch[] {
  const { text, kind, start, end, parent } = tree;
  const steps: Stretch[] = [];
  const add = (from: number, to: number): void => {
    const last = steps.at(-1);
    if (steps.length >= mostSteps || to <= from || from > offset || to < offset) return;
    if (last !== undefined && (from > last.start || to < last.end || (from === last.start && to === last.end))) return;
    steps.push({ start: from, end: to });
  };
  const comment = commentAround(tree, offset);
  if (comment !== undefined) {
    addWord(comment);
    add(comment.start, comment.end);
  }
  for (let node = nodeAtOffset(tree, offset, comment === undefined); node !== -1; node = parent[node]!) {
    const from = start[node]!;
    const to = end[node]!;
    switch (kind[node]) {
      case NodeKind.String:
        addWord({ start: from, end: to });
        if (text.charCodeAt(to - 1) === text.charCodeAt(from)) add(from + 1, to - 1);
        break;
      case NodeKind.Object:
      case NodeKind.Array: {
        let first = from + 1;
        let last = text.charCodeAt(to - 1) === (kind[node] === NodeKind.Object ? 125 : 93) ? to - 1 : to;
        while (first < last && text.charCodeAt(first) <= 32) first++;
        while (last > first && text.charCodeAt(last - 1) <= 32) last--;
        add(first, last);
        break;
      }
      default:
        addWord({ start: from, end: to });
    }
    add(from, to);
  }
  add(0, text.length);
  return steps;

  function addWord(within: Stretch): void {
    let from = Math.min(Math.max(offset, within.start), within.end);
    let to = from;
    while (from > within.start && isWordCharacter(text.charCodeAt(from - 1))) from--;
    while (to < within.end && isWordCharacter(text.charCodeAt(to))) to++;
    add(from, to);
  }
}

/** The comment that an offset stands in; the end of a closed block comment counts as inside: a selection may begin there. */
function commentAround(tree: Tree, offset: number): Stretch | undefined {
  const at = lastCommentBefore(tree, offset) * 2;
  return at >= 0 && offset <= tree.comments[at + 1]! ? { start: tree.comments[at]!, end: tree.comments[at + 1]! } : undefined;
}
