import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeSimulations } from './judge-simulation';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom } from './random';
import { smaller } from './smaller';
import { type Parts, partsOf, variedDocument } from './varied-document';

/** Run from the repository's root, as every script is. */
const crashes = path.join('test', 'fuzz', 'simulation-crashes');

/** Documents that people wrote and that have simulations. */
function documentsWithSimulations(): Parts {
  const folders = ['samples', path.join('test', 'fixtures', 'simulations')];
  const texts = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.avstream.json')).sort().map((name) => readFileSync(path.join(folder, name), 'utf8')));
  return partsOf(texts.filter((text) => text.includes('"Simulations"')));
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.message.replace(/[\d.,]+/g, '0').slice(0, 120) : String(error));

/** Keeps what failed, as small as it gets in a while, where `npm test` replays it. */
function keep(text: string, seed: number, error: unknown): string {
  const kind = kindOf(error);
  const fails = (candidate: string): boolean => {
    try {
      judgeSimulations(candidate);
      return false;
    } catch (problem) {
      return kindOf(problem) === kind;
    }
  };
  mkdirSync(crashes, { recursive: true });
  const file = path.join(crashes, `${kind.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)}-${seed}.txt`);
  writeFileSync(file, fails(text) ? smaller(text, fails, 30_000) : text);
  return file;
}

/** Runs the simulations of random documents for `seconds`; throws on the first that breaks an invariant, leads nowhere or cannot be told of. Returns what was done. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const parts = documentsWithSimulations();
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    const text = variedDocument(random, parts);
    try {
      runs += judgeSimulations(text);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n  kept in ${keep(text, options.seed, error)}; commit it with the correction`, { cause: error });
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
