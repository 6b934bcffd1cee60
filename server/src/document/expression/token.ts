import { isTypeWord } from './integer-type';

/**
 * What a token of an expression is. `character` is a character constant (`'A'`), `type` a word of a type's name, `keyword` is `sizeof` (or `struct`),
 * `invalid` anything C has no use for.
 */
export type TokenKind = 'number' | 'character' | 'name' | 'type' | 'keyword' | 'operator' | 'parenthesis' | 'invalid';

/** A token with its range in the (decoded) text of the expression, UTF-16, `end` exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The text of the token. */
  readonly text: string;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** Letter or `_`: what a C name begins with. */
export const isNameStart = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;

/** Letter, digit or `_`: what a C name goes on with. */
export const isNamePart = (c: number): boolean => isNameStart(c) || isDigit(c);

const twoCharacterOperators = new Set(['<<', '>>', '<=', '>=', '==', '!=', '&&', '||']);
const operators = '+-~!*/%<>&^|?:';

/** Splits an expression into its tokens. Takes any text; blanks are left out. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 32 || (c >= 9 && c <= 13)) {
      i++;
      continue;
    }
    const start = i;
    let kind: TokenKind;
    if (isNameStart(c)) {
      i++;
      while (i < text.length && isNamePart(text.charCodeAt(i))) i++;
      const word = text.slice(start, i);
      kind = word === 'sizeof' || word === 'struct' ? 'keyword' : isTypeWord(word) ? 'type' : 'name';
    } else if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(i + 1)))) {
      // Like the preprocessor: letters, digits and dots that hang together are one number, right or wrong.
      i++;
      while (i < text.length && (isNamePart(text.charCodeAt(i)) || text.charCodeAt(i) === 46)) i++;
      kind = 'number';
    } else if (c === 39) {
      i++;
      while (i < text.length && text.charCodeAt(i) !== 39) i += text.charCodeAt(i) === 92 ? 2 : 1;
      kind = i < text.length ? 'character' : 'invalid';
      i = Math.min(i + 1, text.length);
    } else if (c === 40 || c === 41) {
      i++;
      kind = 'parenthesis';
    } else if (twoCharacterOperators.has(text.slice(i, i + 2))) {
      i += 2;
      kind = 'operator';
    } else if (operators.includes(text[i]!)) {
      i++;
      kind = 'operator';
    } else {
      i += c >= 0xd800 && c < 0xdc00 && i + 1 < text.length ? 2 : 1;
      kind = 'invalid';
    }
    tokens.push({ kind, start, end: i, text: text.slice(start, i) });
  }
  return tokens;
}
