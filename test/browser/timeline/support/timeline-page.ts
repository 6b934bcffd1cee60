import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { timelineTexts } from '../../../../client/src/features/timeline/texts';
import type { FromTimeline, ToTimeline } from '../../../../server/src/protocol/index';
import type { SentRun } from './runs';
import type { Theme } from './themes';

// Tests and benchmarks both run from the repository's root.
const root = process.cwd();
const origin = 'http://timeline.test';
const nonce = '0123456789abcdef0123456789abcdef';
const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${origin}`, `font-src ${origin}`, 'worker-src blob:'].join('; ');

const candidates = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'];

/** The browser to drive, or undefined when the machine has none. Said once; on a build server that is a failure. */
export const chromiumExecutable: string | undefined = candidates.find((candidate) => candidate !== '' && existsSync(candidate));
if (chromiumExecutable === undefined) {
  console.log('not run: needs Chromium (its executable may be named in CHROMIUM)');
  if (process.env['CI'] === 'true') throw new Error('not run: needs Chromium');
}

/** Starts a headless Chromium that rasters in software and stays silent. */
export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumExecutable!,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

interface Built {
  /** Scripts by path. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly style: string;
  /** Bytes of script: what is loaded before the first picture, and all of it. */
  readonly size: { readonly opening: number; readonly all: number };
}

let bundle: Promise<Built> | undefined;

/** The application as it ships, built from the sources at hand, so that a test never looks at an old bundle. */
function built(): Promise<Built> {
  bundle ??= (async () => {
    const { metafile, outputFiles } = await esbuild.build({
      absWorkingDir: root, entryPoints: ['client/timeline/src/main.ts'], bundle: true, minify: true, write: false, platform: 'browser', format: 'esm', splitting: true, target: 'es2022',
      mainFields: ['browser', 'module', 'main'], conditions: ['browser'], define: { __AVSTREAM_VERSION__: '"test"' }, metafile: true, outdir: '/', entryNames: 'timeline',
    });
    const style = await esbuild.build({ absWorkingDir: root, entryPoints: ['client/timeline/src/timeline.css'], bundle: true, minify: true, write: false });
    const outputs = new Map(Object.entries(metafile.outputs).map(([name, output]) => [path.basename(name), output]));
    const opening = new Set(['timeline.js']);
    for (const name of opening) for (const { path: imported, kind } of outputs.get(name)!.imports) if (kind === 'import-statement') opening.add(path.basename(imported));
    const bytes = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + outputs.get(name)!.bytes, 0);
    return {
      scripts: new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])), style: style.outputFiles[0]!.text,
      size: { opening: bytes(opening), all: bytes(outputs.keys()) },
    };
  })();
  return bundle;
}

/** Bytes of the shipped script: what is loaded before the first picture, and all of it. */
export async function bundleSize(): Promise<Built['size']> {
  return (await built()).size;
}

/** A page with the timeline in it, as VS Code would show it. */
export interface TimelinePage {
  readonly page: Page;
  /** Sends a message as the extension would. */
  send(message: ToTimeline): Promise<void>;
  sendRun(run: SentRun, options?: { readonly view?: Extract<ToTimeline, { type: 'outcome' }>['view']; readonly sameRun?: boolean }): Promise<void>;
  /** Everything the timeline has told the extension. */
  received(): Promise<readonly FromTimeline[]>;
  /** What the timeline has kept with `setState`; waits until a view that is being kept has been. */
  kept(): Promise<Readonly<Record<string, unknown>> | null>;
  setTheme(theme: Theme): Promise<void>;
  /** Violations of the content security policy, and errors on the page. */
  problems(): readonly string[];
  /** Waits until what is on the screen is up to date. */
  settled(): Promise<void>;
}

/** Opens the timeline under the product's content security policy. */
export async function openTimeline(browser: Browser, options: { readonly width?: number; readonly height?: number; readonly scale?: number; readonly theme: Theme; readonly reducedMotion?: boolean; readonly forcedColors?: boolean }): Promise<TimelinePage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1400, height: options.height ?? 900 }, deviceScaleFactor: options.scale ?? 1,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference', forcedColors: options.forcedColors === true ? 'active' : 'none',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' || message.text().includes('Content Security Policy')) problems.push(`console: ${message.text()}`); });
  const { scripts, style } = await built();
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const script = scripts.get(pathname);
    if (script !== undefined) await route.fulfill({ contentType: 'text/javascript', body: script });
    else if (pathname === '/timeline.css') await route.fulfill({ contentType: 'text/css', body: style });
    else if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else await route.fulfill({ status: 404, body: '' });
  });
  await page.addInitScript(installHost);
  await page.goto(`${origin}/`);
  const timeline: TimelinePage = {
    page,
    async send(message) {
      await page.evaluate((sent) => window.postMessage(sent, '*'), message);
      await timeline.settled();
    },
    async sendRun({ outcome, trace }, { view = null, sameRun = true } = {}) {
      await page.evaluate(({ sent, bytes, keptView, same }) => {
        const binary = atob(bytes);
        const array = new Uint8Array(binary.length);
        for (let at = 0; at < binary.length; at += 1) array[at] = binary.charCodeAt(at);
        window.postMessage({ type: 'outcome', outcome: sent, trace: array, view: keptView, sameRun: same }, '*');
      }, { sent: outcome, bytes: Buffer.from(trace).toString('base64'), keptView: view, same: sameRun });
      await page.locator('.shown:not([hidden]), .notice.failed, .card:not([hidden]) [role=alert]').first().waitFor({ timeout: 10_000 });
      // What comes behind the first picture is there before anybody uses it.
      if (await page.locator('.shown:not([hidden])').count() > 0) await page.locator('.minimap').waitFor({ timeout: 20_000 });
      await timeline.settled();
    },
    received: () => page.evaluate(() => (window as unknown as { receivedMessages: FromTimeline[] }).receivedMessages),
    async kept() {
      await page.waitForTimeout(220);
      return page.evaluate(() => JSON.parse(localStorage.getItem('state') ?? 'null') as Record<string, unknown> | null);
    },
    async setTheme({ bodyClass, variables }) {
      await page.evaluate(({ classes, values }) => {
        document.documentElement.removeAttribute('style');
        for (const [name, value] of Object.entries(values)) document.documentElement.style.setProperty(name, value);
        document.body.className = classes;
      }, { classes: bodyClass, values: variables });
      await timeline.settled();
    },
    problems: () => problems,
    async settled() {
      await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))));
    },
  };
  await timeline.setTheme(options.theme);
  return timeline;
}

const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AVStream timeline</title>
<link rel="stylesheet" href="${origin}/timeline.css">
</head>
<body>
<div id="timeline"></div>
<script type="application/json" id="timeline-texts">${JSON.stringify(timelineTexts).replaceAll('<', '\\u003c')}</script>
<script type="module" nonce="${nonce}" src="${origin}/timeline.js"></script>
</body>
</html>`;

/** Runs in the page before the application: VS Code's side of a webview. Its state survives a reload. */
function installHost(): void {
  const received: unknown[] = [];
  Object.assign(window, {
    receivedMessages: received,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => { received.push(structuredClone(message)); },
      getState: () => JSON.parse(localStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => { localStorage.setItem('state', JSON.stringify(state)); },
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => { console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`); });
}

/** Where screenshots go; not part of the repository. */
export async function screenshotPath(name: string): Promise<string> {
  const folder = path.join(root, '.cache/screenshots');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
