// Bundles TypeScript entries of tools and tests into .cache/, so that Node or VS Code can run them without a loader.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, manifest, root } from './project.mjs';

/**
 * Bundles one TypeScript entry for Node or for a web worker.
 * @param {{ entry?: string, contents?: string, outfile: string, platform?: 'node' | 'browser', format?: 'esm' | 'cjs', external?: string[] }} options
 *   `entry`: file relative to the root, or `contents`: source text whose imports are relative to the root; `outfile`: relative to .cache/
 * @returns {Promise<string>} the bundle's absolute path
 */
export async function bundle({ entry, contents, outfile, platform = 'node', format = 'esm', external = [] }) {
  const esbuild = await import('esbuild');
  const target = path.join(cacheFolder, outfile);
  mkdirSync(path.dirname(target), { recursive: true });
  await esbuild.build({
    absWorkingDir: root, bundle: true, outfile: target, format, platform, sourcemap: 'inline', target: platform === 'node' ? 'node20' : 'es2022',
    legalComments: 'none', logLevel: 'warning',
    // Constants become numbers, as in what ships.
    minifySyntax: true, loader: { '.json': 'json' },
    define: { __AVSTREAM_VERSION__: JSON.stringify(manifest.version) },
    ...(platform === 'browser' ? { mainFields: ['browser', 'module', 'main'], conditions: ['browser'] } : {}),
    // Packages stay outside for Node, so that a tool uses the installed ones; `packages` has no meaning for a worker.
    ...(platform === 'node' && format === 'esm' ? { packages: 'external' } : {}),
    external,
    ...(entry === undefined ? { stdin: { contents: contents ?? '', resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' } } : { entryPoints: [entry] }),
  });
  return target;
}
