// The web flavour: the packaged extension, unpacked, in a VS Code whose extension host is a web worker.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../../../scripts/hosts/chromium.mjs';
import { startNpmWeb } from '../../../scripts/hosts/npm-web.mjs';
import { delay } from '../../../scripts/support/processes.mjs';
import { cacheFolder } from '../../../scripts/support/project.mjs';
import { unpack } from '../../../scripts/support/zip.mjs';
import { bundleSuite, makeWorkspace, reportPrefix, runFolder, testFiles } from './files.mjs';

/** Longest time the whole suite may take, in milliseconds. */
const suiteTimeout = 5 * 60_000;

/** @param {{ packaged: string, only: string, onResult: (result: object) => void }} options */
export async function runFlavour({ packaged, only, onResult }) {
  if (testFiles('suite', only).names.length === 0) return;
  const unpacked = path.join(cacheFolder, runFolder, 'unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  unpack(packaged, unpacked);
  const extension = path.join(unpacked, 'extension');
  // The server serves one folder, so the tests lie beside the extension's files.
  const extensionTestsPath = path.join(extension, 'host-tests.js');
  cpSync(await bundleSuite('web', only), extensionTestsPath);

  const workspace = makeWorkspace();
  const logs = [];
  let report = { finished: false, results: [] };
  let server;
  let browser;
  let failed = true;
  try {
    browser = await launchChromium();
    server = await startNpmWeb({ folder: workspace.folder, extensionDevelopmentPath: extension, extensionTestsPath });
    console.log(`VS Code: using ${server.version} for the web from the npm registry`);
    const page = await (await browser.newContext()).newPage();
    page.on('pageerror', (error) => logs.push(`uncaught: ${error.message}`));
    await page.exposeFunction('codeAutomationLog', (type, values) => {
      const first = String(values[0]);
      if (first.startsWith(reportPrefix)) report = JSON.parse(first.slice(reportPrefix.length));
      else logs.push(`${type}: ${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ').slice(0, 1_000)}`);
    });
    const exited = new Promise((resolve) => { void page.exposeFunction('codeAutomationExit', () => resolve('ended')); });
    await page.goto(server.address);
    const ended = await Promise.race([exited, delay(suiteTimeout)]);
    for (const result of report.results) onResult(result);
    if (ended !== 'ended') throw new Error(`The tests did not end within ${suiteTimeout / 1000} s.`);
    if (!report.finished) throw new Error('VS Code ended before the tests did.');
    failed = report.results.some(({ status }) => status === 'failed');
  } finally {
    if (failed) console.log(`--- logs of VS Code\n${server?.logs() ?? ''}\n${logs.slice(-80).join('\n')}\n---`);
    await browser?.close();
    await server?.stop();
    workspace.remove();
  }
}
