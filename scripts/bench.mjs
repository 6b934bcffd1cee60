// `npm run bench [-- --check --only NAME,NAME]`: runs test/bench/*.bench.ts one after the other and prints a table for each.
//
// A benchmark is a program. The last line it prints is JSON, everything before it is shown as it comes:
//   { "title": string, "rows": [{ "name": string, "unit": string, "ours": number, "peer"?: number, "peerName"?: string, "budget"?: number, "ratio"?: number, "least"?: number }], "missing"?: string[] }
// `ratio` is how many times better ours is than the peer, measured alternately in one run; `least` is the ratio the design asks for.
// `budget` is what ours has to reach on an idle machine, in the unit of the row: shown, while the ratio is what a busy machine does not change.
// With `--check` a ratio below its `least` fails, and on a build server a peer that is `missing`. Without a peer, `ratio` compares with a stated budget.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { isContinuousIntegration, root } from './support/project.mjs';
import { runTypeScript } from './run-typescript.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });
await ensureDependencies();
const folder = path.join(root, 'test', 'bench');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && values.only.split(',').some((only) => name.includes(only))).sort() : [];
if (files.length === 0) {
  console.error(`There is no benchmark${values.only === '' ? '' : ` whose name contains "${values.only}"`} in test/bench/.`);
  process.exit(1);
}
const missed = [];
const missing = [];
let broken = 0;
for (const file of files) {
  const { code, output } = await runTypeScript(`test/bench/${file}`, [], { nodeOptions: ['--expose-gc'], quiet: true });
  const lines = output.trimEnd().split('\n');
  const result = code === 0 ? parse(lines.pop()) : undefined;
  if (lines.length > 0) console.log(lines.join('\n'));
  if (result === undefined) {
    broken += 1;
    console.error(`${file} ended with code ${code} and no result.`);
    continue;
  }
  console.log(`\n${result.title}`);
  console.table(Object.fromEntries(result.rows.map((row) => [row.name, {
    ours: `${round(row.ours)} ${row.unit}`, peer: row.peer === undefined ? row.peerName ?? '' : `${round(row.peer)} ${row.unit}${row.peerName === undefined ? '' : ` (${row.peerName})`}`,
    ...(result.rows.some(({ budget }) => budget !== undefined) ? { budget: row.budget === undefined ? '' : `≤ ${row.budget.toLocaleString('en-US')} ${row.unit}` } : {}),
    ratio: row.ratio === undefined ? '' : `${round(row.ratio)} ×`, wanted: row.least === undefined ? '' : `≥ ${row.least} ×`,
  }])));
  missing.push(...(result.missing ?? []));
  missed.push(...result.rows.filter((row) => row.least !== undefined && !(row.ratio >= row.least)).map((row) => `${result.title}, ${row.name}: ${round(row.ratio)} × instead of ${row.least} ×`));
}
for (const what of missing) console.log(`not run: needs ${what}`);
if (missed.length > 0) console.log(`Below what is wanted:\n${missed.map((line) => `  ${line}`).join('\n')}`);
process.exitCode = broken > 0 || (values.check && (missed.length > 0 || (isContinuousIntegration && missing.length > 0))) ? 1 : 0;

function parse(line) {
  try {
    const result = JSON.parse(line);
    return typeof result.title === 'string' && Array.isArray(result.rows) ? result : undefined;
  } catch { return undefined; }
}

/** Three significant digits are what such a measurement holds. */
function round(value) {
  return value === undefined ? '?' : Number(value.toPrecision(3)).toLocaleString('en-US');
}
