import { describe, expect, it } from 'vitest';
import type { FromTimeline } from '../../../server/src/protocol/index';
import { eachTimeline } from './support/each-timeline';
import { captureScenario, recordedInPart, simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable } from './support/timeline-page';

interface View { readonly from: number; readonly to: number; readonly cursor: number | null; readonly scrollTop: number; readonly selection: { readonly row: number; readonly start: number } | null; readonly tab: string }

describe.skipIf(chromiumExecutable === undefined)('the timeline', () => {
  let timeline: TimelinePage;
  const run = simulated();
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });

  const view = async (): Promise<View> => (await timeline.kept()) as unknown as View;
  const stage = async () => (await timeline.page.locator('.stage').boundingBox())!;
  const width = ({ from, to }: View): number => to - from;
  const focusStage = () => timeline.page.locator('.stage-scroller').focus();
  const lastReveal = async () => (await timeline.received()).filter((message): message is Extract<FromTimeline, { type: 'reveal' }> => message.type === 'reveal').at(-1);

  it('says that it is ready and shows the whole run', async () => {
    expect((await timeline.received())[0]).toEqual({ type: 'ready', view: null });
    const { from, to } = await view();
    expect(from).toBe(0);
    expect(to).toBeGreaterThan(2e9);
    expect((await timeline.views()).at(-1)!.view).toMatchObject({ from, to });
  });

  it('of a run that was recorded in part shows that part, says so, and knows nothing of what lies beyond', async () => {
    const whole = await view();
    const { page } = timeline;
    await timeline.sendRun(recordedInPart(run));
    await page.getByText('Recorded until').first().waitFor();
    await focusStage();
    await page.keyboard.press('0');
    expect((await view()).to).toBe(whole.to);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('-');
    await timeline.settled();
    expect((await view()).to).toBe(2 * whole.to);
    const box = await stage();
    await page.mouse.click(box.x + box.width - 30, box.y + box.height - 8);
    expect((await view()).cursor).toBeGreaterThan(whole.to);
    await page.getByRole('tab', { name: 'At Cursor' }).click();
    await page.getByText('The run was recorded until').waitFor();
  });

  it('zooms with Ctrl and wheel about the pointer, and pans with Shift and wheel', async () => {
    const box = await stage();
    const { page } = timeline;
    await page.mouse.move(box.x + 800, box.y + 200);
    const whole = await view();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    const zoomed = await view();
    expect(zoomed.to - zoomed.from).toBeLessThan((whole.to - whole.from) / 2);
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 200);
    await page.keyboard.up('Shift');
    const panned = await view();
    expect(panned.from).toBeGreaterThan(zoomed.from);
    expect(panned.to - panned.from).toBeCloseTo(zoomed.to - zoomed.from, 0);
  });

  it('keeps the time under the pointer while zooming', async () => {
    const box = await stage();
    const { page } = timeline;
    const x = box.x + 700;
    const y = box.y + box.height - 8;
    // A click where nothing lies sets the cursor to the time there.
    await page.mouse.click(x, y);
    const before = await view();
    await page.keyboard.down('Control');
    for (let step = 0; step < 4; step += 1) await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await timeline.settled();
    await page.mouse.click(x, y);
    const after = await view();
    expect(after.to - after.from).toBeLessThan((before.to - before.from) / 5);
    expect(Math.abs(after.cursor! - before.cursor!)).toBeLessThan((before.to - before.from) / 1000);
  });

  it('pans by dragging, and scrolls rows with the plain wheel', async () => {
    await timeline.page.setViewportSize({ width: 900, height: 520 });
    const box = await stage();
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    const before = await view();
    await page.mouse.move(box.x + 600, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, box.y + 100, { steps: 5 });
    await page.mouse.up();
    const after = await view();
    expect(after.from).toBeGreaterThan(before.from);
    expect(after.selection).toBeNull();
    await page.mouse.wheel(0, 120);
    await expect.poll(async () => (await view()).scrollTop).toBeGreaterThan(0);
    expect((await view()).from).toBe(after.from);
  });

  it('moves by W, A, S, D, +, −, 0, Home and End', async () => {
    const { page } = timeline;
    await focusStage();
    const whole = await view();
    await page.keyboard.press('w');
    const closer = await view();
    expect(closer.to - closer.from).toBeLessThan(whole.to - whole.from);
    await page.keyboard.press('d');
    const right = await view();
    expect(right.from).toBeGreaterThan(closer.from);
    await page.keyboard.press('a');
    expect((await view()).from).toBeLessThan(right.from);
    await page.keyboard.press('s');
    expect((await view()).to - (await view()).from).toBeGreaterThan(closer.to - closer.from);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('End');
    expect((await view()).to).toBe(whole.to);
    await page.keyboard.press('Home');
    expect((await view()).from).toBe(0);
    await page.keyboard.press('-');
    await page.keyboard.press('0');
    expect(await view()).toMatchObject({ from: whole.from, to: whole.to });
  });

  it('goes on while a key is held', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('w');
    const tapped = await view();
    await page.keyboard.press('0');
    await page.keyboard.down('w');
    await expect.poll(async () => width(await view())).toBeLessThan(width(tapped) * 0.9);
    await page.keyboard.up('w');
    const heldLong = await view();
    const later = await view();
    expect(width(later)).toBe(width(heldLong));
  });

  it('selects a span by click, shows its details, and reveals its value by button and double click only', async () => {
    const box = await stage();
    const { page } = timeline;
    await page.keyboard.press('Escape');
    // The last buffer's long stay in the application: below axis, drops, nine rows, three counters and four buffers.
    const y = box.y + 42 + 24 + 9 * 22 + 3 * 32 + 4 * 22 + 10;
    await page.mouse.click(box.x + 820, y);
    await timeline.settled();
    const { selection } = await view();
    expect(selection).not.toBeNull();
    await expect(page.locator('.selection-facts h2').textContent()).resolves.toBe('in application');
    await expect(page.locator('.selection-facts').textContent()).resolves.toContain('your scenario');
    expect(await page.locator('.frame-life tbody tr').count()).toBeGreaterThan(3);
    expect(await lastReveal()).toBeUndefined();
    await page.getByRole('button', { name: 'Show in Descriptor' }).first().click();
    expect(await lastReveal()).toEqual({ type: 'reveal', path: '/Simulations/0/Pins/0/Client/Hold' });
    const count = (await timeline.received()).length;
    await page.mouse.dblclick(box.x + 820, y);
    expect((await timeline.received()).slice(count).filter((message) => message.type === 'reveal')).toHaveLength(1);
  });

  it('walks spans and rows by arrow keys, says what is selected, and clears by Escape', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('ArrowDown');
    const first = await view();
    expect(first.selection?.row).toBe(0);
    for (let step = 0; step < 30 && (await page.locator('.selection-facts dd').first().textContent()) !== 'Buffer 0'; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const moved = await view();
    await expect.poll(() => page.locator('[aria-live=polite]').first().textContent()).toMatch(/^Buffer 0: .+, (frame \d+|no frame), starts .+, lasts .+\.$/);
    await page.keyboard.press('ArrowLeft');
    expect((await view()).selection!.start).toBeLessThan(moved.selection!.start);
    await page.keyboard.press('Enter');
    expect(await lastReveal()).toBeDefined();
    await page.keyboard.press('Escape');
    expect(await view()).toMatchObject({ selection: null, cursor: null });
    await page.keyboard.press('.');
    expect((await view()).cursor).not.toBeNull();
  });

  it('steps through dropped frames', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('n');
    const first = (await view()).cursor!;
    await page.keyboard.press('n');
    const second = (await view()).cursor!;
    expect(second).toBeGreaterThan(first);
    await page.keyboard.press('p');
    expect((await view()).cursor).toBe(first);
    await expect(page.locator('.selection-facts h2').textContent()).resolves.toBe('dropped');
    expect(first).toBe(run.outcome.drops[0]!.firstTime);
  });

  it('shows states and values at the cursor', async () => {
    const { page } = timeline;
    const box = await stage();
    await page.mouse.click(box.x + 600, box.y + 10);
    await page.getByRole('tab', { name: 'At Cursor' }).click();
    const words = (await page.locator('.cursor-panel').textContent())!;
    expect(words).toContain('Queue depth');
    expect(words).toContain('Pin state');
    expect(words).toContain('RUN');
  });

  it('holds the visible spans as a table that selects', async () => {
    const { page } = timeline;
    await page.getByRole('tab', { name: 'Table' }).click();
    expect(await page.locator('.table-panel tbody tr').count()).toBe(100);
    await page.getByLabel('Rows', { exact: true }).selectOption({ label: 'video: Buffer 2' });
    const rows = page.locator('.table-panel tbody tr');
    for (const cell of await rows.locator('td:nth-child(2)').allTextContents()) expect(cell).toBe('Buffer 2');
    const before = await rows.count();
    await rows.nth(2).getByRole('button').click();
    expect((await view()).selection).not.toBeNull();
    await expect(rows.nth(2).getByRole('button').getAttribute('aria-current')).resolves.toBe('true');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('row-button');
    await focusStage();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('+');
    await expect.poll(() => rows.count()).toBeLessThan(before);
  });

  it('marks what the editor\'s value configured', async () => {
    const { page } = timeline;
    const plain = await page.locator('.stage').screenshot();
    await timeline.send({ type: 'highlight', path: '/Simulations/0/Pins/0/Client/Hold' });
    await expect(page.locator('.notice.mark').textContent()).resolves.toContain('/Client/Hold');
    expect((await page.locator('.stage').screenshot()).equals(plain)).toBe(false);
    await timeline.send({ type: 'highlight', path: '/Device/Name' });
    expect(await page.locator('.notice.mark').count()).toBe(0);
    await timeline.send({ type: 'highlight', path: null });
    expect((await page.locator('.stage').screenshot()).equals(plain)).toBe(true);
  });

  it('repaints at once when the theme changes', async () => {
    const pictures = [];
    for (const theme of themes) {
      await timeline.setTheme(theme);
      pictures.push((await timeline.page.locator('.stage').screenshot()).toString('base64'));
    }
    expect(new Set(pictures).size).toBe(themes.length);
    await timeline.setTheme(themes[0]!);
    expect((await timeline.page.locator('.stage').screenshot()).toString('base64')).toBe(pictures[0]);
  });

  it('runs again, with the same seed or another', async () => {
    const { page } = timeline;
    const runs = async () => (await timeline.received()).filter((message) => message.type === 'run');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await runs()).toEqual([{ type: 'run', seed: null }]);
    await page.getByLabel('Seed').fill('42');
    await page.getByLabel('Seed').press('Enter');
    expect((await runs()).at(-1)).toEqual({ type: 'run', seed: 42 });
    await timeline.sendRun(simulated(captureScenario(), 42));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect((await runs()).at(-1)).toEqual({ type: 'run', seed: 42 });
  });

  it('shows progress beside the run on show, and cancels', async () => {
    const { page } = timeline;
    await timeline.send({ type: 'running', scenario: 'thirty', progress: 0.42, virtualTime: 840e6 });
    await expect(page.locator('.notice.running').textContent()).resolves.toContain('42 %');
    expect(await page.locator('.stage').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'cancel' });
    await timeline.send({ type: 'failed', text: 'The simulation was cancelled.', path: null });
    await expect(page.locator('.notice.failed').textContent()).resolves.toContain('cancelled');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.locator('.notice.failed').count()).toBe(0);
  });

  it('says when the descriptor has changed since', async () => {
    await timeline.send({ type: 'stale', stale: true });
    await timeline.page.locator('.notice.stale').getByRole('button', { name: 'Run Again' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'run', seed: null });
  });

  it('comes back after a reload where it was, and says when the run is another', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('tab', { name: 'Table' }).click();
    const before = await view();
    await page.reload();
    await timeline.setTheme(themes[1]!);
    const ready = (await timeline.received())[0] as Extract<FromTimeline, { type: 'ready' }>;
    expect(ready.type).toBe('ready');
    expect(ready.view).toMatchObject({ from: before.from, to: before.to, selection: before.selection });
    await timeline.sendRun(run, { view: ready.view, sameRun: true });
    expect(await view()).toEqual(before);
    expect(await page.locator('.notice.other-run').count()).toBe(0);
    await page.reload();
    await timeline.setTheme(themes[1]!);
    await timeline.sendRun(simulated(captureScenario(), 9), { view: ready.view, sameRun: false });
    await expect(page.locator('.notice.other-run').textContent()).resolves.toContain('fingerprint');
    expect((await view()).from).toBe(before.from);
  });

  it('goes from a reason for drops to the first of them, and copies the fingerprint', async () => {
    const { page } = timeline;
    await page.getByRole('button', { name: /Show the first of them/ }).click();
    expect((await view()).cursor).toBe(run.outcome.drops[0]!.firstTime);
    await page.getByRole('tab', { name: 'Outcome' }).click();
    await page.getByRole('button', { name: 'Copy Fingerprint' }).click();
    expect((await timeline.received()).filter((message) => message.type === 'copy')).toEqual([{ type: 'copy', text: run.outcome.fingerprint }]);
  });

  it('opens help by question mark, and the focus returns', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('stage-scroller');
    await page.getByRole('button', { name: /help/i }).click();
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('is usable by keyboard alone: every control is reached by Tab, the line between picture and details by arrows', async () => {
    const { page } = timeline;
    const reached = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => { const element = document.activeElement; return element === null || element === document.body ? '' : `${element.className}|${element.getAttribute('aria-label') ?? element.textContent ?? ''}`; });
      if (name === '') break;
      reached.add(name);
    }
    const all = [...reached].join('\n');
    for (const expected of ['Run', 'Next dropped frame', 'Zoom in', 'Zoom out', 'whole run', 'help', 'stage-scroller', 'splitter', 'tab|Outcome', 'Hide the details', 'Copy Fingerprint']) expect(all).toContain(expected);
    await page.locator('.splitter').focus();
    const before = (await page.locator('.drawer').boundingBox())!.height;
    await page.keyboard.press('ArrowUp');
    await timeline.settled();
    expect((await page.locator('.drawer').boundingBox())!.height).toBeGreaterThan(before);
    await page.getByRole('tab', { name: 'Outcome' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Selection' }).getAttribute('aria-selected')).resolves.toBe('true');
    await page.getByRole('button', { name: 'Hide the details' }).press('Enter');
    expect(await page.locator('.tab-body:visible').count()).toBe(0);
  });

  it('takes data for text, never for markup', async () => {
    const { outcome, trace } = run;
    await timeline.sendRun({ trace, outcome: { ...outcome, scenario: '<img src=x onerror=alert(1)>', headline: '<b>bold</b>', figures: [{ key: 'a', label: '<i>a</i>', value: '<script>1</script>', path: '' }] } });
    expect(await timeline.page.locator('h1').first().textContent()).toBe('<img src=x onerror=alert(1)>');
    expect(await timeline.page.locator('.app img, .app b, .app script').count()).toBe(0);
  });

  it('says in one sentence when a trace cannot be read', async () => {
    await timeline.sendRun({ outcome: run.outcome, trace: run.trace.slice(0, 100) });
    await expect(timeline.page.locator('.notice.failed').textContent()).resolves.toContain('damaged');
  });
});
