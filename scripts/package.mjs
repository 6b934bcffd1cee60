// Makes the .vsix: `npm run package [-- --out FILE]`. vsce runs the build itself (vscode:prepublish).
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './support/dependencies.mjs';
import { runOrThrow } from './support/processes.mjs';
import { isEntryPoint, packageFileName, root } from './support/project.mjs';

/**
 * Builds and packages the extension.
 * @param {string} out where the .vsix goes, absolute
 * @param {{ quiet?: boolean }} [options]
 */
export async function packageExtension(out, { quiet = true } = {}) {
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Everything is bundled, and the README's pictures are meant to be seen where they lie.
  await runOrThrow(process.execPath, [vsce, 'package', '--out', out, '--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'], { cwd: root, quiet });
}

if (isEntryPoint(import.meta.url)) {
  await ensureDependencies();
  const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(root, packageFileName) } } });
  await packageExtension(path.resolve(values.out), { quiet: false });
}
