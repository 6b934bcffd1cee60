import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page, PageScreenshotOptions } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { FromTimeline, ToTimeline } from '../../../../server/src/protocol/index';
import type { SentRun } from './runs';
import { servedTimeline } from './site';
import type { Theme } from './themes';

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

/** A page with the timeline in it, as VS Code would show it. */
export interface TimelinePage {
  readonly page: Page;
  /** Sends a message as the extension would. */
  send(message: ToTimeline): Promise<void>;
  sendRun(run: SentRun, options?: { readonly view?: Extract<ToTimeline, { type: 'outcome' }>['view']; readonly sameRun?: boolean }): Promise<void>;
  /** Everything the timeline has told the extension but its view, which it tells by itself a while after each change. */
  received(): Promise<readonly FromTimeline[]>;
  /** The views it has told. */
  views(): Promise<readonly Extract<FromTimeline, { type: 'state' }>[]>;
  /** What the timeline would find again if it were hidden now: what it keeps with `setState`, up to the last change. */
  kept(): Promise<Readonly<Record<string, unknown>> | null>;
  setTheme(theme: Theme): Promise<void>;
  /** Violations of the content security policy, and errors on the page. */
  problems(): readonly string[];
  /** Waits until what is on the screen is up to date. */
  settled(): Promise<void>;
  /** Begins again, as when it was opened: nothing kept, no problems, the size and the theme of the beginning unless others are given. Many times quicker than a page of its own. */
  reopen(other?: Partial<Pick<TimelineOptions, 'theme' | 'width' | 'height'>>): Promise<void>;
}

/** What a timeline is opened in. Sizes are CSS pixels. */
export interface TimelineOptions { readonly width?: number; readonly height?: number; readonly scale?: number; readonly theme: Theme; readonly reducedMotion?: boolean; readonly forcedColors?: boolean }

/** Opens the timeline under the product's content security policy. */
export async function openTimeline(browser: Browser, options: TimelineOptions): Promise<TimelinePage> {
  const viewport = { width: options.width ?? 1400, height: options.height ?? 900 };
  const context = await browser.newContext({
    viewport, deviceScaleFactor: options.scale ?? 1,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference', forcedColors: options.forcedColors === true ? 'active' : 'none',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' || message.text().includes('Content Security Policy')) problems.push(`console: ${message.text()}`); });
  const origin = await servedTimeline();
  await page.addInitScript(installHost);
  const all = (): Promise<readonly FromTimeline[]> => page.evaluate(() => (window as unknown as { receivedMessages: FromTimeline[] }).receivedMessages);
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
      await page.locator('.shown:not([hidden]), .notice.failed, .card:not([hidden]) [role=alert]').first().waitFor();
      // What comes behind the first picture is there before anybody uses it.
      if (await page.locator('.shown:not([hidden])').count() > 0) await page.locator('.minimap').waitFor();
      await timeline.settled();
    },
    received: async () => (await all()).filter(({ type }) => type !== 'state'),
    views: async () => (await all()).filter((message) => message.type === 'state'),
    async kept() {
      await timeline.settled();
      return page.evaluate(() => {
        // A page that goes away keeps at once what it would have kept a moment later.
        window.dispatchEvent(new Event('pagehide'));
        return JSON.parse(localStorage.getItem('state') ?? 'null') as Record<string, unknown> | null;
      });
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
    async reopen({ theme = options.theme, width = viewport.width, height = viewport.height } = {}) {
      // A test that has failed may have left anything pressed.
      for (const key of ['Shift', 'Control', 'Alt']) await page.keyboard.up(key);
      await page.mouse.up();
      await page.mouse.move(0, 0);
      const size = page.viewportSize();
      if (size?.width !== width || size.height !== height) await page.setViewportSize({ width, height });
      await page.goto(`${origin}/?anew`);
      problems.length = 0;
      await timeline.setTheme(theme);
    },
  };
  await page.goto(`${origin}/`);
  await timeline.setTheme(options.theme);
  return timeline;
}

/** Runs in the page before the application: VS Code's side of a webview. Its state survives a reload. */
function installHost(): void {
  // The page that was left has kept its state in leaving.
  if (location.search !== '') {
    localStorage.clear();
    history.replaceState(null, '', '/');
  }
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

/** Whether pictures for the eye are wanted. Nothing compares them, and taking one takes as long as many a test. */
const wantsPictures = process.env['AVSTREAM_PICTURES'] === '1';

/** Takes a picture of the page for a person to look at, where that is asked for with AVSTREAM_PICTURES=1. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (wantsPictures) await page.screenshot({ path: await screenshotPath(name) });
}

/** A picture of the page to compare with. Chromium on a busy machine sometimes says that it is unable to capture one, which says nothing of the page: it is asked once more. */
export async function screenshotOf(page: Page, options: PageScreenshotOptions = {}): Promise<Buffer> {
  try {
    return await page.screenshot(options);
  } catch (error) {
    if (!String(error).includes('Unable to capture screenshot')) throw error;
    return page.screenshot(options);
  }
}

/** Where screenshots go; not part of the repository. */
export async function screenshotPath(name: string): Promise<string> {
  const folder = path.join(process.cwd(), '.cache/screenshots');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
