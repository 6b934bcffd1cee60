import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { test, type DriverContext } from './driver';

/** The page that shows a run of a document, or one out of a file. */
const shownRun = ({ workbench }: DriverContext, isSaved: boolean): Promise<Frame> => workbench.webview(async (frame) => await frame.locator('#timeline .headline').count() > 0 && (await frame.locator('#timeline .headline').innerText()) !== '' && (await frame.locator('.notice.saved').count() > 0) === isSaved);
/** What is on the canvas tells zoom, scroll position and rows at once. */
const picture = (frame: Frame): Promise<string> => frame.locator('canvas.stage-canvas').first().evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const openFromExplorer = ({ page }: DriverContext, name: string | RegExp): Promise<void> => page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first().dblclick();
const tracesIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.avtrace'));

test('a run is saved from its panel, and the file opens as the same run that nobody can run again', async (context) => {
  const { workbench, page } = context;
  await workbench.openFile('avshws.avstream.json');
  await workbench.runCommand('AVStream: Simulate…');
  await workbench.pick('slow application');
  const run = await shownRun(context, false);
  const headline = await run.locator('.headline').innerText();
  await run.getByRole('button', { name: 'Save this run to a file' }).click();
  const name = page.locator('.quick-input-widget:visible .quick-input-box input');
  await name.waitFor();
  await eventually(async () => /\/avshws-.*\.avtrace$/.test(await name.inputValue()), 'a name is proposed');
  await page.keyboard.press('Enter');
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: '.avtrace' }).waitFor({ timeout: 20_000 });
  await workbench.runCommand('View: Close All Editors');
  await openFromExplorer(context, '.avtrace');
  const saved = await shownRun(context, true);
  expectEqual(await saved.locator('.headline').innerText(), headline, 'the headline');
  expectContains(await saved.locator('.notice.saved').innerText(), 'avshws.avstream.json', 'whose run it is');
  expectEqual(await saved.getByRole('button', { name: 'Run', exact: true }).count(), 0, 'buttons that run');
  await workbench.screenshot('trace file');
}, { timeout: 120_000 });

test('it keeps its view while it is hidden, and leads to the descriptor', async (context) => {
  const { workbench, page } = context;
  const before = await shownRun(context, true);
  const whole = await picture(before);
  for (let step = 0; step < 3; step += 1) await before.getByRole('button', { name: /^Zoom in/ }).click();
  await page.waitForTimeout(1_000);
  const zoomed = await picture(before);
  expectThat(zoomed !== whole, 'zooming changes the picture');
  await workbench.openFile('pcie-4k-grabber.avstream.json');
  await eventually(() => !page.frames().some((frame) => frame.url().includes('/fake.html')), 'the editor is hidden');
  await workbench.runCommand('View: Close Editor');
  const after = await shownRun(context, true);
  await eventually(async () => (await picture(after)) === zoomed, 'the same stretch is on show');
  await after.locator('.stage-scroller').focus();
  for (const key of ['n', 'Enter']) await page.keyboard.press(key);
  const place = await eventually(async () => {
    const seen = [await workbench.statusBar(), ...await page.locator('.tabs-container .tab.active').allInnerTexts()].join(' | ');
    return seen.includes('selected') ? seen : undefined;
  }, 'a value is selected', 40_000);
  // A tab may break its label.
  expectContains(place.replaceAll('\n', ''), 'avshws.avstream.json', 'the descriptor is in front');
  await workbench.screenshot('trace file descriptor');
}, { timeout: 90_000 });

test('after a reload of the window the file is open again, with its view', async (context) => {
  const { workbench, page } = context;
  await workbench.runCommand('View: Close All Editors');
  await openFromExplorer(context, '.avtrace');
  const before = await shownRun(context, true);
  const headline = await before.locator('.headline').innerText();
  const whole = await picture(before);
  for (let step = 0; step < 3; step += 1) await before.getByRole('button', { name: /^Zoom in/ }).click();
  await eventually(async () => (await picture(before)) !== whole, 'zooming changes the picture');
  // The view rests before it is kept, and VS Code before it writes down what is open.
  await page.waitForTimeout(2_000);
  const zoomed = await picture(before);
  const reloaded = page.waitForEvent('load', { timeout: 60_000 });
  await workbench.runCommand('Developer: Reload Window');
  await reloaded;
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  const after = await shownRun(context, true);
  expectEqual(await after.locator('.headline').innerText(), headline, 'the headline');
  expectEqual(await after.locator('.notice.other-run').count(), 0, 'notices that it is another run');
  await eventually(async () => (await picture(after)) === zoomed, 'the same stretch is on show');
  await workbench.screenshot('trace file after reload');
  // In the web flavour the files of the workspace are gone with the window.
}, { timeout: 120_000, flavours: ['desktop'] });

test('one that is damaged on the disk, and one that is none, say so in one sentence', async (context) => {
  const { workbench, page, folder } = context;
  const [name] = tracesIn(folder);
  const bytes = readFileSync(path.join(folder, name!));
  writeFileSync(path.join(folder, 'damaged.avtrace'), bytes.map((byte, at) => (at === 1_000 ? byte ^ 1 : byte)));
  writeFileSync(path.join(folder, 'short.avtrace'), bytes.subarray(0, 2_000));
  writeFileSync(path.join(folder, 'foreign.avtrace'), '{ "traceEvents": [] }');
  writeFileSync(path.join(folder, 'later.avtrace'), bytes.map((byte, at) => (at === 8 ? 99 : byte)));
  const sentences = { damaged: 'is damaged', short: `has 2000 of ${bytes.length} bytes`, foreign: 'is not a saved trace', later: 'another version of AVStream Studio' };
  for (const [file, words] of Object.entries(sentences)) {
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: `${file}.avtrace` }).waitFor({ timeout: 20_000 });
    await openFromExplorer(context, `${file}.avtrace`);
    const frame = await workbench.webview(async (candidate) => await candidate.locator('.card [role=alert]').count() > 0 && (await candidate.locator('.card [role=alert]').innerText()).includes(`${file}.avtrace`));
    expectContains(await frame.locator('.card [role=alert]').innerText(), words, 'the sentence');
    expectEqual(await frame.locator('.card button').count(), 0, 'buttons');
  }
  await workbench.screenshot('trace file damaged');
  // Mended, it is shown.
  writeFileSync(path.join(folder, 'later.avtrace'), bytes);
  await shownRun(context, true);
}, { timeout: 90_000, flavours: ['desktop'] });
