import { describe, expect, it } from 'vitest';
import { axeViolationsInAllThemes } from './support/axe';
import { eachTimeline } from './support/each-timeline';
import { captureScenario, simulated } from './support/runs';
import { sendBeside } from './support/send-beside';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

const ms = 1_000_000;
const run = simulated();
const patient = simulated(captureScenario({ client: { requests: 7, hold: { kind: 'uniform', minimum: 40 * ms, maximum: 75 * ms }, stalls: [{ start: 900 * ms, duration: 260 * ms }] } }));

describe.skipIf(chromiumExecutable === undefined)('comparing', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });
  const verdict = (): Promise<string> => timeline.page.locator('.compare-verdict').innerText();
  const cell = (row: string): Promise<string[]> => timeline.page.locator('.compare-panel tr', { hasText: row }).first().locator('td').allInnerTexts();

  it('asks for the other run, and offers only what can be had', async () => {
    const { page } = timeline;
    await sendBeside(timeline, run, run);
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('v');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Previous Run');
    expect(await page.getByRole('button', { name: 'Saved Trace…' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Another Seed…' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'compare', with: 'seed' });
    await page.getByRole('button', { name: 'Stop Comparing' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'compare', with: 'nothing' });
    expect(await page.locator('.compare-verdict').count()).toBe(0);
  });

  it('says that identical runs are identical', async () => {
    await sendBeside(timeline, run, simulated(), 'previous', 'comparison');
    expect(await verdict()).toBe(`The runs are identical: both have the fingerprint ${run.outcome.fingerprint}.`);
  });

  it('tells the first difference, the figures with their differences, and rows that one run alone has', async () => {
    const { page } = timeline;
    await sendBeside(timeline, run, patient, 'previous', 'comparison');
    expect(await verdict()).toMatch(/^First difference at 200 µs: Queue depth – 5 here, 7 there\.$/);
    const { framesDropped } = run.outcome.statistics;
    const other = patient.outcome.statistics.framesDropped;
    expect(framesDropped).toBeGreaterThan(other);
    expect(await cell('Frames dropped')).toEqual([String(framesDropped), String(other), `+${framesDropped - other}`]);
    expect(await page.locator('.compare-panel').innerText()).toContain('Only in the other run: ');
    expect(await page.locator('.compare-panel').innerText()).toMatch(/in application|application/i);
  });

  it('goes from difference to difference by button and by key', async () => {
    const { page } = timeline;
    await sendBeside(timeline, run, simulated(captureScenario(), 2), 'seed', 'comparison');
    await page.getByRole('button', { name: 'Go to First Difference' }).click();
    const at = async (): Promise<number> => (await timeline.kept())!['cursor'] as number;
    const first = await at();
    await page.getByRole('button', { name: 'Next Difference' }).click();
    const second = await at();
    expect(second).toBeGreaterThan(first);
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('Shift+V');
    expect(await at()).toBeGreaterThan(second);
    await page.keyboard.press('Alt+v');
    expect(await at()).toBe(second);
  });

  it('ends with a run that comes without another one', async () => {
    await sendBeside(timeline, run, patient);
    await timeline.sendRun(run);
    expect(await timeline.page.locator('.compare-verdict').count()).toBe(0);
  });

  it('looks well in four themes, and to axe', async () => {
    const { page } = timeline;
    await sendBeside(timeline, run, patient);
    await page.getByRole('tab', { name: 'Compare' }).click();
    expect(await axeViolationsInAllThemes(timeline, (theme) => takePicture(page, `compare-${theme}`))).toEqual([]);
    await page.locator('.stage-scroller').focus();
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
    for (const theme of themes) {
      await timeline.setTheme(theme);
      await takePicture(page, `compare-near-${theme.name}`);
    }
  });
});
