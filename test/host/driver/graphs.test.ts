import type { Frame } from 'playwright-core';
import { eventually, expectContains, expectThat } from '../expect';
import { test, type DriverContext } from './driver';

/** The timeline once it shows the run of a simulation. */
const timelineOf = async ({ workbench }: DriverContext, label: string): Promise<Frame> =>
  workbench.webview(async (frame) => (await frame.locator('#timeline .headline').count()) > 0 && (await frame.locator('body').innerText()).includes(label));

/** Simulates from the palette and answers the timeline. */
async function simulate(context: DriverContext, file: string, label: string): Promise<Frame> {
  const { workbench } = context;
  await workbench.openFile(file);
  await workbench.runCommand('AVStream: Simulate…');
  await workbench.pick(label);
  return await timelineOf(context, label);
}

/** The names of the rows that a place of the cursor lists, which are those of the picture. */
async function rowsOf(frame: Frame): Promise<string> {
  return await eventually(async () => {
    // What comes behind the first picture moves what is below it, so the place is looked for each time.
    const box = (await frame.locator('.stage-scroller').boundingBox())!;
    await frame.page().mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    await frame.getByRole('tab', { name: 'At Cursor' }).click();
    const text = await frame.locator('.cursor-panel').innerText();
    return text.includes('Row') ? text : undefined;
  }, 'the rows at the cursor');
}

test('a circuit has rows of its allocator, its peer and its frames; the summary tells who allocated', async (context) => {
  const { workbench, page } = context;
  await page.setViewportSize({ width: 1760, height: 1180 });
  const frame = await simulate(context, 'common-buffer-card.avstream.json', '720p60 to a kernel encoder');
  expectContains(await frame.locator('.headline').innerText(), 'frames delivered', 'the headline');
  const summary = await frame.locator('.outcome-panel').innerText();
  for (const part of ['the driver\'s own allocator', 'The allocator of the pin card/video is eligible', 'Allocate']) expectContains(summary, part, 'the summary');
  await workbench.screenshot('circuit light');
  const rows = await rowsOf(frame);
  for (const row of ['encoder: Allocator', 'encoder: encoder', 'encoder: Buffer 0', 'encoder: Buffer 3', 'card/video: VideoPinProcess']) expectContains(rows, row, 'the rows');
}, { timeout: 120_000 });

test('a frame at a peer leads to what the descriptor says of that peer', async (context) => {
  const { workbench, page } = context;
  const frame = await timelineOf(context, '720p60 to a kernel encoder');
  await frame.getByRole('tab', { name: 'Table' }).click();
  const span = frame.getByRole('button', { name: 'at encoder', exact: true });
  await eventually(async () => {
    if ((await span.count()) > 0) return true;
    await frame.getByRole('button', { name: 'Next Page' }).click();
    return false;
  }, 'the table has a frame at the encoder');
  await span.first().click();
  await frame.getByRole('tab', { name: 'Selection' }).click();
  expectContains(await frame.locator('.selection-panel').innerText(), 'encoder: Buffer', 'the selection');
  await frame.getByRole('button', { name: 'Show in Descriptor' }).first().click();
  // What is selected in the editor is the value of Hold of the peer.
  await eventually(async () => /\(\d+ selected\)/.exec(await workbench.statusBar())?.[0], 'a value is selected');
  expectContains(await workbench.editorText(), '"Hold": { "Uniform": ["9 ms", "15 ms"] }', 'the editor around the selection');
  const selected = Number(/\((\d+) selected\)/.exec(await workbench.statusBar())?.[1]);
  expectThat(selected === '{ "Uniform": ["9 ms", "15 ms"] }'.length, `${selected} characters are selected`);
  // The picture of the guide.
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await frame.locator('.selection-panel').getByText('Zoom to the Frame').click();
  for (let step = 0; step < 4; step += 1) await frame.getByRole('button', { name: /^Zoom out/ }).click();
  await page.waitForTimeout(500);
  await workbench.screenshot('circuit');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
}, { timeout: 60_000 });

test('a circuit in the dark and in high contrast, for the eye', async (context) => {
  const { workbench } = context;
  for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light High Contrast']) {
    await workbench.runCommand('Preferences: Color Theme');
    await workbench.pick(theme);
    const frame = await timelineOf(context, '720p60 to a kernel encoder');
    await eventually(async () => (await frame.locator('body').getAttribute('class'))?.includes(theme.includes('High') ? 'vscode-high-contrast' : 'vscode-dark'), `the timeline is in ${theme}`);
    await workbench.screenshot(`circuit ${theme.toLowerCase()}`);
  }
}, { timeout: 90_000 });

test('a filter has a row of its Process routine, and every pin its own', async (context) => {
  const { workbench } = context;
  await workbench.runCommand('View: Close All Editors');
  const frame = await simulate(context, 'avssamp.avstream.json', 'video and audio to a recorder');
  const rows = await rowsOf(frame);
  for (const row of ['capture: CCaptureFilter::DispatchProcess', 'video: Buffer 0', 'audio: Buffer 7', 'audio: Queue depth']) expectContains(rows, row, 'the rows');
  await workbench.screenshot('filter');
}, { timeout: 90_000 });

test('a transform behind a capture pin shows both queues, the circuit and the application', async (context) => {
  const { workbench } = context;
  await workbench.runCommand('Preferences: Color Theme');
  await workbench.pick('Light Modern');
  await workbench.runCommand('View: Close All Editors');
  const frame = await simulate(context, 'hd-capture-board.avstream.json', 'through the encoder');
  const summary = await frame.locator('.outcome-panel').innerText();
  expectContains(summary, 'images: simulated with', 'the summary');
  for (let step = 0; step < 3; step += 1) await frame.getByRole('button', { name: /^Zoom in/ }).click();
  await workbench.screenshot('transform');
  const rows = await rowsOf(frame);
  for (const row of ['board/hdmi1: CapturePinProcess', 'encoder: EncoderProcess', 'encoder/out: Application', 'images: Buffer 0']) expectContains(rows, row, 'the rows');
}, { timeout: 90_000 });
