import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { folder, sampleText } from './documents';
import { setValue } from './simulations';
import { test } from './suite';

/** The timeline panels that are open, by title. */
const timelines = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
  .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('avstream.timeline')).map(({ label }) => label);

test('avstream.showOnTimeline opens the timeline of the scenario the cursor is in', async () => {
  const target = vscode.Uri.joinPath(folder(), 'on-save.avstream.json');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(await sampleText('avshws.avstream.json')));
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target));
  const at = editor.document.positionAt(editor.document.getText().indexOf('"Hold": "150 ms"') + 10);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('avstream.showOnTimeline');
  await eventually(() => timelines().includes('Timeline: on-save.avstream.json'), 'the panel opens');
}, { timeout: 60_000 });

test('avstream.simulateOnSave is off by default, and a descriptor that is saved does no harm either way', async () => {
  const target = vscode.Uri.joinPath(folder(), 'on-save.avstream.json');
  const document = await vscode.workspace.openTextDocument(target);
  expectEqual(vscode.workspace.getConfiguration('avstream', document).get('simulateOnSave'), false, 'the default');
  await vscode.workspace.getConfiguration('avstream', document).update('simulateOnSave', true, vscode.ConfigurationTarget.Workspace);
  await setValue(document, ['Simulations', 1, 'Client', 'Hold'], '120 ms');
  expectThat(await document.save(), 'the descriptor is saved');
  // A value that no run can have leaves the panel as it is, without a message in the way.
  await setValue(document, ['Simulations', 1, 'Client', 'Hold'], 'soon');
  expectThat(await document.save(), 'the broken descriptor is saved');
  expectEqual(timelines(), ['Timeline: on-save.avstream.json'], 'panels');
  await vscode.workspace.getConfiguration('avstream', document).update('simulateOnSave', undefined, vscode.ConfigurationTarget.Workspace);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}, { timeout: 60_000 });
