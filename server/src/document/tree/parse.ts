import { closeAll, closeCurrent, findUnclosed, meantEnd } from './brackets';
import { scan } from './scan';
import { addComment, createScanner, report, State, type Scanner } from './scanner';
import { NodeKind, type SyntaxProblem, type Tree } from './tree';

/** How often a bracket that closes the document too early is overlooked. */
const reopenLimit = 8;

/**
 * Parses JSON with comments and trailing commas. Never throws and always returns a tree of what is there: each mistake yields one problem, and the text around
 * it is read as its author most likely meant it. Time and memory are linear in the length of the text; nesting costs no call stack.
 */
export function parseTree(text: string): Tree {
  return parseDocument(text).tree;
}

/** A tree, and whether a mistake in it was read by what stands around it ({@link Scanner.isContextual}). */
export interface ParsedDocument {
  readonly tree: Tree;
  readonly isContextual: boolean;
}

/** Does what {@link parseTree} does. */
export function parseDocument(text: string): ParsedDocument {
  const scanner = scanDocument(text, undefined);
  const isOpen = scanner.current !== -1;
  const unclosed = isOpen || scanner.hasForcedClose ? findUnclosed(scanner) : -1;
  if (unclosed !== -1) {
    // A missing bracket shows only where an outer one is missed, maybe at the end of the text. The indentation says where it belongs: read again with it put in.
    const opener = scanner.start[unclosed]!;
    const repaired = scanDocument(text, { opener, end: meantEnd(text, opener) });
    if (repaired.current === -1 && repaired.problems.length <= scanner.problems.length + (isOpen ? 1 : 0)) return { tree: toTree(repaired), isContextual: true };
  }
  closeAll(scanner);
  return { tree: toTree(scanner), isContextual: scanner.isContextual };
}

/** What {@link scanValue} found. The tree is that of the value alone: node 0 is the value, offsets are those of the whole text. */
export interface ScannedValue {
  readonly tree: Tree;
  /** Offset behind the value; where the text ends first, its length. */
  readonly end: number;
  /** Whether the value is complete: a scalar, or a container with its closing bracket. */
  readonly isComplete: boolean;
  /** Whether a mistake in it was read by what stands around it: within the whole text it may read otherwise. */
  readonly isContextual: boolean;
}

/**
 * Scans the one value that begins at `offset` (blanks and comments before it are skipped) and stops behind it: the means to read an edited element again
 * without its surroundings.
 */
export function scanValue(text: string, offset: number, expectedNodes = 64): ScannedValue {
  const scanner = createScanner(text, offset, expectedNodes);
  scan(scanner);
  const isComplete = scanner.state === State.Done;
  closeAll(scanner);
  return { tree: toTree(scanner), end: isComplete ? scanner.lastEnd : scanner.position, isComplete, isContextual: scanner.isContextual };
}

/** Scans the whole text, and puts in a closing bracket where `repair` says. What is open at the end stays open. */
function scanDocument(text: string, repair: { readonly opener: number; readonly end: number } | undefined): Scanner {
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const scanner = createScanner(text, from, Math.min(text.length >> 3, 1 << 16));
  if (repair) {
    scanner.limit = repair.end;
    scan(scanner);
    closeThrough(scanner, repair.opener);
    scanner.limit = text.length;
  }
  scan(scanner);
  for (let reopened = 0; scanner.state === State.Done && reopened <= reopenLimit; reopened++) {
    if (!continueBehindRoot(scanner, reopened < reopenLimit)) break;
    scan(scanner);
  }
  if (scanner.count === 0 && scanner.problems.length === 0) report(scanner, 'emptyDocument', 0, text.length);
  if (scanner.current !== -1 && (scanner.state === State.Value || scanner.state === State.Colon)) scanner.state = State.AfterProperty;
  return scanner;
}

/** Closes the containers from the innermost to the one opened at `opener`, and reports that one as the mistake. */
function closeThrough(scanner: Scanner, opener: number): void {
  let target = scanner.current;
  while (target !== -1 && scanner.start[target]! > opener) target = scanner.parent[target]!;
  if (target === -1 || scanner.start[target] !== opener) return;
  if (scanner.state === State.Value || scanner.state === State.Colon) {
    report(scanner, 'expectedValue', scanner.lastEnd - 1, scanner.lastEnd);
  }
  report(scanner, scanner.kind[target] === NodeKind.Object ? 'unclosedObject' : 'unclosedArray', opener, opener + 1);
  const outer = scanner.parent[target]!;
  const enclosing = outer !== -1 && scanner.kind[outer] === NodeKind.Property ? scanner.parent[outer]! : outer;
  while (scanner.current !== enclosing) closeCurrent(scanner, scanner.lastEnd);
  // The comma behind the container went the way of the bracket, and may have been taken inside it.
  scanner.quietEnd = scanner.lastEnd;
}

/**
 * Looks at what stands behind the top-level value. Comments are kept. When a bracket closed the top-level object although more properties follow, the bracket is
 * the mistake and the object is open again (the result is true); anything else behind the value is reported once.
 */
function continueBehindRoot(scanner: Scanner, mayReopen: boolean): boolean {
  const { text } = scanner;
  const closer = scanner.lastEnd - 1;
  let i = skipBlanks(scanner, scanner.position);
  if (i >= text.length) return false;
  if (mayReopen && scanner.kind[0] === NodeKind.Object && text.charCodeAt(i) === 44 && isPropertyAhead(text, i + 1)) {
    scanner.isContextual = true;
    report(scanner, 'mismatchedBracket', closer, closer + 1);
    let last = scanner.firstChild[0]!;
    if (last !== -1) while (scanner.next[last] !== -1) last = scanner.next[last]!;
    scanner.end[0] = last;
    scanner.current = 0;
    scanner.openObjects = 1;
    scanner.state = State.AfterProperty;
    scanner.position = i;
    return true;
  }
  const start = i;
  while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  while (i > start + 1 && text.charCodeAt(i - 1) <= 32) i--;
  report(scanner, 'trailingContent', start, i);
  return false;
}

const isBlank = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;

/** Offset of the first character at or behind `from` that is neither blank nor in a comment; comments are recorded. */
function skipBlanks(scanner: Scanner, from: number): number {
  const { text } = scanner;
  let i = from;
  for (;;) {
    while (i < text.length && isBlank(text.charCodeAt(i))) i++;
    if (text.startsWith('//', i)) {
      const start = i;
      while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
      addComment(scanner, start, i);
    } else if (text.startsWith('/*', i)) {
      const close = text.indexOf('*/', i + 2);
      const end = close === -1 ? text.length : close + 2;
      if (close === -1) report(scanner, 'unterminatedComment', i, i + 2);
      addComment(scanner, i, end);
      i = end;
    } else {
      return i;
    }
  }
}

/** Whether `"name" :` follows. */
function isPropertyAhead(text: string, from: number): boolean {
  return /^\s*"[^"\r\n]*"\s*:/.test(text.slice(from, from + 1024));
}

const byStart = (a: SyntaxProblem, b: SyntaxProblem): number =>
  (a.kind === 'tooManyProblems' ? 1 : 0) - (b.kind === 'tooManyProblems' ? 1 : 0) || a.start - b.start || a.end - b.end;

function toTree(scanner: Scanner): Tree {
  const { text, count, kind, start, end, parent, next, firstChild, problems } = scanner;
  // Problems of brackets come late; everything else is in order already.
  return {
    text, count, kind, start, end, parent, next, firstChild, root: count > 0 ? 0 : -1,
    problems: problems.length > 1 ? problems.sort(byStart) : problems,
    comments: scanner.comments.slice(0, scanner.commentCount),
  };
}
