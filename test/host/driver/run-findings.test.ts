import type { Frame } from 'playwright-core';
import { eventually, expectContains, expectThat } from '../expect';
import { test, type DriverContext } from './driver';

const timeline = ({ workbench }: DriverContext): Promise<Frame> => workbench.webview(async (frame) => (await frame.locator('#timeline .headline').count()) > 0);

test('a problem of the run leads to the timeline, and from there to its rule and back to the value', async (context) => {
  const { workbench, page } = context;
  await workbench.openFile('avshws.avstream.json');
  await workbench.select('"Hold": "150 ms"');
  await workbench.replaceSelection('"Hold": "150 ms", "BufferSize": 1000');
  await workbench.runCommand('AVStream: Simulate…');
  await workbench.pick('slow application');
  await eventually(async () => (await (await timeline(context)).locator('.headline').innerText()).length > 0, 'the run is on show');
  const problems = await eventually(async () => {
    const rows = (await workbench.problems()).filter((row) => row.includes('slow application'));
    return rows.length > 0 ? rows : undefined;
  }, 'what the run has found is among the problems', 30_000);
  expectContains(problems.join('\n'), 'AVStream simulation', 'where they come from');
  await workbench.screenshot('run findings problems');
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.select('"BufferSize": 1000');
  await workbench.press('ArrowRight');
  await workbench.press('ArrowLeft');
  const actions = page.locator('.action-widget .monaco-list-row');
  await eventually(async () => {
    await workbench.press('ControlOrMeta+.');
    await actions.filter({ hasText: 'Show on Timeline' }).first().waitFor({ timeout: 3_000 });
    return true;
  }, 'the quick fix is offered', 30_000);
  await workbench.screenshot('run findings quick fix');
  // It has the focus; by key, because the list may still be moving to its place.
  await workbench.press('Enter');
  const frame = await timeline(context);
  await frame.locator('.finding-list > li[aria-current=true]').waitFor({ timeout: 15_000 });
  await workbench.screenshot('run findings timeline');
  const explain = frame.getByRole('button', { name: /^Explain rule/ }).first();
  expectThat(await explain.count() > 0, 'a finding has a rule to explain');
  await explain.click();
  await workbench.webview(async (candidate) => (await candidate.locator('body').innerText()).includes('What happens on Windows'));
  await workbench.screenshot('run findings rule');
}, { timeout: 120_000 });
