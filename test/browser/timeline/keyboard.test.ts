import { describe, expect, it } from 'vitest';
import { timelineTexts } from '../../../client/src/features/timeline/texts';
import { commandGroups } from '../../../client/timeline/src/input/commands/index';
import type { FromTimeline } from '../../../server/src/protocol/index';
import { decodeTrace } from '../../../server/src/trace/index';
import { eachTimeline } from './support/each-timeline';
import { simulated } from './support/runs';
import { sendBeside } from './support/send-beside';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable } from './support/timeline-page';

const run = simulated();

/** The whole panel without a mouse, as someone works who listens to it: every step is a key, every answer is what a screen reader is given. */
describe.skipIf(chromiumExecutable === undefined)('by keyboard alone', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => { timeline = opened; }, { theme: themes[1]!, reducedMotion: true });

  it('one goes through everything there is, and reads the table', async () => {
    await timeline.sendRun(run);
    await sendBeside(timeline, run, run);
    const { page } = timeline;
    const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    const said = async (pattern: RegExp): Promise<void> => { await page.locator('[aria-live=polite]').filter({ hasText: pattern }).first().waitFor({ state: 'attached', timeout: 15_000 }); };
    const sent = async <Type extends FromTimeline['type']>(type: Type): Promise<Extract<FromTimeline, { type: Type }>[]> => (await timeline.received()).filter((message): message is Extract<FromTimeline, { type: Type }> => message.type === type);
    const toPicture = async (): Promise<void> => {
      // Escape leaves a menu or the search bar; Tab goes round until the picture has the focus.
      for (let step = 0; step < 80; step += 1) {
        if (await page.evaluate(() => document.activeElement?.classList.contains('stage-scroller') === true)) return;
        await press('Tab');
      }
      throw new Error('Tab does not lead to the picture.');
    };

    // The picture says what it is and how to go on.
    await toPicture();
    expect(await focused()).toMatch(/Timeline of \d+ rows .*question mark/);

    // Drops, findings, the selection and where it was configured.
    await press('n');
    await said(/dropped/);
    await press('Enter');
    expect((await sent('reveal')).at(-1)!.path).toContain('/Simulations/0');
    await press('e');
    await said(/Finding/);
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    await said(/starts .+, lasts /);
    await press(']');
    await said(/Select a span or an event of a frame first/);

    // Search, by words and back.
    await press('/');
    expect(await focused()).toMatch(/find|search/i);
    await page.keyboard.type('in application');
    await press('Enter');
    await page.locator('.search-count').filter({ hasText: /^\d+ of \d+/ }).waitFor();
    await press('Escape');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('stage-scroller'))).toBe(true);
    await said(/in application, frame \d+, starts /);
    await press('[');
    await said(/frame \d+, (starts|at) /);

    // The strip of the whole run is a slider that tells where one is.
    await press('m');
    const before = await page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'));
    await press('+', 'ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'))).not.toBe(before);
    await press('Escape');
    await toPicture();

    // Two markers, and what lies between them.
    await press('0', 'Home', '.', '1', 'Shift+ArrowRight', 'Shift+ArrowRight', '2', 'Shift+Enter');
    await page.getByRole('button', { name: 'Copy as TSV' }).waitFor();
    expect(await page.locator('.measure-panel table').first().innerText()).toMatch(/\d/);

    // Rows: other groups, a pinned one, a hidden one, and back.
    await toPicture();
    await press('Control+ArrowDown', 'Control+ArrowDown', 't', 'h', 'Shift+H', 'c', 'c', 'g', 'g', 'Shift+R', 'u', 'Backspace', 'o');

    // Another run beside this one, other values, files.
    await press('v');
    expect(await focused()).toMatch(/Run|Seed|Scenario|Saved/);
    await toPicture();
    await press('l');
    await page.locator('.leaks-panel').waitFor();
    await press('i', 'ArrowDown', 'Enter');
    expect(await sent('export')).toHaveLength(1);
    await toPicture();
    await press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await press('Escape');

    // The details: tabs by arrows; the table holds what the picture shows.
    await toPicture();
    await press('0');
    for (let step = 0; step < 40 && !(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'tab')); step += 1) await press('Tab');
    for (let step = 0; step < 12 && (await focused()) !== 'Table'; step += 1) await press('ArrowRight');
    expect(await focused()).toBe('Table');
    const table = page.getByRole('table', { name: /Spans from/ });
    await table.waitFor();
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(expect.arrayContaining(['Start', 'Row', 'State', 'Duration', 'Frame', 'Founded on']));
    const decoded = decodeTrace(run.trace);
    if ('problem' in decoded) throw new Error(decoded.problem);
    // The rows are those of the buffers, and times are in nanoseconds: G was pressed twice, U once.
    const buffers = decoded.rows.flatMap(({ kind }, row) => (kind === 'buffer' ? [row] : []));
    const { offsets, start, end } = decoded.spans;
    const count = buffers.reduce((sum, row) => sum + offsets[row + 1]! - offsets[row]!, 0);
    expect(await page.locator('.table-panel').innerText()).toContain(`Spans 1–100 of ${count}`);
    const first = offsets[buffers[0]!]!;
    const read = (await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).join(' | ');
    for (const time of [start[first]!, end[first]! - start[first]!]) expect(read).toContain(`${time} ns`);
    expect(read).toContain('Buffer 0');

    // Help lists every command, and gives the focus back.
    await press('Escape', '?');
    const help = await page.getByRole('dialog').innerText();
    for (const { does } of commandGroups.flatMap(({ commands }) => commands)) expect(help).toContain(timelineTexts[does as keyof typeof timelineTexts]);
    expect(help).toMatch(/Ctrl\+S\s+Save this run to a file/);
    await press('Escape');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('stage-scroller'))).toBe(true);
  });
});
