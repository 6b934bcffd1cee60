import { type LineIndex, type Tree, NodeKind, createLineIndex, lineAt } from '../tree/index';

/** Lines that can be folded away: those behind `startLine` up to `endLine`, zero-based. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  /** `region`: between `// #region` and `// #endregion`. */
  readonly kind: 'container' | 'comment' | 'region';
}

/**
 * What can be folded: objects and arrays over several lines, comments over several lines (also one line comment below the other), and regions. One for each line that one
 * begins on, the outermost; in the order of their lines. The line with the closing bracket stays.
 * @param limit greatest number; what is nested deepest is left out first
 */
export function foldingRanges(tree: Tree, limit = Number.POSITIVE_INFINITY): readonly FoldingRange[] {
  const lines = createLineIndex(tree.text);
  const folded = new Map<number, FoldingRange>();
  const depths = new Map<number, number>();
  const add = (startLine: number, endLine: number, kind: FoldingRange['kind'], depth: number): void => {
    if (endLine <= startLine || folded.has(startLine)) return;
    folded.set(startLine, { startLine, endLine, kind });
    depths.set(startLine, depth);
  };
  addContainers(tree, lines, add);
  addComments(tree, lines, add);
  const all = [...folded.values()].sort((first, second) => first.startLine - second.startLine);
  if (all.length <= limit) return all;
  const { depth, left } = withinLimit([...depths.values()], limit);
  let rest = left;
  return all.filter(({ startLine }) => depths.get(startLine)! < depth || (depths.get(startLine) === depth && rest-- > 0));
}

type Add = (startLine: number, endLine: number, kind: FoldingRange['kind'], depth: number) => void;

function addContainers(tree: Tree, lines: LineIndex, add: Add): void {
  const { count, kind, start, end, parent, text } = tree;
  const depths = new Int32Array(count);
  for (let node = 0; node < count; node++) {
    const outer = parent[node]!;
    const isContainer = kind[node] === NodeKind.Object || kind[node] === NodeKind.Array;
    const depth = (outer === -1 ? 0 : depths[outer]!) + (isContainer ? 1 : 0);
    depths[node] = depth;
    if (!isContainer) continue;
    const first = lineAt(lines, start[node]!);
    // One that lacks its bracket ends with its last member.
    const last = end[node]! - 1;
    const lastLine = lineAt(lines, last);
    if (lastLine === first) continue;
    const closes = text.charCodeAt(last) === 125 || text.charCodeAt(last) === 93;
    add(first, closes ? lastLine - 1 : lastLine, 'container', depth);
  }
}

const regionPattern = /^\/\/\s*#(end)?region\b/;

/** Comments of several lines, rows of line comments that stand alone on their lines, and regions. */
function addComments({ text, comments }: Tree, lines: LineIndex, add: Add): void {
  const regions: number[] = [];
  let first = -1;
  let last = -1;
  const endRow = (): void => {
    if (first !== -1) add(first, last, 'comment', 1);
    first = -1;
  };
  for (let at = 0; at < comments.length; at += 2) {
    const start = comments[at]!;
    const line = lineAt(lines, start);
    if (text.charCodeAt(start + 1) === 42) {
      endRow();
      add(line, lineAt(lines, comments[at + 1]!), 'comment', 1);
      continue;
    }
    const region = regionPattern.exec(text.slice(start, Math.min(comments[at + 1]!, start + 32)));
    if (region) {
      endRow();
      const begin = region[1] === undefined ? regions.push(line) && undefined : regions.pop();
      if (begin !== undefined) add(begin, line, 'region', 0);
      continue;
    }
    const isAlone = text.slice(lines.lineStarts[line], start).trim() === '';
    if (!isAlone || line !== last + 1) endRow();
    if (isAlone && first === -1) first = line;
    last = line;
  }
  endRow();
}

/** The depth of which not all fit into a limit together with what is less deep, and how many of it do. */
function withinLimit(depths: readonly number[], limit: number): { readonly depth: number; readonly left: number } {
  const counts: number[] = [];
  for (const depth of depths) counts[depth] = (counts[depth] ?? 0) + 1;
  let left = limit;
  let depth = 0;
  while (depth < counts.length && (counts[depth] ?? 0) <= left) left -= counts[depth++] ?? 0;
  return { depth, left };
}
