import type { NodeId, Tree } from '../tree/index';
import type { TextEdit } from './set-values';

/** A member that an object does not have yet: its value as JSON, or the members of an object. */
export interface NewMember {
  readonly name: string;
  readonly value: string | NewMember[];
}

/** Inserts members behind the last one of an object, in the way it is laid out: on lines of their own where it ends on another line than its last member. */
export function insertMembers(tree: Tree, object: NodeId, members: readonly NewMember[]): readonly TextEdit[] {
  const { text } = tree;
  const written = members.map(writeMember);
  const last = lastChild(tree, object);
  if (last === -1) {
    const inside = tree.start[object]! + 1;
    const isBlank = text.slice(inside, tree.end[object]! - 1).trim() === '';
    // With nothing but blanks inside, all of it is laid out anew; comments stay behind what is inserted.
    return [isBlank ? { start: inside, end: tree.end[object]! - 1, text: ` ${written.join(', ')} ` } : { start: inside, end: inside, text: ` ${written.join(', ')}${/\s/.test(text.charAt(inside)) ? '' : ' '}` }];
  }
  const end = tree.end[last]!;
  const comma = commaBehind(tree, end, tree.end[object]! - 1);
  const from = comma === -1 ? end : comma + 1;
  const lineEnd = lineBreakIn(text, from, tree.end[object]! - 1);
  if (lineEnd === -1) {
    // All on one line, or the bracket closes on the line of the last member.
    return [comma === -1 ? { start: end, end, text: `, ${written.join(', ')}` } : { start: from, end: from, text: ` ${written.join(', ')},` }];
  }
  // Comments on the last member's line stay with it.
  const behind = behindComments(tree, from, lineEnd);
  const lineBreak = text.startsWith('\r\n', text.search(/\r?\n/)) ? '\r\n' : '\n';
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', tree.start[last]! - 1) + 1))![0];
  const added = written.map((member, index) => `${lineBreak}${indent}${member}${index < written.length - 1 || comma !== -1 ? ',' : ''}`).join('');
  if (comma !== -1) return [{ start: behind, end: behind, text: added }];
  return behind === end ? [{ start: end, end, text: `,${added}` }] : [{ start: end, end, text: ',' }, { start: behind, end: behind, text: added }];
}

const writeMember = ({ name, value }: NewMember): string => `${JSON.stringify(name)}: ${typeof value === 'string' ? value : `{ ${value.map(writeMember).join(', ')} }`}`;

function lastChild(tree: Tree, object: NodeId): NodeId {
  let last: NodeId = -1;
  for (let child = tree.firstChild[object]!; child !== -1; child = tree.next[child]!) last = child;
  return last;
}

/** The comma between an offset and another one outside of comments, or -1. */
function commaBehind({ text, comments }: Tree, from: number, to: number): number {
  for (let at = from, comment = firstComment(comments, from); at < to; at += 1) {
    if (comment < comments.length && comments[comment] === at) {
      at = comments[comment + 1]! - 1;
      comment += 2;
    } else if (text.charCodeAt(at) === 44) {
      return at;
    }
  }
  return -1;
}

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

/** Index of the first comment that begins at an offset or behind it. */
function firstComment(comments: Int32Array, from: number): number {
  let at = 0;
  while (at < comments.length && comments[at]! < from) at += 2;
  return at;
}
