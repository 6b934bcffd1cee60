// `npm run fuzz [-- --seconds N --seed S --only NAME]`: runs test/fuzz/*.fuzz.ts one after the other, ten minutes in all unless told otherwise.
// With `--fixed`, as the tests do, each ends after a number of runs: what passes on one machine passes on another.
// A fuzzer is a program: it reads `--seconds` and `--seed`, prints the seed of a failure, and ends with a code other than 0 when it found one.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { root } from './support/project.mjs';
import { runTypeScript } from './run-typescript.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' }, only: { type: 'string', default: '' }, fixed: { type: 'boolean', default: false } } });
const seed = values.seed ?? String(Date.now() % 2 ** 31);
if (!/^\d+(\.\d+)?$/.test(values.seconds) || !/^\d+$/.test(seed)) {
  console.error('--seconds takes a number of seconds, --seed a whole number.');
  process.exit(2);
}
await ensureDependencies();
const folder = path.join(root, 'test', 'fuzz');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.fuzz.ts') && name.includes(values.only)).sort() : [];
if (files.length === 0) {
  console.error(`There is no fuzzer${values.only === '' ? '' : ` whose name contains "${values.only}"`} in test/fuzz/.`);
  process.exit(1);
}
// Whole documents go through everything that the others ask for a part: they get most of the time.
const shareOf = (file) => (file === 'document.fuzz.ts' ? 6 : 1);
const shares = files.reduce((sum, file) => sum + shareOf(file), 0);
/** Runs under `--fixed`, by fuzzer: some seconds each. */
const fixedRuns = { archive: 100_000, document: 2_000, expression: 100_000, incremental: 1_200, simulation: 150, trace: 50_000, tree: 150_000 };
let failed = 0;
for (const file of files) {
  const seconds = String(Math.round((Number(values.seconds) * shareOf(file) * 10) / shares) / 10);
  console.log(`${file} (--seconds ${seconds} --seed ${seed})`);
  const { code } = await runTypeScript(`test/fuzz/${file}`, ['--seconds', seconds, '--seed', seed, ...(values.fixed ? ['--runs', String(fixedRuns[file.replace('.fuzz.ts', '')])] : [])]);
  if (code !== 0) failed += 1;
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
