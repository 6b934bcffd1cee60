import type { NodeId, Tree } from '../tree/index';
import { commaBehind, firstComment, lastChild, lineBreakOf } from './entries';
import type { TextEdit } from './set-values';

/** A member that an object does not have yet: its value as JSON, or the members of an object. */
export interface NewMember {
  readonly name: string;
  readonly value: string | NewMember[];
}

/** Inserts members behind the last one of an object, in the way it is laid out: on lines of their own where it ends on another line than its last member. */
export const insertMembers = (tree: Tree, object: NodeId, members: readonly NewMember[]): readonly TextEdit[] => insertEntries(tree, object, members.map(writeMember), ' ');

/** Inserts elements, each written as JSON, behind the last one of an array, laid out like {@link insertMembers}. */
export const insertElements = (tree: Tree, array: NodeId, elements: readonly string[]): readonly TextEdit[] => insertEntries(tree, array, elements, '');

/** Inserts members before the first one of an object, laid out like it. */
export function insertFirst(tree: Tree, object: NodeId, members: readonly NewMember[]): readonly TextEdit[] {
  const first = tree.firstChild[object]!;
  if (first === -1) return insertMembers(tree, object, members);
  const start = tree.start[first]!;
  const lineStart = Math.max(tree.text.lastIndexOf('\n', start - 1), tree.text.lastIndexOf('\r', start - 1)) + 1;
  const lead = tree.text.slice(lineStart, start);
  const behind = /^[ \t]*$/.test(lead) && lineStart > 0 ? `,${lineBreakOf(tree.text)}${lead}` : ', ';
  return [{ start, end: start, text: members.map((member) => `${writeMember(member)}${behind}`).join('') }];
}

/** `padding` stands inside the brackets of a container that was empty. */
function insertEntries(tree: Tree, container: NodeId, written: readonly string[], padding: string): readonly TextEdit[] {
  const { text } = tree;
  const last = lastChild(tree, container);
  if (last === -1) {
    const inside = tree.start[container]! + 1;
    const isBlank = text.slice(inside, tree.end[container]! - 1).trim() === '';
    // With nothing but blanks inside, all of it is laid out anew; comments stay behind what is inserted.
    return [isBlank ? { start: inside, end: tree.end[container]! - 1, text: `${padding}${written.join(', ')}${padding}` } : { start: inside, end: inside, text: `${padding}${written.join(', ')}${/\s/.test(text.charAt(inside)) ? '' : ' '}` }];
  }
  const end = tree.end[last]!;
  const comma = commaBehind(tree, end, tree.end[container]! - 1);
  const from = comma === -1 ? end : comma + 1;
  const lineEnd = lineBreakIn(text, from, tree.end[container]! - 1);
  if (lineEnd === -1) {
    // All on one line, or the bracket closes on the line of the last member.
    return [comma === -1 ? { start: end, end, text: `, ${written.join(', ')}` } : { start: from, end: from, text: ` ${written.join(', ')},` }];
  }
  // Comments on the last member's line stay with it.
  const behind = behindComments(tree, from, lineEnd);
  const lineBreak = lineBreakOf(text);
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', tree.start[last]! - 1) + 1))![0];
  const added = written.map((member, index) => `${lineBreak}${indent}${member}${index < written.length - 1 || comma !== -1 ? ',' : ''}`).join('');
  if (comma !== -1) return [{ start: behind, end: behind, text: added }];
  return behind === end ? [{ start: end, end, text: `,${added}` }] : [{ start: end, end, text: ',' }, { start: behind, end: behind, text: added }];
}

const writeMember = ({ name, value }: NewMember): string => `${JSON.stringify(name)}: ${typeof value === 'string' ? value : `{ ${value.map(writeMember).join(', ')} }`}`;

/** The first end of a line from an offset to another one, wherever it is, or -1. */
function lineBreakIn(text: string, from: number, to: number): number {
  const found = /[\r\n]/.exec(text.slice(from, to));
  return found ? from + found.index : -1;
}

/** Behind the comments that begin before the end of the line; `from` where there is none. */
function behindComments({ comments }: Tree, from: number, lineEnd: number): number {
  let behind = from;
  for (let comment = firstComment(comments, from); comment < comments.length && comments[comment]! < Math.max(lineEnd, behind); comment += 2) behind = comments[comment + 1]!;
  return behind;
}
