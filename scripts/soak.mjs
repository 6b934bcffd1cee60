// `npm run soak [-- --minutes N --seed S]`: edits documents over a server's standard input and output, ten minutes unless told otherwise, and fails when its memory grows.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { cacheFolder, root } from './support/project.mjs';
import { runTypeScript } from './run-typescript.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } } });
if (!(Number(values.minutes) > 0) || !/^\d+$/.test(values.seed)) {
  console.error('--minutes takes a number above 0, --seed a whole number.');
  process.exit(2);
}
await ensureDependencies();
const { build } = await import('esbuild');
const folder = path.join(cacheFolder, 'soak');
// As it ships, and of its own, so that nothing depends on what lies in dist/.
await build({
  absWorkingDir: root, outdir: folder, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error',
  entryPoints: { server: 'server/src/lsp/node/server.ts', 'server-features': 'server/src/lsp/features.ts', 'simulation-worker': 'server/src/lsp/node/simulation-worker.ts' },
});
process.exitCode = (await runTypeScript('test/soak/edits.ts', ['--server', path.join(folder, 'server.js'), '--minutes', values.minutes, '--seed', values.seed])).code;
