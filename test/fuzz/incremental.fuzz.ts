import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { firstTree, modelAfter } from '../../server/src/document/index';
import { checkVersion, versionAfter } from './check-incremental';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';
import { type EditedText, editOnce } from './random-edit';
import { randomDocument } from './random-document';
import { partsOf, variedDocument } from './varied-document';

const unexpected = ({ code, error }: { readonly code: string; readonly error: unknown }): never => {
  throw new Error(`rule failed: ${code} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
};

/** Samples, and the documents that break or keep each rule. */
function writtenDocuments(): readonly string[] {
  const below = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.avstream\.jsonc?$/.test(name)).sort().map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return ['samples', path.join('test', 'fixtures')].flatMap(below);
}

const undone = (before: string, { edit }: EditedText): EditedText => ({ text: before, edit: { start: edit.start, oldEnd: edit.newEnd, newEnd: edit.oldEnd } });

/** Edits one document some times, and holds what is kept against the text read from scratch after each. Gives the number of edits. */
export function editAndCheck(first: string, edits: number, random: Random): number {
  let text = first;
  const tree = firstTree(text);
  let version = { tree, model: modelAfter(undefined, tree) };
  const history: { readonly before: string; readonly made: EditedText }[] = [];
  for (let done = 0; done < edits; done++) {
    const last = random.below(4) === 0 ? history.pop() : undefined;
    const made = last === undefined ? editOnce(text, random) : undone(last.before, last.made);
    if (last === undefined) history.push({ before: text, made });
    version = versionAfter(version, made);
    text = made.text;
    // Sometimes several edits come before anyone asks.
    if (random.below(5) === 0) continue;
    checkVersion(version, text, unexpected);
  }
  return edits;
}

/** Edits random documents for `seconds`; throws on the first answer that differs from the text read from scratch. Returns the number of edits. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const choose = createRandom(options.seed);
  const texts = writtenDocuments();
  const parts = partsOf(texts);
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    const seed = choose.below(2 ** 31);
    const random = createRandom(seed);
    const choice = random.below(10);
    const text = choice < 5 ? random.pick(texts) : choice < 8 ? variedDocument(random, parts) : randomDocument(random);
    try {
      runs += editAndCheck(text, 12, random);
    } catch (error) {
      throw new Error(`document of seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
