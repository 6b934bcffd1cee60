import * as vscode from 'vscode';
import type { AdviceReport } from '../../../server/src/protocol/index';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { openSample } from './documents';
import { test } from './suite';

const scenario = 'slow application';
/** The pages of advice that are open, by title. */
const pages = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
  .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('avstream.advice')).map(({ label }) => label);

test('avstream.advise shows how many buffers are enough, and a sweep that is asked for joins the page', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const document = await openSample('avshws.avstream.json');
  const report = await vscode.commands.executeCommand<AdviceReport | undefined>('avstream.advise', { uri: document.uri, scenario });
  expectEqual(report?.sections.map(({ verdict, decider, stated, buffers }) => [verdict, decider, stated, buffers]), [['enough', 'application', 3, 5]], 'what is advised');
  await eventually(() => pages().includes(`Advice: ${scenario}`), 'the page opens');
  const sweep = await vscode.commands.executeCommand<AdviceReport | undefined>('avstream.advise', { uri: document.uri.toString(), scenario, sweep: 'Client.Requests' });
  expectContains(JSON.stringify(sweep?.parts), 'Sweep of Client.Requests', 'the sweep');
  expectEqual(pages().length, 1, 'pages');
}, { timeout: 90_000 });

test('avstream.applyAdvice makes the edit that is offered, which undo takes back', async () => {
  const document = await openSample('avshws.avstream.json');
  const before = document.getText();
  const overrides = [{ pointer: '/Simulations/1/Client/Requests', value: 5 }];
  expectThat(await vscode.commands.executeCommand('avstream.applyAdvice', { uri: document.uri.toString(), scenario, overrides }), 'the edit was made');
  expectContains(document.getText(), '"Requests": 5, "Hold": "150 ms"', 'the descriptor');
  expectEqual(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection), '5', 'what is selected');
  await vscode.commands.executeCommand('undo');
  expectEqual(document.getText(), before, 'after undo');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}, { timeout: 60_000 });
