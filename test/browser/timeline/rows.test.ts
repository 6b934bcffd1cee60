import { describe, expect, it } from 'vitest';
import type { Arrangement } from '../../../server/src/picture/index';
import { keyOfRow } from '../../../server/src/picture/index';
import type { Scenario } from '../../../server/src/simulation/index';
import { decodeTrace } from '../../../server/src/trace/index';
import { axeViolationsInAllThemes } from './support/axe';
import { eachTimeline } from './support/each-timeline';
import { namesOnShow, type PlacedName } from './support/names';
import { captureScenario, simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

const base = captureScenario();
const scenario: Scenario = { ...base, pins: [base.pins[0]!, { ...base.pins[0]!, label: 'preview' }], recordStreamPointers: true };
const run = simulated(scenario);
const withoutPointers = simulated({ ...scenario, recordStreamPointers: false });
const decoded = decodeTrace(run.trace);
if ('problem' in decoded) throw new Error(decoded.problem);
const { rows, counters } = decoded;
const rowKey = (group: string, kind: string, index = 0): string => keyOfRow(rows.find((row) => row.group === group && row.kind === kind && row.index === index)!);
const countOf = (kind: string): number => rows.filter((row) => row.kind === kind).length;

describe.skipIf(chromiumExecutable === undefined)('rows of the timeline', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
    await timeline.page.locator('.stage-scroller').focus();
  });

  const arrangement = async (): Promise<Arrangement> => (await timeline.kept())!['rows'] as Arrangement;
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await timeline.page.keyboard.press(key); };
  const focus = async (): Promise<void> => timeline.page.locator('.stage-scroller').focus();
  /** Waits until it has been said. */
  const said = async (words: string | RegExp): Promise<void> => { await expect.poll(() => timeline.page.locator('[aria-live=polite]').first().textContent()).toMatch(words); };
  const label = async (): Promise<string> => (await timeline.page.locator('.stage-scroller').getAttribute('aria-label')) ?? '';
  const names = async (): Promise<readonly string[]> => (await namesOnShow(timeline)).map(({ name }) => name);
  /** Where a name stands: a pointer there is told that name. */
  const place = async (name: string): Promise<PlacedName> => {
    const found = (await namesOnShow(timeline)).find((entry) => entry.name === name);
    if (found === undefined) throw new Error(`${name} is not shown`);
    await timeline.page.mouse.move(found.x, found.y);
    await expect.poll(() => timeline.page.locator('.tooltip .tooltip-title').textContent()).toBe(name);
    return found;
  };

  it('are grouped by what one chooses, by mouse and by key', async () => {
    const { page } = timeline;
    await page.getByRole('button', { name: 'Rows by Pin' }).click();
    await page.getByRole('menuitemradio', { name: 'Rows by Buffer' }).click();
    expect((await arrangement()).mode).toBe('buffer');
    expect(await label()).toContain(`Timeline of ${countOf('buffer')} rows and 0 counters`);
    await focus();
    await press('g');
    expect(await names()).toContain('the application\'s own buffers · video');
    await press('g');
    expect((await arrangement()).mode).toBe('pointer');
    await said('Rows by Stream Pointer');
    expect(await label()).toContain(`Timeline of ${countOf('streamPointer')} rows`);
    expect(await names()).toEqual(expect.arrayContaining(['video: Leading edge', 'video: Clone 1', 'preview: Leading edge']));
    await press('g');
    expect((await arrangement()).mode).toBe('pin');
    expect(await label()).toContain(`and ${counters.length} counters`);
  });

  it('by stream pointer, a run that does not tell is run again with them', async () => {
    await timeline.sendRun(withoutPointers);
    await focus();
    await press('g', 'g', 'g');
    expect((await timeline.received()).at(-1)).toMatchObject({ type: 'run', seed: 1, streamPointers: true });
    expect(await label()).toContain(`and ${counters.length} counters`);
    await timeline.sendRun(run);
    expect(await label()).toContain(`Timeline of ${countOf('streamPointer')} rows`);
  });

  it('go to the top and stay there while one scrolls, by key', async () => {
    await timeline.page.setViewportSize({ width: 1100, height: 520 });
    // Heading, pin state of video.
    await press('Control+ArrowDown', 'Control+ArrowDown', 't');
    expect((await arrangement()).pinned).toEqual([rowKey('video', 'pinState')]);
    await said('video: Pin state, pinned');
    await press('PageDown');
    await timeline.settled();
    expect((await names())[0]).toBe('video: Pin state');
    await press('t');
    expect((await arrangement()).pinned).toEqual([]);
  });

  it('are pinned, hidden and moved from their menu, by the right button', async () => {
    const { page } = timeline;
    const at = await place('video: Application');
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Pin to Top' }).click();
    expect((await arrangement()).pinned).toEqual([rowKey('video', 'client')]);
    const hardware = await place('video: Hardware');
    await page.mouse.click(hardware.x, hardware.y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Hide', exact: true }).click();
    expect((await arrangement()).hidden).toEqual([rowKey('video', 'hardware')]);
    expect(await names()).not.toContain('video: Hardware');
    await page.getByRole('button', { name: '1 hidden' }).click();
    await page.getByRole('menuitem', { name: 'Show video: Hardware' }).click();
    expect((await arrangement()).hidden).toEqual([]);
    const interrupt = await place('video: Interrupt and DPC');
    await page.mouse.click(interrupt.x, interrupt.y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Move Down' }).click();
    const shown = await names();
    expect(shown.indexOf('video: Hardware')).toBe(shown.indexOf('video: Interrupt and DPC') - 1);
    const state = await place('video: Hardware');
    await page.mouse.click(state.x, state.y, { button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in Descriptor' }).click();
    expect((await timeline.received()).at(-1)).toEqual({ type: 'reveal', path: '/Simulations/0/Pins/0/Hardware/TransferTime' });
  });

  it('have the same menu by key, which returns the focus', async () => {
    const { page } = timeline;
    for (const key of ['Shift+F10', 'ContextMenu']) {
      await press('Control+ArrowDown', key);
      expect(await page.getByRole('menu').count()).toBe(1);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
      await press('ArrowDown', 'End');
      expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe('');
      await press('Escape');
      expect(await page.getByRole('menu').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('stage-scroller');
    }
    // The second lane is a row: the menu's first item is chosen by its letter.
    await press('Shift+F10', 'p', 'Enter');
    expect((await arrangement()).pinned).toEqual([rowKey('video', 'pinState')]);
  });

  it('hide by key, one or a whole group, and come back', async () => {
    await press('Control+ArrowDown', 'Control+ArrowDown', 'h');
    expect((await arrangement()).hidden).toEqual([rowKey('video', 'pinState')]);
    await said('Hidden rows: 1.');
    await press('Control+ArrowUp', 'h');
    expect((await names()).some((name) => name.startsWith('video'))).toBe(false);
    await press('Shift+H');
    expect((await arrangement()).hidden).toEqual([]);
  });

  it('collapse into a strip that shows what they do, by a click on the heading and by key', async () => {
    const { page } = timeline;
    const heading = await place('video');
    await page.mouse.click(heading.x, heading.y);
    expect((await arrangement()).collapsed).toEqual(['pin:video']);
    const box = (await page.locator('.stage').boundingBox())!;
    const strip = await page.screenshot({ clip: { x: box.x + 400, y: heading.y, width: 600, height: 11 } });
    await takePicture(page, 'rows-collapsed');
    const shown = await names();
    expect(shown.slice(0, 3)).toEqual(['video', 'preview', 'preview: Pin state']);
    await focus();
    await press('c');
    expect((await arrangement()).collapsed).toEqual([]);
    const plain = await page.screenshot({ clip: { x: box.x + 400, y: heading.y, width: 600, height: 11 } });
    expect(strip.length).toBeGreaterThan(plain.length + 150);
    // From a row within, too; and all at once.
    await press('Control+ArrowDown', 'c');
    expect((await arrangement()).collapsed).toEqual(['pin:video']);
    await said(/^video, collapsed group of \d+$/);
    await press('c', 'Shift+C');
    expect((await arrangement()).collapsed).toEqual(['pin:video', 'pin:preview']);
    await press('Shift+C');
    expect((await arrangement()).collapsed).toEqual([]);
  });

  it('go where they are dragged, with a line that shows where, and Escape takes it back', async () => {
    const { page } = timeline;
    const from = await place('video: Hardware');
    const to = await place('video: Interrupt and DPC');
    const drag = async (): Promise<void> => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y - 12, { steps: 6 });
      await timeline.settled();
    };
    await drag();
    await takePicture(page, 'rows-drag');
    await press('Escape');
    await page.mouse.up();
    expect((await arrangement()).order).toEqual({});
    await drag();
    await page.mouse.up();
    const order = (await arrangement()).order['pin:video']!;
    expect(order.indexOf(rowKey('video', 'hardware'))).toBe(order.indexOf(rowKey('video', 'interrupt')) - 1);
    const shown = await names();
    expect(shown.indexOf('video: Hardware')).toBeLessThan(shown.indexOf('video: Interrupt and DPC'));
    // The picture has not moved meanwhile.
    expect((await timeline.kept())!['from']).toBe(0);
  });

  it('move by key, and so do groups; the selection follows the order that is seen', async () => {
    await press('Control+ArrowDown', 'Shift+ArrowDown');
    expect((await arrangement()).order['pin']).toEqual(['preview', 'video']);
    await said(/^video, group of \d+, now 2 of 2$/);
    await press('Escape', 'ArrowDown');
    const { selection } = (await timeline.kept())!;
    expect(rows[(selection as { row: number }).row]).toMatchObject({ group: 'preview' });
    await press('Shift+ArrowDown');
    expect((await arrangement()).order['pin:preview']!.indexOf(rowKey('preview', 'pinState'))).toBe(1);
  });

  it('are filtered by name, with how many of how many, in the table as in the picture', async () => {
    const { page } = timeline;
    await press('r');
    await page.keyboard.type('preview buffer');
    const found = rows.filter(({ group, kind }) => group === 'preview' && kind === 'buffer').length;
    expect(await page.locator('#rows-passing').textContent()).toMatch(new RegExp(`^${found + 1} of \\d+$`));
    expect((await names()).filter((name) => name.includes(':'))).toEqual([expect.stringContaining('Buffers in flight'), ...Array.from({ length: found }, (_, index) => `preview: Buffer ${index}`)]);
    await page.getByRole('tab', { name: 'Table' }).click();
    expect(await page.locator('#table-scope option').allTextContents()).toEqual(['All rows', ...Array.from({ length: found }, (_, index) => `preview: Buffer ${index}`)]);
    const inTable = await page.locator('.table-panel tbody td:nth-child(2)').allTextContents();
    expect(inTable[0]).toBe('preview: Buffer 0');
    expect(inTable.every((name) => name.startsWith('preview: Buffer'))).toBe(true);
    await page.getByRole('searchbox', { name: 'Filter rows' }).focus();
    await press('Escape');
    expect((await arrangement()).filter).toBe('');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('stage-scroller');
  });

  it('survive a reload and another run, and go back to what they were at first', async () => {
    const { page } = timeline;
    await press('Control+ArrowDown', 'Control+ArrowDown', 't', 'Control+ArrowDown', 'c');
    const before = await arrangement();
    expect(before).toMatchObject({ pinned: [rowKey('video', 'pinState')], collapsed: ['pin:video'] });
    await timeline.sendRun(simulated(scenario, 2));
    expect(await arrangement()).toEqual(before);
    const view = (await timeline.kept())!;
    await page.reload();
    await timeline.setTheme(themes[1]!);
    await timeline.sendRun(run, { view: view as never, sameRun: false });
    expect((await names()).slice(0, 2)).toEqual(['video: Pin state', 'video']);
    await focus();
    await press('Shift+R');
    expect(await arrangement()).toMatchObject({ pinned: [], collapsed: [], hidden: [], order: {}, filter: '', mode: 'pin' });
  });

  it('look right and are accessible in four themes', async () => {
    const { page } = timeline;
    await press('Control+ArrowDown', 'Control+ArrowDown', 't', 'Control+ArrowDown', 'c', 'r');
    await page.keyboard.type('e');
    await focus();
    await press('Shift+F10');
    expect(await axeViolationsInAllThemes(timeline, (theme) => takePicture(page, `rows-${theme}`))).toEqual([]);
    await press('Escape', 'g', 'g', 'g');
    for (const theme of themes) {
      await timeline.setTheme(theme);
      await takePicture(page, `rows-pointer-${theme.name}`);
    }
  });
});
