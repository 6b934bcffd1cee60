import { readFileSync } from 'node:fs';
import type { FoldingRange, SelectionRange, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, expect, test } from 'vitest';
import { type Session, editorCapabilities, marked, openSession } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const options = { tabSize: 2, insertSpaces: true };
let session: Session | undefined;
afterEach(() => session?.close());

/** The text after the edits of a request. */
async function after(method: string, uri: string, text: string, more: object = {}): Promise<string> {
  const edits = await session!.client.sendRequest<TextEdit[]>(method, { textDocument: { uri }, options, ...more });
  return TextDocument.applyEdits(TextDocument.create(uri, 'avstream', 1, text), edits);
}
const shownMessages = (): string[] => {
  const messages: string[] = [];
  session!.client.onNotification('window/showMessage', ({ message }: { message: string }) => { messages.push(message); });
  return messages;
};

test.each(['file:///c%3A/drivers/capture.avstream.json', 'file://server/share/capture.avstream.json', 'vscode-vfs://github/someone/driver/capture.avstream.json', 'untitled:Untitled-1'])('formatting, folding and selection of %s', async (uri) => {
  session = await openSession();
  expect(session.initialized.capabilities).toMatchObject({ documentFormattingProvider: true, documentRangeFormattingProvider: true, foldingRangeProvider: true, selectionRangeProvider: true });
  const wrong = sample.replace(/\n +/g, '\n').replace(/\n/g, '\r\n');
  await session.open(wrong, uri);
  expect(await after('textDocument/formatting', uri, wrong)).toBe(sample.replace(/\n/g, '\r\n'));
  const folds = await session.client.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
  expect(folds[0]).toEqual({ startLine: 0, endLine: wrong.split('\n').length - 3 });
  const [range] = await session.client.sendRequest<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri }, positions: [{ line: 4, character: 3 }] });
  expect(range?.range).toEqual({ start: { line: 4, character: 1 }, end: { line: 4, character: 14 } });
  expect(range?.parent?.range).toEqual({ start: { line: 4, character: 0 }, end: { line: 4, character: 15 } });
});

test('a sample is laid out already', async () => {
  session = await openSession();
  const uri = await session.open(sample);
  expect(await session.client.sendRequest('textDocument/formatting', { textDocument: { uri }, options })).toEqual([]);
});

test('a stretch, and the lines that a typed bracket closes', async () => {
  session = await openSession();
  const { text, positions } = marked('{\n"a": [\n1,\n2\n]¦,\n"b":{"c":1}\n}\n');
  const uri = await session.open(text);
  expect(await after('textDocument/rangeFormatting', uri, text, { range: { start: { line: 5, character: 0 }, end: { line: 5, character: 3 } } })).toBe('{\n"a": [\n1,\n2\n],\n  "b": { "c": 1 }\n}\n');
  expect(await after('textDocument/onTypeFormatting', uri, text, { position: positions[0], ch: ']' })).toBe('{\n  "a": [\n    1,\n    2\n  ],\n"b":{"c":1}\n}\n');
  expect(await after('textDocument/onTypeFormatting', uri, text, { position: { line: 5, character: 2 }, ch: '}' })).toBe(text);
});

test('what cannot be laid out is refused with one message, until it could be', async () => {
  session = await openSession();
  const messages = shownMessages();
  const broken = '{ "FormatVersion": 1,\n  "Filters": [ }\n';
  const uri = await session.open(broken);
  for (let time = 0; time < 3; time += 1) expect(await after('textDocument/formatting', uri, broken)).toBe(broken);
  expect(messages).toEqual([expect.stringContaining('line 2 has a syntax error')]);
  await session.change(uri, 2, { line: 1, character: 14 }, { line: 1, character: 16 }, ']}');
  expect(await session.client.sendRequest('textDocument/formatting', { textDocument: { uri }, options })).toHaveLength(1);
  await session.change(uri, 3, { line: 1, character: 14 }, { line: 1, character: 16 }, '['.repeat(1000) + ']'.repeat(1001) + '}');
  await after('textDocument/formatting', uri, broken).catch(() => undefined);
  expect(messages).toHaveLength(2);
  expect(messages[1]).toContain('more than 200 levels deep');
});

test('a broken document folds and selects', async () => {
  session = await openSession({ capabilities: { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, foldingRange: { rangeLimit: 3 } } } });
  const uri = await session.open(sample.slice(0, 6000));
  const folds = await session.client.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
  expect(folds).toHaveLength(3);
  expect(await session.client.sendRequest<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri }, positions: [{ line: 30, character: 12 }, { line: 0, character: 0 }] })).toHaveLength(2);
});
