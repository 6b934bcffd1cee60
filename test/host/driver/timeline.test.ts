import type { Frame } from 'playwright-core';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { test, type DriverContext } from './driver';

/** The timeline's document: the webview whose page is ours. Asked for anew after each thing that may have reloaded it. */
const timeline = ({ workbench }: DriverContext): Promise<Frame> => workbench.webview(async (frame) => (await frame.locator('#timeline .headline').count()) > 0);

/** Dropped frames as the headline tells them, once it tells the run asked for. */
async function dropped(context: DriverContext, isWanted: (count: number) => boolean): Promise<number> {
  return await eventually(async () => {
    const headline = await (await timeline(context)).locator('.headline').innerText();
    const count = /All \d+ frames delivered/.test(headline) ? 0 : Number(/(\d+) dropped/.exec(headline)?.[1] ?? Number.NaN);
    return isWanted(count) ? { count } : undefined;
  }, 'the headline tells the dropped frames').then(({ count }) => count);
}

/** The place of the cursor as the status bar shows it, e.g. `Ln 12, Col 5 (8 selected)`. */
const cursor = async ({ workbench }: DriverContext): Promise<string> => /Ln \d+, Col \d+( \(\d+ selected\))?/.exec(await workbench.statusBar())?.[0] ?? '';

/** The colour the page is painted on. */
const background = (frame: Frame): Promise<string> => frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);

/** Gives the descriptor's editor the focus, which a panel has after a click into it. */
const toDescriptor = ({ workbench }: DriverContext): Promise<void> => workbench.runCommand('View: Focus First Editor Group');

test('runs a scenario from the palette and shows every frame', async (context) => {
  const { workbench } = context;
  await workbench.openFile('avshws.avstream.json');
  await workbench.runCommand('AVStream: Simulate…');
  await workbench.pick('slow application');
  expectThat(await dropped(context, (count) => count > 0) > 0, 'the slow application drops frames');
  await (await timeline(context)).getByText('Frames delivered').first().waitFor();
  await workbench.screenshot('timeline');
}, { timeout: 90_000 });

test('a changed scenario value makes the run stale; run again, other frames are dropped', async (context) => {
  const { workbench } = context;
  const before = await dropped(context, (count) => count > 0);
  await toDescriptor(context);
  await workbench.select('"Hold": "150 ms"');
  await workbench.replaceSelection('"Hold": "130 ms"');
  const frame = await timeline(context);
  await frame.locator('.notice.stale').waitFor({ timeout: 10_000 });
  await workbench.screenshot('timeline stale');
  await frame.locator('.notice.stale button').click();
  const after = await dropped(context, (count) => count !== before);
  expectThat(after > 0 && after < before, `dropped ${before} with 150 ms, ${after} with 130 ms`);
  expectEqual(await frame.locator('.notice.stale').count(), 0, 'notices that the run is stale');
}, { timeout: 60_000 });

test('a span leads to the value that configured it', async (context) => {
  const { workbench, page } = context;
  const frame = await timeline(context);
  const stage = frame.locator('.stage-scroller');
  const box = (await stage.boundingBox())!;
  // Somewhere in the upper rows there is a span under the pointer.
  await eventually(async () => {
    for (const [x, y] of [[0.5, 0.3], [0.6, 0.35], [0.4, 0.4], [0.7, 0.45], [0.5, 0.55]] as const) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
      if (await frame.getByRole('button', { name: 'Show in Descriptor' }).count() > 0) return true;
    }
    return false;
  }, 'a click selects a span');
  await workbench.screenshot('timeline selection');
  await toDescriptor(context);
  await workbench.select('"FormatVersion"');
  const before = await cursor(context);
  await frame.getByRole('button', { name: 'Show in Descriptor' }).first().click();
  const after = await eventually(async () => { const place = await cursor(context); return place !== before && place.includes('selected') ? place : undefined; }, 'a value is selected in the editor');
  expectThat(after !== before, `the cursor stays at ${before}`);
}, { timeout: 60_000 });

test('the value under the cursor is marked on the timeline', async (context) => {
  await toDescriptor(context);
  await context.workbench.select('"Hold": "130 ms"');
  await context.workbench.press('ArrowLeft');
  const frame = await timeline(context);
  await eventually(async () => (await frame.locator('.notice.mark').innerText()).includes('/Simulations/'), 'the timeline marks what the value configures');
});

test('takes the colours of another theme', async (context) => {
  const { workbench } = context;
  const before = await background(await timeline(context));
  await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
  await eventually(async () => (await background(await timeline(context))) !== before, 'the background changes');
  await workbench.screenshot('timeline dark');
  await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
  await eventually(async () => (await background(await timeline(context))) === before, 'and back');
}, { timeout: 60_000 });

test('hidden and shown again, it shows the same run without another one', async (context) => {
  const { workbench } = context;
  const before = await (await timeline(context)).locator('.headline').innerText();
  await workbench.runCommand('AVStream: Show Timeline');
  // A busy window notices late that a webview has the focus.
  await context.page.locator('.editor-group-container.active .tab', { hasText: 'Timeline:' }).waitFor();
  // Opened where the focus is, in the panel's group: it covers the panel, whose page is gone then.
  await workbench.openFile('pcie-4k-grabber.avstream.json');
  await eventually(() => !context.page.frames().some((frame) => frame.url().includes('/fake.html')), 'the panel is hidden');
  await workbench.runCommand('View: Close Editor');
  await eventually(async () => (await (await timeline(context)).locator('.headline').innerText()) === before, 'the same headline');
}, { timeout: 60_000 });

test('after a reload of the window it has its view again, of the same run', async (context) => {
  const { workbench, page } = context;
  await toDescriptor(context);
  await workbench.save();
  const before = await timeline(context);
  // What is on the canvas tells zoom, scroll position and rows at once.
  const picture = (frame: Frame): Promise<string> => frame.locator('canvas.stage-canvas').first().evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const whole = await picture(before);
  for (let step = 0; step < 3; step += 1) await before.getByRole('button', { name: /^Zoom in/ }).click();
  const headline = await before.locator('.headline').innerText();
  // The view rests before it is kept.
  await page.waitForTimeout(1_000);
  const zoomed = await picture(before);
  expectThat(zoomed !== whole, 'zooming changes the picture');
  const reloaded = page.waitForEvent('load', { timeout: 60_000 });
  await workbench.runCommand('Developer: Reload Window');
  await reloaded;
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  const after = await eventually(async () => {
    const frame = await timeline(context);
    return (await frame.locator('.headline').innerText()) === headline ? frame : undefined;
  }, 'the panel is back with the same run', 60_000);
  expectEqual(await after.locator('.notice.other-run').count(), 0, 'notices that it is another run');
  await eventually(async () => (await picture(after)) === zoomed, 'the same stretch is on show');
  await workbench.screenshot('timeline after reload');
  // In the web flavour what was saved is gone after a reload, so the run is another one, and the panel says so.
}, { timeout: 120_000, flavours: ['desktop'] });

test('a scenario that can no longer run says why in the panel, and leads to the value', async (context) => {
  const { workbench } = context;
  const frame = await timeline(context);
  await toDescriptor(context);
  await workbench.select('"Pin": "capture/video"', 2);
  await workbench.replaceSelection('"Pin": "capture/none"');
  await frame.locator('.notice.stale button').click();
  const failed = frame.locator('.notice.failed');
  await failed.waitFor({ timeout: 15_000 });
  expectContains(await failed.innerText(), 'capture/none', 'the reason');
  expectThat((await frame.locator('.headline').innerText()).includes('frames delivered'), 'the run before stays on show');
  await workbench.screenshot('timeline failed');
  await toDescriptor(context);
  await workbench.select('"FormatVersion"');
  const before = await cursor(context);
  await failed.getByRole('button', { name: 'Show in Descriptor' }).click();
  await eventually(async () => { const place = await cursor(context); return place !== before && place.includes('(14 selected)'); }, 'the value "capture/none" is selected');
  await workbench.replaceSelection('"capture/video"');
  await workbench.save();
}, { timeout: 60_000 });

test('a long run shows how far it is, and ends when it is cancelled', async (context) => {
  const { workbench } = context;
  await toDescriptor(context);
  await workbench.select('"Duration": "2 s"', 2);
  await workbench.replaceSelection('"Duration": "100000 s"');
  const frame = await timeline(context);
  await frame.locator('.notice.stale button').click();
  const running = frame.locator('.notice.running');
  await eventually(async () => Number(await running.locator('progress').getAttribute('value')) > 0, 'progress is told');
  await workbench.screenshot('timeline running');
  await running.getByRole('button', { name: 'Cancel' }).click();
  await eventually(async () => (await frame.locator('.notice.failed').innerText()).includes('cancelled'), 'the panel says that the run was cancelled', 5_000);
  expectThat((await frame.locator('.headline').innerText()).includes('frames delivered'), 'the run before stays on show');
}, { timeout: 60_000 });
