import * as vscode from 'vscode';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { openSample, openText, replace } from './documents';
import { test } from './suite';

const wholeOf = (document: vscode.TextDocument): vscode.Range => new vscode.Range(0, 0, document.lineCount, 0);

test('formats a descriptor, and leaves one alone that is laid out', async () => {
  const document = await openText('{"FormatVersion":1,\n"Framings": {\n"F":{"FramingItem":[ ]}\n}}');
  const edits = await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true });
    return found !== undefined && found.length > 0 ? found : undefined;
  }, 'the document is formatted');
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  await vscode.workspace.applyEdit(edit);
  expectEqual(document.getText(), '{ "FormatVersion": 1,\n  "Framings": {\n    "F": { "FramingItem": [] }\n  } }', 'the text');
  const sample = await openSample('avshws.avstream.json');
  const none = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', sample.uri, { tabSize: 2, insertSpaces: true });
  expectEqual(none?.length ?? 0, 0, 'edits of a sample');
});

test('folds, grows selections, shows hints and lenses', async () => {
  const sample = await openSample('avshws.avstream.json');
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', sample.uri);
  expectThat(folds.length > 40, `folding ranges: ${folds.length}`);
  const at = sample.positionAt(sample.getText().indexOf('PAGE_SIZE", "MaxFrameSize"'));
  const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', sample.uri, [at]);
  const selected: string[] = [];
  for (let step: vscode.SelectionRange | undefined = selection; step !== undefined; step = step.parent) selected.push(sample.getText(step.range));
  // VS Code puts parts of words before what we answer.
  for (const wanted of ['PAGE_SIZE', '2 * PAGE_SIZE', '"MinFrameSize": "2 * PAGE_SIZE"']) expectThat(selected.includes(wanted), `${wanted} is not selected on the way: ${JSON.stringify(selected.slice(0, 6))}`);
  const hints = await eventually(async () => {
    const found = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', sample.uri, wholeOf(sample));
    return found.length > 0 ? found : undefined;
  }, 'hints are shown');
  expectThat(hints.some(({ label }) => label === '≤ 2 × 230,400 bytes = 450 KiB'), `hints: ${JSON.stringify(hints.map(({ label }) => label))}`);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', sample.uri);
  const simulate = lenses.find(({ command }) => command?.command === 'avstream.simulate');
  expectThat(simulate !== undefined, 'no lens simulates');
  const outcome = await vscode.commands.executeCommand<{ readonly scenario?: string } | undefined>(simulate.command!.command, ...(simulate.command!.arguments ?? []));
  expectThat(outcome !== undefined, 'the lens runs the simulation');
});

test('opens the resolved descriptor as a document that follows the descriptor', async () => {
  const document = await openText('{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [{ "Frames": 3 }] } } }');
  await vscode.commands.executeCommand('avstream.showResolved', { uri: document.uri.toString(), path: '/Framings/F' });
  const shown = await eventually(async () => vscode.window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === 'avstream-resolved')?.document, 'the document is shown');
  expectContains(shown.getText(), /KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX: 24 \+ 88 × 1 = 112 bytes/, 'the text');
  expectContains(shown.getText(), /0044 {2}03 00 00 00 {2}3 +FramingItem\[0\]\.Frames$/m, 'the frames');
  await eventually(async () => shown.languageId === 'avstream-resolved', 'it has the language that colours it');
  await replace(document, '"Frames": 3', '"Frames": 7');
  await eventually(async () => / 07 00 00 00 {2}7 +FramingItem\[0\]\.Frames$/m.test(shown.getText()), 'the document follows');
});
