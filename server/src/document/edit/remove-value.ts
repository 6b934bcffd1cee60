import { NodeKind, type NodeId, type Tree } from '../tree/index';
import { commaBehind, hasComment, lastChild } from './entries';
import type { TextEdit } from './set-values';

/**
 * Takes a member out of its object or an element out of its array, with the comma that it no longer needs and the lines that it leaves empty. Comments
 * around it stay. Nothing where comments inside would go with it, where it is the root, or where the text around it cannot be relied on.
 * @param node a value, a property, or an element
 */
export function removeValue(tree: Tree, node: NodeId): readonly TextEdit[] | undefined {
  return removeValues(tree, [node]);
}

/** As {@link removeValue} for several values of one object or array. */
export function removeValues(tree: Tree, nodes: readonly NodeId[]): readonly TextEdit[] | undefined {
  const entries = [...new Set(nodes.map((node) => entryOf(tree, node)))].sort((one, other) => one - other);
  const container = entries.length === 0 ? -1 : tree.parent[entries[0]!]!;
  if (container === -1 || entries.some((entry) => entry === -1 || tree.parent[entry] !== container || hasComment(tree, tree.start[entry]!, tree.end[entry]!))) return undefined;
  const inside = { from: tree.start[container]! + 1, to: tree.end[container]! - 1 };
  const isAlone = childrenOf(tree, container).every((child) => entries.includes(child));
  if (isAlone && !hasComment(tree, inside.from, inside.to)) return [{ start: inside.from, end: inside.to, text: '' }];
  const taken: { start: number; end: number }[] = [];
  const kept = childrenOf(tree, container).filter((child) => !entries.includes(child));
  const lastKept = kept.at(-1);
  for (const entry of entries) {
    const next = tree.next[entry]!;
    taken.push({ start: tree.start[entry]!, end: tree.end[entry]! });
    const comma = commaBehind(tree, tree.end[entry]!, next === -1 ? inside.to : tree.start[next]!);
    if (comma !== -1) taken.push({ start: comma, end: comma + 1 });
  }
  // A comma that separated what stays from what goes; where the list had one at its end, that is how it is written.
  const hadTrailing = commaBehind(tree, tree.end[lastChild(tree, container)]!, inside.to) !== -1;
  if (lastKept !== undefined && tree.next[lastKept] !== -1 && !hadTrailing) {
    const comma = commaBehind(tree, tree.end[lastKept]!, tree.start[tree.next[lastKept]!]!);
    if (comma !== -1) taken.push({ start: comma, end: comma + 1 });
  }
  return withBlanks(tree, taken.sort((one, other) => one.start - other.start), inside);
}

const childrenOf = (tree: Tree, container: NodeId): readonly NodeId[] => {
  const found: NodeId[] = [];
  for (let child = tree.firstChild[container]!; child !== -1; child = tree.next[child]!) found.push(child);
  return found;
};

/** The property of a value, an element itself; -1 for the root. */
function entryOf(tree: Tree, node: NodeId): NodeId {
  const parent = node < 0 ? -1 : tree.parent[node]!;
  if (parent === -1) return -1;
  return tree.kind[parent] === NodeKind.Property ? parent : node;
}

/** Takes blanks along: whole lines that would be left empty, and blanks beside what is taken out of a line. */
function withBlanks({ text }: Tree, taken: readonly { start: number; end: number }[], inside: { readonly from: number; readonly to: number }): readonly TextEdit[] {
  const merged: { start: number; end: number }[] = [];
  for (const each of taken) {
    const last = merged.at(-1);
    if (last && /^[ \t]*$/.test(text.slice(last.end, each.start))) last.end = each.end;
    else merged.push({ ...each });
  }
  return merged.map(({ start, end }) => {
    let from = start;
    while (from > inside.from && isBlank(text.charCodeAt(from - 1))) from--;
    let to = end;
    while (to < inside.to && isBlank(text.charCodeAt(to))) to++;
    const beginsLine = from === 0 || isBreak(text.charCodeAt(from - 1));
    const endsLine = to < inside.to && isBreak(text.charCodeAt(to));
    if (beginsLine && endsLine) return { start: from, end: text.startsWith('\r\n', to) ? to + 2 : to + 1, text: '' };
    // A comma alone at the end of a line, or with a comment behind it: nothing moves.
    if (end - start === 1 && text.charCodeAt(start) === 44) return { start, end, text: '' };
    if (beginsLine) return { start, end: to, text: '' };
    if (endsLine) return { start: from, end, text: '' };
    // Inside a line: the blanks on one side stay.
    return to === inside.to ? { start: from, end, text: '' } : { start, end: to, text: '' };
  });
}

const isBlank = (code: number): boolean => code === 32 || code === 9;
const isBreak = (code: number): boolean => code === 10 || code === 13;
