import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations, axeViolationsInAllThemes } from './support/axe';
import { eachTimeline } from './support/each-timeline';
import { simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, openTimeline } from './support/timeline-page';

const run = simulated();

/** The states a person can find the timeline in, and how to get there. */
const states: readonly (readonly [string, (timeline: TimelinePage) => Promise<void>])[] = [
  ['empty', async () => { /* as it opens */ }],
  ['running', (timeline) => timeline.send({ type: 'running', scenario: '30 fps', progress: 0.3, virtualTime: 6e8 })],
  ['failed', (timeline) => timeline.send({ type: 'failed', text: '"30 fps" names the pin "video2", which the descriptor does not have. Name one of its pins.', path: '/Simulations/0/Pin' })],
  ['outcome', (timeline) => timeline.sendRun(run)],
  ['outcome with notices', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.send({ type: 'stale', stale: true });
    await timeline.send({ type: 'highlight', path: '/Simulations/0/Pins/0/Client/Hold' });
    await timeline.send({ type: 'failed', text: 'The simulation was cancelled.', path: '/Simulations/0' });
  }],
  ['rerunning', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.send({ type: 'running', scenario: '30 fps', progress: 0.3, virtualTime: 6e8 });
  }],
  ['selection', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    await timeline.page.keyboard.press('n');
    await timeline.page.keyboard.press('ArrowDown');
    await timeline.page.keyboard.press('ArrowDown');
  }],
  ...(['Findings', 'At Cursor', 'Leaks', 'Table', 'Legend'] as const).map((tab) => [tab, async (timeline: TimelinePage) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    await timeline.page.keyboard.press('.');
    await timeline.page.getByRole('tab', { name: tab }).click();
  }] as const),
  ['measuring', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    for (const key of ['1', 'Shift+ArrowRight', '2', 'Shift+Enter']) await timeline.page.keyboard.press(key);
    await timeline.page.getByRole('button', { name: 'Copy as TSV' }).waitFor();
  }],
  ['a saved run', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.evaluate(() => window.postMessage({ type: 'unreadable', text: 'run.avtrace is damaged: its content is not what was saved. Copy it again, or save the trace once more.' }, '*'));
    await timeline.page.locator('.notice.failed').waitFor();
  }],
  ['a file that is none', async (timeline) => {
    await timeline.send({ type: 'unreadable', text: 'run.avtrace is not a saved trace: it does not begin like one. Open a file that AVStream: Save Trace has written.' });
    await timeline.page.locator('.card [role=alert]').waitFor();
  }],
  ['menu of a row, rows pinned, collapsed and filtered', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    for (const key of ['Control+ArrowDown', 'Control+ArrowDown', 't', 'Control+ArrowDown', 'c', 'r', 'Enter', 'Shift+F10']) await timeline.page.keyboard.press(key);
  }],
  ['details closed', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.getByRole('button', { name: 'Hide the details' }).click();
  }],
  ['search', async (timeline) => {
    await timeline.sendRun({ ...run, outcome: { ...run.outcome, periods: [{ label: 'video', period: 33_366_700 }] } });
    await timeline.page.locator('.stage-scroller').focus();
    await timeline.page.keyboard.press('u');
    await timeline.page.keyboard.press('/');
    await timeline.page.keyboard.type('dropped');
    await timeline.page.keyboard.press('Enter');
    await timeline.page.getByText('1 of 5').waitFor();
  }],
  ['the strip of the whole run', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    await timeline.page.keyboard.press('+');
    await timeline.page.keyboard.press('m');
  }],
  ['help', async (timeline) => {
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
    await timeline.page.keyboard.press('?');
  }],
];

describe.skipIf(chromiumExecutable === undefined)('access', () => {
  let timeline: TimelinePage;
  let browser: Browser;
  eachTimeline(async (opened, itsBrowser) => {
    timeline = opened;
    browser = itsBrowser;
  }, { theme: themes[0]!, width: 900, height: 700 });

  it.each(states)('axe finds nothing in four themes: %s', async (_name, reach) => {
    await reach(timeline);
    expect(await axeViolationsInAllThemes(timeline)).toEqual([]);
  });

  it('at 200 % zoom nothing is cut off sideways and everything can be scrolled to', async () => {
    // Zoom halves the CSS pixels there are, and doubles those of the device.
    const zoomed = await openTimeline(browser, { theme: themes[0]!, width: 640, height: 400, scale: 2 });
    await zoomed.sendRun(run);
    const { page } = zoomed;
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    for (const name of ['Outcome', 'Selection', 'Findings', 'At Cursor', 'Leaks', 'Measure', 'Parameters', 'Compare', 'Table', 'Legend']) {
      await page.getByRole('tab', { name }).click();
      expect(await page.evaluate(() => { const main = document.querySelector('main')!; return main.scrollWidth - main.clientWidth; })).toBe(0);
    }
    await page.context().close();
  });

  it('takes the operating system\'s colours when it forces them, and repaints for them', async () => {
    const { page } = timeline;
    const picture = async (): Promise<string> => (await page.locator('.stage').screenshot()).toString('base64');
    await timeline.sendRun(run);
    const plain = await picture();
    await page.emulateMedia({ forcedColors: 'active' });
    await timeline.settled();
    expect(await picture()).not.toBe(plain);
    expect(await axeViolations(timeline)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
    await timeline.settled();
    expect(await picture()).toBe(plain);
    // The same for who comes into it with colours forced.
    await page.emulateMedia({ forcedColors: 'active' });
    await timeline.reopen();
    await timeline.sendRun(run);
    expect(await picture()).not.toBe(plain);
    await page.emulateMedia({ forcedColors: null });
  });

  it.each([1, 1.25, 1.5, 1.75, 2])('draws device pixel for device pixel at display scale %f', async (scale) => {
    const scaled = await openTimeline(browser, { theme: themes[0]!, width: 701, height: 503, scale });
    await scaled.sendRun(run);
    const sizes = await scaled.page.evaluate(() => [...document.querySelectorAll<HTMLCanvasElement>('.stage-canvas')].map((canvas) => {
      const box = canvas.getBoundingClientRect();
      return [canvas.width - box.width * devicePixelRatio, canvas.height - box.height * devicePixelRatio];
    }));
    expect(sizes).toHaveLength(2);
    for (const difference of sizes.flat()) expect(Math.abs(difference)).toBeLessThanOrEqual(1);
    await scaled.page.context().close();
  });

  it('acts in steps when motion is unwanted', async () => {
    const { page } = timeline;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await timeline.reopen();
    await timeline.sendRun(run);
    await page.locator('.stage-scroller').focus();
    const whole = await timeline.kept();
    await page.keyboard.down('w');
    const once = await timeline.kept();
    expect(once).not.toEqual(whole);
    // Ten pictures later, still held, nothing has gone on.
    for (let frame = 0; frame < 5; frame += 1) await timeline.settled();
    expect(await timeline.kept()).toEqual(once);
    await page.keyboard.up('w');
    await page.emulateMedia({ reducedMotion: null });
  });
});
