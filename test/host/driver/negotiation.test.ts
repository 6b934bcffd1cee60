import { eventually, expectContains, expectThat } from '../expect';
import { test } from './driver';

const report = '.editor-group-container:nth-child(2) .monaco-editor, .split-view-view:nth-child(2) .editor-group-container .monaco-editor';
const rows = '.quick-input-widget:visible .quick-input-list .monaco-list-row';

test('the pin at the cursor is chosen, and the report answers in its first lines', async ({ workbench, page }) => {
  await page.setViewportSize({ width: 1900, height: 1000 });
  await workbench.openFile('common-buffer-card.avstream.json');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.select('"InstancesPossible"');
  await workbench.press('ArrowRight');
  await workbench.runCommand('AVStream: Explain Allocator…');
  const focused = await eventually(async () => {
    const label = await page.locator(`${rows}.focused`).first().getAttribute('aria-label', { timeout: 1000 });
    return label?.includes('card/video') === true ? label : undefined;
  }, 'the pin is chosen');
  expectContains(focused, 'an allocator of its own', 'what distinguishes it');
  await workbench.screenshot('negotiation-list');
  await workbench.press('Enter');
  const text = await eventually(async () => {
    const shown = (await page.locator(report).last().locator('.view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
    return shown.includes('Can the allocator of card/video be called?') ? shown : undefined;
  }, 'the report is shown');
  expectContains(text.replace(/\s+/g, ' '), 'rejected, because the application is in user mode', 'the first lines');
  await eventually(async () => (await page.locator(report).last().locator('.detected-link').count()) > 0, 'links are drawn');
  await workbench.screenshot('negotiation-report');
}, { timeout: 120_000 });

test('the value at the cursor of the descriptor is marked in the report', async ({ workbench, page }) => {
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.select('"FILE_64_BYTE_ALIGNMENT"');
  await eventually(async () => (await page.locator(report).last().locator('.view-line').allInnerTexts()).some((line) => line.replaceAll('\u00a0', ' ').includes('0x3F: 64 bytes')), 'the report scrolls to the value');
  await page.waitForTimeout(500);
  await workbench.screenshot('negotiation-mark');
}, { timeout: 60_000 });

test('it reads well in light and in high contrast', async ({ workbench, page }) => {
  for (const theme of ['Light Modern', 'Dark High Contrast']) {
    await workbench.runCommand('Preferences: Color Theme');
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill(theme);
    await page.waitForTimeout(500);
    await workbench.press('Enter');
    await page.waitForTimeout(1500);
    await workbench.screenshot(`negotiation-${theme}`);
    expectThat((await page.locator(report).last().locator('.detected-link').count()) > 0, `links in ${theme}`);
  }
}, { timeout: 90_000 });
