// `npm run fuzz [-- --seconds N --seed S --only NAME]`: runs test/fuzz/*.fuzz.ts one after the other, each for the given time.
// A fuzzer is a program: it reads `--seconds` and `--seed`, prints the seed of a failure, and ends with a code other than 0 when it found one.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { root } from './support/project.mjs';
import { runTypeScript } from './run-typescript.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string' }, only: { type: 'string', default: '' } } });
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
let failed = 0;
for (const file of files) {
  console.log(`${file} (--seconds ${values.seconds} --seed ${seed})`);
  const { code } = await runTypeScript(`test/fuzz/${file}`, ['--seconds', values.seconds, '--seed', seed]);
  if (code !== 0) failed += 1;
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
