import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeDocument, kindOf } from './judge-document';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';
import { edited, longDocument, randomDocument } from './random-document';
import { smaller } from './smaller';
import { type Parts, partsOf, variedDocument } from './varied-document';

/** Run from the repository's root, as every script is. */
const crashes = path.join('test', 'fuzz', 'crashes');

/** Documents that people wrote: samples, and those that break or keep each rule. */
function writtenDocuments(): readonly string[] {
  const below = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.avstream\.jsonc?$/.test(name)).sort().map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return ['samples', path.join('test', 'fixtures')].flatMap(below);
}

function nextText(random: Random, texts: readonly string[], parts: Parts): string {
  const choice = random.below(1000);
  if (choice < 2) return longDocument(random);
  if (choice < 150) return edited(random.pick(texts), random);
  const made = choice < 600 ? variedDocument(random, parts) : randomDocument(random);
  return random.below(4) === 0 ? edited(made, random) : made;
}

/** Keeps what failed, as small as it gets in a while, where `npm test` replays it. */
function keep(text: string, seed: number, error: unknown): string {
  const kind = kindOf(error);
  const fails = (candidate: string): boolean => {
    try {
      // A place that is asked about by chance would be lost with every stretch that is taken out.
      judgeDocument(candidate, createRandom(seed), candidate !== text && candidate.length < 4000);
      return false;
    } catch (problem) {
      return kindOf(problem) === kind;
    }
  };
  mkdirSync(crashes, { recursive: true });
  const file = path.join(crashes, `${kind.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)}-${seed}.txt`);
  writeFileSync(file, fails(text) ? smaller(text, fails, 20_000) : text);
  return file;
}

/** Asks everything about random documents for `seconds`; throws on the first answer that is wrong, late, doubled or missing. Returns what was done. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const texts = writtenDocuments();
  const parts = partsOf(texts);
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    const text = nextText(random, texts, parts);
    const seed = random.below(2 ** 31);
    try {
      judgeDocument(text, createRandom(seed));
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n  kept in ${keep(text, seed, error)}; commit it with the correction`, { cause: error });
    }
    runs += 1;
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
