import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What of Spin and a compiler is missing; empty where both are there. */
export const missingForSpin: readonly string[] = [['spin', '-V'], ['gcc', '--version']].flatMap(([command, option]) => (spawnSync(command!, [option!]).error === undefined ? [] : [command!]));

/** What Spin's verifier counts. */
export interface SpinCounts {
  readonly states: number;
  readonly errors: number;
  /** Seconds that the search took, as the verifier prints them. */
  readonly seconds: number;
}

/** Makes a verifier of a model, without reductions and without optimisations that change what a state is; `use` is given a function that runs it. */
export function withVerifier<Result>(promela: string, use: (run: () => SpinCounts) => Result, { defines = [], optimisation = '-O0', compilerDefines = [] }: { readonly defines?: readonly string[]; readonly optimisation?: string; readonly compilerDefines?: readonly string[] } = {}): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'spin-'));
  const command = (name: string, options: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(name, options, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(`${name}: ${stdout.slice(0, 2_000)}${stderr.slice(0, 2_000)}`);
    return stdout;
  };
  try {
    writeFileSync(path.join(folder, 'model.pml'), promela);
    command('spin', ['-o1', '-o2', ...defines, '-a', 'model.pml']);
    command('gcc', [optimisation, '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=2048', ...compilerDefines, '-o', 'pan', 'pan.c']);
    return use(() => {
      const printed = command(path.join(folder, 'pan'), ['-m1000000', '-E', '-w22']);
      const number = (pattern: RegExp): number => Number(pattern.exec(printed)?.[1] ?? NaN);
      return { states: number(/(\d+) states, stored/), errors: number(/errors: (\d+)/), seconds: number(/elapsed time ([\d.]+)/) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
