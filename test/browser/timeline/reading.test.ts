import { describe, expect, it } from 'vitest';
import { eachTimeline } from './support/each-timeline';
import { plotBox } from './support/names';
import { captureScenario, simulated } from './support/runs';
import type { SentRun } from './support/runs';
import { themes } from './support/themes';
import type { TimelineViewState } from '../../../server/src/protocol/index';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

interface View { readonly from: number; readonly to: number; readonly cursor: number | null; readonly tab: string; readonly flows: string }
type Finding = SentRun['outcome']['findings'][number];

const ms = 1_000_000;
const plain = simulated(captureScenario({ driver: { deletesClones: 'never' } }));
const finding = (key: string, time: number, severity: Finding['severity'], code: string | null = null): Finding => ({ key, text: `What is said of ${key}.`, path: `/Simulations/0/${key}`, code, severity, time });
/** The run with findings of every severity, two of them so close that they share a mark; told out of order. */
const run: SentRun = { ...plain, outcome: { ...plain.outcome, findings: [finding('third', 1_200 * ms, 'info'), finding('first', 300 * ms, 'error', 'HDR-06'), finding('second', 800 * ms, 'warning', 'STA-04'), finding('near', 800 * ms + 1000, 'warning')] } };

describe.skipIf(chromiumExecutable === undefined)('reading', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });

  const view = async (): Promise<View> => (await timeline.kept()) as unknown as View;
  const focusStage = () => timeline.page.locator('.stage-scroller').focus();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await timeline.page.keyboard.press(key);
    await timeline.settled();
  };
  const chosen = async (): Promise<string> => (await timeline.page.locator('.finding-list > li[aria-current=true] .item-text > div:first-child').allInnerTexts()).join();
  const said = (words: string) => timeline.page.locator('[aria-live=polite]').filter({ hasText: words }).waitFor();
  /** Where a time of the run is on the line of findings, in the window; the whole run is in sight. */
  const onFindings = async (time: number): Promise<{ readonly x: number; readonly y: number }> => {
    const stage = (await timeline.page.locator('.stage').boundingBox())!;
    const { from, to } = await view();
    const { x, width } = await plotBox(timeline);
    return { x: x + ((time - from) / (to - from)) * width, y: stage.y + 25 + 8 };
  };

  it('steps through findings in order of time, wraps at both ends and says so', async () => {
    await focusStage();
    await press('e');
    await expect.poll(chosen).toBe('What is said of first.');
    expect(await view()).toMatchObject({ cursor: 300 * ms, tab: 'findings' });
    await said('Finding 1 of 4: Error HDR-06');
    await press('e');
    await expect.poll(chosen).toBe('What is said of second.');
    await press('e', 'e');
    await expect.poll(chosen).toBe('What is said of third.');
    await press('e');
    await expect.poll(chosen).toBe('What is said of first.');
    await said('After the last finding, the first.');
    await press('Shift+E');
    await expect.poll(chosen).toBe('What is said of third.');
    await said('Before the first finding, the last.');
    expect((await view()).cursor).toBe(1_200 * ms);
    await press('Escape');
    await expect.poll(chosen).toBe('');
  });

  it('begins at the cursor, and brings the time into sight', async () => {
    await focusStage();
    await press('End');
    for (let step = 0; step < 6; step += 1) await press('+');
    await press('End', ',', 'e');
    await expect.poll(chosen).toBe('What is said of first.');
    const { from, to } = await view();
    expect(from).toBeLessThan(300 * ms);
    expect(to).toBeGreaterThan(300 * ms);
  });

  it('says it when the run has found nothing', async () => {
    await timeline.sendRun({ ...run, outcome: { ...run.outcome, findings: [], scenario: 'nothing' } });
    await focusStage();
    await press('e');
    await said('This run has found nothing to report.');
    await timeline.page.getByRole('tab', { name: 'Findings' }).click();
    expect(await timeline.page.locator('.findings-panel').innerText()).toContain('This run has found nothing to report.');
  });

  it('tells a finding where its mark is, and a click selects it; of two that share a mark one after the other', async () => {
    const { page } = timeline;
    const first = await onFindings(300 * ms);
    await page.mouse.move(first.x, first.y);
    await page.locator('.tooltip:not([hidden])').waitFor();
    expect(await page.locator('.tooltip').innerText()).toMatch(/Error HDR-06, 300 ms\s+What is said of first\./);
    await page.mouse.click(first.x, first.y);
    await expect.poll(chosen).toBe('What is said of first.');
    const shared = await onFindings(800 * ms);
    await page.mouse.move(shared.x, shared.y);
    await expect.poll(() => page.locator('.tooltip').innerText()).toContain('and 1 more here');
    await page.mouse.click(shared.x, shared.y);
    await expect.poll(chosen).toBe('What is said of second.');
    await page.mouse.click(shared.x, shared.y);
    await expect.poll(chosen).toBe('What is said of near.');
  });

  it('leads from a finding to the timeline, to the descriptor and to its rule', async () => {
    const { page } = timeline;
    await page.getByRole('tab', { name: 'Findings' }).click();
    await page.getByRole('button', { name: 'Show on Timeline: What is said of second.' }).click();
    expect((await view()).cursor).toBe(800 * ms);
    await page.getByRole('button', { name: 'Show in descriptor: What is said of second.' }).click();
    await page.getByRole('button', { name: 'Explain rule STA-04' }).click();
    expect(await page.getByRole('button', { name: /^Explain rule/ }).count()).toBe(2);
    expect((await timeline.received()).filter(({ type }) => type === 'reveal' || type === 'explainRule')).toEqual([{ type: 'reveal', path: '/Simulations/0/second' }, { type: 'explainRule', code: 'STA-04' }]);
  });

  it('selects the finding that the extension asks for; of a run that no longer has it, the time', async () => {
    await timeline.send({ type: 'showFinding', finding: { key: 'second', path: '/Simulations/0/second', time: 800 * ms } });
    await expect.poll(chosen).toBe('What is said of second.');
    await timeline.send({ type: 'showFinding', finding: { key: 'gone', path: '', time: 500 * ms } });
    expect((await view()).cursor).toBe(500 * ms);
  });

  it('keeps the selected finding over a rerun that has it too', async () => {
    await focusStage();
    await press('e', 'e');
    await timeline.sendRun({ ...run, outcome: { ...run.outcome, findings: [finding('second', 810 * ms, 'warning', 'STA-04')] } });
    await expect.poll(chosen).toBe('What is said of second.');
    await timeline.sendRun({ ...run, outcome: { ...run.outcome, findings: [finding('first', 300 * ms, 'error')] } });
    await expect.poll(chosen).toBe('');
  });

  it('draws the flow of the selection, of all in sight, or none, as the key goes', async () => {
    const { page } = timeline;
    const picture = async (): Promise<string> => (await page.locator('.stage-canvas').first().screenshot()).toString('base64');
    await focusStage();
    for (let step = 0; step < 3; step += 1) await press('ArrowUp');
    await press('f', '-');
    const selected = await picture();
    await press('o');
    await said('Flow arrows of all frames in sight.');
    const all = await picture();
    await press('o');
    await said('No flow arrows.');
    const none = await picture();
    expect(new Set([selected, all, none]).size).toBe(3);
    expect((await view()).flows).toBe('off');
    await press('o');
    await said('Flow arrows of the selected frame.');
    expect(await picture()).toBe(selected);
  });

  it('keeps the choice of arrows over a reload, and not what nobody knows', async () => {
    await focusStage();
    await press('o', 'o');
    const kept = await timeline.kept();
    await timeline.page.reload();
    await timeline.setTheme(themes[1]!);
    await timeline.sendRun(run, { view: kept as unknown as TimelineViewState });
    await focusStage();
    await press('.');
    expect((await view()).flows).toBe('off');
  });

  it('lists what never came back, apart from what was in use, and leads there', async () => {
    const { page } = timeline;
    await focusStage();
    await press('l');
    await said('buffers leaked');
    const rows = page.locator('.leaks-panel tbody tr');
    await rows.first().waitFor();
    expect(await rows.first().innerText()).toMatch(/leaked[\s\S]*Stream in STOP since[\s\S]*never completed/);
    await rows.first().getByRole('button').click();
    expect(await view()).toMatchObject({ tab: 'leaks' });
    expect(await rows.first().locator('[aria-current=true]').count()).toBe(1);
    const healthy = simulated(captureScenario());
    await timeline.sendRun({ ...healthy, outcome: { ...healthy.outcome, scenario: 'healthy' } });
    await page.getByRole('tab', { name: 'Leaks' }).click();
    await page.locator('.leaks-panel').filter({ hasText: 'Nothing leaked' }).waitFor();
  });

  it('lists the frames alive at the cursor, the oldest first, each with a way to its span', async () => {
    const { page } = timeline;
    await focusStage();
    await press('.');
    await page.getByRole('tab', { name: 'At Cursor' }).click();
    const lines = page.locator('.alive-section tbody tr');
    await lines.first().waitFor();
    expect(await page.locator('.alive-section h2').innerText()).toBe(`Frames alive: ${await lines.count()}`);
    const ages = (await lines.locator('td:last-child').allInnerTexts()).map((age) => Number.parseFloat(age) * (age.endsWith('µs') ? 1e-3 : age.endsWith(' s') ? 1e3 : 1));
    expect(ages.length).toBeGreaterThan(3);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    await lines.first().getByRole('button').click();
    const kept = (await timeline.kept()) as { readonly selection: unknown; readonly tab: string };
    expect(kept.selection).not.toBeNull();
    expect(kept.tab).toBe('cursor');
  });

  it('keeps the focus where one works by keys, though the lists are made anew: the steps of a frame, and what leaked', async () => {
    const { page } = timeline;
    const focused = (): Promise<readonly (string | null)[]> => page.evaluate(() => [document.activeElement!.className, document.activeElement!.textContent, document.activeElement!.getAttribute('aria-current')]);
    await focusStage();
    await press('/');
    await page.keyboard.type('frame 12 application');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Selection' }).click();
    const steps = page.locator('.frame-life .row-button');
    await steps.first().waitFor();
    const names = await steps.allTextContents();
    await steps.nth(2).focus();
    await press('Enter');
    expect(await focused()).toEqual(['row-button', names[2], 'true']);
    await press('Tab', 'Enter');
    expect(await focused()).toEqual(['row-button', names[3], 'true']);
    await focusStage();
    await press('l');
    await page.locator('.leaks-panel .row-button').first().focus();
    await press('Enter');
    expect((await focused())[2]).toBe('true');
  });

  it('names the document\'s routine of what happens on its row', async () => {
    const { page } = timeline;
    await focusStage();
    await press('ArrowDown');
    for (let step = 0; step < 8 && !(await page.locator('.selection-facts h2').innerText()).includes('PinProcess'); step += 1) {
      await focusStage();
      await press('ArrowDown');
    }
    expect(await page.locator('.selection-facts h2').innerText()).toBe('PinProcess: running');
  });
});

describe.skipIf(chromiumExecutable === undefined)('reading, for the eye', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });

  it('findings, arrows, frames alive and leaks in four themes', async () => {
    const { page } = timeline;
    const shoot = async (name: string): Promise<void> => {
      for (const theme of themes) {
        await timeline.setTheme(theme);
        await takePicture(page, `reading-${theme.name}-${name}`);
      }
    };
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('e');
    await shoot('findings');
    await page.keyboard.press('Escape');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowUp');
    await page.getByRole('button', { name: 'Zoom to the Frame' }).click();
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('-');
    await shoot('flow');
    await page.keyboard.press('o');
    await shoot('flows');
    await page.getByRole('tab', { name: 'At Cursor' }).click();
    await shoot('alive');
    await page.locator('.stage-scroller').focus();
    await page.keyboard.press('l');
    await shoot('leaks');
  });
});
