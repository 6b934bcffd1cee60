import { mayExplore, report, State, type Scanner } from './scanner';
import { NodeKind, type NodeId } from './tree';

/** How far a look around a bracket reaches, in characters: enough for any line or element people write, and a bound on the work. */
const window = 8192;

/** How many enclosing containers a look around considers. */
const depthWindow = 64;

/**
 * The indentation of the line that holds `offset`: number of leading blanks, and whether `offset` is the first thing on the line.
 * `undefined` where the line begins too far away to be one a person indented.
 */
export function lineIndentation(text: string, offset: number): { readonly width: number; readonly isFirst: boolean } | undefined {
  let lineStart = offset;
  const farthest = Math.max(0, offset - window);
  while (lineStart > farthest) {
    const c = text.charCodeAt(lineStart - 1);
    if (c === 10 || c === 13) break;
    lineStart--;
  }
  if (lineStart === farthest && farthest > 0) return undefined;
  let i = lineStart;
  while (i < offset && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return { width: i - lineStart, isFirst: i === offset };
}

/** Whether only blanks stand before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  let i = offset;
  while (i > 0 && (text.charCodeAt(i - 1) === 32 || text.charCodeAt(i - 1) === 9)) i--;
  const before = i > 0 ? text.charCodeAt(i - 1) : 10;
  return before === 10 || before === 13;
}

/** The container around the container `node`, or -1. */
function outerContainer(scanner: Scanner, node: NodeId): NodeId {
  const parent = scanner.parent[node]!;
  return parent !== -1 && scanner.kind[parent] === NodeKind.Property ? scanner.parent[parent]! : parent;
}

/** Closes the innermost open container; `end` is the offset behind it. */
export function closeCurrent(scanner: Scanner, end: number): void {
  const { current, kind, parent } = scanner;
  scanner.firstChild[current] = scanner.count > current + 1 ? current + 1 : -1;
  scanner.end[current] = end;
  if (kind[current] === NodeKind.Object) scanner.openObjects--;
  else scanner.openArrays--;
  const outer = parent[current]!;
  if (outer === -1) {
    scanner.current = -1;
    scanner.state = State.Done;
  } else if (kind[outer] === NodeKind.Property) {
    scanner.end[outer] = end;
    scanner.current = parent[outer]!;
    scanner.state = State.AfterProperty;
  } else {
    scanner.current = outer;
    scanner.state = State.AfterElement;
  }
}

/**
 * Handles a closing bracket `c` at `scanner.position` that does not fit the innermost open container. Three mistakes look like this: containers inside were
 * not closed, the bracket should have been the other one, or it is one too many.
 */
export function closeMismatched(scanner: Scanner, c: number): void {
  scanner.isContextual = true;
  const { position, current } = scanner;
  const wanted = c === 125 ? NodeKind.Object : NodeKind.Array;
  const target = current === -1 ? -1 : chooseTarget(scanner, wanted);
  if (target === -1) {
    report(scanner, 'mismatchedBracket', position, position + 1);
    scanner.position = scanner.lastEnd = scanner.quietEnd = position + 1;
    return;
  }
  const fits = scanner.kind[target] === wanted;
  if (fits) {
    if (hasBracket(scanner, current)) reportUnclosed(scanner, current);
  } else {
    report(scanner, 'mismatchedBracket', position, position + 1);
  }
  while (scanner.current !== target) closeCurrent(scanner, position);
  // A bracket that fits is taken by the fast path.
  if (!fits) {
    scanner.position = scanner.lastEnd = position + 1;
    closeCurrent(scanner, position + 1);
  }
}

function reportUnclosed(scanner: Scanner, container: NodeId): void {
  scanner.isContextual = true;
  const start = scanner.start[container]!;
  report(scanner, scanner.kind[container] === NodeKind.Object ? 'unclosedObject' : 'unclosedArray', start, start + 1);
  scanner.hasForcedClose = true;
}

/**
 * A brace where a name should stand, in an object that is an element of an array: the next element begins, and the object was not closed.
 * Closes it, unless the brackets ahead fit better when it stays open (then the name is what is missing).
 */
export function closeBeforeElement(scanner: Scanner): boolean {
  scanner.isContextual = true;
  const { current, position } = scanner;
  const outer = scanner.parent[current]!;
  if (outer === -1 || scanner.kind[outer] !== NodeKind.Array || scanner.end[current] === -1) return false;
  if (mayExplore(scanner) && bracketsLeft(scanner, current, position) < bracketsLeft(scanner, outer, position)) return false;
  reportUnclosed(scanner, current);
  closeCurrent(scanner, scanner.lastEnd);
  scanner.state = State.Element;
  return true;
}

/** Whether a container has its opening bracket. One that was put in for a missing brace has none, and owes none at its end. */
function hasBracket(scanner: Scanner, container: NodeId): boolean {
  const c = scanner.text.charCodeAt(scanner.start[container]!);
  return c === 123 || c === 91;
}

/** The container the bracket closes, or -1 when it is one too many. */
function chooseTarget(scanner: Scanner, wanted: number): NodeId {
  const { text, position, current } = scanner;
  const isOpen = (wanted === NodeKind.Object ? scanner.openObjects : scanner.openArrays) > 0;
  let innermost = -1;
  if (isOpen) {
    innermost = current;
    while (scanner.kind[innermost] !== wanted) innermost = outerContainer(scanner, innermost);
  }
  if (!mayExplore(scanner) || (innermost !== -1 && !hasBracket(scanner, current))) return innermost;

  // Where people indent, a bracket on a line of its own says which line it belongs to.
  const closer = lineIndentation(text, position);
  if (closer?.isFirst) {
    let aligned = -1;
    let container = current;
    for (let depth = 0; container !== -1 && depth < depthWindow; depth++) {
      const opener = lineIndentation(text, scanner.start[container]!);
      if (opener === undefined || opener.width < closer.width) break;
      if (opener.width === closer.width) {
        if (scanner.kind[container] === wanted) return container;
        if (aligned === -1) aligned = container;
      }
      container = outerContainer(scanner, container);
    }
    if (aligned !== -1) return aligned;
  }

  // Otherwise read on and see which reading leaves the fewest brackets over.
  let best = innermost;
  let fewest = innermost === -1 ? Infinity : bracketsLeft(scanner, outerContainer(scanner, innermost), scanner.position + 1);
  const mistaken = bracketsLeft(scanner, outerContainer(scanner, current), scanner.position + 1);
  if (mistaken < fewest) {
    best = current;
    fewest = mistaken;
  }
  return bracketsLeft(scanner, current, scanner.position + 1) < fewest ? -1 : best;
}

/** How many brackets of the text ahead of `from` do not fit if `container` is the innermost open one there. */
function bracketsLeft(scanner: Scanner, container: NodeId, from: number): number {
  const { text, kind } = scanner;
  const end = Math.min(scanner.limit, from + window);
  const inner: number[] = [];
  let open = container;
  let left = 0;
  let i = from;
  while (i < end) {
    const c = text.charCodeAt(i++);
    if (c === 34) {
      while (i < end) {
        const d = text.charCodeAt(i);
        if (d === 10 || d === 13) break;
        i++;
        if (d === 34) break;
        if (d === 92 && i < end && text.charCodeAt(i) === 34) i++;
      }
    } else if (c === 47 && text.charCodeAt(i) === 47) {
      while (i < end && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
    } else if (c === 123) {
      inner.push(NodeKind.Object);
    } else if (c === 91) {
      inner.push(NodeKind.Array);
    } else if (c === 125 || c === 93) {
      const closed = c === 125 ? NodeKind.Object : NodeKind.Array;
      let expected = inner.pop();
      if (expected === undefined && open !== -1) {
        expected = kind[open]!;
        open = outerContainer(scanner, open);
      }
      if (expected !== closed) left++;
    }
  }
  if (end === scanner.limit) {
    left += inner.length;
    for (let depth = 0; open !== -1 && depth < depthWindow; depth++, left++) open = outerContainer(scanner, open);
  }
  return left;
}

/** Closes, at the end of the text, what is still open, and reports the innermost container as the one mistake. */
export function closeAll(scanner: Scanner): void {
  const { current, limit } = scanner;
  if (current === -1) return;
  reportUnclosed(scanner, current);
  while (scanner.current !== -1) closeCurrent(scanner, limit);
}

/**
 * The container whose closing bracket is the one that is missing, judged by indentation: the first one that was closed by a bracket standing farther left than
 * the line it was opened on. -1 when nothing is indented like that. For a finished scan.
 */
export function findUnclosed(scanner: Scanner): NodeId {
  const { text, kind, start, end, count, current } = scanner;
  const isOpen = new Uint8Array(count);
  for (let node = current; node !== -1; node = outerContainer(scanner, node)) isOpen[node] = 1;
  let found = -1;
  // Nodes come in the order of the text, so the line of each is found by moving on.
  let seen = 0;
  let width = 0;
  let inIndentation = true;
  for (let node = 0; node < count; node++) {
    if ((kind[node] !== NodeKind.Object && kind[node] !== NodeKind.Array) || isOpen[node] === 1) continue;
    for (const nodeStart = start[node]!; seen < nodeStart; seen++) {
      const c = text.charCodeAt(seen);
      if (c === 10 || c === 13) {
        width = 0;
        inIndentation = true;
      } else if (inIndentation) {
        if (c === 32 || c === 9) width++;
        else inIndentation = false;
      }
    }
    if (found !== -1 && end[node]! >= end[found]!) continue;
    let i = end[node]! - 1;
    const closer = i;
    const bracket = text.charCodeAt(closer);
    if (bracket !== 125 && bracket !== 93) continue;
    while (i > 0 && (text.charCodeAt(i - 1) === 32 || text.charCodeAt(i - 1) === 9)) i--;
    const before = i > 0 ? text.charCodeAt(i - 1) : 0;
    if ((before === 10 || before === 13) && closer - i < width) found = node;
  }
  return found;
}

/**
 * The offset at which the container opened at `opener` was meant to end: the first line behind it that is indented no deeper than its own line.
 * Strings do not span lines and comments may, which at worst makes the guess a bad one. Returns the end of the text when there is no such line.
 */
export function meantEnd(text: string, opener: number): number {
  const width = lineIndentation(text, opener)?.width;
  if (width === undefined) return text.length;
  let i = opener;
  while (i < text.length) {
    while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
    while (i < text.length && (text.charCodeAt(i) === 10 || text.charCodeAt(i) === 13)) i++;
    const lineStart = i;
    while (i < text.length && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
    const c = i < text.length ? text.charCodeAt(i) : 10;
    if (c !== 10 && c !== 13 && c !== 47 && i - lineStart <= width) return i;
  }
  return text.length;
}
