import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Trace } from '../../../server/src/trace/index';
import { installPeer } from './peers';

const origin = 'http://speedscope.test';

/** speedscope in a browser of its own: it needs WebGL, which a machine without a GPU has to emulate. */
export interface Speedscope {
  readonly page: Page;
  /** Opens a file; milliseconds until its first picture. */
  open(file: string): Promise<number>;
  close(): Promise<void>;
}

/** speedscope as npm has it, or nothing without a network. */
export async function launchSpeedscope(executable: string): Promise<Speedscope | undefined> {
  const installed = installPeer('speedscope', '1.25.0');
  if (installed === undefined) return undefined;
  const release = path.join(installed, 'dist', 'release');
  const browser: Browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });
  const page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = path.join(release, pathname === '/' ? 'index.html' : pathname);
    if (existsSync(file)) await route.fulfill({ path: file });
    else await route.fulfill({ status: 404, body: '' });
  });
  await page.goto(`${origin}/`);
  return {
    page,
    async open(file) {
      const input = await page.waitForSelector('input[type=file]', { state: 'attached' });
      const begin = performance.now();
      await input.setInputFiles(file);
      await page.waitForFunction(() => document.querySelector('canvas') !== null && document.body.innerText.includes('Left Heavy'), undefined, { timeout: 120_000, polling: 20 });
      return performance.now() - begin;
    },
    close: () => browser.close(),
  };
}

/** Writes the spans of a trace as complete events, the simplest form both Chrome and speedscope read. */
export async function writeCompleteEvents(trace: Trace, file: string): Promise<void> {
  const { offsets, start, end, state } = trace.spans;
  const parts: string[] = [];
  trace.rows.forEach((_, row) => {
    for (let span = offsets[row]!; span < offsets[row + 1]!; span += 1) {
      parts.push(`{"ph":"X","pid":1,"tid":${row + 1},"ts":${start[span]! / 1000},"dur":${(end[span]! - start[span]!) / 1000},"name":${JSON.stringify(trace.states[state[span]!]!.key)}}`);
    }
  });
  await writeFile(file, `[${parts.join(',\n')}]`);
}
