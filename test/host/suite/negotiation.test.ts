import * as vscode from 'vscode';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { discardEditors, openSample, openText, replace } from './documents';
import { test } from './suite';

const reports = (): readonly vscode.TextEditor[] => vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'avstream-negotiation');
/** The report on screen, once it says something. */
const reportText = (isWanted: (text: string) => boolean, what: string): Promise<string> => eventually(() => {
  const text = reports()[0]?.document.getText();
  return text !== undefined && isWanted(text) ? text : undefined;
}, what);

test('avstream.explainAllocator shows who may allocate, beside the descriptor', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const document = await openSample('common-buffer-card.avstream.json');
  await vscode.commands.executeCommand('avstream.explainAllocator', { uri: document.uri, pin: 'card/video' });
  const text = await reportText((shown) => shown.includes('KSALLOCATOR_OPTIONF_SYSTEM_MEMORY'), 'the report');
  expectEqual(text.split('\n')[2], 'Can the allocator of card/video be called?', 'the first question');
  expectContains(text.replace(/\s+/g, ' '), 'rejected, because the application is in user mode', 'the usual answer');
  expectContains(text.replace(/\s+/g, ' '), 'not been validated against ks.sys', 'what it is worth');
  expectThat(reports()[0]!.viewColumn === vscode.ViewColumn.Two, 'it stands beside');
}, { timeout: 60_000 });

test('the report follows the descriptor', async () => {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('common-buffer-card.avstream.json'))!;
  const before = await reportText((shown) => /= in common +4 \(option NegotiatedFrames\)/.test(shown), 'four frames');
  await replace(document, '"Frames": 4,', '"Frames": 3,');
  await reportText((shown) => shown !== before && /= in common +3 \(option NegotiatedFrames\)/.test(shown), 'three frames');
  await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
  await vscode.commands.executeCommand('undo');
  await reportText((shown) => shown === before, 'four frames again');
}, { timeout: 60_000 });

test('links of the report run avstream.revealValue, which shows the value that decides', async () => {
  const [report] = reports();
  expectThat(report !== undefined, 'the report is still on screen');
  const links = await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', report.document.uri);
    return found.length > 10 ? found : undefined;
  }, 'links');
  const link = links.find(({ range }) => report.document.getText(range) === '[/Simulations/0/Client]');
  expectThat(link?.target?.scheme === 'command', 'a link to the client');
  const [uri, path] = JSON.parse(decodeURIComponent(link.target.toString(true).split('?')[1]!)) as [string, string];
  await vscode.commands.executeCommand('avstream.revealValue', uri, path);
  const editor = vscode.window.activeTextEditor;
  expectThat(editor?.document.uri.path.endsWith('common-buffer-card.avstream.json') === true, 'the descriptor is shown');
  expectContains(editor.document.getText(editor.selection), '"Requests": 6', 'the selected value');
}, { timeout: 60_000 });

test('a descriptor without simulations is answered by graphs that are supposed', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await openText('{ "FormatVersion": 1, "Filters": [{ "Label": "f", "PinDescriptors": [{ "Label": "p", "Dispatch": { "Allocator": { "InitializeAllocator": "I", "DeleteAllocator": "D", "Allocate": "A", "Free": "F" } }, "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT" } }] }] }');
  // The only pin is not asked for.
  await vscode.commands.executeCommand('avstream.explainAllocator');
  const text = await reportText((shown) => shown.includes('f/p'), 'the report');
  expectContains(text, 'If an application were connected: rejected', 'the application');
  expectContains(text, 'Supposed: no simulation states this connection.', 'that it is supposed');
  await discardEditors();
}, { timeout: 60_000 });

test('a descriptor without pins is answered in a sentence, not by an error', async () => {
  await openText('{ "FormatVersion": 1 }');
  await vscode.commands.executeCommand('avstream.explainAllocator');
  expectEqual(reports().length, 0, 'reports');
  await discardEditors();
}, { timeout: 30_000 });
