import { eventually, expectContains, expectThat } from '../expect';
import { test } from './driver';

test('shows numbers beside values, and lenses over simulations', async ({ workbench, page }) => {
  await workbench.openFile('avshws.avstream.json');
  await eventually(async () => (await workbench.editorText()).includes('450 KiB'), 'the hint of the frames is drawn');
  await workbench.select('"Framings"');
  await page.waitForTimeout(500);
  await workbench.screenshot('shape-hints');
  await workbench.select('"30 fps to an application"');
  await eventually(async () => (await page.locator('.codelens-decoration').allInnerTexts()).some((text) => /▶ Simulate.*Prove.*Advise/s.test(text)), 'the lenses are drawn');
  await workbench.screenshot('shape-lenses');
}, { timeout: 90_000 });

test('hovers tell the bytes of the framing', async ({ workbench }) => {
  await workbench.select('"Label": "video"');
  await workbench.press('ArrowLeft');
  await workbench.press('ArrowRight');
  expectContains(await workbench.hover(), /24 \+ 88 × 1 = 112 bytes/, 'the hover of the pin');
  await workbench.screenshot('shape-hover');
  await workbench.press('Escape');
}, { timeout: 60_000 });

test('the menu of the editor has our commands in groups', async ({ workbench, page }) => {
  await workbench.select('"IntersectHandler"');
  await workbench.press('Shift+F10');
  const items = page.locator('.monaco-menu .action-label');
  await items.filter({ hasText: 'Show Resolved Descriptor' }).first().waitFor({ timeout: 15_000 });
  const texts = await items.allInnerTexts();
  for (const wanted of ['Simulate', 'Advise', 'Prove', 'Show Timeline', 'Format Document']) expectThat(texts.some((text) => text.includes(wanted)), `the menu has no ${wanted}: ${JSON.stringify(texts)}`);
  await workbench.screenshot('shape-menu');
  await workbench.press('Escape');
}, { timeout: 60_000 });

test('the resolved descriptor, in light, dark and high contrast', async ({ workbench, page }) => {
  await workbench.select('"Communication"');
  await workbench.runCommand('AVStream: Show Resolved Descriptor');
  await eventually(async () => (await workbench.editorText()).replaceAll('\u00a0', ' ').startsWith('capture/video'), 'the document of the pin at the cursor is shown');
  await workbench.screenshot('shape-resolved');
  for (const theme of ['Dark Modern', 'Dark High Contrast']) {
    await workbench.runCommand('Preferences: Color Theme');
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill(theme);
    await page.waitForTimeout(400);
    await workbench.press('Enter');
    await page.waitForTimeout(800);
    await workbench.screenshot(`shape-${theme}`);
  }
  expectThat((await page.locator('.codelens-decoration').count()) > 0, 'the lenses are still drawn');
}, { timeout: 120_000, flavours: ['desktop'] });
