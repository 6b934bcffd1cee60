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

/** `file:line:column: severity CODE: message`, counted from 1, as editors and build systems read it; `mark` stands before the severity. */
export const located = (file: string, { severity, code, message, range }: Located, mark = ''): string =>
  `${file}:${range.start.line + 1}:${range.start.character + 1}: ${mark}${severity} ${code}: ${message}\n`;
