import { mayExplore, report, type Scanner } from './scanner';

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isHexDigit = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);

/** Letters, digits, `_`, `$` and everything beyond ASCII: what a bare word is made of. */
export const isWordCharacter = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 36 || c > 127;

/** The structural characters, and the semicolon that C authors write for a comma: they end a bare token. */
const isStructural = (c: number): boolean => c === 44 || c === 59 || c === 58 || c === 91 || c === 93 || c === 123 || c === 125 || c === 34;

/**
 * Takes over a string at the first character the fast loop does not take: a backslash, a control character, the line end, or the other kind of quote.
 * Returns the offset behind the string; reports what is wrong in it. A string without its closing quote ends with its line.
 *
 * @param from offset of the opening quote
 * @param at offset of the character that stopped the fast loop
 * @param lastEnd offset behind the token before
 * @param isName whether a property name is expected here
 */
export function finishString(scanner: Scanner, from: number, at: number, lastEnd: number, isName: boolean): number {
  const { text, limit } = scanner;
  const quote = text.charCodeAt(from);
  let i = at;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === 10 || c === 13) break;
    if (c === 92) {
      i = finishEscape(scanner, i, quote);
    } else {
      if (c < 32) {
        let behind = i + 1;
        while (behind < limit && text.charCodeAt(behind) === c) behind++;
        report(scanner, 'controlCharacter', i, behind);
        i = behind;
      } else {
        i++;
      }
    }
  }
  const end = unterminatedEnd(text, from, i, isName && mayExplore(scanner));
  if (scanner.quietEnd !== lastEnd) report(scanner, 'unterminatedString', from, end);
  scanner.quietEnd = end;
  return end;
}

/** Checks the escape at the backslash `at`; returns the offset behind it. */
function finishEscape(scanner: Scanner, at: number, quote: number): number {
  const { text, limit } = scanner;
  if (at + 1 >= limit) return at + 1;
  const c = text.charCodeAt(at + 1);
  // " \ / b f n r t
  if (c === 34 || c === 92 || c === 47 || c === 98 || c === 102 || c === 110 || c === 114 || c === 116 || c === quote) return at + 2;
  if (c === 117) {
    let i = at + 2;
    while (i < limit && i < at + 6 && isHexDigit(text.charCodeAt(i))) i++;
    // Cut off by the end of the line, the string is what is unfinished.
    if (i < at + 6 && i < limit && text.charCodeAt(i) >= 32) report(scanner, 'invalidEscape', at, i);
    return i;
  }
  if (c < 32) return at + 1; // the line end, or a control character with its own problem
  report(scanner, 'invalidEscape', at, at + 2);
  return at + 2;
}

/**
 * Where a string that lacks its closing quote most likely ends: what closes or separates behind it on the line belongs to the document, so that one missing
 * quote does not cost the enclosing bracket too. A bracket that was opened inside the string stays in it (`"{0b1ab4e0-…}`).
 */
function unterminatedEnd(text: string, from: number, lineEnd: number, isName: boolean): number {
  if (isName) {
    // "Flags: [  — the quote before the colon is missing.
    let i = from + 1;
    while (i < lineEnd && isWordCharacter(text.charCodeAt(i))) i++;
    const wordEnd = i;
    while (i < lineEnd && text.charCodeAt(i) === 32) i++;
    if (i < lineEnd && text.charCodeAt(i) === 58 && wordEnd > from + 1) return wordEnd;
  }
  let objects = 0;
  let arrays = 0;
  for (let i = from + 1; i < lineEnd; i++) {
    const c = text.charCodeAt(i);
    if (c === 123) objects++;
    else if (c === 125) objects--;
    else if (c === 91) arrays++;
    else if (c === 93) arrays--;
  }
  let end = lineEnd;
  while (end > from + 1) {
    const c = text.charCodeAt(end - 1);
    if (c === 32 || c === 9 || c === 44) end--;
    else if (c === 125 && objects < 0) { objects++; end--; }
    else if (c === 93 && arrays < 0) { arrays++; end--; }
    else break;
  }
  return end;
}

/**
 * End of the text that stands for a value at `from` and is none: up to a structural character, a comment or the line end, without trailing blanks.
 * Always takes the first character, so that the scan advances.
 */
export function invalidEnd(text: string, from: number, limit: number): number {
  let end = from + 1;
  if (isStructural(text.charCodeAt(from))) return end;
  let i = end;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c < 32 && c !== 9) break;
    if (isStructural(c)) break;
    if (c === 47 && i + 1 < limit && (text.charCodeAt(i + 1) === 47 || text.charCodeAt(i + 1) === 42)) break;
    i++;
    if (c !== 32 && c !== 9) end = i;
  }
  return end;
}

/**
 * Offset behind a quote at `end` that closes a string whose opening quote is missing (`FormatVersion": 1`, `[A", "B"]`); `end` itself where the quote there
 * opens another string.
 */
export function behindStrayQuote(text: string, end: number, limit: number): number {
  if (end >= limit || text.charCodeAt(end) !== 34) return end;
  let i = end + 1;
  while (i < limit && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const c = i < limit ? text.charCodeAt(i) : 10;
  return c === 58 || c === 44 || c === 93 || c === 125 || c === 10 || c === 13 ? end + 1 : end;
}

/** Whether a number or a word may end before the character `c`. */
export const endsToken = (c: number): boolean => c <= 32 || isStructural(c) || c === 47;

/** The value of a number's text, also in the forms JSON lacks (`0x10`, `+1`, `007`, `.5`, `5.`); NaN where there is none. */
export function readNumber(raw: string): number {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?))$/.exec(raw);
  if (!match) return NaN;
  const magnitude = match[2] === undefined ? Number(match[3]) : Number(`0x${match[2]}`);
  return match[1] === '-' ? -magnitude : magnitude;
}

/**
 * Decodes the text of a string or a bare name. Quotes and escapes are taken off; a missing closing quote, a bad escape and lone surrogates do no harm:
 * what is not understood stands for itself.
 */
export function decodeString(raw: string): string {
  const quote = raw.charCodeAt(0);
  if (quote !== 34 && quote !== 39) return raw;
  let end = raw.length;
  let escape = raw.indexOf('\\');
  if (end > 1 && raw.charCodeAt(end - 1) === quote && !isEscaped(raw, end - 1)) end--;
  if (escape === -1) return raw.slice(1, end);
  let decoded = '';
  let from = 1;
  while (escape !== -1 && escape + 1 < end) {
    const c = raw.charCodeAt(escape + 1);
    let replacement: string | undefined;
    let width = 2;
    switch (c) {
      case 34: case 39: case 92: case 47: replacement = raw[escape + 1]!; break;
      case 98: replacement = '\b'; break;
      case 102: replacement = '\f'; break;
      case 110: replacement = '\n'; break;
      case 114: replacement = '\r'; break;
      case 116: replacement = '\t'; break;
      case 117: {
        const digits = raw.slice(escape + 2, escape + 6);
        if (/^[0-9a-fA-F]{4}$/.test(digits)) {
          replacement = String.fromCharCode(parseInt(digits, 16));
          width = 6;
        }
        break;
      }
    }
    if (replacement !== undefined) {
      decoded += raw.slice(from, escape) + replacement;
      from = escape + width;
    }
    escape = raw.indexOf('\\', escape + width);
  }
  return decoded + raw.slice(from, end);
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(raw: string, at: number): boolean {
  let i = at;
  while (i > 1 && raw.charCodeAt(i - 1) === 92) i--;
  return (at - i) % 2 === 1;
}
