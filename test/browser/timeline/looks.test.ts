import { describe, expect, it } from 'vitest';
import { eachTimeline } from './support/each-timeline';
import { simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

describe.skipIf(chromiumExecutable === undefined)('the look of the timeline', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => { timeline = opened; });
  const run = simulated();

  for (const theme of themes) {
    for (const [width, height] of [[1400, 900], [500, 800]] as const) {
      it(`${theme.name} at ${width} pixels: nothing overflows`, async () => {
        await timeline.reopen({ width, height, theme });
        const { page } = timeline;
        await timeline.sendRun(run);
        await takePicture(page, `${theme.name}-${width}-outcome`);
        const stage = (await page.locator('.stage').boundingBox())!;
        await page.mouse.move(stage.x + stage.width * 0.6, stage.y + 60);
        await page.keyboard.down('Control');
        for (let step = 0; step < 5; step += 1) await page.mouse.wheel(0, -200);
        await page.keyboard.up('Control');
        await timeline.settled();
        await page.mouse.click(stage.x + stage.width * 0.7, stage.y + stage.height - 40);
        await timeline.settled();
        await takePicture(page, `${theme.name}-${width}-selection`);
        const wide = await page.evaluate(() => [...document.querySelectorAll('.app, .header, main, .shown, .drawer, .tab-line, .notice')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className));
        expect(wide).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    }
  }

  it('the markers\' values stand side by side where there is little room, and nothing of the axis covers another thing', async () => {
    await timeline.reopen({ width: 500, height: 800 });
    const { page } = timeline;
    await timeline.sendRun(run);
    await page.locator('.stage-scroller').focus();
    for (const key of ['End', ',', '1', ',', ',', '2', 'Shift+ArrowLeft']) await page.keyboard.press(key);
    await timeline.settled();
    await takePicture(page, 'marks-500');
    const tops = await page.locator('.marks-values > span').evaluateAll((values) => values.map((value) => Math.round(value.getBoundingClientRect().top)));
    expect(tops).toHaveLength(4);
    expect(new Set(tops).size).toBeLessThan(4);
  });

  it('every tab, help, notices and the states without a run, for the eye', async () => {
    for (const [theme, width] of [[themes[0]!, 1400], [themes[1]!, 500]] as const) {
      await timeline.reopen({ width, height: 900, theme });
      const { page } = timeline;
      const shoot = async (name: string): Promise<void> => { await takePicture(page, `${theme.name}-${width}-${name}`); };
      await shoot('empty');
      await timeline.send({ type: 'running', scenario: run.outcome.scenario, progress: 0.42, virtualTime: 840e6 });
      await shoot('running');
      await timeline.send({ type: 'failed', text: 'The scenario names the pin "video2", which the descriptor does not have. Name one of its pins: "video".', path: '/Simulations/0/Pin' });
      await shoot('failed');
      await timeline.sendRun(run);
      await page.locator('.stage-scroller').focus();
      await page.keyboard.press('n');
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('+');
      for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      await timeline.settled();
      await shoot('keyboard-selection');
      await page.keyboard.press('f');
      await timeline.settled();
      await shoot('fit-selection');
      await timeline.send({ type: 'highlight', path: '/Simulations/0/Pins/0/Client/Hold' });
      await timeline.send({ type: 'stale', stale: true });
      await page.keyboard.press('0');
      for (const tab of ['At Cursor', 'Table', 'Legend']) {
        await page.getByRole('tab', { name: tab }).click();
        await timeline.settled();
        await shoot(tab.replace(' ', '-').toLowerCase());
      }
      await page.getByRole('button', { name: /help/i }).click();
      await timeline.settled();
      await shoot('help');
      expect(timeline.problems()).toEqual([]);
    }
  });
});
