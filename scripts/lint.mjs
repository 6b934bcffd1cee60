// `npm run lint`: the type checker over every project, then eslint with the borders of the rooms.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { run } from './support/processes.mjs';
import { root } from './support/project.mjs';

await ensureDependencies();
const { values } = parseArgs({ options: { report: { type: 'string' } } });
const checks = [
  { name: 'type checker', script: ['node_modules', 'typescript', 'bin', 'tsc'], args: ['-b'] },
  { name: 'eslint', script: ['node_modules', 'eslint', 'bin', 'eslint.js'], args: ['.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content', '--concurrency', `${Math.min(4, availableParallelism())}`] },
];
let passed = 0;
for (const { name, script, args } of checks) {
  const { code } = await run(process.execPath, [path.join(root, ...script), ...args], { cwd: root });
  console.log(`${name}: ${code === 0 ? 'clean' : 'failed'}`);
  if (code === 0) passed += 1;
}
if (values.report !== undefined) {
  mkdirSync(path.dirname(values.report), { recursive: true });
  writeFileSync(values.report, JSON.stringify({ passed, failed: checks.length - passed }));
}
process.exitCode = passed === checks.length ? 0 : 1;
