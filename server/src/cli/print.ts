/** Writes to standard output in whole pieces, waiting where a pipe is slow, so that nothing is lost at exit. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Writes a line to standard error. */
export function complain(text: string): void {
  process.stderr.write(`avstream: ${text}\n`);
}

/** Something that is said of a place, which is zero-based as in LSP. */
export interface Located {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** Characters that would end the line, or be taken for commands by a terminal. A document can hold any. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
const printable = (text: string): string => text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** `file:line:column: severity CODE: message`, counted from 1, on one line, as editors and build systems read it; `mark` stands before the severity. */
export const located = (file: string, { severity, code, message, range }: Located, mark = ''): string =>
  `${printable(file)}:${range.start.line + 1}:${range.start.character + 1}: ${mark}${severity} ${code}: ${printable(message)}\n`;
