import { parseArgs } from 'node:util';

/** What every fuzzer exports as `run`: works for `seconds`, throws on the first failure, returns what it did. */
export type Fuzzer = (options: { readonly seconds: number; readonly seed: number }) => { readonly runs: number };

/** Makes a fuzzer a program when it is started with `--seconds N --seed S`: prints the count, or the failure and its seed, and sets the exit code. */
export function runAsProgram(run: Fuzzer): void {
  if (!process.argv.includes('--seconds')) return;
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } } });
  try {
    const { runs } = run({ seconds: Number(values.seconds), seed: Number(values.seed) });
    console.log(`  ${runs} runs, nothing found`);
  } catch (error) {
    console.error(`  seed ${values.seed}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
