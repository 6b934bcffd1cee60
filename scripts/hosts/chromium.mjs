// Finding a Chromium and driving it. Nothing is downloaded: the one the machine has is used.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from '../support/processes.mjs';

/** What to do when there is none. */
export const chromiumAdvice = 'Chromium (install chromium, Google Chrome or Microsoft Edge, or name its executable in CHROMIUM)';

/** Flags that keep a driven browser silent: no network of its own, no first-run pages. */
export const chromiumFlags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * The executable of a Chromium-based browser: `CHROMIUM` first, then the PATH, then the usual places of the platform.
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    console.log(`CHROMIUM names ${named}, which does not exist; looking elsewhere.`);
  }
  const onPath = findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome', 'msedge');
  return onPath ?? usualPlaces().find((file) => existsSync(file));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const applications = ['/Applications', path.join(process.env.HOME ?? '/', 'Applications')];
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    return applications.flatMap((folder) => names.map((name) => path.join(folder, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter((folder) => folder !== undefined);
    const names = [['Google', 'Chrome', 'Application', 'chrome.exe'], ['Chromium', 'Application', 'chrome.exe'], ['Microsoft', 'Edge', 'Application', 'msedge.exe']];
    return folders.flatMap((folder) => names.map((parts) => path.join(folder, ...parts)));
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
}

/**
 * Starts a headless Chromium under Playwright.
 * @param {{ headless?: boolean }} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium({ headless = true } = {}) {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: requireChromium(), headless, args: chromiumFlags });
}

/**
 * Starts a headless Chromium with a profile of its own. Unlike a context of `launchChromium`, which is a private window, it lets a frame of
 * another origin register a service worker; the webviews of VS Code for the web need that.
 * @param {string} profile an empty folder
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export async function launchChromiumProfile(profile) {
  const { chromium } = await import('playwright-core');
  // Some systems' Chromium refuses storage, and with it service workers, to frames of other origins unless the profile says otherwise.
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } }));
  return chromium.launchPersistentContext(profile, { executablePath: requireChromium(), headless: true, args: chromiumFlags, viewport: { width: 1400, height: 900 } });
}

function requireChromium() {
  const executable = findChromium();
  if (executable === undefined) throw new Error(`There is no ${chromiumAdvice}.`);
  return executable;
}
