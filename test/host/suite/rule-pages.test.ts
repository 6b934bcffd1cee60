import * as vscode from 'vscode';
import { eventually, expectContains, expectEqual } from '../expect';
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
  // An unsaved document of a test before may come back meanwhile; it is none of these.
  expectEqual(labels().filter((label) => /package|ZZZ|preview/i.test(label)), [], 'tabs of these addresses');
});

test('avstream.explainRule opens the page of the code it is given', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('avstream.explainRule', 'SPT-16');
  await eventually(() => labels().some((label) => label.includes('SPT-16')), 'a page named SPT-16');
  await vscode.commands.executeCommand('avstream.explainRule', 'ZZZ-99');
  expectEqual(labels().filter((label) => label.includes('ZZZ')), [], 'pages of a rule that does not exist');
}, { timeout: 30_000 });

test('what pages link to can be read, and nothing else of the extension', async () => {
  const read = async (path: string): Promise<string> => (await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'avstream-rule', path }))).getText();
  expectContains(await read('/rules/RNG-01.md'), '# RNG-01: ', 'the page of a rule');
  expectContains(await read('/rules/README.md'), '# Rules', 'the list of rules');
  expectEqual(await read('/rules/../../package.json'), '', 'a file that is no page');
});
