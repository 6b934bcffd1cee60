// Which test files there are, how they become a module VS Code can load, and the folder a window opens.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../../../scripts/support/bundle.mjs';
import { cacheFolder, root, samplesFolder } from '../../../scripts/support/project.mjs';
import { makeTemporaryFolder } from '../../../scripts/support/temporary.mjs';
import { quietSettings } from '../../../scripts/hosts/desktop.mjs';

/**
 * TypeScript text of an object that loads each test file of a folder when asked.
 * @param {'suite' | 'driver'} kind @param {string} only part of the names wanted, or ''
 */
export function testFiles(kind, only) {
  const names = readdirSync(path.join(root, 'test', 'host', kind)).filter((name) => name.endsWith('.test.ts')).map((name) => name.slice(0, -'.test.ts'.length)).filter((name) => name.includes(only)).sort();
  return { names, text: `{ ${names.map((name) => `${JSON.stringify(name)}: () => import('./test/host/${kind}/${name}.test'),`).join(' ')} }` };
}

/**
 * Bundles the in-host tests into a CommonJS module with `run()`.
 * @param {'desktop' | 'web'} flavour @param {string} only
 * @returns {Promise<string>} its path
 */
export function bundleSuite(flavour, only) {
  const files = testFiles('suite', only).text;
  // On Node the report goes to a file; in a worker the console is the only way out.
  const report = flavour === 'desktop'
    ? 'import { writeFileSync } from "node:fs"; const report = (report) => writeFileSync(process.env.AVSTREAM_STUDIO_REPORT, JSON.stringify(report));'
    : `const report = (report) => console.log(${JSON.stringify(reportPrefix)} + JSON.stringify(report));`;
  return bundle({
    contents: `import { runSuite } from './test/host/suite/suite';\n${report}\nexport const run = () => runSuite('${flavour}', ${files}, report);\n`,
    outfile: path.join(runFolder, `suite-${flavour}.js`), platform: flavour === 'desktop' ? 'node' : 'browser', format: 'cjs', external: ['vscode'],
  });
}

/** Folder inside .cache/ for what one run makes; its own, so that two runs at a time do not meet. */
export const runFolder = path.join('host', String(process.pid));
process.on('exit', () => rmSync(path.join(cacheFolder, runFolder), { recursive: true, force: true }));

/** Begins the line in which the web flavour's tests report. */
export const reportPrefix = 'avstream-studio-report:';

/**
 * A copy of samples/ that tests may change, with settings that keep the window quiet where the user's cannot be given.
 * @returns {{ folder: string, remove: () => void }}
 */
export function makeWorkspace() {
  const { folder: parent, remove } = makeTemporaryFolder('workspace');
  const folder = path.join(parent, 'samples');
  mkdirSync(folder);
  if (existsSync(samplesFolder)) cpSync(samplesFolder, folder, { recursive: true });
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'editor.minimap.enabled': quietSettings['editor.minimap.enabled'] }));
  return { folder, remove };
}
