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
