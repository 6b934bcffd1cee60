import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { folder, openSample } from './documents';
import { scenarioLabels } from './simulations';
import { test } from './suite';

const place = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), name);

/** The custom editors that are open, by address. */
const traceEditors = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
  .flatMap(({ input }) => (input instanceof vscode.TabInputCustom && input.viewType === 'avstream.trace' ? [input.uri.toString()] : []));

test('avstream.saveTrace writes the run of a timeline, whole, and again over it', async () => {
  const document = await openSample('avshws.avstream.json');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: scenarioLabels(document)[0], seed: 7 });
  const saved = await vscode.commands.executeCommand<vscode.Uri | undefined>('avstream.saveTrace', { descriptor: document.uri, to: place('first.avtrace') });
  expectEqual(saved?.toString(), place('first.avtrace').toString(), 'where it was saved');
  const first = await vscode.workspace.fs.readFile(place('first.avtrace'));
  expectEqual(Array.from(first.subarray(0, 8)), [0x89, 0x41, 0x56, 0x54, 0x0d, 0x0a, 0x1a, 0x0a], 'how the file begins');
  await vscode.commands.executeCommand('avstream.saveTrace', { descriptor: document.uri, to: place('first.avtrace') });
  expectEqual(Array.from(await vscode.workspace.fs.readFile(place('first.avtrace'))), Array.from(first), 'the same run, saved again');
  const left = (await vscode.workspace.fs.readDirectory(folder())).map(([name]) => name).filter((name) => name.endsWith('.part'));
  expectEqual(left, [], 'files left behind');
}, { timeout: 60_000 });

test('a saved trace opens in its editor, and so does a file that is none', async () => {
  await vscode.workspace.fs.writeFile(place('foreign.avtrace'), new TextEncoder().encode('{ "traceEvents": [] }'));
  for (const name of ['first.avtrace', 'foreign.avtrace']) {
    await vscode.commands.executeCommand('vscode.open', place(name));
    await eventually(() => traceEditors().includes(place(name).toString()), `${name} is open in the trace editor`);
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await eventually(() => traceEditors().length === 0, 'they are closed');
});

test('avstream.saveTrace without a run saves nothing', async () => {
  const document = await openSample('avssamp.avstream.json');
  // It says so in a message that nobody here answers.
  void vscode.commands.executeCommand('avstream.saveTrace', { descriptor: document.uri, to: place('nothing.avtrace') });
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  const names = (await vscode.workspace.fs.readDirectory(folder())).map(([name]) => name);
  expectThat(!names.includes('nothing.avtrace'), 'no file');
  for (const name of ['first.avtrace', 'foreign.avtrace']) await vscode.workspace.fs.delete(place(name));
});
