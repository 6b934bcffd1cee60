import type { NodeId, SyntaxProblem, SyntaxProblemKind } from './tree';

/** What the scan expects next. The order matters: up to Value a value may begin, up to Name a string may. */
export const State = {
  /** The top-level value. */
  Root: 0,
  /** An element of an array, or its end. */
  Element: 1,
  /** The value of the property `count - 2`. */
  Value: 2,
  /** A property name, or the end of the object. */
  Name: 3,
  /** The colon of the property `count - 2`. */
  Colon: 4,
  /** A comma or the end of the array. */
  AfterElement: 5,
  /** A comma or the end of the object. */
  AfterProperty: 6,
  /** Nothing: the top-level value is complete. */
  Done: 7,
} as const;
/** One of the numbers of {@link State}. */
export type State = (typeof State)[keyof typeof State];

/** After this many problems one `tooManyProblems` is added and no more are looked for. */
export const problemLimit = 100;

/**
 * Everything a scan in progress knows. The fast loop keeps these in local variables and writes them back before it calls a slow path.
 *
 * There is no stack: the open containers are the chain from `current` along `parent`. While a container is open its `end` holds its last child so far (or -1),
 * and its `firstChild` is written when it closes.
 */
export interface Scanner {
  readonly text: string;
  /** Where the scan began. */
  readonly from: number;
  /** The scan reads no character at or behind this offset. */
  limit: number;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  parent: Int32Array;
  next: Int32Array;
  firstChild: Int32Array;
  capacity: number;
  count: number;
  position: number;
  /** Innermost open container, or -1. */
  current: NodeId;
  state: State;
  /** Offset behind the last token taken. */
  lastEnd: number;
  /** A problem at the gap behind this offset would be the echo of one that was reported: equal to `lastEnd` right after a bad token. */
  quietEnd: number;
  openObjects: number;
  openArrays: number;
  /** Whether a container was closed without its bracket. Which one it was is then worth a second look. */
  hasForcedClose: boolean;
  /** Whether a mistake was read by what stands around it, maybe far away: then no part of the text may be scanned again without the rest. */
  isContextual: boolean;
  readonly problems: SyntaxProblem[];
  comments: Int32Array;
  commentCount: number;
}

/** Prepares a scan of `text` from `from` on. `expectedNodes` sizes the columns; they grow as needed. */
export function createScanner(text: string, from: number, expectedNodes: number): Scanner {
  const capacity = Math.max(16, expectedNodes);
  return {
    text, from, limit: text.length, capacity,
    kind: new Uint8Array(capacity), start: new Int32Array(capacity), end: new Int32Array(capacity),
    parent: new Int32Array(capacity), next: new Int32Array(capacity), firstChild: new Int32Array(capacity),
    count: 0, position: from, current: -1, state: State.Root, lastEnd: from, quietEnd: -1, openObjects: 0, openArrays: 0, hasForcedClose: false, isContextual: false,
    problems: [], comments: new Int32Array(16), commentCount: 0,
  };
}

const enlarged = (column: Int32Array, capacity: number): Int32Array => {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
};

/** Enlarges the columns by what the text read so far lets expect, at least by half, so that the total work stays linear. */
export function growColumns(scanner: Scanner): void {
  const { from } = scanner;
  const read = Math.max(1, scanner.position - from);
  const expected = Math.ceil((scanner.count / read) * (scanner.text.length - from) * 1.05);
  const most = scanner.text.length - from + scanner.count + 16;
  const capacity = Math.max(scanner.capacity + (scanner.capacity >> 1) + 16, Math.min(expected, most, scanner.capacity * 8));
  const kind = new Uint8Array(capacity);
  kind.set(scanner.kind);
  scanner.kind = kind;
  scanner.start = enlarged(scanner.start, capacity);
  scanner.end = enlarged(scanner.end, capacity);
  scanner.parent = enlarged(scanner.parent, capacity);
  scanner.next = enlarged(scanner.next, capacity);
  scanner.firstChild = enlarged(scanner.firstChild, capacity);
  scanner.capacity = capacity;
}

/** Records a mistake, up to the limit. */
export function report(scanner: Scanner, kind: SyntaxProblemKind, start: number, end: number): void {
  if (scanner.problems.length < problemLimit) scanner.problems.push({ kind, start, end });
  else if (scanner.problems.length === problemLimit) scanner.problems.push({ kind: 'tooManyProblems', start, end });
}

/** Whether it still pays to look around for the best reading of a mistake. Beyond the limit nobody sees the difference, and the scan must stay linear. */
export function mayExplore(scanner: Scanner): boolean {
  return scanner.problems.length < problemLimit;
}

/** Records a comment. */
export function addComment(scanner: Scanner, start: number, end: number): void {
  if (scanner.commentCount + 2 > scanner.comments.length) scanner.comments = enlarged(scanner.comments, scanner.comments.length * 2);
  scanner.comments[scanner.commentCount++] = start;
  scanner.comments[scanner.commentCount++] = end;
}

/** Appends a node whose children, if any, follow. Room for three nodes is guaranteed wherever the fast loop calls out. */
export function appendNode(scanner: Scanner, kind: number, parent: NodeId, start: number, end: number): NodeId {
  const node = scanner.count++;
  scanner.kind[node] = kind;
  scanner.start[node] = start;
  scanner.end[node] = end;
  scanner.parent[node] = parent;
  scanner.next[node] = -1;
  scanner.firstChild[node] = -1;
  return node;
}

/** Makes `node` the last child of the open container `container`. */
export function linkChild(scanner: Scanner, container: NodeId, node: NodeId): void {
  const last = scanner.end[container]!;
  if (last !== -1) scanner.next[last] = node;
  scanner.end[container] = node;
}
