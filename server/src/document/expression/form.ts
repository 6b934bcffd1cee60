import { type Token, tokenize } from './token';

/** A construct of a constant expression with places to be filled, and the one at the caret, counted from 0. */
export type ExpressionForm =
  /** `sizeof(type)`. */
  | { readonly kind: 'sizeof'; readonly part: 0; /** The words of the type so far. */ readonly type: string }
  /** `(type) operand`. */
  | { readonly kind: 'cast'; readonly part: 0 | 1; readonly type: string }
  /** `condition ? value : otherwise`. */
  | { readonly kind: 'conditional'; readonly part: 0 | 1 | 2 }
  /** `NAME(first, second)`, which no expression can be: a macro of C. */
  | { readonly kind: 'call'; readonly part: number; readonly name: string }
  | { readonly kind: 'plain' };

/** Longest text that is looked at. */
const longest = 16_384;

/** The innermost construct around a caret in the text of an expression, however unfinished it is. */
export function formAt(text: string, caret: number): ExpressionForm {
  if (text.length > longest) return { kind: 'plain' };
  const tokens = tokenize(text);
  let behind = tokens.findIndex(({ start }) => start >= caret);
  if (behind === -1) behind = tokens.length;
  const open = innermostOpen(tokens, behind);
  const before = tokens[open - 1];
  if (open !== -1 && before?.text === 'sizeof' && before.kind === 'keyword') return { kind: 'sizeof', part: 0, type: typeAt(tokens, open + 1) };
  if (open !== -1 && before?.kind === 'name') return { kind: 'call', part: commasBetween(tokens, open + 1, behind), name: before.text };
  if (open !== -1 && tokens[open + 1]?.kind === 'type') return { kind: 'cast', part: 0, type: typeAt(tokens, open + 1) };
  const part = conditionalPart(tokens, open + 1, behind);
  if (part !== undefined) return { kind: 'conditional', part };
  // Right behind a cast its operand is what is missing.
  const last = behind - 1;
  if (tokens[last]?.text === ')') {
    const opening = innermostOpen(tokens, last);
    if (opening !== -1 && tokens[opening + 1]?.kind === 'type' && tokens[opening - 1]?.text !== 'sizeof') return { kind: 'cast', part: 1, type: typeAt(tokens, opening + 1) };
  }
  return { kind: 'plain' };
}

const isOperator = (token: Token | undefined, text: string): boolean => token?.text === text && (token.kind === 'operator' || token.kind === 'parenthesis');

/** Index of the parenthesis that is open in front of a token, or -1. */
function innermostOpen(tokens: readonly Token[], behind: number): number {
  let closed = 0;
  for (let index = behind - 1; index >= 0; index -= 1) {
    if (isOperator(tokens[index], ')')) closed += 1;
    else if (isOperator(tokens[index], '(') && closed-- === 0) return index;
  }
  return -1;
}

/** Commas of one level between two tokens. */
function commasBetween(tokens: readonly Token[], from: number, to: number): number {
  let depth = 0;
  let commas = 0;
  for (let index = from; index < to; index += 1) {
    if (isOperator(tokens[index], '(')) depth += 1;
    else if (isOperator(tokens[index], ')')) depth -= 1;
    else if (depth === 0 && tokens[index]!.text === ',') commas += 1;
  }
  return commas;
}

/** The words of a type from a token on: names, keywords and stars. */
function typeAt(tokens: readonly Token[], from: number): string {
  const words: string[] = [];
  for (let index = from; index < tokens.length && !isOperator(tokens[index], ')') && words.length < 8; index += 1) words.push(tokens[index]!.text);
  return words.join(' ');
}

/** Which part of a conditional at the level of a caret it stands in; nothing where there is none. */
function conditionalPart(tokens: readonly Token[], from: number, caret: number): 0 | 1 | 2 | undefined {
  let depth = 0;
  let questions = 0;
  let part: 0 | 1 | 2 | undefined;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (isOperator(token, '(')) depth += 1;
    if (isOperator(token, ')') && depth-- === 0) break;
    if (depth > 0) continue;
    const isBefore = index < caret;
    if (isOperator(token, '?')) {
      if (!isBefore) return part ?? 0;
      questions += 1;
      part = 1;
    } else if (isOperator(token, ':') && questions > 0 && isBefore) {
      questions -= 1;
      part = 2;
    }
  }
  return part;
}
