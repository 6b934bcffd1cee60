import { type NodeId, type TextEdit, type Tree, NodeKind, childCount, removeValue, stringValue } from '../../document/index';
import { type Broken, type FixDescription, type Remedy, described } from '../fixing/fix';
import { textIn } from '../fixing/places';

/** Index of the comment that an offset is in, or -1. */
function commentAt({ comments }: Tree, offset: number): number {
  for (let index = 0; index < comments.length; index += 2) if (comments[index]! <= offset && offset < comments[index + 1]!) return index;
  return -1;
}

/** Takes a comment out, with the line that it leaves empty. */
function removeComment({ text }: Tree, start: number, end: number): readonly TextEdit[] {
  let from = start;
  while (from > 0 && /[ \t]/.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && /[ \t]/.test(text[to]!)) to++;
  const beginsLine = from === 0 || /[\r\n]/.test(text[from - 1]!);
  const lineBreak = /^(?:\r\n|\r|\n)/.exec(text.slice(to))?.[0];
  if (beginsLine && (lineBreak !== undefined || to === text.length)) return [{ start: from, end: to + (lineBreak?.length ?? 0), text: '' }];
  return [lineBreak !== undefined || to === text.length ? { start: from, end, text: '' } : { start, end: to, text: '' }];
}

/** The words between the directive of a comment and its reason. */
function codesIn(text: string, start: number, end: number): readonly { readonly start: number; readonly end: number }[] {
  const body = text.slice(start, end);
  const directive = /avstream-[A-Za-z-]+/.exec(body);
  if (!directive) return [];
  const from = directive.index + directive[0].length;
  const list = body.slice(from).replace(/(?:^|[\s,])--[^]*|\*\/$/, '');
  return [...list.matchAll(/[^\s,]+/g)].map((word) => ({ start: start + from + word.index, end: start + from + word.index + word[0].length }));
}

/** An entry of a Suppress list, or the list with its last entry. */
function removeEntry(tree: Tree, value: NodeId): readonly TextEdit[] | undefined {
  const entry = tree.parent[tree.parent[value]!]!;
  const list = entry === -1 ? -1 : tree.parent[entry]!;
  if (list === -1 || tree.kind[list] !== NodeKind.Array) return undefined;
  return removeValue(tree, childCount(tree, list) === 1 ? list : entry);
}

function remove(broken: Broken): Remedy | undefined {
  const { model: { tree }, finding: { place } } = broken;
  if (place.node !== -1) {
    const edits = removeEntry(tree, place.node);
    return edits && { edits, arguments: {} };
  }
  const comment = commentAt(tree, place.start);
  if (comment === -1) return undefined;
  const [start, end] = [tree.comments[comment]!, tree.comments[comment + 1]!];
  const codes = codesIn(tree.text, start, end);
  const index = codes.findIndex((code) => code.start === place.start);
  if (index === -1 || codes.length === 1) return { edits: removeComment(tree, start, end), arguments: {} };
  // With the separator before it, or behind it where it is the first.
  const edit = index === 0 ? { start: codes[0]!.start, end: codes[1]!.start, text: '' } : { start: codes[index - 1]!.end, end: codes[index]!.end, text: '' };
  return { edits: [edit], arguments: {} };
}

/** Writes another word for the one that is marked. */
function instead(variant: string, argument: string, safe: boolean): FixDescription {
  return {
    ...described('rename', variant, { variants: [variant], preferred: true, ...(safe ? { safe: true } : {}), brings: 'What it was meant for is suppressed then; where there is nothing, that is told (DOC-11).' }),
    apply: (broken) => {
      const { model: { tree }, finding: { place } } = broken;
      const node = place.node;
      const nearest = textIn(broken, argument);
      const name = node === -1 ? tree.text.slice(place.start, place.end) : stringValue(tree, node);
      if (nearest === '' || (node !== -1 && tree.kind[node] !== NodeKind.String)) return undefined;
      return { edits: [node === -1 ? { start: place.start, end: place.end, text: nearest } : { start: tree.start[node]!, end: tree.end[node]!, text: JSON.stringify(nearest) }], arguments: { name, nearest } };
    },
  };
}

/** Fixes of suppressions that do nothing. */
export const idleSuppressionFixes: readonly FixDescription[] = [{ ...described('removeSuppression', 'remove', { preferred: true, safe: true }), apply: remove }];

/** Fixes of suppressions that cannot be read. */
export const unreadSuppressionFixes: readonly FixDescription[] = [instead('nearest', 'nearest', false), instead('part', 'whole', true), instead('directive', 'nearest', false)];
