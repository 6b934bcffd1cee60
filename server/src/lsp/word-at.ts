/** A C identifier in a text. */
export interface WordAt { readonly text: string; readonly start: number; readonly end: number }

const isWordCharacter = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

/** The identifier that touches an offset, looked for between `from` and `to`; nothing where there is none or a number begins there. */
export function wordAt(text: string, offset: number, from: number, to: number): WordAt | undefined {
  let start = Math.min(Math.max(offset, from), to);
  let end = start;
  while (start > from && isWordCharacter(text.charCodeAt(start - 1))) start--;
  while (end < to && isWordCharacter(text.charCodeAt(end))) end++;
  if (start === end) return undefined;
  const first = text.charCodeAt(start);
  if (first >= 48 && first <= 57) return undefined;
  return { text: text.slice(start, end), start, end };
}
