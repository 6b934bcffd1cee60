import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulated } from './support/runs';
import { themes } from './support/themes';
import { chromiumExecutable, launch, openTimeline, screenshotPath } from './support/timeline-page';

describe.skipIf(chromiumExecutable === undefined)('the look of the timeline', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });
  const run = simulated();

  for (const theme of themes) {
    for (const [width, height] of [[1400, 900], [500, 800]] as const) {
      it(`${theme.name} at ${width} pixels: nothing overflows`, async () => {
        const timeline = await openTimeline(browser, { width, height, theme });
        const { page } = timeline;
        await timeline.sendRun(run);
        await page.screenshot({ path: await screenshotPath(`${theme.name}-${width}-outcome`) });
        const stage = (await page.locator('.stage').boundingBox())!;
        await page.mouse.move(stage.x + stage.width * 0.6, stage.y + 60);
        await page.keyboard.down('Control');
        for (let step = 0; step < 5; step += 1) await page.mouse.wheel(0, -200);
        await page.keyboard.up('Control');
        await timeline.settled();
        await page.mouse.click(stage.x + stage.width * 0.7, stage.y + stage.height - 40);
        await timeline.settled();
        await page.screenshot({ path: await screenshotPath(`${theme.name}-${width}-selection`) });
        const wide = await page.evaluate(() => [...document.querySelectorAll('.app, .header, main, .shown, .drawer, .tab-line, .notice')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className));
        expect(wide).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(timeline.problems()).toEqual([]);
        await page.context().close();
      });
    }
  }
});
