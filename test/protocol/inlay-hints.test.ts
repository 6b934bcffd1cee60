import { readFileSync } from 'node:fs';
import type { ClientCapabilities, CodeLens, InlayHint, Range, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, expect, test } from 'vitest';
import { type Session, editorCapabilities, openSession } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

const everything: Range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
const resolving: ClientCapabilities = {
  ...editorCapabilities,
  workspace: { ...editorCapabilities.workspace, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
  textDocument: { ...editorCapabilities.textDocument, inlayHint: { resolveSupport: { properties: ['tooltip'] } } },
};
const simulationCommands = { simulate: 'run.it', prove: 'prove.it', advise: 'advise.it' };
const hintsOf = (uri: string, range = everything): Promise<InlayHint[]> => session!.client.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });

const labelText = ({ label }: InlayHint): string => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''));

/** The lines that have hints, with the hints in them. */
const shown = (text: string, hints: readonly InlayHint[]): readonly string[] => {
  const edits = hints.map((hint) => ({ range: { start: hint.position, end: hint.position }, newText: `‹${labelText(hint)}›` }));
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits).split('\n').filter((line) => line.includes('‹')).map((line) => line.trim());
};

const text = `{ "FormatVersion": 1,
  "Framings": {
    "F": { "FramingItem": [
      { "Frames": 4, "FileAlignment": 63, "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE", "MaxFrameSize": "(ULONG)8192" } } },
      { "Frames": "4", "FileAlignment": "FILE_64_BYTE_ALIGNMENT", "FramingRange": { "Range": { "MinFrameSize": 0, "MaxFrameSize": "PAGE_SIZE" } } },
      { "Frames": 4, "FileAlignment": 64, "FramingRange": { "Range": { "MinFrameSize": -1, "MaxFrameSize": "(ULONG)-1" } } },
      { "Frames": 0, "FileAlignment": 0, "FramingRange": { "Range": { "MinFrameSize": "PAGE_SIZE +", "MaxFrameSize": "1 << 20" } } }
    ] } },
  "Filters": [{ "PinDescriptors": [{ "InstancesPossible": "KSINSTANCE_INDETERMINATE", "InstancesNecessary": 1 }, { "InstancesPossible": 2 }] }]
}`;

test.each(['file:///c%3A/drivers/capture.avstream.json', 'file://server/share/capture.avstream.json', 'vscode-vfs://github/someone/driver/capture.avstream.json'])('values of %s', async (uri) => {
  session = await openSession();
  await session.open(text, uri);
  expect(shown(text, await hintsOf(uri))).toEqual([
    '{ "Frames": 4‹4 × 8,192 bytes = 32 KiB›, "FileAlignment": 63‹64 bytes›, "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE"‹= 8,192›, "MaxFrameSize": "(ULONG)8192"‹= 8,192› } } },',
    '{ "Frames": "4"‹≤ 4 × 4,096 bytes = 16 KiB›, "FileAlignment": "FILE_64_BYTE_ALIGNMENT", "FramingRange": { "Range": { "MinFrameSize": 0, "MaxFrameSize": "PAGE_SIZE" } } },',
    '{ "Frames": 4, "FileAlignment": 64, "FramingRange": { "Range": { "MinFrameSize": -1, "MaxFrameSize": "(ULONG)-1"‹= 4,294,967,295› } } },',
    '{ "Frames": 0, "FileAlignment": 0, "FramingRange": { "Range": { "MinFrameSize": "PAGE_SIZE +", "MaxFrameSize": "1 << 20"‹= 1,048,576› } } }',
  ]);
});

test('integers in arrays, within the range that is asked for, each with its tooltip', async () => {
  session = await openSession({ capabilities: resolving });
  const uri = 'file:///c%3A/drivers/arrays.avstream.json';
  const arrays = `{ "FormatVersion": 1, "Simulations": [{ "Name": "s",
  "Hardware": { "LockFailsAt": [1, "1 + 1", "(ULONG)3", "4",
    "1 << 3"] },
  "Faults": [{ "Kind": "LockFails", "AtCount": ["2 * 3"] }] }] }`;
  await session.open(arrays, uri);
  const hints = await hintsOf(uri);
  expect(shown(arrays, hints)).toEqual([
    '"Hardware": { "LockFailsAt": [1, "1 + 1"‹= 2›, "(ULONG)3"‹= 3›, "4",',
    '"1 << 3"‹= 8›] },',
    '"Faults": [{ "Kind": "LockFails", "AtCount": ["2 * 3"‹= 6›] }] }] }',
  ]);
  expect((await hintsOf(uri, { start: { line: 2, character: 0 }, end: { line: 2, character: 12 } })).map(labelText)).toEqual(['= 8']);
  const resolved = await session.client.sendRequest<InlayHint>('inlayHint/resolve', hints.find((hint) => labelText(hint) === '= 8'));
  expect(resolved.tooltip).toContain('1 << 3 = 8 = 0x');
});

test('frames after run-time edits, with every state in the tooltip', async () => {
  session = await openSession({ capabilities: resolving });
  const uri = await session.open(sample);
  const [hint] = (await hintsOf(uri)).filter((each) => labelText(each).includes('×'));
  expect(hint).toMatchObject({ label: '≤ 2 × 230,400 bytes = 450 KiB', paddingLeft: true });
  expect(hint!.tooltip).toBeUndefined();
  const resolved = await session.client.sendRequest<InlayHint>('inlayHint/resolve', hint);
  expect(resolved.tooltip).toContain('capture/video after its run-time edits: 2 × 153,600 bytes\ncapture/video after its run-time edits: 2 × 230,400 bytes');
  // Of a document that has changed meanwhile the hint comes back as it is.
  await session.change(uri, 2, { line: 0, character: 1 }, { line: 0, character: 1 }, ' ');
  expect(await session.client.sendRequest<InlayHint>('inlayHint/resolve', hint)).toEqual(hint);
  expect(await session.client.sendRequest<InlayHint>('inlayHint/resolve', { position: { line: 0, character: 0 }, label: 'x', data: 7 })).toMatchObject({ label: 'x' });
});

test('tooltips say where a number comes from', async () => {
  session = await openSession();
  const uri = await session.open(text);
  const hints = await hintsOf(uri);
  expect(hints.find(({ label }) => label === '= 8,192')?.tooltip).toBe('2 * PAGE_SIZE = 8,192 = 0x2000 (8 KiB, 2 pages). Evaluated as the compilers for Windows do, then converted to ULONG, the type of the field. PAGE_SIZE is 4,096, as Target.PageSize says.');
  expect(hints.find(({ label }) => label === '64 bytes')?.tooltip).toContain('multiple of 64 bytes');
});

test('only those of the range, only the kinds that are wanted, and again when that changes', async () => {
  session = await openSession({ capabilities: resolving });
  let refreshes = 0;
  session.client.onRequest('workspace/inlayHint/refresh', () => { refreshes += 1; return null; });
  session.client.onRequest('workspace/codeLens/refresh', () => { refreshes += 1; return null; });
  const uri = await session.open(text);
  expect(shown(text, await hintsOf(uri, { start: { line: 5, character: 0 }, end: { line: 6, character: 20 } }))).toHaveLength(1);
  await session.configure({ inlayHints: { alignment: false, expressions: false, frameBytes: false, instances: true } });
  expect(shown(text, await hintsOf(uri))).toEqual(['"Filters": [{ "PinDescriptors": [{ "InstancesPossible": "KSINSTANCE_INDETERMINATE"‹1 to ∞ instances›, "InstancesNecessary": 1 }, { "InstancesPossible": 2‹? to 2 instances› }] }]']);
  expect(refreshes).toBe(2);
  await session.configure({ inlayHints: { alignment: false, expressions: false, frameBytes: false } });
  expect(await hintsOf(uri)).toEqual([]);
});

test('a broken document has the hints that can be known', async () => {
  session = await openSession();
  const uri = await session.open('{ "Framings": { "F": { "FramingItem": [{ "FileAlignment": 63, "Frames": , "FramingRange": { "Range": { "MinFrameSize": "2 * 4096"');
  expect((await hintsOf(uri)).map(({ label }) => label)).toEqual(['64 bytes', '= 8,192']);
});

const lensesOf = (uri: string): Promise<CodeLens[] | null> => session!.client.sendRequest('textDocument/codeLens', { textDocument: { uri } });

test('each simulation has its commands', async () => {
  session = await openSession({ initializationOptions: { simulationCommands } });
  const uri = await session.open('{ "FormatVersion": 1, "Simulations": [\n  { "Label": "one" },\n  { "Label": "one" },\n  {}\n] }', 'vscode-vfs://github/someone/driver/capture.avstream.json');
  const lenses = (await lensesOf(uri))!;
  expect(lenses.map(({ range, command }) => `${range.start.line} ${command!.title} ${command!.command} ${JSON.stringify(command!.arguments![0]['scenario'])}`)).toEqual([
    '1 ▶ Simulate run.it "one"', '1 Prove prove.it "one"', '1 Advise advise.it "one"', '3 ▶ Simulate run.it "simulation 3"', '3 Prove prove.it "simulation 3"', '3 Advise advise.it "simulation 3"',
  ]);
  expect(lenses[0]!.command!.arguments).toEqual([{ uri, scenario: 'one' }]);
  await session.configure({ codeLens: { simulations: false } });
  expect(await lensesOf(uri)).toEqual([]);
});

test('a client without these commands is offered none of them', async () => {
  session = await openSession({ initializationOptions: { simulationCommands: { simulate: 'x' } } });
  const uri = await session.open(sample);
  expect(await lensesOf(uri).catch(() => [])).toEqual([]);
});

test('edits are seen at once: hints, folding and layout of the text as it is now', async () => {
  session = await openSession();
  const uri = await session.open(sample);
  await session.diagnostics(uri);
  const line = sample.split('\n').findIndex((each) => each.includes('"FileAlignment"'));
  const character = sample.split('\n')[line]!.indexOf('"FILE_BYTE');
  await session.change(uri, 2, { line, character }, { line, character: character + '"FILE_BYTE_ALIGNMENT"'.length }, '\n31');
  expect((await hintsOf(uri)).map(labelText)).toContain('32 bytes');
  const edits = await session.client.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } });
  expect(edits).toEqual([{ range: { start: { line, character }, end: { line: line + 1, character: 0 } }, newText: '' }]);
  await session.change(uri, 3, { line, character: character - 1 }, { line: line + 1, character: 0 }, ' ');
  expect(await session.client.sendRequest('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } })).toEqual([]);
});
