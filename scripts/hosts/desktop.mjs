// One face for both kinds of desktop VS Code: a window under Playwright, with an extension host on Node behind it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, lastLines, runOrThrow, start, waitFor } from '../support/processes.mjs';
import { makeTemporaryFolder } from '../support/temporary.mjs';
import { launchChromium } from './chromium.mjs';
import { startNpmDesktop } from './npm-desktop.mjs';

/**
 * What a session opens; absolute paths.
 * @typedef {{ folder: string, file?: string, extensionDevelopmentPath?: string, extensionTestsPath?: string }} Opening
 *
 * A window. `exited` answers with the exit code when VS Code ends itself, as it does after the tests of `extensionTestsPath`.
 * @typedef {{ page: import('playwright-core').Page, exited: Promise<number>, close: () => Promise<void> }} Window
 *
 * A VS Code with packaged extensions installed, that can open windows one after the other.
 * @typedef {{ open: (opening: Opening) => Promise<Window>, logs: () => string, stop: () => Promise<void> }} Desktop
 */

/** Settings for windows nobody watches: nothing asks, nothing moves by itself. */
export const quietSettings = {
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.enableExperiments': false, 'chat.disableAIFeatures': true, 'git.enabled': false,
  'extensions.ignoreRecommendations': true, 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'update.mode': 'none', 'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false, 'window.restoreWindows': 'none', 'files.hotExit': 'off', 'editor.minimap.enabled': false, 'editor.accessibilitySupport': 'off',
  'github.gitAuthentication': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'window.dialogStyle': 'custom',
};

/**
 * @param {Awaited<ReturnType<import('./choose.mjs').chooseDesktop>>} choice
 * @param {{ extensions: string[], settings?: Record<string, unknown>, env?: NodeJS.ProcessEnv, viewport?: { width: number, height: number } }} options `extensions`: .vsix files
 * @returns {Promise<Desktop>}
 */
export function startDesktop(choice, { extensions, settings = quietSettings, env = {}, viewport = { width: 1400, height: 900 } }) {
  return choice.kind === 'npm' ? startServer({ extensions, settings, env, viewport }) : startExecutable(choice.executable, { extensions, settings, env });
}

/** The npm host: one server, a fresh browser profile for every window. */
async function startServer({ extensions, settings, env, viewport }) {
  const browser = await launchChromium();
  let server;
  try {
    server = await startNpmDesktop({ extensions, settings, env });
  } catch (error) {
    await browser.close();
    throw error;
  }
  const consoleLines = [];
  return {
    logs: () => `${server.logs()}\n--- console of the page\n${consoleLines.slice(-60).join('\n')}`,
    stop: async () => { await browser.close(); await server.stop(); },
    open: async (opening) => {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text().slice(0, 500)}`));
      page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.message}`));
      const exited = new Promise((resolve) => { void page.exposeFunction('codeAutomationExit', resolve); });
      await page.exposeFunction('codeAutomationLog', (type, values) => { consoleLines.push(`${type}: ${values.map(String).join(' ').slice(0, 500)}`); });
      await page.goto(server.address(opening));
      return { page, exited, close: () => context.close() };
    },
  };
}

/** An Electron VS Code: a fresh process for every window, driven through its debugging port. */
async function startExecutable(executable, { extensions, settings, env }) {
  if (process.platform === 'linux' && (process.env.DISPLAY ?? '') === '' && (process.env.WAYLAND_DISPLAY ?? '') === '') {
    throw new Error(`${executable} needs a display. Run under xvfb-run, or set VSCODE_HOST=npm for the build that needs none.`);
  }
  const { folder, remove } = makeTemporaryFolder('host');
  const userData = path.join(folder, 'user-data');
  const extensionsFolder = path.join(folder, 'extensions');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensionsFolder);
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  const { resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  for (const extension of extensions) {
    await runOrThrow(cli, ['--install-extension', extension, '--force', '--extensions-dir', extensionsFolder, '--user-data-dir', userData], { quiet: true, shell: process.platform === 'win32' });
  }
  const { chromium } = await import('playwright-core');
  const processes = [];
  return {
    logs: () => processes.map((process) => lastLines(process.output(), 100)).join('\n'),
    stop: async () => {
      for (const process of processes) await process.stop();
      remove();
    },
    open: async ({ folder: workspace, file, extensionDevelopmentPath, extensionTestsPath }) => {
      const port = await freePort();
      const optional = [['--extensionDevelopmentPath', extensionDevelopmentPath], ['--extensionTestsPath', extensionTestsPath]];
      const vscode = start(executable, [
        workspace, ...(file === undefined ? [] : [file]), `--user-data-dir=${userData}`, `--extensions-dir=${extensionsFolder}`, `--remote-debugging-port=${port}`,
        '--disable-updates', '--disable-telemetry', '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust', '--no-cached-data', '--new-window',
        ...(process.platform === 'linux' ? ['--no-sandbox', '--disable-gpu'] : []),
        ...optional.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${value}`),
      ], { env: { ...env, ELECTRON_RUN_AS_NODE: undefined } });
      processes.push(vscode);
      let browser;
      const page = await waitFor(async () => {
        try {
          browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
          return browser.contexts().flatMap((context) => context.pages()).find((candidate) => candidate.url().includes('workbench'));
        } catch { return undefined; }
      }, 60_000, () => `VS Code opened no window within 60 s.\n${lastLines(vscode.output(), 40)}`);
      return { page, exited: vscode.exited, close: async () => { await browser?.close(); await vscode.stop(); } };
    },
  };
}
