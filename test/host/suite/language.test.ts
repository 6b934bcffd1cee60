import * as vscode from 'vscode';
import { parse, type ParseError } from 'jsonc-parser/lib/esm/main.js';
import { expectContains, expectEqual, expectThat } from '../expect';
import { completionLabels, hoverText, openSample, openText, positionAfter } from './documents';
import { test } from './suite';

test('the hover of Flags decodes the flags', async () => {
  const document = await openSample('avshws.avstream.json');
  const before = document.getText().indexOf('KSALLOCATOR_REQUIREMENTF_');
  const flags = document.getText().lastIndexOf('"Flags"', before);
  const text = await hoverText(document, document.positionAt(flags + 2));
  for (const part of ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', '0x80000002']) expectContains(text, part, 'the hover of Flags');
});

test('completion inside a string offers flags, and what it inserts is valid', async () => {
  const document = await openText('{\n  "FormatVersion": 1,\n  "Framings": { "Capture": { "FramingItem": [ { "Flags": ["KSALLOCATOR_"], "Frames": 2 } ] } }\n}\n');
  const position = positionAfter(document, '"KSALLOCATOR_');
  expectThat((await completionLabels(document, position)).includes('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'), 'the flag is offered');
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
  const item = list.items.find(({ label }) => label === 'KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE')!;
  const editor = await vscode.window.showTextDocument(document);
  const { insertText = item.label as string } = item;
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing ?? document.getWordRangeAtPosition(position)!;
  await editor.insertSnippet(insertText instanceof vscode.SnippetString ? insertText : new vscode.SnippetString(insertText), range);
  const errors: ParseError[] = [];
  const value = parse(document.getText(), errors) as { Framings: { Capture: { FramingItem: { Flags: string[] }[] } } };
  expectEqual(errors, [], `syntax errors in ${document.getText()}`);
  expectEqual(value.Framings.Capture.FramingItem[0]?.Flags, ['KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'], 'the flags');
});

test('the outline names the filter and its pin', async () => {
  const document = await openSample('avshws.avstream.json');
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
  const names = (list: readonly vscode.DocumentSymbol[]): string[] => list.flatMap(({ name, children }) => [name, ...names(children)]);
  expectThat(names(symbols).includes('Filters'), `the outline is ${JSON.stringify(names(symbols).slice(0, 40))}`);
});

test('suggestions inside strings are on, and words of the text are not offered', () => {
  const settings = vscode.workspace.getConfiguration('editor', { languageId: 'avstream' });
  expectEqual(settings.get<{ strings?: unknown }>('quickSuggestions')?.strings, true, 'quickSuggestions.strings');
  expectEqual(settings.get('wordBasedSuggestions'), 'off', 'wordBasedSuggestions');
});
