import { eventually, expectContains, expectThat } from '../expect';
import { test } from './driver';

// The product in one picture, for the README: what is in it is asserted, so that the picture cannot show less than it claims.
test('a finding, a hover and the timeline stand side by side', async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1760, height: 1180 });
  await workbench.openFile('avshws.avstream.json');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.select('"FILE_BYTE_ALIGNMENT"');
  await workbench.replaceSelection('5');
  await eventually(async () => (await workbench.squiggles('error')) > 0, 'the finding is underlined');
  await workbench.runCommand('AVStream: Simulate…');
  await workbench.pick('slow application');
  const timeline = await workbench.webview(async (frame) => (await frame.locator('body').innerText()).includes('Fingerprint'));
  expectContains(await timeline.locator('body').innerText(), 'dropped', 'the timeline');
  const problems = await workbench.problems();
  expectThat(problems.some((problem) => problem.includes('FileAlignment is 5')), `the finding is listed: ${JSON.stringify(problems)}`);
  await workbench.runCommand('View: Toggle Panel Visibility');
  await workbench.runCommand('View: Focus First Editor Group');
  // Tips of buttons would stand in the picture.
  await page.addStyleTag({ content: '.workbench-hover-container { display: none !important; }' });
  await workbench.select('"FileAlignment"');
  expectContains(await workbench.hover(), 'FileAlignment', 'the hover');
  // The hover fades in.
  await page.waitForTimeout(1000);
  await workbench.screenshot('overview');
}, { timeout: 120_000 });
