import * as vscode from 'vscode';
import type { ProveResult } from '../../../server/src/protocol/index';
import { eventually, expectContains, expectEqual } from '../expect';
import { openSample } from './documents';
import { test } from './suite';

type Answer = Pick<Extract<ProveResult, { readonly kind: 'completed' }>, 'verdict' | 'text' | 'report'>;

test('avstream.prove proves a simulation within bounds, and shows a counterexample on the timeline', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const document = await openSample('avshws.avstream.json');
  const scenario = '30 fps to an application';
  const proved = await vscode.commands.executeCommand<Answer | undefined>('avstream.prove', { uri: document.uri, scenario, requests: 2 });
  expectEqual(proved?.verdict, 'proved', 'the verdict');
  expectContains(proved?.text ?? '', 'up to 2 requests', 'its bounds');
  const undecided = await vscode.commands.executeCommand<Answer | undefined>('avstream.prove', { uri: document.uri, scenario, maxStates: 100 });
  expectEqual(undecided?.verdict, 'undecided', 'the verdict of a search with few states');
  expectContains(undecided?.text ?? '', 'No fault was found in', 'how far it came');
  const edit = new vscode.WorkspaceEdit();
  const stated = '"AttemptProcessing": "OncePendedAlways"';
  const at = document.getText().indexOf(stated);
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + stated.length)), '"DeletesClones": "Never"');
  await vscode.workspace.applyEdit(edit);
  const refuted = await vscode.commands.executeCommand<Answer | undefined>('avstream.prove', { uri: document.uri, scenario, requests: 2 });
  expectEqual(refuted?.verdict, 'counterexample', 'the verdict of a driver that leaks');
  expectContains(refuted?.report ?? '', 'KsStreamPointerClone', 'its steps');
  await eventually(() => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('avstream.timeline'))), 'the timeline opens');
  await vscode.commands.executeCommand('undo');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}, { timeout: 90_000 });
