import { parseArgs } from 'node:util';

/** How long a fuzzer works: for `seconds`, or until it has done `mostRuns`, which is the same on a fast machine and a slow one. */
export interface FuzzOptions { readonly seconds: number; readonly mostRuns?: number; readonly seed: number }

/** What every fuzzer exports as `run`: works within its limit, throws on the first failure, returns what it did. */
export type Fuzzer = (options: FuzzOptions) => { readonly runs: number };

/** Whether a fuzzer that has done so many runs goes on. */
export function limitOf({ seconds, mostRuns = Infinity }: FuzzOptions): (runs: number) => boolean {
  const end = Date.now() + seconds * 1000;
  return (runs) => runs < mostRuns && Date.now() < end;
}

/** Makes a fuzzer a program when it is started with `--seconds N [--runs N] --seed S`: prints the count, or the failure and its seed, and sets the exit code. */
export function runAsProgram(run: Fuzzer): void {
  if (!process.argv.includes('--seconds')) return;
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, runs: { type: 'string' }, seed: { type: 'string', default: '1' } } });
  try {
    const { runs } = run({ seconds: Number(values.seconds), ...(values.runs === undefined ? {} : { mostRuns: Number(values.runs) }), seed: Number(values.seed) });
    console.log(`  ${runs} runs, nothing found`);
  } catch (error) {
    console.error(`  seed ${values.seed}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
