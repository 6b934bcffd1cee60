// `npm start [-- --no-open]`: builds the extension and opens VS Code with it and the samples.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chooseDesktop } from './hosts/choose.mjs';
import { findChromium } from './hosts/chromium.mjs';
import { startNpmDesktop } from './hosts/npm-desktop.mjs';
import { build, ensureDependencies } from './support/dependencies.mjs';
import { cacheFolder, hostsFolder, packageFileName, root, samplesFolder } from './support/project.mjs';

// What stops this script is told to a person: the sentence, not the stack.
process.on('uncaughtException', (error) => { console.error(error.message); process.exit(1); });

const { values } = parseArgs({ options: { 'no-open': { type: 'boolean', default: false } } });
const sample = path.join(samplesFolder, 'avshws.avstream.json');
await ensureDependencies();
const host = await chooseDesktop({ usePath: true });
if (host.kind === 'executable') await openExecutable(host.executable);
else await openServer();

/** A VS Code of this machine: the extension comes straight from the repository, beside the person's own extensions and settings. */
async function openExecutable(executable) {
  await build();
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, samplesFolder, ...(existsSync(sample) ? [sample] : [])];
  if (values['no-open']) {
    console.log(`To open it: ${[executable, ...args].map((part) => (part.includes(' ') ? `"${part}"` : part)).join(' ')}`);
    return;
  }
  // Only a `.cmd` file needs a shell; it is what Windows has on the PATH when the program itself was not found.
  const shell = process.platform === 'win32' && /\.(cmd|bat)$/i.test(executable);
  const quote = (text) => (shell && text.includes(' ') ? `"${text}"` : text);
  const child = spawn(quote(executable), args.map(quote), { cwd: root, stdio: 'ignore', detached: true, shell });
  await new Promise((resolve, reject) => { child.once('spawn', resolve); child.once('error', reject); });
  child.unref();
  console.log('VS Code opens with the extension and the samples. After a change: npm run build, then "Developer: Reload Window".');
}

/** The VS Code of the npm registry: a server with the packaged extension installed, and a browser as its window. */
async function openServer() {
  const packaged = path.join(cacheFolder, 'package', packageFileName);
  mkdirSync(path.dirname(packaged), { recursive: true });
  const { packageExtension } = await import('./package.mjs');
  await packageExtension(packaged);
  // The person's settings and layout survive until the next start.
  const server = await startNpmDesktop({
    extensions: [packaged], dataFolder: path.join(hostsFolder, 'start'),
    settings: { 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true, 'telemetry.telemetryLevel': 'off', 'workbench.secondarySideBar.defaultVisibility': 'hidden' },
  });
  const address = server.address({ folder: samplesFolder, ...(existsSync(sample) ? { file: sample } : {}) });
  const browser = values['no-open'] ? undefined : openBrowser(address);
  if (browser !== undefined) {
    console.log(`VS Code opens in a browser window: ${address}\nClosing the window, or Ctrl+C, ends it.`);
    const code = await new Promise((resolve) => { browser.once('exit', resolve); browser.once('error', () => resolve(1)); });
    if (code === 0) {
      await server.stop();
      process.exit(0);
    }
    console.log('The browser did not stay open.');
  }
  console.log(`Open in a browser: ${address}\nCtrl+C ends it.`);
  setInterval(() => undefined, 60_000);
}

/** @returns {import('node:child_process').ChildProcess | undefined} none where there is no display or no Chromium */
function openBrowser(address) {
  const hasDisplay = process.platform !== 'linux' || (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';
  const chromium = hasDisplay ? findChromium() : undefined;
  if (chromium === undefined) {
    console.log(hasDisplay ? 'There is no Chromium to open.' : 'There is no display.');
    return undefined;
  }
  const profile = path.join(hostsFolder, 'start', 'browser');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(chromium, [`--app=${address}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check', '--window-size=1500,950', ...asRoot], { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  return child;
}
