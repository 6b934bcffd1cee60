import { subtreeEnd } from './access';
import { parseDocument, scanValue } from './parse';
import { problemLimit } from './scanner';
import { type Segments, cutIntoSegments, segmentAt, spareRows } from './segments';
import type { TextChange } from './text-change';
import { NodeKind, type NodeId, type SyntaxProblem, type Tree } from './tree';

/**
 * The tree of one version of a document. From version to version the nodes of what was not edited keep their numbers: between the segments rows are left
 * unused, which have kind 0, no text and no place in the tree.
 */
export interface TreeVersion {
  readonly tree: Tree;
  readonly segments: Segments;
  /** Whether brackets are missing or too many somewhere, so that any edit may change how the whole text is read. */
  readonly isContextual: boolean;
  /** The stamp that no segment has had yet. */
  readonly nextStamp: number;
}

/** Reads the first version of a document. */
export function firstTree(text: string): TreeVersion {
  const { tree, isContextual } = parseDocument(text);
  return spread(tree, cutIntoSegments(tree), isContextual, undefined, undefined);
}

/**
 * Reads a later version: where the edit lies inside one element whose brackets still close where they did, that element; else the whole text. The tree says
 * what `parseTree` says of the text; only the numbers of its nodes differ.
 */
export function treeAfter(previous: TreeVersion, text: string, edit: TextChange): TreeVersion {
  const element = elementAround(previous, edit);
  const spliced = element === undefined ? undefined : splice(previous, text, edit, element);
  if (spliced !== undefined) return spliced;
  const { tree, isContextual } = parseDocument(text);
  return spread(tree, cutIntoSegments(tree), isContextual, previous, edit);
}

/** An object or array that is an element, or the value of one. */
interface Element { readonly segment: number; readonly value: NodeId }

/** The element that an edit lies inside of, between its brackets; nothing when it lies elsewhere. */
function elementAround({ tree, segments, isContextual }: TreeVersion, { start, oldEnd }: TextChange): Element | undefined {
  if (isContextual || tree.problems.length >= problemLimit) return undefined;
  let low = 0;
  let high = segments.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tree.start[segments.row[middle]!]! < start) low = middle + 1;
    else high = middle;
  }
  const segment = low - 1;
  if (segment < 0 || segments.isElement[segment] === 0) return undefined;
  const row = segments.row[segment]!;
  const value = tree.kind[row] === NodeKind.Property ? tree.next[tree.firstChild[row]!]! : row;
  if (value === -1 || (tree.kind[value] !== NodeKind.Object && tree.kind[value] !== NodeKind.Array)) return undefined;
  return tree.start[value]! < start && oldEnd < tree.end[value]! ? { segment, value } : undefined;
}

/** Puts a newly read element in the place of the old one. Nothing when it does not end where it did, does not fit, or is read by what stands around it. */
function splice(previous: TreeVersion, text: string, { oldEnd, newEnd }: TextChange, { segment, value }: Element): TreeVersion | undefined {
  const { tree: old, segments } = previous;
  const shift = newEnd - oldEnd;
  const from = old.start[value]!;
  const to = old.end[value]!;
  const row = segments.row[segment]!;
  const next = segment + 1 < segments.count ? segments.row[segment + 1]! : old.count;
  const { tree: read, end, isComplete, isContextual } = scanValue(text, from, segments.rows[segment]! + 32);
  if (!isComplete || isContextual || end !== to + shift || value + read.count > next) return undefined;
  // A problem at the first or last character is one of what stands around.
  const before = old.problems.filter((problem) => problem.start <= from);
  const behind = old.problems.filter((problem) => problem.start >= to - 1);
  const problems = [...before, ...read.problems, ...behind.map((problem) => moved(problem, shift))];
  if (problems.length >= problemLimit) return undefined;

  const used = value + read.count;
  const keepsStructure = used === row + segments.rows[segment]! && isSameStructure(old, read, value);
  const kind = keepsStructure ? old.kind : old.kind.slice();
  const parent = keepsStructure ? old.parent : old.parent.slice();
  const sibling = keepsStructure ? old.next : old.next.slice();
  const firstChild = keepsStructure ? old.firstChild : old.firstChild.slice();
  const start = old.start.slice();
  const ends = old.end.slice();
  const tree: Tree = { text, root: old.root, count: old.count, kind, start, end: ends, parent, next: sibling, firstChild, problems, comments: mergedComments(old.comments, read.comments, from, to, shift) };
  for (let index = 0, node = value; index < read.count; index++, node++) {
    start[node] = read.start[index]!;
    ends[node] = read.end[index]!;
    if (keepsStructure) continue;
    kind[node] = read.kind[index]!;
    if (index > 0) {
      parent[node] = read.parent[index]! + value;
      sibling[node] = moveId(read.next[index]!, value);
    }
    firstChild[node] = moveId(read.firstChild[index]!, value);
  }
  leaveUnused(tree, used, next);
  if (shift !== 0) {
    for (let node = next; node < old.count; node++) {
      start[node]! += shift;
      ends[node]! += shift;
    }
    for (let outer = old.parent[value]!; outer !== -1; outer = old.parent[outer]!) ends[outer]! += shift;
  }
  const stamp = segments.stamp.slice();
  stamp[segment] = previous.nextStamp;
  let { rows } = segments;
  if (rows[segment] !== used - row) {
    rows = rows.slice();
    rows[segment] = used - row;
  }
  return { tree, segments: { ...segments, rows, stamp }, isContextual: false, nextStamp: previous.nextStamp + 1 };
}

const moveId = (node: NodeId, by: number): NodeId => (node === -1 ? -1 : node + by);
const moved = (problem: SyntaxProblem, by: number): SyntaxProblem => (by === 0 ? problem : { ...problem, start: problem.start + by, end: problem.end + by });

function isSameStructure(old: Tree, read: Tree, value: NodeId): boolean {
  for (let index = 0, node = value; index < read.count; index++, node++) {
    if (old.kind[node] !== read.kind[index] || (index > 0 && (old.parent[node] !== read.parent[index]! + value || old.next[node] !== moveId(read.next[index]!, value)))) return false;
  }
  return true;
}

/** Comments of a text in which the stretch from `from` to `to` was read again and what is behind it moved. */
function mergedComments(old: Int32Array, read: Int32Array, from: number, to: number, shift: number): Int32Array {
  if (old.length === 0) return read;
  const merged: number[] = [];
  let index = 0;
  for (; index < old.length && old[index]! < from; index += 2) merged.push(old[index]!, old[index + 1]!);
  for (const offset of read) merged.push(offset);
  for (; index < old.length; index += 2) if (old[index]! >= to) merged.push(old[index]! + shift, old[index + 1]! + shift);
  return Int32Array.from(merged);
}

/** Makes the rows from `from` up to `to` unused ones, such that a search by offset that meets them goes on from the row before. */
function leaveUnused({ kind, start, end, parent, next, firstChild }: Tree, from: number, to: number): void {
  const last = from - 1;
  for (let node = from; node < to; node++) {
    kind[node] = 0;
    start[node] = start[last]!;
    end[node] = start[last]! - 1;
    parent[node] = last;
    next[node] = -1;
    firstChild[node] = -1;
  }
}

/** Gives the rows of a tree without unused ones places in which they can grow; those that are as they were in the version before keep theirs. */
function spread(dense: Tree, cut: Segments, isContextual: boolean, previous: TreeVersion | undefined, edit: TextChange | undefined): TreeVersion {
  const count = cut.count;
  let nextStamp = previous?.nextStamp ?? 1;
  const stamp = new Int32Array(count);
  const row = new Int32Array(count);
  const kept = previous === undefined || edit === undefined ? { front: 0, back: 0 } : findKept(previous, dense, cut, edit);
  const { front } = kept;
  let { back } = kept;
  const before = previous?.segments;
  // Rows for what is new lie between what keeps its place; where they are too few, what follows moves, too.
  const base = front === 0 ? 0 : before!.row[front - 1]! + before!.rows[front - 1]!;
  let needed = 0;
  for (let index = front; index < count - back; index++) needed += cut.rows[index]!;
  while (back > 0 && base + needed > before!.row[before!.count - back]!) needed += cut.rows[count - back--]!;
  const limit = back > 0 ? before!.row[before!.count - back]! : Number.POSITIVE_INFINITY;
  const newOnes = count - back - front;

  for (let index = 0; index < front; index++) {
    row[index] = before!.row[index]!;
    stamp[index] = before!.stamp[index]!;
  }
  let place = base;
  let spare = limit - base - needed;
  const inPlace = before !== undefined && newOnes === before.count - front - back && fitsInPlace(before, cut, front, newOnes);
  for (let index = front; index < front + newOnes; index++) {
    stamp[index] = nextStamp++;
    if (inPlace) row[index] = before.row[index]!;
    else {
      row[index] = place;
      // The rest is shared out evenly, so that each can grow.
      const left = front + newOnes - index;
      const gap = cut.isElement[index] === 0 ? 0 : Math.min(spareRows(cut.rows[index]!), Math.floor(spare / left));
      spare -= gap;
      place += cut.rows[index]! + gap;
    }
  }
  for (let index = count - back; index < count; index++) {
    row[index] = before!.row[before!.count - count + index]!;
    stamp[index] = before!.stamp[before!.count - count + index]!;
  }
  const last = count - 1;
  const capacity = count === 0 ? 0 : row[last]! + Math.max(cut.rows[last]! + spareRows(cut.rows[last]!), back > 0 || inPlace ? previous!.tree.count - row[last]! : 0);
  return { tree: laidOut(dense, cut, row, capacity), segments: { count, row, rows: cut.rows, isElement: cut.isElement, stamp }, isContextual, nextStamp };
}

function fitsInPlace(before: Segments, cut: Segments, front: number, newOnes: number): boolean {
  for (let index = front; index < front + newOnes; index++) {
    // The last segment of all has no one behind it.
    if (index + 1 < before.count && before.row[index]! + cut.rows[index]! > before.row[index + 1]!) return false;
  }
  return true;
}

/** How many segments at the front and at the back are the same as in the version before, but for where they begin. */
function findKept(previous: TreeVersion, dense: Tree, cut: Segments, edit: TextChange): { readonly front: number; readonly back: number } {
  const { tree: old, segments: before } = previous;
  const most = Math.min(before.count, cut.count);
  let front = 0;
  while (front < most && isSameSegment(old, before, front, dense, cut, front, 0) && textEnd(old, before, front) <= edit.start) front++;
  let back = 0;
  const shift = edit.newEnd - edit.oldEnd;
  while (back < most - front) {
    const [one, other] = [before.count - 1 - back, cut.count - 1 - back];
    if (old.start[before.row[one]!]! < edit.oldEnd || !isSameSegment(old, before, one, dense, cut, other, shift)) break;
    back++;
  }
  return { front, back };
}

/** Where the text ends that decides what a segment is: of what holds elements together, with its opening bracket. */
function textEnd(tree: Tree, { row, rows, isElement }: Segments, index: number): number {
  return isElement[index] === 1 ? tree.end[row[index]!]! : tree.start[row[index]! + rows[index]! - 1]! + 1;
}

function isSameSegment(old: Tree, before: Segments, one: number, dense: Tree, cut: Segments, other: number, shift: number): boolean {
  const rows = cut.rows[other]!;
  if (before.rows[one] !== rows || before.isElement[one] !== cut.isElement[other]) return false;
  const [from, to] = [before.row[one]!, cut.row[other]!];
  const isElement = cut.isElement[other] === 1;
  for (let index = 0; index < rows; index++) {
    const [a, b] = [from + index, to + index];
    if (old.kind[a] !== dense.kind[b] || old.start[a]! + shift !== dense.start[b]) return false;
    // What holds elements together ends where they do.
    if ((isElement || index === 1) && old.end[a]! + shift !== dense.end[b]) return false;
    if (index > 0 && old.parent[a]! - from !== dense.parent[b]! - to) return false;
  }
  return true;
}

/** Copies rows to their places. */
function laidOut(dense: Tree, cut: Segments, row: Int32Array, capacity: number): Tree {
  const place = new Int32Array(dense.count);
  for (let segment = 0; segment < cut.count; segment++) {
    const from = cut.row[segment]!;
    for (let index = 0; index < cut.rows[segment]!; index++) place[from + index] = row[segment]! + index;
  }
  const columns = (): Int32Array => new Int32Array(capacity);
  const tree: Tree = { text: dense.text, root: dense.root, count: capacity, kind: new Uint8Array(capacity), start: columns(), end: columns(), parent: columns(), next: columns(), firstChild: columns(), problems: dense.problems, comments: dense.comments };
  const { kind, start, end, parent, next, firstChild } = tree;
  const placeOf = (node: NodeId): NodeId => (node === -1 ? -1 : place[node]!);
  for (let node = 0; node < dense.count; node++) {
    const at = place[node]!;
    kind[at] = dense.kind[node]!;
    start[at] = dense.start[node]!;
    end[at] = dense.end[node]!;
    parent[at] = placeOf(dense.parent[node]!);
    next[at] = placeOf(dense.next[node]!);
    firstChild[at] = placeOf(dense.firstChild[node]!);
  }
  for (let segment = 0; segment < cut.count; segment++) leaveUnused(tree, row[segment]! + cut.rows[segment]!, segment + 1 < cut.count ? row[segment + 1]! : capacity);
  return tree;
}

/** A tree without its unused rows: what `parseTree` gives for the text. For tests, and for who compares. */
export function withoutUnused({ tree, segments }: TreeVersion): Tree {
  const dense = new Int32Array(tree.count).fill(-1);
  let count = 0;
  for (let segment = 0; segment < segments.count; segment++) for (let index = 0; index < segments.rows[segment]!; index++) dense[segments.row[segment]! + index] = count++;
  const denseOf = (node: NodeId): NodeId => (node === -1 ? -1 : dense[node]!);
  const kind = new Uint8Array(count);
  const [start, end, parent, next, firstChild] = [0, 0, 0, 0, 0].map(() => new Int32Array(count)) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  for (let node = 0; node < tree.count; node++) {
    const at = dense[node]!;
    if (at === -1) continue;
    kind[at] = tree.kind[node]!;
    start[at] = tree.start[node]!;
    end[at] = tree.end[node]!;
    parent[at] = denseOf(tree.parent[node]!);
    next[at] = denseOf(tree.next[node]!);
    firstChild[at] = denseOf(tree.firstChild[node]!);
  }
  return { ...tree, count, root: tree.root, kind, start, end, parent, next, firstChild };
}

/** What stays the same as long as a value keeps its text and the numbers of its nodes, and is never that of another. */
export type Stamp = number | string;

/** The stamp of a value that is an element, or is made of elements. */
export function stampOf({ tree, segments }: TreeVersion, value: NodeId): Stamp {
  const first = segmentAt(segments, value);
  if (segments.isElement[first] === 1) return segments.stamp[first]!;
  // What stands between elements decides where each begins.
  const parts: number[] = [tree.end[value]! - tree.start[value]!];
  const end = subtreeEnd(tree, value);
  for (let segment = first; segment < segments.count && segments.row[segment]! < end; segment++) parts.push(segments.stamp[segment]!, tree.start[segments.row[segment]!]! - tree.start[value]!);
  return parts.join();
}
