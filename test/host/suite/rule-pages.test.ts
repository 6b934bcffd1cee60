import * as vscode from 'vscode';
import { eventually, expectEqual } from '../expect';
import { test } from './suite';

const open = (path: string): Thenable<unknown> => vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(`${vscode.env.uriScheme}://avstream-studio.avstream-studio${path}`));
const labels = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);

test('the address of a rule opens its page', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await open('/rules/FRM-25');
  await eventually(() => labels().some((label) => label.includes('FRM-25')), 'a page named FRM-25');
}, { timeout: 30_000 });

test('other addresses open nothing', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const path of ['/rules/..%2F..%2Fpackage', '/rules/ZZZ-99', '/package.json']) await open(path);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  expectEqual(labels(), [], 'tabs');
});
