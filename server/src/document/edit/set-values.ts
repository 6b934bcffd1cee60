import { NodeKind, type NodeId, type PathSegment, type Tree, childCount, findProperty, propertyValue } from '../tree/index';
import { insertMembers, type NewMember } from './insert-members';

/** A replacement of part of a text; UTF-16 offsets of the text before any of the edits, `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A value to be set: where it stands or is to stand, and how it is written as JSON. */
export interface Assignment {
  readonly path: readonly PathSegment[];
  /** JSON, on one line. */
  readonly text: string;
}

/**
 * The edits in the order of the text, none overlapping another; or why there are none. `notFound`: what leads to the value is no object; or an element of an array
 * is missing; `overlapping`: one of the values lies in another, or is set twice; `broken`: the text has syntax errors, so that what is where cannot be relied on.
 */
export type SetValuesResult = { readonly edits: readonly TextEdit[] } | { readonly problem: 'notFound' | 'overlapping' | 'broken'; readonly path: readonly PathSegment[] };

/**
 * Works out how values of a document are set: those that are there are replaced, missing members are inserted behind the last of their object, and objects that
 * are missing on the way come along. Everything else stays as it is, comments, trailing commas and line ends included.
 */
export function setValues(tree: Tree, assignments: readonly Assignment[]): SetValuesResult {
  if (tree.problems.length > 0 || tree.root === -1) return { problem: 'broken', path: [] };
  const edits: TextEdit[] = [];
  const added = new Map<NodeId, NewMember[]>();
  for (const { path, text } of assignments) {
    const { node, rest } = descend(tree, path);
    if (rest.length === 0) {
      edits.push({ start: tree.start[node]!, end: tree.end[node]!, text });
      continue;
    }
    if (tree.kind[node] !== NodeKind.Object || !rest.every((segment) => typeof segment === 'string')) return { problem: 'notFound', path };
    const members = added.get(node) ?? [];
    added.set(node, members);
    if (!addMember(members, rest, text)) return { problem: 'overlapping', path };
  }
  for (const [object, members] of added) edits.push(...insertMembers(tree, object, members));
  edits.sort((first, second) => first.start - second.start || first.end - second.end);
  const clash = edits.findIndex(({ start }, index) => index > 0 && start < edits[index - 1]!.end);
  const isTwice = new Set(assignments.map(({ path }) => JSON.stringify(path.map(String)))).size < assignments.length;
  return clash !== -1 || isTwice ? { problem: 'overlapping', path: assignments[0]!.path } : { edits };
}

/** The text with the edits of {@link setValues} made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** As far as a path leads: the last value that is there, and what is missing. */
function descend(tree: Tree, path: readonly PathSegment[]): { readonly node: NodeId; readonly rest: readonly PathSegment[] } {
  let node = tree.root;
  for (const [index, segment] of path.entries()) {
    let next: NodeId = -1;
    if (tree.kind[node] === NodeKind.Object) {
      const property = findProperty(tree, node, String(segment));
      next = property === -1 ? -1 : propertyValue(tree, property);
    } else if (tree.kind[node] === NodeKind.Array && /^(?:0|[1-9]\d*)$/.test(String(segment)) && Number(segment) < childCount(tree, node)) {
      next = tree.firstChild[node]!;
      for (let element = 0; element < Number(segment); element += 1) next = tree.next[next]!;
    }
    if (next === -1) return { node, rest: path.slice(index) };
    node = next;
  }
  return { node, rest: [] };
}

/** Adds a value to members that are to be inserted; false where it meets another one. */
function addMember(members: NewMember[], path: readonly PathSegment[], text: string): boolean {
  const [first, ...rest] = path;
  const name = String(first);
  const found = members.find((member) => member.name === name);
  if (rest.length === 0) {
    if (found) return false;
    members.push({ name, value: text });
    return true;
  }
  if (found) return typeof found.value !== 'string' && addMember(found.value, rest, text);
  const inner: NewMember[] = [];
  members.push({ name, value: inner });
  return addMember(inner, rest, text);
}
