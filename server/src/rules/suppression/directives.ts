import { type LineIndex, type Tree, createLineIndex, lineAt } from '../../document/index';
import type { Place } from '../../findings/index';
import { codeProblem } from './check-code';
import { type Suppression, type SuppressionProblem, type Suppressions, noException } from './suppression';

/** What a comment may begin with to suppress findings. */
export const suppressionDirectives = ['avstream-disable-next-line', 'avstream-disable-line', 'avstream-disable-file', 'avstream-disable', 'avstream-enable'] as const;
/** One of them. */
export type SuppressionDirective = (typeof suppressionDirectives)[number];
const isDirective = (word: string): word is SuppressionDirective => (suppressionDirectives as readonly string[]).includes(word);

/** A word of a comment with its place in the text. */
interface Word { readonly text: string; readonly start: number; readonly end: number }

/** A comment that is meant for us. */
interface Comment {
  /** Index of its pair in the comments of the tree. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly directive: Word;
  /** What stands between the directive and the reason. */
  readonly words: readonly Word[];
}

const placeOf = ({ start, end }: Word): Place => ({ node: -1, start, end });

/** What may stand between the delimiter of a comment and our word: more of the delimiter, and blanks. */
const isLead = (code: number): boolean => code === 47 || code === 42 || code === 33 || code === 32 || (code >= 9 && code <= 13);

/** Comments that begin with one of our words, in order. Looks at the begin of each comment and at nothing else. */
function findComments({ text, comments }: Tree): readonly Comment[] {
  const found: Comment[] = [];
  for (let index = 0; index * 2 < comments.length; index++) {
    const start = comments[index * 2]!;
    const end = comments[index * 2 + 1]!;
    let at = start + 2;
    while (at < end && isLead(text.charCodeAt(at))) at++;
    if (!text.startsWith('avstream-', at)) continue;
    const comment = readComment(text, index, start, end, at);
    if (comment !== undefined) found.push(comment);
  }
  return found;
}

function readComment(text: string, index: number, start: number, end: number, at: number): Comment | undefined {
  const inner = text.startsWith('/*', start) && end - start >= 4 && text.endsWith('*/', end) ? end - 2 : end;
  const name = /^avstream-(?:disable|enable)(?:-?[A-Za-z]+)*/.exec(text.slice(at, Math.min(inner, at + 100)))?.[0];
  if (name === undefined) return undefined;
  const from = at + name.length;
  const body = text.slice(from, inner);
  const dashes = /(?:^|[\s,])--/.exec(body);
  const list = dashes === null ? body : body.slice(0, dashes.index);
  const words = [...list.matchAll(/[^\s,]+/g)].map((match) => ({ text: match[0], start: from + match.index, end: from + match.index + match[0].length }));
  return { index, start, end, directive: { text: name, start: at, end: from }, words };
}

/** A block of `avstream-disable` that is still open. */
interface OpenBlock { readonly code: string | undefined; readonly place: Place; readonly from: number; readonly except: Map<string, number> }

/** What the comments of a document suppress. */
export function readDirectives(tree: Tree): Suppressions {
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  const comments = findComments(tree);
  if (comments.length === 0) return { suppressions, problems };
  const lines = createLineIndex(tree.text);
  let open: OpenBlock[] = [];
  const close = (block: OpenBlock, to: number): void => {
    suppressions.push({ of: 'offset', code: block.code, from: block.from, to, except: block.except, place: block.place });
  };
  for (const comment of comments) {
    const { directive } = comment;
    const kind = directive.text;
    if (!isDirective(kind)) {
      problems.push({ code: 'DOC-12', variant: 'directive', arguments: { directive: kind, nearest: nearestDirective(kind) }, place: placeOf(directive) });
      continue;
    }
    const codes = readCodes(comment, problems);
    // A comment whose codes are all wrong is not one for all codes.
    if (codes === undefined) continue;
    if (kind === 'avstream-disable') {
      for (const { code, place } of codes) open.push({ code, place, from: comment.start, except: new Map() });
    } else if (kind === 'avstream-enable') {
      const had = open.length;
      for (const { code, place } of codes) {
        const closed = open.filter((block) => code === undefined || block.code === code);
        const reopened = code === undefined ? [] : open.filter((block) => block.code === undefined && !block.except.has(code));
        for (const block of closed) close(block, comment.start);
        for (const block of reopened) block.except.set(code!, comment.start);
        open = open.filter((block) => !closed.includes(block));
        if (had === 0 || closed.length + reopened.length === 0) problems.push({ code: 'DOC-11', variant: 'enable', arguments: {}, place });
      }
    } else {
      const { from, to } = stretchOf(kind, comment, tree, lines);
      for (const { code, place } of codes) suppressions.push({ of: 'offset', code, from, to, except: noException, place });
    }
  }
  for (const block of open) close(block, tree.text.length + 1);
  return { suppressions, problems };
}

const nearestDirective = (word: string): SuppressionDirective => (word.startsWith('avstream-enable') ? 'avstream-enable' : /line/i.test(word) ? (/next/i.test(word) ? 'avstream-disable-next-line' : 'avstream-disable-line') : /file/i.test(word) ? 'avstream-disable-file' : 'avstream-disable');

/** The codes of a comment that can be suppressed, `undefined` for all; nothing when it names only codes that cannot be. */
function readCodes({ directive, words }: Comment, problems: SuppressionProblem[]): readonly { readonly code: string | undefined; readonly place: Place }[] | undefined {
  if (words.length === 0) return [{ code: undefined, place: placeOf(directive) }];
  const codes: { code: string; place: Place }[] = [];
  for (const word of words) {
    const place = placeOf(word);
    if (!/^[A-Za-z]+-\d+$/.test(word.text)) {
      // Words that go on are a reason without its dashes: one mistake.
      problems.push({ code: 'DOC-12', variant: 'word', arguments: { word: word.text.slice(0, 40) }, place: { ...place, end: Math.min(place.end, place.start + 80) } });
      break;
    }
    const problem = codeProblem(word.text);
    if (problem === undefined) codes.push({ code: word.text, place });
    else problems.push({ code: 'DOC-12', ...problem, place: { ...place, end: Math.min(place.end, place.start + 80) } });
  }
  return codes.length === 0 ? undefined : codes;
}

/** Where the findings begin that a comment about a line or the file is for. */
function stretchOf(kind: Exclude<SuppressionDirective, 'avstream-disable' | 'avstream-enable'>, comment: Comment, tree: Tree, lines: LineIndex): { readonly from: number; readonly to: number } {
  if (kind === 'avstream-disable-file') return { from: 0, to: tree.text.length + 1 };
  if (kind === 'avstream-disable-line') return { from: lines.lineStarts[lineAt(lines, comment.start)]!, to: lines.lineEnds[lineAt(lines, comment.end)]! + 1 };
  const next = lineAt(lines, comment.end) + 1;
  if (next >= lines.lineCount) return { from: tree.text.length, to: tree.text.length };
  const line = lineAt(lines, significantFrom(tree, lines.lineStarts[next]!, comment.index + 1));
  return { from: lines.lineStarts[line]!, to: lines.lineEnds[line]! + 1 };
}

const blank = /\s/;

/** The first offset at or behind `from` with something besides blanks and comments, of which `index` is the first that can matter: so that several comments may stand above one line. */
function significantFrom({ text, comments }: Tree, from: number, index: number): number {
  let at = from;
  let comment = index;
  while (at < text.length) {
    while (comment * 2 < comments.length && comments[comment * 2 + 1]! <= at) comment++;
    if (comment * 2 < comments.length && comments[comment * 2]! <= at) at = comments[comment * 2 + 1]!;
    else if (blank.test(text[at]!)) at++;
    else return at;
  }
  return at;
}
