import { type Tree, NodeKind, nodeAtOffset } from '../tree/index';

/** More of one token does not count: a long sentence is no reason to break the line that it stands on. */
const mostOfToken = 60;

/** Columns that a token counts. */
export const tokenWidth = (start: number, end: number): number => Math.min(mostOfToken, end - start);

/**
 * Columns that each node takes when it is written on one line. They follow from its tokens alone, comments included, not from the blanks
 * between them: laying out again finds the same.
 */
export function inlineWidths(tree: Tree): Int32Array {
  const { count, kind, start, end, parent, comments } = tree;
  const widths = new Int32Array(count);
  for (let at = 0; at < comments.length; at += 2) {
    const around = nodeAtOffset(tree, comments[at]!);
    if (around !== -1) widths[around]! += 1 + tokenWidth(comments[at]!, comments[at + 1]!);
  }
  for (let node = count - 1; node >= 0; node--) {
    // An unused row.
    if (kind[node] === 0) continue;
    switch (kind[node]) {
      case NodeKind.Object:
        // Each member has counted ", ", the last one the blank before the bracket.
        widths[node]! += 2;
        break;
      case NodeKind.Array:
        widths[node]! += tree.firstChild[node] === -1 ? 2 : 0;
        break;
      case NodeKind.Property:
        widths[node]! += 2;
        break;
      default:
        widths[node]! += tokenWidth(start[node]!, end[node]!);
    }
    const outer = parent[node]!;
    if (outer !== -1) widths[outer]! += widths[node]! + (kind[outer] === NodeKind.Property ? 0 : 2);
  }
  return widths;
}
