import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureScenario, simulated } from './support/runs';
import { themes } from './support/themes';
import { chromiumExecutable, launch, openTimeline, screenshotPath } from './support/timeline-page';

describe.skipIf(chromiumExecutable === undefined)('reading, for the eye', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });
  const run = simulated(captureScenario());

  it.each(themes)('flow and findings in $name', async (theme) => {
    const timeline = await openTimeline(browser, { theme, width: 1400, height: 900 });
    const { page } = timeline;
    await timeline.sendRun(run);
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('e');
    await timeline.settled();
    await page.screenshot({ path: await screenshotPath(`reading-${theme.name}-findings`) });
    await page.keyboard.press('Escape');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('f');
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('-');
    await timeline.settled();
    await page.screenshot({ path: await screenshotPath(`reading-${theme.name}-flow`) });
    await page.keyboard.press('o');
    await timeline.settled();
    await page.screenshot({ path: await screenshotPath(`reading-${theme.name}-flows`) });
    await page.keyboard.press('l');
    await timeline.settled();
    await page.screenshot({ path: await screenshotPath(`reading-${theme.name}-leaks`) });
    expect(timeline.problems()).toEqual([]);
    await page.context().close();
  });
});
