import type { SemanticTokensEdit } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type SemanticToken, tokenModifiers, tokenTypes } from '../../document/index';

/** Numbers that stand for a token: line and character from the one before, length, type, modifiers. */
const width = 5;

const typeNumbers = new Map(tokenTypes.map((type, index) => [type, index]));
const modifierBits = new Map(tokenModifiers.map((modifier, index) => [modifier, 1 << index]));

/** Encodes tokens as the protocol wants them; positions are counted on from `data`'s last token, which `last` keeps. */
export function encodeTokens(document: TextDocument, tokens: readonly SemanticToken[], data: number[], last: { line: number; character: number }): void {
  for (const { start, end, type, modifiers } of tokens) {
    if (end <= start) continue;
    const { line, character } = document.positionAt(start);
    let bits = 0;
    for (const modifier of modifiers) bits |= modifierBits.get(modifier)!;
    data.push(line - last.line, line === last.line ? character - last.character : character, end - start, typeNumbers.get(type)!, bits);
    last.line = line;
    last.character = character;
  }
}

/** The one edit that makes the second list of the first, token by token; none where they are equal. */
export function editBetween(before: ArrayLike<number>, after: ArrayLike<number>): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  if (from === before.length && from === after.length) return [];
  from -= from % width;
  let behind = 0;
  while (behind < shorter - from && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind++;
  behind -= behind % width;
  return [{ start: from, deleteCount: before.length - from - behind, data: Array.from(after).slice(from, after.length - behind) }];
}
