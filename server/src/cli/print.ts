/** What writing to a reader that has gone ends with, by system; once it has, the stream is closed. */
const readerGone: ReadonlySet<string> = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/** Standard output cannot be written, for a reason that is no fault of the program. */
export class OutputError extends Error {}

/**
 * Writes to standard output in whole pieces, waiting where a pipe is slow, so that nothing is lost at exit.
 * A reader that has seen enough (`avstream check … | head`) is no failure: the rest is dropped, and the exit code says what was found.
 * @throws OutputError where it cannot be written, such as on a disk that is full
 */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || readerGone.has((error as NodeJS.ErrnoException).code ?? '')) resolve();
      else reject(new OutputError('standard output', { cause: error }));
    });
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
