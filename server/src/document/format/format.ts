import type { TextEdit } from '../edit/index';
import { type NodeId, type Tree, NodeKind } from '../tree/index';
import { TokenKind, createTokens } from './tokens';
import { inlineWidths, tokenWidth } from './widths';

/** How a document is laid out; the names are those of the language server protocol. */
export interface FormatOptions {
  /** Columns of one step of indentation. */
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** Ends the text with a line end where it has none. */
  readonly insertFinalNewline?: boolean;
  /** Leaves one line end at the end of the text at most. */
  readonly trimFinalNewlines?: boolean;
}

/**
 * Why a document is not laid out. `broken`: it has syntax errors, so that nobody can tell what belongs together; `offset` is the first of them.
 * `tooDeep`: it is nested deeper than `limit`, from `offset` on, and its indentation would be most of its text.
 */
export type FormatProblem =
  | { readonly kind: 'broken'; readonly offset: number }
  | { readonly kind: 'tooDeep'; readonly offset: number; readonly limit: number };

/** Edits in the order of the text, each of blanks alone; or why there are none. */
export type FormatResult = { readonly edits: readonly TextEdit[] } | { readonly problem: FormatProblem };

/** Deepest nesting that is laid out. */
const deepest = 200;

/** What is written on one line and wider than this is broken into lines. */
const widest = 240;

/** What had to be broken is broken on until each part is at most this wide. */
const widestOfBroken = 100;

/** Beyond this many edits one replaces all of the text between the first and the last: editors are slow with more. */
const mostEdits = 10_000;

/** A container that is open. */
interface Frame {
  readonly isObject: boolean;
  /** It is written on one line and stays there. */
  readonly isInline: boolean;
  /** Where lines end inside: as they are written, behind each member, or when a line is full. */
  readonly lines: 'written' | 'each' | 'full';
  /** Indentation of the line on which it opens. */
  readonly indent: string;
  /** The opening bracket ends its line, so the closing one begins one. */
  opensLine: boolean;
}

/**
 * Lays out a document, or the lines of a stretch of it. Line ends stay where they are written, with these exceptions: a container that stands on one line and is too wide
 * is broken, one that opens with a line end closes on a line of its own, and more than one blank line become one. A line is indented by one step more
 * than the line on which the innermost bracket around it opens, however many open there.
 * @param range offsets; blanks outside the lines that it touches stay as they are
 */
export function formatEdits(tree: Tree, options: FormatOptions, range: { readonly start: number; readonly end: number } = { start: 0, end: tree.text.length }): FormatResult {
  const { text } = tree;
  if (tree.root === -1) return { edits: [] };
  if (tree.problems.length > 0) return { problem: { kind: 'broken', offset: tree.problems[0]!.start } };
  const lineBreak = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const step = options.insertSpaces ? ' '.repeat(Math.min(16, Math.max(1, options.tabSize))) : '\t';
  const columnsOf = (indent: string): number => {
    let columns = 0;
    for (const unit of indent) columns += unit === '\t' ? options.tabSize : 1;
    return columns;
  };
  const from = lineStart(text, range.start);
  const to = breakFrom(text, range.end);
  const isWhole = from === 0 && to === text.length;

  const widths = inlineWidths(tree);
  const tokens = createTokens(tree);
  const edits: TextEdit[] = [];
  const frames: Frame[] = [];
  let before: TokenKind = TokenKind.Begin;
  /** Indentation and column of the line that is being written. */
  let indent = '';
  let column = 0;
  /** A line end before a comma belongs behind it. */
  let movedBreak = false;
  /** Where the next line ends, for containers that stand on one. */
  let nextBreak = -1;

  const frameOf = (node: NodeId, outer: Frame | undefined, inRange: boolean): Frame => {
    const begin = tree.start[node]!;
    if (nextBreak < begin) nextBreak = breakFrom(text, begin);
    const isObject = tree.kind[node] === NodeKind.Object;
    const isWritten = nextBreak >= tree.end[node]!;
    const isNarrow = outer === undefined || outer.lines === 'written' ? widths[node]! <= widest : column + widths[node]! <= widestOfBroken;
    const fits = outer?.isInline === true || !inRange || isNarrow || tree.firstChild[node] === -1;
    return { isObject, isInline: isWritten && fits, lines: !isWritten || fits ? 'written' : holdsNumbersAlone(tree, node) ? 'full' : 'each', indent, opensLine: false };
  };

  for (;;) {
    const gapStart = tokens.end;
    const kind = tokens.next();
    const gapEnd = tokens.start;
    const frame = frames.at(-1);
    const inRange = isWhole || (gapEnd >= from && gapEnd <= to);
    const written = breaksIn(text, gapStart, gapEnd);
    let breaks = Math.min(written, 2);
    let space = ' ';
    if (kind === TokenKind.End) {
      breaks = options.trimFinalNewlines === true ? Math.min(written, 1) : written;
      if (options.insertFinalNewline === true) breaks = Math.max(1, breaks);
      space = '';
    } else if (before === TokenKind.Begin) {
      breaks = 0;
      space = '';
    } else {
      if (frame?.isInline === true) breaks = 0;
      const isComment = kind === TokenKind.LineComment || kind === TokenKind.BlockComment;
      const wasComment = before === TokenKind.LineComment || before === TokenKind.BlockComment;
      if (kind === TokenKind.Comma || kind === TokenKind.Colon) {
        movedBreak = kind === TokenKind.Comma && breaks > 0;
        breaks = 0;
        space = '';
      } else if (before === TokenKind.Colon) {
        if (!isComment) breaks = 0;
      } else if (before === TokenKind.Open) {
        if (kind === TokenKind.Close) {
          breaks = 0;
          space = '';
        } else {
          breaks = frame!.lines === 'written' ? Math.min(breaks, 1) : 1;
          if (breaks > 0) frame!.opensLine = true;
          else if (!frame!.isObject && !isComment) space = '';
        }
      } else if (kind === TokenKind.Close) {
        breaks = Math.min(breaks, 1);
        if (frame!.opensLine) breaks = 1;
        else if (!frame!.isObject && !wasComment) space = '';
      } else if (before === TokenKind.Comma) {
        if (movedBreak && !isComment) breaks = Math.max(1, breaks);
        const ahead = tokens.node === -1 ? -1 : frame!.isObject ? tree.parent[tokens.node]! : tokens.node;
        if (frame!.lines === 'each') breaks = Math.max(1, breaks);
        else if (breaks === 0 && !frame!.isInline && inRange && ahead !== -1 && overflows(ahead, frame!)) breaks = 1;
        movedBreak = false;
      }
      if (before === TokenKind.LineComment) breaks = Math.max(1, breaks);
      // What an author aligns stays aligned.
      if (kind === TokenKind.LineComment && breaks === 0 && gapEnd > gapStart && written === 0) space = text.slice(gapStart, gapEnd);
    }

    let gap: string;
    if (!inRange) {
      gap = text.slice(gapStart, gapEnd);
    } else if (breaks > 0) {
      const newIndent = frame === undefined ? '' : kind === TokenKind.Close ? frame.indent : frame.indent + step;
      gap = lineBreak.repeat(breaks) + newIndent;
    } else {
      gap = space;
    }
    if (inRange) addEdit(edits, text, gapStart, gapEnd, gap);
    if (kind === TokenKind.End) break;
    const lastBreak = Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r'));
    if (lastBreak === -1) {
      column += gap.length;
    } else {
      indent = gap.slice(lastBreak + 1);
      column = columnsOf(indent);
    }
    if (kind === TokenKind.Open) {
      if (frames.length >= deepest) return { problem: { kind: 'tooDeep', offset: tokens.start, limit: deepest } };
      frames.push(frameOf(tokens.node, frame, inRange));
    } else if (kind === TokenKind.Close) {
      frames.pop();
    }
    column += tokenWidth(tokens.start, tokens.end);
    before = kind;
  }
  return { edits: edits.length > mostEdits ? [joined(text, edits)] : edits };

  /** Whether a member that is written on one line would leave the line that is being written, and not one of its own. */
  function overflows(member: NodeId, frame: Frame): boolean {
    const begin = tree.start[member]!;
    if (nextBreak < begin) nextBreak = breakFrom(text, begin);
    if (nextBreak < tree.end[member]!) return false;
    const limit = frame.lines === 'full' ? widestOfBroken : widest;
    return column + 1 + widths[member]! > limit && columnsOf(frame.indent + step) < column;
  }
}

/** Offset of the first character of the line that holds an offset. */
function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

/** Offset of the first line end at or behind an offset, or the length of the text. */
function breakFrom(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  return at;
}

/** Number of line ends in a stretch. */
function breaksIn(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === 10 || (c === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}

/** Whether all elements of an array are numbers: they stand in rows. */
function holdsNumbersAlone(tree: Tree, array: NodeId): boolean {
  if (tree.kind[array] !== NodeKind.Array) return false;
  for (let element = tree.firstChild[array]!; element !== -1; element = tree.next[element]!) if (tree.kind[element] !== NodeKind.Number) return false;
  return true;
}

/** Adds the part of a replacement that changes something. A line end of two characters is not taken apart. */
function addEdit(edits: TextEdit[], text: string, start: number, end: number, replacement: string): void {
  const most = Math.min(end - start, replacement.length);
  let same = 0;
  while (same < most && text.charCodeAt(start + same) === replacement.charCodeAt(same)) same++;
  if (same === end - start && same === replacement.length) return;
  if (same > 0 && text.charCodeAt(start + same - 1) === 13) same--;
  let sameBehind = 0;
  while (sameBehind < most - same && text.charCodeAt(end - 1 - sameBehind) === replacement.charCodeAt(replacement.length - 1 - sameBehind)) sameBehind++;
  if (sameBehind > 0 && text.charCodeAt(end - sameBehind) === 10) sameBehind--;
  edits.push({ start: start + same, end: end - sameBehind, text: replacement.slice(same, replacement.length - sameBehind) });
}

/** One edit that does what all do. */
function joined(text: string, edits: readonly TextEdit[]): TextEdit {
  const parts: string[] = [];
  let at = edits[0]!.start;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return { start: edits[0]!.start, end: at, text: parts.join('') };
}
