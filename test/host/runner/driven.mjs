// The tests that work a window run in this process; both flavours use this.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../../scripts/support/bundle.mjs';
import { root } from '../../../scripts/support/project.mjs';
import { runFolder, testFiles } from './files.mjs';

/**
 * @param {{ flavour: 'desktop' | 'web', only: string, onResult: (result: object) => void,
 *   openWindow: () => Promise<{ page: import('playwright-core').Page, folder: string, close: () => Promise<void> }> }} options
 *   `openWindow` opens a window on a fresh workspace
 */
export async function runDriven({ flavour, only, onResult, openWindow }) {
  const files = testFiles('driver', only);
  if (files.names.length === 0) return;
  const module = await bundle({
    contents: `import { runDriver } from './test/host/driver/driver';\nexport const run = (options) => runDriver({ files: ${files.text}, ...options });\n`,
    outfile: path.join(runFolder, `driver-${flavour}.mjs`),
  });
  const { run } = await import(pathToFileURL(module).href);
  await run({ flavour, openWindow, onResult, pictures: path.join(root, 'test-results', 'host', flavour) });
}
