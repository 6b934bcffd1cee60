import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { openSample, openText, positionAfter } from './documents';
import { test } from './suite';

const run = <T>(command: string, ...values: readonly unknown[]): Thenable<T> => vscode.commands.executeCommand<T>(command, ...values);

test('from a reference to what it names, and to everything else that names it', async () => {
  const document = await openSample('avshws.avstream.json');
  const at = positionAfter(document, '"AllocatorFraming": "Capture');
  // The server may only be starting.
  const links = await eventually(async () => {
    const found = await run<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, at);
    return found.length > 0 ? found : undefined;
  }, 'a definition is found');
  const names = links.map((link) => document.getText('targetUri' in link ? link.targetSelectionRange! : link.range));
  expectEqual(names, ['CapturePinAllocatorFraming'], 'the definition');
  const references = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
  expectEqual([...new Set(references.map(({ range }) => document.getText(range)))], ['CapturePinAllocatorFraming'], 'the references');
  expectThat(references.length >= 2, `${references.length} references`);
  const marks = await run<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, at);
  expectEqual(marks.length, references.length, 'the highlights');
});

test('a new name is written wherever the old one stands', async () => {
  const document = await openText('{\n  "FormatVersion": 1,\n  "Filters": [{ "Label": "capture", "PinDescriptors": [{ "Label": "video" }] }],\n  "Simulations": [{ "Label": "s", "Pin": "capture/video" }]\n}\n');
  const at = positionAfter(document, 'capture/vi');
  const edit = await run<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, 'pic"ture');
  await vscode.workspace.applyEdit(edit);
  expectThat(document.getText().includes('"Label": "pic\\"ture"') && document.getText().includes('"capture/pic\\"ture"'), document.getText());
  const refusal = await Promise.resolve(run('vscode.prepareRename', document.uri, positionAfter(document, '"FormatV'))).then(() => '', (error: unknown) => (error as Error).message);
  expectThat(refusal.includes('Only names that this document gives'), `the refusal says: ${refusal}`);
});

test('colours by meaning, links of rules and symbols of the workspace', async () => {
  const document = await openSample('avshws.avstream.json');
  const legend = await run<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const tokens = await run<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  const types = new Set(Array.from(tokens.data).filter((_, index) => index % 5 === 3).map((type) => legend.tokenTypes[type]));
  for (const type of ['class', 'interface', 'variable', 'enumMember', 'function', 'number']) expectThat(types.has(type), `${type} is among ${[...types].join(', ')}`);
  const symbols = await eventually(async () => {
    const found = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'CapPinAllocFraming');
    return found.some(({ name }) => name === 'CapturePinAllocatorFraming') ? found : undefined;
  }, 'the framing is found in the workspace');
  expectThat(symbols.length > 0, 'symbols');
  const suppressed = await openText('{ // avstream-disable-line FRM-12 -- so\n  "FormatVersion": 1\n}\n');
  const links = await run<vscode.DocumentLink[]>('vscode.executeLinkProvider', suppressed.uri);
  expectEqual(links.map(({ range }) => suppressed.getText(range)), ['FRM-12'], 'the links');
});

test('lenses count references, and open them', async () => {
  const document = await openSample('avshws.avstream.json');
  const settings = vscode.workspace.getConfiguration('avstream', document.uri);
  await settings.update('codeLens.references', true, vscode.ConfigurationTarget.Global);
  try {
    const command = await eventually(async () => {
      const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 500);
      return lenses.find(({ range, command: shown }) => document.getText(range) === 'CapturePinAllocatorFraming' && shown?.command === 'avstream.showReferences')?.command;
    }, 'the lens over the framing');
    expectEqual(command.title, '1 reference', 'the lens');
    await run('avstream.showReferences', ...(command.arguments as unknown[]));
  } finally {
    await settings.update('codeLens.references', undefined, vscode.ConfigurationTarget.Global);
  }
});
