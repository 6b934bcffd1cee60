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
/** eslint on a part of the files, with a cache of its own. */
const lint = (part, files) => ({ name: `eslint, ${part}`, script: ['node_modules', 'eslint', 'bin', 'eslint.js'], args: [...files, '--max-warnings', '0', '--cache', '--cache-location', `.cache/eslint/${part}`, '--cache-strategy', 'content'] });
/** Steps one after the other: the rules that know types read what the type checker wrote. */
const steps = [
  [{ name: 'type checker', script: ['node_modules', 'typescript', 'bin', 'tsc'], args: ['-b'] }],
  // Two halves by project, side by side. eslint's own --concurrency deals files out, and then every worker infers the types of every project.
  [lint('server', ['server']), lint('rest', ['.', '--ignore-pattern', 'server/**'])],
];
const parallel = availableParallelism() > 1;
let passed = 0;
for (const step of parallel ? steps : steps.flat().map((check) => [check])) {
  await Promise.all(step.map(async ({ name, script, args }) => {
    const { code, output } = await run(process.execPath, [path.join(root, ...script), ...args], { cwd: root, quiet: true });
    process.stdout.write(output);
    console.log(`${name}: ${code === 0 ? 'clean' : 'failed'}`);
    if (code === 0) passed += 1;
  }));
}
const all = steps.flat().length;
if (values.report !== undefined) {
  mkdirSync(path.dirname(values.report), { recursive: true });
  writeFileSync(values.report, JSON.stringify({ passed, failed: all - passed }));
}
process.exitCode = passed === all ? 0 : 1;
