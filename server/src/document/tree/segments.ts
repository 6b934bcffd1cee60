import { NodeKind, type NodeId, type Tree } from './tree';

/**
 * How a document is cut so that an edit touches one piece: the members of the top-level lists and tables are elements, and so are the other top-level
 * properties. What holds elements together, the root and the names of lists and tables with their brackets, are segments too: every row of the tree
 * belongs to one, in order. Behind the rows of a segment there may be unused ones, up to the first of the next.
 */
export interface Segments {
  readonly count: number;
  /** First row of each. */
  readonly row: Int32Array;
  /** Rows in use of each. */
  readonly rows: Int32Array;
  /** 1 for an element, 0 for what holds elements together. */
  readonly isElement: Uint8Array;
  /** A number that no other content of a segment has or had: as long as it stays, the text of the segment and the numbers of its nodes are the same. */
  readonly stamp: Int32Array;
}

/** Cuts a tree without unused rows. Stamps are 0. */
export function cutIntoSegments(tree: Tree): Segments {
  const { root, kind, firstChild, next, count } = tree;
  if (root === -1 || kind[root] !== NodeKind.Object) return segmentsFrom(count === 0 ? [] : [0], count === 0 ? [] : [1], count);
  const row = [root];
  const isElement = [0];
  for (let property = firstChild[root]!; property !== -1; property = next[property]!) {
    const value = kind[property] === NodeKind.Property ? next[firstChild[property]!]! : -1;
    row.push(property);
    if (value === -1 || (kind[value] !== NodeKind.Object && kind[value] !== NodeKind.Array) || firstChild[value] === -1) {
      isElement.push(1);
      continue;
    }
    isElement.push(0);
    for (let child = firstChild[value]!; child !== -1; child = next[child]!) {
      row.push(child);
      isElement.push(1);
    }
  }
  return segmentsFrom(row, isElement, count);
}

function segmentsFrom(row: readonly number[], isElement: readonly number[], total: number): Segments {
  const count = row.length;
  const rows = new Int32Array(count);
  for (let index = 0; index < count; index++) rows[index] = (index + 1 < count ? row[index + 1]! : total) - row[index]!;
  return { count, row: Int32Array.from(row), rows, isElement: Uint8Array.from(isElement), stamp: new Int32Array(count) };
}

/** The segment that holds a row, or -1. */
export function segmentAt({ row, count }: Segments, node: NodeId): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row[middle]! <= node) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Unused rows that are left behind a segment, so that it can grow without moving others. */
export const spareRows = (rows: number): number => (rows >> 3) + 6;
