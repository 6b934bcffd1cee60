/**
 * Draws the pictures of docs/timeline.md and docs/timeline-tour.md: the timeline, as it ships, in a real browser with a run of a shipped sample.
 * `node scripts/run-typescript.mjs scripts/draw-pictures.ts`; needs Chromium. Pictures are looked at before they are committed, never compared.
 */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { type SimulateResult, methods } from '../server/src/protocol/index';
import type { SentRun } from '../test/browser/timeline/support/runs';
import { type Theme, themes } from '../test/browser/timeline/support/themes';
import { type TimelinePage, chromiumExecutable, launch, openTimeline } from '../test/browser/timeline/support/timeline-page';
import { openSession } from '../test/protocol/support/session';

const folder = path.join('docs', 'images', 'timeline');
const [light, dark, highContrast, highContrastLight] = themes as readonly [Theme, Theme, Theme, Theme];

/** The run of a sample's simulation, as the language server hands it to the extension. */
async function runOf(sample: string, scenario?: string, seed?: number): Promise<SentRun> {
  const session = await openSession();
  const file = path.resolve('samples', `${sample}.avstream.json`);
  const uri = await session.open(readFileSync(file, 'utf8'), pathToFileURL(file).href);
  const result: SimulateResult = await session.client.sendRequest(methods.simulate, { uri, runId: 'picture', scenario, seed });
  session.close();
  if (result.kind !== 'completed') throw new Error(result.text);
  const { trace, ...outcome } = result.outcome;
  return { outcome, trace: Buffer.from(trace, 'base64') };
}

async function withTimeline(browser: Browser, options: Parameters<typeof openTimeline>[1], run: SentRun, act: (timeline: TimelinePage) => Promise<void>): Promise<void> {
  const timeline = await openTimeline(browser, options);
  await timeline.sendRun(run);
  await act(timeline);
  if (timeline.problems().length > 0) throw new Error(timeline.problems().join('\n'));
  await timeline.page.context().close();
}

async function take({ page, settled }: TimelinePage, name: string): Promise<void> {
  await settled();
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Presses keys on the picture, one after the other. */
async function press({ page, settled }: TimelinePage, ...keys: readonly string[]): Promise<void> {
  await page.locator('.stage-scroller').focus();
  for (const key of keys) await page.keyboard.press(key);
  await settled();
}

if (chromiumExecutable === undefined) throw new Error('not run: needs Chromium (its executable may be named in CHROMIUM)');
await mkdir(folder, { recursive: true });
const browser = await launch();
const run = await runOf('avshws', 'application stalls for half a second');

// The four families of themes, at the two scales most people have.
for (const theme of [light, dark, highContrast, highContrastLight]) {
  for (const scale of [1, 1.5]) {
    await withTimeline(browser, { theme, width: 1200, height: 760, scale }, run, async (timeline) => {
      await press(timeline, 'n', 'f', '-', '-', '-', '-');
      await take(timeline, `${theme.name}-${scale * 100}`);
    });
  }
}
await browser.close();
