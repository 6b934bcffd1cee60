// Runs a TypeScript file under Node: `node scripts/run-typescript.mjs FILE [arguments …]`. The bundle lands in .cache/run/.
import path from 'node:path';
import { bundle } from './support/bundle.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { run } from './support/processes.mjs';
import { isEntryPoint, root } from './support/project.mjs';

/**
 * Bundles one TypeScript entry and runs it to its end in a Node process of its own.
 * @param {string} entry relative to the repository's root
 * @param {string[]} [args] its arguments
 * @param {{ nodeOptions?: string[], quiet?: boolean }} [options] `nodeOptions`: e.g. `['--expose-gc']`
 * @returns {Promise<{ code: number, output: string }>} the exit code; `output` only when quiet
 */
export async function runTypeScript(entry, args = [], { nodeOptions = [], quiet = false } = {}) {
  const outfile = path.join('run', entry.replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '.mjs'));
  const file = await bundle({ entry: entry.replaceAll('\\', '/'), outfile });
  return run(process.execPath, ['--enable-source-maps', ...nodeOptions, file, ...args], { cwd: root, quiet });
}

if (isEntryPoint(import.meta.url)) {
  const [, , entry, ...args] = process.argv;
  if (entry === undefined) {
    console.error('Usage: node scripts/run-typescript.mjs FILE [arguments …]');
    process.exit(2);
  }
  await ensureDependencies();
  process.exitCode = (await runTypeScript(path.relative(root, path.resolve(entry)), args)).code;
}
