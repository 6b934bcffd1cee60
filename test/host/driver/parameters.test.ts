import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { test, type DriverContext } from './driver';

/** The timeline's document. Asked for anew after each thing that may have reloaded it. */
const timeline = ({ workbench }: DriverContext): Promise<Frame> => workbench.webview(async (frame) => (await frame.locator('#timeline .headline').count()) > 0);
const headline = async (context: DriverContext): Promise<string> => (await timeline(context)).locator('.headline').innerText();
const toDescriptor = ({ workbench }: DriverContext): Promise<void> => workbench.runCommand('View: Focus First Editor Group');

test('a value of the descriptor leads to its first span on the timeline, which opens for it', async (context) => {
  const { workbench } = context;
  await workbench.openFile('avshws.avstream.json');
  await workbench.select('"Hold": "150 ms"');
  await workbench.press('ArrowLeft');
  await workbench.runCommand('AVStream: Show on Timeline');
  const frame = await timeline(context);
  await eventually(async () => (await frame.locator('.selection-facts h2').allInnerTexts()).join().includes('application'), 'the first span in the application is selected');
  expectContains(await frame.locator('h1').first().innerText(), 'slow application', 'the scenario on show');
}, { timeout: 90_000 });

test('a slider runs the simulation again without touching the descriptor', async (context) => {
  const frame = await timeline(context);
  const before = await headline(context);
  await frame.getByRole('tab', { name: 'Parameters' }).click();
  await frame.getByRole('spinbutton', { name: 'Client.Requests', exact: true }).fill('9');
  await eventually(async () => (await headline(context)) !== before, 'the run follows');
  expectContains(await frame.locator('.parameters-status').innerText(), 'Changed here, not in the descriptor: 1 value.', 'what the panel says');
  await context.workbench.screenshot('timeline parameters');
  await frame.getByRole('tab', { name: 'Compare' }).click();
  await frame.getByRole('button', { name: 'Previous Run' }).click();
  await frame.locator('.compare-verdict').waitFor();
  expectContains(await frame.locator('.compare-panel').innerText(), 'Client.Requests', 'what the runs were told');
  await context.workbench.screenshot('timeline compared');
}, { timeout: 60_000 });

test('it is written into the descriptor as one edit that Undo takes back', async (context) => {
  const { workbench } = context;
  const frame = await timeline(context);
  const tried = await headline(context);
  await frame.getByRole('tab', { name: 'Parameters' }).click();
  await frame.getByRole('button', { name: 'Write to Descriptor' }).click();
  await eventually(async () => (await frame.locator('.parameters-status').innerText()).startsWith('Move a slider'), 'nothing is tried any more');
  expectEqual(await headline(context), tried, 'the run of the descriptor is the one that was tried');
  await toDescriptor(context);
  await workbench.select('"Requests": 9, "Hold": "150 ms"');
  await workbench.press('ControlOrMeta+Z');
  await frame.locator('.notice.stale').waitFor({ timeout: 15_000 });
  await workbench.select('{ "Requests": 3, "Hold": "150 ms" }');
}, { timeout: 60_000 });

test('with avstream.simulateOnSave the timeline follows what is saved', async (context) => {
  const { workbench, folder } = context;
  const frame = await timeline(context);
  await toDescriptor(context);
  // A window in a browser saves by itself after a second, and that save is not to be followed.
  await workbench.save();
  const before = await headline(context);
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'avstream.simulateOnSave': true }));
  await workbench.select('"Requests": 3, "Hold": "150 ms"');
  await workbench.replaceSelection('"Requests": 3, "Hold": "120 ms"');
  await workbench.save();
  const after = await eventually(async () => { const now = await headline(context); return now === before ? undefined : now; }, 'another run is on show');
  expectThat(after.includes('delivered'), after);
  await workbench.select('"Requests": 3, "Hold": "120 ms"');
  await workbench.replaceSelection('"Requests": 3, "Hold": "soon"');
  await workbench.save();
  await frame.locator('.notice.failed').waitFor({ timeout: 15_000 });
  expectEqual(await headline(context), after, 'the picture from before');
  // In the web flavour settings on disk are not those of the window.
}, { timeout: 90_000, flavours: ['desktop'] });
