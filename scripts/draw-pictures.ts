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
import { sendBeside } from '../test/browser/timeline/support/send-beside';
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

async function take(timeline: TimelinePage, name: string): Promise<void> {
  await timeline.settled();
  await timeline.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Presses keys on the picture, one after the other. */
async function pressed(timeline: TimelinePage, ...keys: readonly string[]): Promise<void> {
  await timeline.page.locator('.stage-scroller').focus();
  for (const key of keys) await timeline.page.keyboard.press(key);
  await timeline.settled();
}

/** Selects the longest stay of a frame in the application's hands, and looks at the whole way of the frame. */
async function selectFrame(timeline: TimelinePage, frame: number): Promise<void> {
  await pressed(timeline, '/');
  await timeline.page.keyboard.type(`#${frame} in application`);
  await timeline.page.keyboard.press('Enter');
  await timeline.settled();
  await timeline.page.keyboard.press('Escape');
  await timeline.page.getByRole('tab', { name: 'Selection' }).click();
  await timeline.page.getByRole('button', { name: 'Zoom to the Frame' }).click();
  await timeline.settled();
}

if (chromiumExecutable === undefined) throw new Error('not run: needs Chromium (its executable may be named in CHROMIUM)');
await mkdir(folder, { recursive: true });
const browser = await launch();
const stalls = 'application stalls for half a second';
const run = await runOf('avshws', stalls);

// The four families of themes, at the two scales most people have.
for (const theme of [light, dark, highContrast, highContrastLight]) {
  for (const scale of [1, 1.5]) {
    await withTimeline(browser, { theme, width: 1200, height: 760, scale }, run, async (timeline) => {
      await pressed(timeline, 'n', 'f', 'f');
      await take(timeline, `${theme.name}-${scale * 100}`);
    });
  }
}

// The tour, step by step.
const tour = { theme: dark, width: 1200, height: 720, scale: 1 };
await withTimeline(browser, tour, run, async (timeline) => {
  await take(timeline, 'tour-1-whole-run');
  await pressed(timeline, 'e', 'f', 'f');
  await timeline.page.getByRole('tab', { name: 'Findings' }).click();
  await take(timeline, 'tour-2-findings');
  await pressed(timeline, '0', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await selectFrame(timeline, 12);
  await take(timeline, 'tour-3-way-of-a-frame');
});
await withTimeline(browser, tour, run, async (timeline) => {
  await pressed(timeline, '/');
  await timeline.page.keyboard.type('in application > 100 ms');
  await timeline.page.keyboard.press('Enter');
  await take(timeline, 'tour-4-search');
});
await withTimeline(browser, tour, run, async (timeline) => {
  const box = (await timeline.page.locator('.stage-scroller').boundingBox())!;
  const from = box.x + box.width * 0.45;
  const to = box.x + box.width * 0.7;
  await timeline.page.keyboard.down('Shift');
  await timeline.page.mouse.move(from, box.y + 120);
  await timeline.page.mouse.down();
  await timeline.page.mouse.move(to, box.y + 300, { steps: 8 });
  await timeline.page.mouse.up();
  await timeline.page.keyboard.up('Shift');
  await timeline.page.getByRole('tab', { name: 'Measure' }).click();
  await timeline.page.waitForTimeout(300);
  await take(timeline, 'tour-5-measure');
});
await withTimeline(browser, tour, run, async (timeline) => {
  await pressed(timeline, 'g', 'g', 'g', '+', '+');
  for (let step = 0; step < 4; step += 1) await pressed(timeline, 'a');
  await take(timeline, 'tour-6-stream-pointers');
});
await withTimeline(browser, tour, run, async (timeline) => {
  await pressed(timeline, 'k');
  await take(timeline, 'tour-7-parameters');
});
await withTimeline(browser, tour, run, async (timeline) => {
  await sendBeside(timeline, run, await runOf('avshws', '30 fps to an application'), 'scenario');
  await pressed(timeline, 'v');
  await timeline.page.locator('.compare-verdict').waitFor();
  await take(timeline, 'tour-8-compare');
});
await browser.close();
