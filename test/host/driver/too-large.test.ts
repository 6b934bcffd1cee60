import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, expectThat } from '../expect';
import { test } from './driver';

test('the language status says that a descriptor is too large, and leads to the setting', async ({ workbench, page, folder }) => {
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), '{ "avstream.maxFileSize": 1 }');
  // A file that the explorer shows already.
  writeFileSync(path.join(folder, 'avshws.avstream.json'), `{ "FormatVersion": 1,\n${`  "Notes": "${'x'.repeat(80)}",\n`.repeat(12_000)}  "Last": 1 }\n`);
  await workbench.openFile('avshws.avstream.json');
  const status = page.locator('[id="status.languageStatus"]').first();
  await eventually(async () => {
    await status.hover();
    return (await page.locator('.hover-language-status').allInnerTexts()).some((text) => text.includes('not checked, too large'));
  }, 'the language status says so');
  await workbench.screenshot('too-large');
  const problems = await workbench.problems();
  expectThat(problems.some((problem) => problem.includes('avstream.maxFileSize')), `no problem names the setting: ${JSON.stringify(problems)}`);
  await eventually(async () => {
    await status.hover();
    await page.locator('.hover-language-status', { hasText: 'too large' }).getByText('Configure').click({ timeout: 2_000 });
    return true;
  }, 'Configure can be chosen');
  await page.locator('.settings-editor').getByText('Max File Size').first().waitFor({ timeout: 20_000 });
  await workbench.screenshot('too-large-setting');
}, { flavours: ['desktop'] });
