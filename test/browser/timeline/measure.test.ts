import { describe, expect, it } from 'vitest';
import type { FromTimeline } from '../../../server/src/protocol/index';
import type { MarksState } from '../../../client/timeline/src/state/marks';
import { decodeTrace } from '../../../server/src/trace/index';
import { eachTimeline } from './support/each-timeline';
import { namesOnShow, plotBox } from './support/names';
import { simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

interface View { readonly from: number; readonly to: number; readonly cursor: number | null; readonly tab: string; readonly marks: MarksState }

describe.skipIf(chromiumExecutable === undefined)('measuring', () => {
  let timeline: TimelinePage;
  const run = simulated();
  const decoded = decodeTrace(run.trace);
  if ('problem' in decoded) throw new Error(decoded.problem);
  const trace = decoded;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });

  const view = async (): Promise<View> => (await timeline.kept()) as unknown as View;
  const stage = async () => (await timeline.page.locator('.stage').boundingBox())!;
  const focusStage = () => timeline.page.locator('.stage-scroller').focus();
  const shiftClick = async (x: number, y: number): Promise<void> => {
    await timeline.page.keyboard.down('Shift');
    await timeline.page.mouse.click(x, y);
    await timeline.page.keyboard.up('Shift');
  };
  const strip = () => timeline.page.locator('.marks-strip');
  const copied = async () => (await timeline.received()).filter((message): message is Extract<FromTimeline, { type: 'copy' }> => message.type === 'copy').at(-1)?.text;
  const said = async (words: RegExp): Promise<void> => { await timeline.page.locator('[aria-live=polite]').filter({ hasText: words }).waitFor({ state: 'attached', timeout: 15_000 }); };
  /** Where a time lies on the screen while the whole run is shown. */
  const pixelOf = async (time: number): Promise<number> => {
    const { x, width } = await plotBox(timeline);
    const { from, to } = await view();
    return x + ((time - from) / (to - from)) * width;
  };
  it('by keys: two markers at the cursor, the time between them, measured, copied, cleared', async () => {
    const { page } = timeline;
    await focusStage();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('1');
    await said(/Marker A at/);
    await page.keyboard.press('Escape');
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('2');
    const { marks } = await view();
    expect(marks.a).not.toBeNull();
    expect(marks.b).toBeGreaterThan(marks.a!);
    await said(/From A to B .*Hz, .* fps/);
    await strip().getByText('1/Δ').waitFor();
    expect(await strip().textContent()).toMatch(/Δ .*1\/Δ [\d.]+ k?Hz, [\d.]+ fps/);
    await page.keyboard.press('Shift+Enter');
    expect(await view()).toMatchObject({ tab: 'measure', marks: { measured: { from: marks.a, to: marks.b, rows: null } } });
    await said(/Measured .* rows: \d+\. Frames delivered: \d+/);
    // Once more: what is visible, as nothing is selected.
    await page.keyboard.press('Shift+Enter');
    const { marks: { measured }, from, to } = await view();
    expect(measured).toMatchObject({ from: Math.round(from), to: Math.round(to), rows: null, counters: null });
    // To the panel by keyboard, too.
    const copy = page.getByRole('button', { name: 'Copy as TSV' });
    await copy.focus();
    await page.keyboard.press('Enter');
    await said(/copied/);
    const lines = (await copied())!.split('\n').map((line) => line.split('\t'));
    const delivered = lines.find(([group]) => group === 'video')!;
    const { framesProduced, framesDelivered, framesDropped } = run.outcome.statistics;
    expect(delivered.slice(1, 4).map(Number)).toEqual([framesProduced, framesDelivered, framesDropped]);
    const counts = lines.slice(lines.findIndex(([first]) => first === 'State') + 1);
    expect(counts.slice(0, counts.findIndex((line) => line.length < 2)).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(trace.spans.count);
    await focusStage();
    await page.keyboard.press('x');
    expect((await view()).marks).toMatchObject({ a: null, b: null, measured: null });
    await said(/Marks cleared/);
    await page.getByText('Nothing measured').waitFor();
    expect(await strip().isVisible()).toBe(false);
  });

  it('by mouse: Shift+drag measures time and rows, from the axis all rows, and holds on to edges', async () => {
    const { page } = timeline;
    const box = await stage();
    const row = trace.rows.findIndex(({ kind }) => kind === 'buffer');
    const { offsets, start, end } = trace.spans;
    let span = offsets[row]! + 8;
    while (end[span]! - start[span]! < trace.duration / 60) span += 1;
    const { y } = (await namesOnShow(timeline)).find(({ name }) => name === 'Buffer 0')!;
    const x0 = await pixelOf(start[span]!);
    const x1 = await pixelOf(end[span + 3]!);
    await page.keyboard.down('Shift');
    await page.mouse.move(x0 + 3, y);
    await page.mouse.down();
    await page.mouse.move(x1 - 1, y, { steps: 4 });
    await timeline.settled();
    await takePicture(page, 'measure-drag');
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const snapped = (await view()).marks;
    expect(snapped.measured).toEqual({ from: start[span], to: end[span + 3], rows: [row], counters: [] });
    expect(snapped.snapped).toBeNull();
    const counts = await page.locator('.measure-states tbody tr td:nth-child(2)').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(4);
    // Alt turns the wish round.
    await page.keyboard.down('Shift');
    await page.keyboard.down('Alt');
    await page.mouse.move(x0 + 3, y);
    await page.mouse.down();
    await page.mouse.move(x1 - 1, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    const loose = (await view()).marks.measured!;
    expect(loose.from).not.toBe(start[span]);
    expect(Math.abs(loose.from - start[span]!)).toBeLessThan((trace.duration / 1_000) * 5);
    // From the axis.
    await page.mouse.move(x0, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(x1, box.y + 8, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect((await view()).marks.measured).toMatchObject({ rows: null, counters: null });
    // Escape takes a drag back.
    const before = (await view()).marks.measured;
    await page.keyboard.down('Shift');
    await page.mouse.move(x0 + 100, y);
    await page.mouse.down();
    await page.mouse.move(x1 + 200, y, { steps: 3 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect((await view()).marks.measured).toEqual(before);
  });

  it('by mouse: Shift+click puts markers, flags and brackets are dragged, a plain drag still pans', async () => {
    const { page } = timeline;
    const box = await stage();
    await focusStage();
    await page.keyboard.press('z');
    for (const x of [500, 900]) await shiftClick(box.x + x, box.y + 60);
    const placed = (await view()).marks;
    expect(placed.snap).toBe(false);
    expect(placed.b).toBeGreaterThan(placed.a!);
    const flag = await pixelOf(placed.b!);
    await page.mouse.move(flag + 20, box.y + 8);
    await timeline.settled();
    expect(await page.locator('.stage-scroller').getAttribute('class')).toContain('over-mark');
    await page.mouse.down();
    await page.mouse.move(box.x + 1_100, box.y + 8, { steps: 4 });
    await page.mouse.up();
    const moved = await view();
    expect(moved.marks.a).toBe(placed.a);
    expect(moved.marks.b).toBeGreaterThan(placed.b!);
    await page.keyboard.press('Shift+Enter');
    const { measured } = (await view()).marks;
    expect(measured).toMatchObject({ from: moved.marks.a, to: moved.marks.b });
    // An end of the bracket, once the flags are gone from it.
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    const end = await pixelOf(measured!.to);
    await page.mouse.move(end, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(end - 60, box.y + 8, { steps: 3 });
    await page.mouse.up();
    const shorter = (await view()).marks.measured!;
    expect(shorter.from).toBe(measured!.from);
    expect(shorter.to).toBeLessThan(measured!.to);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    const zoomed = await view();
    await page.mouse.move(box.x + 800, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 700, box.y + 100, { steps: 3 });
    await page.mouse.up();
    const panned = await view();
    expect(panned.from).toBeGreaterThan(zoomed.from);
    expect(panned.marks).toEqual(zoomed.marks);
  });

  it('comes back after a reload', async () => {
    const { page } = timeline;
    await focusStage();
    for (const key of ['1', '.', '.', '.', '2', 'Shift+Enter']) await page.keyboard.press(key);
    const before = await view();
    await page.reload();
    await timeline.setTheme(themes[1]!);
    await timeline.sendRun(run, { view: before as never });
    expect((await view()).marks).toEqual(before.marks);
    await takePicture(page, 'measure-reload');
    await page.getByRole('button', { name: 'Copy as TSV' }).waitFor();
  });

  it('looks as it should', async () => {
    const { page } = timeline;
    const box = await stage();
    for (const theme of themes) {
      await timeline.setTheme(theme);
      await focusStage();
      await page.keyboard.press('x');
      for (const x of [640, 905]) await shiftClick(box.x + x, box.y + 60);
      await page.keyboard.down('Shift');
      await page.mouse.move(box.x + 700, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x + 1_200, box.y + 210, { steps: 3 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      await takePicture(page, `measure-${theme.name}`);
    }
  });
});
