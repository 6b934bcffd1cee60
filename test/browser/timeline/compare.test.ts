import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../server/src/picture/compare/index';
import { subjectOf } from '../../../server/src/picture/index';
import { decodeTrace, encodeTrace } from '../../../server/src/trace/index';
import { eachTimeline } from './support/each-timeline';
import { captureScenario, large, simulated } from './support/runs';
import { sendBeside } from './support/send-beside';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, screenshotPath } from './support/timeline-page';

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

  it('draws a million spans beside a million others in time', async () => {
    const { page } = timeline;
    const many = large(1_000_000);
    const decoded = decodeTrace(many.trace);
    if ('problem' in decoded) throw new Error(decoded.problem);
    // A third of the spans is in another state.
    const state = decoded.spans.state.map((each, index) => (index % 3 === 0 ? (each + 1) % decoded.states.length : each));
    const others = { outcome: { ...many.outcome, fingerprint: 'fedcba9876543210' }, trace: encodeTrace({ ...decoded, spans: { ...decoded.spans, state } }) };
    await timeline.sendRun(many);
    const frames = (): Promise<readonly number[]> => page.evaluate(async () => {
      const stage = document.querySelector<HTMLElement>('.stage-scroller')!;
      const times: number[] = [];
      for (let step = 0; step < 30; step += 1) {
        stage.dispatchEvent(new KeyboardEvent('keydown', { key: step % 2 === 0 ? '+' : '-', bubbles: true }));
        const from = performance.now();
        await new Promise<void>((resolve) => { requestAnimationFrame(() => { setTimeout(resolve, 0); }); });
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b);
    });
    const alone = await frames();
    await sendBeside(timeline, many, others, 'previous', 'comparison');
    expect(await verdict()).toMatch(/^First difference at/);
    const beside = await frames();
    console.log(`frames: alone median ${alone[15]!.toFixed(1)} ms, worst ${alone.at(-1)!.toFixed(1)} ms; beside another run ${beside[15]!.toFixed(1)} and ${beside.at(-1)!.toFixed(1)} ms`);
    expect(beside[15]!).toBeLessThan(1000);
    const [here, there] = [subjectOf(decoded, {}), subjectOf({ ...decoded, spans: { ...decoded.spans, state } }, {})];
    const begin = performance.now();
    const { rowDifferences } = compareRuns(here, there);
    const took = performance.now() - begin;
    console.log(`compared in ${took.toFixed(0)} ms, ${rowDifferences.reduce((sum, { count }) => sum + count, 0)} differences`);
    expect(took).toBeLessThan(15_000);
    await page.screenshot({ path: await screenshotPath('compare-million') });
  });

  it.each(themes.map(({ name }, index) => [name, index] as const))('looks well in %s, and to axe', async (name, index) => {
    const { page } = timeline;
    await timeline.setTheme(themes[index]!);
    await sendBeside(timeline, run, patient);
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.screenshot({ path: await screenshotPath(`compare-${name}`) });
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.locator('.stage-scroller').focus();
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
    await timeline.settled();
    await page.screenshot({ path: await screenshotPath(`compare-near-${name}`) });
  });
});
