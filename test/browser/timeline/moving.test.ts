import { describe, expect, it } from 'vitest';
import { eachTimeline } from './support/each-timeline';
import type { SentRun } from './support/runs';
import { simulated } from './support/runs';
import { themes } from './support/themes';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable, takePicture } from './support/timeline-page';

interface View { readonly from: number; readonly to: number; readonly cursor: number | null; readonly scrollTop: number; readonly selection: { readonly row: number; readonly start: number } | null }

const period = 33_366_700;
const run = simulated();
const withPeriods = (...labels: readonly string[]): SentRun => ({ ...run, outcome: { ...run.outcome, periods: labels.map((label, index) => ({ label, period: period * (index + 1) })) } });

describe.skipIf(chromiumExecutable === undefined)('moving about', () => {
  let timeline: TimelinePage;
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(withPeriods('video'));
  });

  const view = async (): Promise<View> => (await timeline.kept()) as unknown as View;
  const scroller = () => timeline.page.locator('.stage-scroller');
  const stage = async () => (await timeline.page.locator('.stage').boundingBox())!;
  const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await timeline.page.keyboard.press(key); };
  const picture = async (): Promise<string> => (await timeline.page.locator('.stage').screenshot()).toString('base64');
  const status = () => timeline.page.locator('.search-count');
  const lens = () => timeline.page.getByRole('slider', { name: 'Visible stretch of the run' });

  describe('search', () => {
    it('counts while one types, goes from match to match and round, and leaves the picture as it was', async () => {
      const { page } = timeline;
      await scroller().focus();
      const plain = await picture();
      await press('/');
      const input = page.getByRole('textbox', { name: 'Search for' });
      expect(await input.evaluate((field) => field === document.activeElement)).toBe(true);
      await page.keyboard.type('stalled');
      await expect.poll(() => status().textContent()).toBe('1 found');
      await input.fill('dropped');
      await expect.poll(() => status().textContent()).toBe('5 found');
      expect(await picture()).not.toBe(plain);
      await press('Enter');
      await expect.poll(() => status().textContent()).toBe('1 of 5');
      await press('Enter', 'Enter');
      await expect.poll(() => status().textContent()).toBe('3 of 5');
      await press('Shift+Enter');
      await expect.poll(() => status().textContent()).toBe('2 of 5');
      await press('F3', 'F3', 'F3', 'F3');
      await expect.poll(() => status().textContent()).toBe('1 of 5');
      await press('Shift+F3');
      await expect.poll(() => status().textContent()).toBe('5 of 5');
      await page.getByRole('button', { name: 'Previous match' }).click();
      await expect.poll(() => status().textContent()).toBe('4 of 5');
      await input.focus();
      await press('Escape');
      expect(await page.getByRole('search').isVisible()).toBe(false);
      expect(await scroller().evaluate((element) => element === document.activeElement)).toBe(true);
      await press('Escape');
      await page.getByRole('tab', { name: 'Outcome' }).click();
      await scroller().focus();
      await press('0');
      await timeline.settled();
      expect(await picture()).toBe(plain);
    });

    it('opens with Ctrl+F from wherever, keeps its words, and goes to the first match though Enter comes at once', async () => {
      const { page } = timeline;
      await page.getByRole('tab', { name: 'Legend' }).focus();
      await press('Control+f');
      await page.keyboard.type('frame 7');
      await press('Enter');
      await expect.poll(() => status().textContent()).toMatch(/^1 of \d+$/);
      await press('Escape', 'F3');
      expect(await page.getByRole('textbox', { name: 'Search for' }).inputValue()).toBe('frame 7');
      await expect.poll(() => status().textContent()).toMatch(/^1 of \d+$/);
    });

    it.each([['application > 50 ms', /^\d\d found$/], ['> 2 frames', /^\d+ found$/], ['> 5', /Number and unit/], ['nobody', /Nothing found/], ['buffer 2 #17', /^\d found$/]])('understands %s', async (query, words) => {
      await scroller().focus();
      await press('/');
      await timeline.page.keyboard.type(query);
      await expect.poll(() => status().textContent()).toMatch(words);
    });

    it('searches the next run too', async () => {
      await scroller().focus();
      await press('/');
      await timeline.page.keyboard.type('dropped');
      await expect.poll(() => status().textContent()).toBe('5 found');
      await timeline.sendRun(simulated(undefined, 5));
      await expect.poll(() => status().textContent()).toMatch(/^\d found$/);
      expect(timeline.problems()).toEqual([]);
    });
  });

  describe('the strip of the whole run', () => {
    it('has a lens one can move by its middle, resize by its edges, send elsewhere and open to everything', async () => {
      const { page } = timeline;
      await scroller().focus();
      await press('+', '+', '+', '+');
      const strip = (await page.locator('.minimap-plot').boundingBox())!;
      const lensBox = async () => (await lens().boundingBox())!;
      const y = strip.y + strip.height / 2;
      const drag = async (from: number, to: number): Promise<void> => {
        await page.mouse.move(from, y);
        await page.mouse.down();
        await page.mouse.move(to, y, { steps: 4 });
        await page.mouse.up();
      };
      const before = await view();
      let box = await lensBox();
      await drag(box.x + box.width / 2, box.x + box.width / 2 + 100);
      const moved = await view();
      expect(moved.from).toBeGreaterThan(before.from);
      expect(moved.to - moved.from).toBeCloseTo(before.to - before.from, 0);
      box = await lensBox();
      await drag(box.x + box.width, box.x + box.width + 60);
      const wider = await view();
      expect(wider.from).toBeCloseTo(moved.from, 0);
      expect(wider.to).toBeGreaterThan(moved.to);
      box = await lensBox();
      await drag(box.x, box.x + 40);
      const narrower = await view();
      expect(narrower.from).toBeGreaterThan(wider.from);
      expect(narrower.to).toBeCloseTo(wider.to, 0);
      await page.mouse.click(strip.x + 30, y);
      const jumped = await view();
      expect(jumped.from).toBe(0);
      expect(jumped.to).toBeCloseTo(narrower.to - narrower.from, 0);
      await page.mouse.dblclick(strip.x + strip.width - 100, y);
      const whole = await view();
      expect(whole.from).toBe(0);
      expect(whole.to).toBeGreaterThan(2e9);
      // Over everything, a drag chooses a stretch.
      await drag(strip.x + strip.width * 0.25, strip.x + strip.width * 0.5);
      const chosen = await view();
      expect(chosen.from / whole.to).toBeCloseTo(0.25, 2);
      expect(chosen.to / whole.to).toBeCloseTo(0.5, 2);
    });

    it('does the same by keys, and says where it stands', async () => {
      await scroller().focus();
      await press('+', '+', 'm');
      expect(await lens().evaluate((element) => element === document.activeElement)).toBe(true);
      const before = await view();
      await press('ArrowRight', 'ArrowRight');
      const moved = await view();
      expect(moved.from).toBeGreaterThan(before.from);
      expect(await lens().getAttribute('aria-valuetext')).toMatch(/^[\d.]+ m?s to [\d.]+ m?s of 2\.\d+ s$/);
      expect(Number(await lens().getAttribute('aria-valuenow'))).toBeGreaterThan(50);
      await press('-');
      const wider = await view();
      expect(wider.to - wider.from).toBeGreaterThan(moved.to - moved.from);
      await press('Home');
      expect((await view()).from).toBe(0);
      await press('Escape');
      expect(await scroller().evaluate((element) => element === document.activeElement)).toBe(true);
    });

    it('stands where the picture\'s own time stands', async () => {
      const plot = (await timeline.page.locator('.minimap-plot').boundingBox())!;
      const box = await stage();
      await timeline.page.mouse.click(plot.x + plot.width / 2, box.y + box.height - 8);
      const { cursor, to } = await view();
      expect(cursor! / to).toBeCloseTo(0.5, 2);
    });
  });

  describe('units', () => {
    it('go round with U, are chosen in the toolbar, and are everywhere at once', async () => {
      const { page } = timeline;
      const select = page.getByRole('combobox', { name: 'Unit of times' });
      expect(await select.locator('option').allTextContents()).toEqual(['auto', 'ns', 'µs', 'ms', 'frames']);
      await scroller().focus();
      await press('n');
      const start = page.locator('.selection-facts dd').nth(1);
      expect(await start.textContent()).toMatch(/ s$/);
      const plain = await picture();
      await press('u');
      expect(await start.textContent()).toMatch(/^\d+ ns$/);
      expect(await picture()).not.toBe(plain);
      await press('u');
      expect(await start.textContent()).toMatch(/ µs$/);
      await select.selectOption('frames');
      expect(await start.textContent()).toMatch(/^[\d.]+ frames$/);
      expect(await lens().getAttribute('aria-valuetext')).toMatch(/ frames of [\d.]+ frames$/);
      await page.getByRole('tab', { name: 'Table' }).click();
      expect(await page.locator('.table-panel td.number').nth(2).textContent()).toMatch(/frame/);
      await page.reload();
      await timeline.setTheme(themes[1]!);
      await timeline.sendRun(withPeriods('video'), { view: { version: 1, uri: run.outcome.uri, scenario: run.outcome.scenario, seed: 1, fingerprint: run.outcome.fingerprint, from: 0, to: 1e9, scrollTop: 0, cursor: null, selection: null } });
      expect(await select.inputValue()).toBe('frames');
    });

    it('name the pin where periods differ, and offer no frames where none is known', async () => {
      const options = () => timeline.page.getByRole('combobox', { name: 'Unit of times' }).locator('option').allTextContents();
      await timeline.sendRun(withPeriods('video', 'still'));
      expect(await options()).toEqual(['auto', 'ns', 'µs', 'ms', 'frames of video', 'frames of still']);
      await timeline.page.getByRole('combobox', { name: 'Unit of times' }).selectOption('frames of still');
      await timeline.sendRun(run);
      expect(await options()).toEqual(['auto', 'ns', 'µs', 'ms']);
      expect(await timeline.page.getByRole('combobox', { name: 'Unit of times' }).inputValue()).toBe('auto');
    });
  });

  it('goes back to where one has looked, and forward again, by key and button', async () => {
    const { page } = timeline;
    // Where one rests for 400 ms is a view to come back to. The page itself waits longer: its clock is the one that counts.
    const rest = () => page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 450); }));
    await scroller().focus();
    const whole = await view();
    await press('+', '+');
    await rest();
    const first = await view();
    await press('n');
    await rest();
    const second = await view();
    await press('Backspace');
    expect(await view()).toMatchObject({ from: first.from, to: first.to, selection: null });
    await press('Backspace');
    expect(await view()).toMatchObject({ from: whole.from, to: whole.to });
    expect(await page.getByRole('button', { name: 'Back to where' }).getAttribute('aria-disabled')).toBe('true');
    await press('Shift+Backspace');
    expect(await view()).toMatchObject({ from: first.from, to: first.to });
    await page.getByRole('button', { name: 'Forward again' }).click();
    expect(await view()).toMatchObject({ from: second.from, to: second.to });
    await scroller().focus();
    await press('Alt+ArrowLeft');
    expect(await view()).toMatchObject({ from: first.from, to: first.to });
    await press('Alt+ArrowRight', 'Shift+Backspace');
    await expect.poll(() => page.locator('[aria-live=polite]').first().textContent()).toContain('no later view');
  });

  it('follows a frame over the rows, to its end', async () => {
    const { page } = timeline;
    await scroller().focus();
    await press('/');
    await page.keyboard.type('frame 3 captured');
    await press('Enter');
    // That it was found might still be said of the words before the last letter; that it is selected is not.
    const heading = page.locator('.selection-facts h2');
    await heading.filter({ hasText: /^captured$/ }).waitFor();
    await press('Escape');
    const steps: (string | null)[] = [];
    for (let step = 0; step < 6; step += 1) {
      await press(']');
      steps.push(await heading.textContent());
    }
    expect(steps).toContain('hardware filling');
    expect(steps).toContain('in application');
    await press('[');
    expect(await heading.textContent()).toBe(steps.at(-2));
    for (let step = 0; step < 12; step += 1) await press(']');
    await expect.poll(() => page.locator('[aria-live=polite]').first().textContent()).toContain('goes no further');
  });

  it('zooms to a stretch dragged over on the axis, moves with the middle button, and zooms with the wheel alone where nothing scrolls', async () => {
    const { page } = timeline;
    const box = await stage();
    const drag = async (fromX: number, toX: number, y: number, button: 'left' | 'middle'): Promise<void> => {
      await page.mouse.move(box.x + fromX, box.y + y);
      await page.mouse.down({ button });
      await page.mouse.move(box.x + toX, box.y + y, { steps: 5 });
      if (button === 'left') await takePicture(page, 'moving-axis-drag');
      await page.mouse.up({ button });
    };
    const whole = await view();
    await drag(500, 800, 8, 'left');
    const zoomed = await view();
    expect((zoomed.to - zoomed.from) / (whole.to - whole.from)).toBeCloseTo(300 / (await page.locator('.minimap-plot').boundingBox())!.width, 2);
    await drag(900, 700, 8, 'middle');
    const moved = await view();
    expect(moved.from).toBeGreaterThan(zoomed.from);
    expect(moved.to - moved.from).toBeCloseTo(zoomed.to - zoomed.from, 0);
    expect(moved.selection).toBeNull();
    // Taken back in the middle, nothing happens.
    await page.mouse.move(box.x + 500, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 700, box.y + 8, { steps: 3 });
    await press('Escape');
    await page.mouse.up();
    expect(await view()).toMatchObject({ from: moved.from, to: moved.to });
    await page.setViewportSize({ width: 1400, height: 1200 });
    await page.mouse.move(box.x + 800, box.y + 200);
    await page.mouse.wheel(0, 200);
    const wider = await view();
    expect(wider.to - wider.from).toBeGreaterThan(moved.to - moved.from);
    expect(wider.scrollTop).toBe(0);
    await page.setViewportSize({ width: 1400, height: 520 });
    await page.mouse.wheel(0, 120);
    await expect.poll(async () => (await view()).scrollTop).toBeGreaterThan(50);
    expect(await view()).toMatchObject({ from: wider.from, to: wider.to });
  });

  it('lists groups of keys in help, each with its own heading', async () => {
    await scroller().focus();
    await press('?');
    const groups = timeline.page.locator('dialog tbody');
    expect(await groups.count()).toBeGreaterThan(4);
    expect(await groups.locator('th[scope=rowgroup]').count()).toBe(await groups.count());
    await timeline.page.getByRole('row', { name: 'Backspace' }).waitFor();
    // In two columns, side by side.
    const lefts = await groups.evaluateAll((all) => all.map((group) => Math.round(group.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBe(2);
  });
});
