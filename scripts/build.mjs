// Builds every bundle with esbuild. `--watch` rebuilds on change; `--minify=false` keeps names readable.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const minify = !process.argv.includes('--minify=false');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root, bundle: true, minify, sourcemap: false, target: 'es2022', legalComments: 'none', logLevel: 'warning',
  define: { __AVSTREAM_VERSION__: JSON.stringify(version) },
  loader: { '.json': 'json' },
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
/** @type {import('esbuild').BuildOptions} */
const worker = { ...common, platform: 'browser', format: 'iife', mainFields: ['browser', 'module', 'main'], conditions: ['browser'] };

/** Every bundle that ships: name, entry and for whom. @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['client/src/node/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/lsp/node/server.ts'], outfile: 'dist/server.js' },
  { ...node, entryPoints: ['server/src/lsp/features.ts'], outfile: 'dist/server-features.js' },
  { ...node, entryPoints: ['server/src/lsp/node/simulation-worker.ts'], outfile: 'dist/simulation-worker.js' },
  { ...node, entryPoints: ['server/src/lsp/node/proof-worker.ts'], outfile: 'dist/proof-worker.js' },
  { ...node, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  { ...worker, format: 'cjs', entryPoints: ['client/src/browser/extension.ts'], outfile: 'dist/web/extension.js', external: ['vscode'] },
  { ...worker, entryPoints: ['server/src/lsp/browser/server.ts'], outfile: 'dist/web/server.js' },
  // What the first picture needs, and beside it what is loaded afterwards.
  { ...worker, format: 'esm', splitting: true, entryPoints: ['client/timeline/src/main.ts'], outdir: 'dist/timeline', entryNames: 'timeline' },
  { ...common, entryPoints: ['client/timeline/src/timeline.css'], outfile: 'dist/timeline.css' },
];

// Parts of the timeline carry a hash in their names: those of another build would stay.
await rm(path.join(root, 'dist', 'timeline'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist'), { recursive: true });
if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
  console.log('Watching.');
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  console.log(`Built ${bundles.length} bundles into dist/.`);
}
