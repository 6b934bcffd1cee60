import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { diagnosticsOf, folder, replace, sampleText } from './documents';
import { test } from './suite';

const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
const actionsAt = (document: vscode.TextDocument, range: vscode.Range, kind?: string): Thenable<vscode.CodeAction[]> =>
  vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind, 20);

/** A sample under another name, so that no other test finds it changed. */
async function openCopy(name: string): Promise<vscode.TextDocument> {
  const target = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(await sampleText('avshws.avstream.json')));
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.window.showTextDocument(document);
  return document;
}

test('a quick fix mends what it is offered for, as one edit', async () => {
  const document = await openCopy('quick-fixes.avstream.json');
  await replace(document, /"FileAlignment": [^,\n]+/, '"FileAlignment": 64');
  const broken = (await diagnosticsOf(document, (diagnostics) => diagnostics.some((each) => codeOf(each) === 'FRM-25'), 'an alignment that is no mask is told')).find((each) => codeOf(each) === 'FRM-25')!;
  const actions = await actionsAt(document, broken.range, vscode.CodeActionKind.QuickFix.value);
  const titles = actions.map(({ title }) => title);
  expectThat(titles[0] === 'Set FileAlignment to FILE_64_BYTE_ALIGNMENT' && actions[0]?.isPreferred === true, `the fix comes first and is preferred: ${titles.join(', ')}`);
  const places = ['Suppress FRM-25 for this line', 'Turn FRM-25 off from here on down (avstream.config.json)', 'Show documentation for FRM-25'].map((title) => titles.indexOf(title));
  expectThat(places.every((place, index) => place > (places[index - 1] ?? 0)), `suppressing, severity and page follow: ${titles.join(', ')}`);
  expectThat(await vscode.workspace.applyEdit(actions[0].edit!), 'the edit is made');
  expectThat(document.getText().includes('"FileAlignment": "FILE_64_BYTE_ALIGNMENT"'), 'the mask is written');
  await diagnosticsOf(document, (diagnostics) => !diagnostics.some((each) => codeOf(each) === 'FRM-25'), 'the finding is gone');
  await vscode.commands.executeCommand('undo');
  await eventually(() => document.getText().includes('"FileAlignment": 64'), 'undone in one step');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('saving fixes what is safe where that is set, and nothing else', async () => {
  const document = await openCopy('fix-on-save.avstream.json');
  const section = vscode.workspace.getConfiguration('editor', { languageId: 'avstream', uri: document.uri });
  await section.update('codeActionsOnSave', { 'source.fixAll.avstream': 'explicit' }, vscode.ConfigurationTarget.Global, true);
  try {
    await replace(document, '"Target"', '"Targt"');
    await diagnosticsOf(document, (diagnostics) => diagnostics.some((each) => codeOf(each) === 'DOC-02'), 'the misspelt name is told');
    const [action] = await actionsAt(document, new vscode.Range(0, 0, document.lineCount, 0), 'source.fixAll.avstream');
    expectEqual(action?.kind?.value, 'source.fixAll.avstream', 'kind');
    // A busy editor saves without what takes it too long: then once more.
    await eventually(async () => {
      if (document.getText().includes('"Targt"')) {
        await replace(document, '{', '{ ');
        expectThat(await document.save(), 'saved');
      }
      return !document.isDirty && document.getText().includes('"Target"') && !document.getText().includes('"Targt"');
    }, 'the name is mended on saving', 30_000);
  } finally {
    await section.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global, true);
  }
});
