// The web flavour: the packaged extension, unpacked, in a VS Code whose extension host is a web worker.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { launchChromiumProfile } from '../../../scripts/hosts/chromium.mjs';
import { startNpmWeb } from '../../../scripts/hosts/npm-web.mjs';
import { delay } from '../../../scripts/support/processes.mjs';
import { cacheFolder } from '../../../scripts/support/project.mjs';
import { makeTemporaryFolder } from '../../../scripts/support/temporary.mjs';
import { unpack } from '../../../scripts/support/zip.mjs';
import { runDriven } from './driven.mjs';
import { bundleSuite, makeWorkspace, reportPrefix, runFolder, testFiles } from './files.mjs';

/** Longest time the whole in-host suite may take, in milliseconds. */
const suiteTimeout = 5 * 60_000;

/** @param {{ packaged: string, only: string, onResult: (result: object) => void }} options */
export async function runFlavour({ packaged, only, onResult }) {
  const unpacked = path.join(cacheFolder, runFolder, 'unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  unpack(packaged, unpacked);
  const extension = path.join(unpacked, 'extension');
  const profile = makeTemporaryFolder('profile');
  const logs = [];
  let failed = false;
  const onEach = (result) => { failed ||= result.status === 'failed'; onResult(result); };
  let browser;
  try {
    browser = await launchChromiumProfile(profile.folder);
    if (testFiles('suite', only).names.length > 0) await runSuite({ browser, extension, only, logs, onResult: onEach });
    await runDriven({ flavour: 'web', only, onResult: onEach, openWindow: () => openWindow({ browser, extension, logs }) });
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (failed) console.log(`--- logs of VS Code\n${logs.slice(-150).join('\n')}\n---`);
    await browser?.close();
    profile.remove();
  }
}

/** A window on a fresh workspace. Each has a server, and with it an origin and a storage, of its own. */
async function openWindow({ browser, extension, extensionTestsPath, logs, beforeLoading }) {
  const workspace = makeWorkspace();
  let server;
  let page;
  const close = async () => {
    await page?.close();
    if (server !== undefined) logs.push(server.logs());
    await server?.stop();
    workspace.remove();
  };
  try {
    server = await startNpmWeb({ folder: workspace.folder, extensionDevelopmentPath: extension, extensionTestsPath });
    console.log(`VS Code: using ${server.version} for the web from the npm registry`);
    page = await browser.newPage();
    // Warnings and errors of the page, its workers and frames.
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) logs.push(`${message.type()}: ${message.text().slice(0, 1_000)} (${message.location().url.slice(-80)}:${message.location().lineNumber})`); });
    page.on('pageerror', (error) => logs.push(`uncaught: ${error.message}`));
    await beforeLoading?.(page);
    await page.goto(server.address);
    return { page, folder: workspace.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The tests inside the extension host. The server serves one folder, so they lie beside the extension's files. */
async function runSuite({ browser, extension, only, logs, onResult }) {
  const extensionTestsPath = path.join(extension, 'host-tests.js');
  cpSync(await bundleSuite('web', only), extensionTestsPath);
  let report = { finished: false, results: [] };
  let end;
  const exited = new Promise((resolve) => { end = () => resolve('ended'); });
  const window = await openWindow({ browser, extension, extensionTestsPath, logs, beforeLoading: async (page) => {
    await page.exposeFunction('codeAutomationExit', end);
    await page.exposeFunction('codeAutomationLog', (type, values) => {
      const first = String(values[0]);
      if (first.startsWith(reportPrefix)) report = JSON.parse(first.slice(reportPrefix.length));
      else logs.push(`${type}: ${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ').slice(0, 1_000)}`);
    });
  } });
  try {
    const ended = await Promise.race([exited, delay(suiteTimeout)]);
    for (const result of report.results) onResult(result);
    if (ended !== 'ended') throw new Error(`The tests did not end within ${suiteTimeout / 1000} s.`);
    if (!report.finished) throw new Error('VS Code ended before the tests did.');
  } finally {
    await window.close();
    rmSync(extensionTestsPath);
  }
}
