// The desktop flavour: the packaged extension installed in a VS Code whose extension host runs on Node.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseDesktop } from '../../../scripts/hosts/choose.mjs';
import { startDesktop } from '../../../scripts/hosts/desktop.mjs';
import { delay } from '../../../scripts/support/processes.mjs';
import { cacheFolder, manifest } from '../../../scripts/support/project.mjs';
import { runDriven } from './driven.mjs';
import { bundleSuite, makeWorkspace, runFolder, testFiles } from './files.mjs';

/** Longest time the whole in-host suite may take, in milliseconds. */
const suiteTimeout = 5 * 60_000;

/** @param {{ packaged: string, only: string, onResult: (result: object) => void }} options */
export async function runFlavour({ packaged, only, onResult }) {
  const reportFile = path.join(cacheFolder, runFolder, 'report.json');
  const desktop = await startDesktop(await chooseDesktop({ usePath: false }), { extensions: [packaged], env: { AVSTREAM_STUDIO_REPORT: reportFile } });
  let failed = false;
  const onEach = (result) => { failed ||= result.status === 'failed'; onResult(result); };
  try {
    if (testFiles('suite', only).names.length > 0) await runSuite(desktop, reportFile, only, onEach);
    await runDriven({ flavour: 'desktop', only, onResult: onEach, openWindow: async () => {
      const workspace = makeWorkspace();
      const { page, close } = await desktop.open({ folder: workspace.folder });
      return { page, folder: workspace.folder, close: async () => { await close(); workspace.remove(); } };
    } });
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (failed) console.log(`--- logs of VS Code\n${desktop.logs()}\n---`);
    await desktop.stop();
  }
}

/** The tests inside the extension host. A second extension, which has nothing but its manifest, carries them. */
async function runSuite(desktop, reportFile, only, onResult) {
  const carrier = path.join(cacheFolder, runFolder, 'tests');
  mkdirSync(carrier, { recursive: true });
  writeFileSync(path.join(carrier, 'package.json'), JSON.stringify({ name: `${manifest.name}-tests`, publisher: manifest.publisher, version: manifest.version, engines: manifest.engines }));
  const extensionTestsPath = await bundleSuite('desktop', only);
  rmSync(reportFile, { force: true });
  const workspace = makeWorkspace();
  let window;
  try {
    window = await desktop.open({ folder: workspace.folder, extensionDevelopmentPath: carrier, extensionTestsPath });
    const ended = await Promise.race([window.exited.then(() => 'ended'), delay(suiteTimeout)]);
    const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : { finished: false, results: [] };
    for (const result of report.results) onResult(result);
    if (ended !== 'ended') throw new Error(`The tests did not end within ${suiteTimeout / 1000} s.`);
    if (!report.finished) throw new Error('VS Code ended before the tests did.');
  } finally {
    await window?.close();
    workspace.remove();
  }
}
