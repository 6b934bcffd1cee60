import { readFileSync } from 'node:fs';
import type { CodeLens, DefinitionLink, DocumentHighlight, DocumentLink, Location, Range, SymbolInformation, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { type Session, editorCapabilities, marked, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

/** The text of a range. */
function cut(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  return start.line === end.line ? lines[start.line]!.slice(start.character, end.character) : `${lines[start.line]!.slice(start.character)}…${lines[end.line]!.slice(0, end.character)}`;
}

const applied = (text: string, edits: readonly TextEdit[]): string => {
  const lines = text.split('\n');
  for (const { range: { start, end }, newText } of [...edits].reverse()) lines[start.line] = lines[start.line]!.slice(0, start.character) + newText + lines[start.line]!.slice(end.character);
  return lines.join('\n');
};

const linking = { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, definition: { linkSupport: true }, rename: { prepareSupport: true } }, workspace: { ...editorCapabilities.workspace, workspaceEdit: { documentChanges: true } } };

const open = async (text: string, options: Parameters<typeof openSession>[0] = {}, uri?: string): Promise<{ readonly uri: string; readonly ask: <T>(method: string, parameters: object) => Promise<T> }> => {
  session = await openSession(options);
  const { client } = session;
  const opened = await session.open(text, uri);
  return { uri: opened, ask: <T>(method: string, parameters: object) => client.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri: opened }, ...parameters }) };
};

const graph = `{
  "FormatVersion": 1,
  "Framings": { "¦Two": { "FramingItem": [{ "Frames": 2 }] }, "Three": {} },
  "PinDispatches": { "Dispatch": { "Process": "PinProcess" } },
  "Filters": [{ "Label": "cap/ture", "PinDescriptors": [
    { "Label": "video", "Dispatch": "Dis¦patch", "AllocatorFraming": "Two", "IntersectHandler": "Inter¦sect" },
    { "Label": "still", "Dispatch": "Dispatch", "AllocatorFraming": "\\u0054wo", "IntersectHandler": "Intersect" }] }],
  "Simulations": [{ "Label": "one", "Pin": "cap/ture/vi¦deo", "Buses": [{ "Label": "pci" }], "Hardware": { "Bus": "p¦ci" },
    "Driver": { "Routines": {
      "Kept": ["previous"],
      "Process": { "Name": "PinProcess", "Steps": [
        { "Call": "KsPinGetLeadingEdgeStreamPointer", "As": "edge" },
        { "If": "!ed¦ge", "Then": [{ "Set": "pending", "To": true }, { "Return": "STATUS_PENDING" }] },
        { "Call": "KsStreamPointerClone", "Pointer": "edge", "As": "previous", "CancelCallback": "Cancelled" },
        { "While": "! pen¦ding", "Do": [{ "Break": true }] },
        { "Return": "STATUS_SUCCESS" }] },
      "Callbacks": [{ "Name": "Can¦celled", "Steps": [{ "Call": "KsStreamPointerDelete", "Pointer": "StreamPointer" }, { "If": "previous", "Then": [] }] }] } } },
   { "Label": "two", "Pin": "video", "Buses": [{ "Label": "pci" }], "Hardware": { "Bus": "pci" } }] }`;

describe('definition, references and highlights', () => {
  const { text, positions } = marked(graph);
  const [framing, dispatch, intersect, pin, bus, pointer, flag, callback] = positions;

  test('lead from a name to where it is given, and back', async () => {
    const { uri, ask } = await open(text, { capabilities: linking });
    const definition = async (position: unknown): Promise<readonly string[]> => (await ask<DefinitionLink[] | null>('definition', { position }) ?? []).map((link) => `${cut(text, link.originSelectionRange!)} → ${cut(text, link.targetSelectionRange)} in ${cut(text, link.targetRange).slice(0, 14)}`);
    expect(await definition(framing)).toEqual(['Two → Two in "Two": { "Fram']);
    expect(await definition(dispatch)).toEqual(['Dispatch → Dispatch in "Dispatch": { ']);
    expect(await definition(intersect)).toEqual(['Intersect → Intersect in { "Label": "vi']);
    expect(await definition(pin)).toEqual(['video → video in { "Label": "vi']);
    expect(await definition(positionOf(text, '"cap/ture/video"', 3))).toEqual(['cap/ture → cap/ture in { "Label": "ca']);
    expect(await definition(bus)).toEqual(['pci → pci in { "Label": "pc']);
    expect(await definition(pointer)).toEqual(['edge → edge in { "Call": "KsP']);
    expect(await definition(flag)).toEqual(['pending → pending in { "Set": "pend']);
    expect(await definition(positionOf(text, '"CancelCallback": "', 22))).toEqual([expect.stringMatching(/^Cancelled → Cancelled in \{ "Name": "Ca/)]);
    expect(await definition(positionOf(text, '"StreamPointer"', 3))).toEqual([expect.stringMatching(/^StreamPointer → \{ in \{ "Name"/)]);
    for (const nothing of ['"FormatVersion"', '"STATUS_SUCCESS"', '"KsStreamPointerClone"', '{']) expect(await definition(positionOf(text, nothing, 1)), nothing).toEqual([]);
    const references = async (position: unknown, includeDeclaration = true): Promise<number> => (await ask<Location[]>('references', { position, context: { includeDeclaration } })).filter((location) => location.uri === uri).length;
    expect(await Promise.all([framing, dispatch, intersect, pin, bus, pointer, flag, callback].map((position) => references(position)))).toEqual([3, 3, 2, 3, 2, 3, 2, 2]);
    expect(await references(framing, false)).toBe(2);
    expect(await references(positionOf(text, 'PinProcess', 2))).toBe(2);
    expect(await references(positionOf(text, '"previous"', 2))).toBe(3);
    const marks = await ask<DocumentHighlight[]>('documentHighlight', { position: framing });
    expect(marks.map(({ range, kind }) => `${cut(text, range)} ${String(kind)}`)).toEqual(['Two 3', 'Two 2', '\\u0054wo 2']);
  });

  test('a client without links gets places', async () => {
    const { uri, ask } = await open(text);
    const [place] = await ask<Location[]>('definition', { position: dispatch });
    expect(place!.uri).toBe(uri);
    expect(cut(text, place!.range)).toBe('Dispatch');
  });

  test.each(['vscode-vfs://github/o/r/driver.avstream.json', 'file:///c%3A/d%20r/driver.avstream.json', 'file://server/share/driver.avstream.json', 'untitled:driver.avstream.json'])('in %s', async (address) => {
    const { ask } = await open(text, { capabilities: linking }, address);
    const [link] = await ask<DefinitionLink[]>('definition', { position: pin });
    expect(link!.targetUri).toBe(address);
    expect((await ask<Location[]>('references', { position: pin, context: { includeDeclaration: true } })).map(({ uri }) => uri)).toEqual([address, address, address]);
    const edit = await ask<WorkspaceEdit>('rename', { position: pin, newName: 'picture' });
    expect((edit.documentChanges![0] as { textDocument: object }).textDocument).toEqual({ uri: address, version: session!.client.versionOf(address, 1) });
  });

  test('answer in texts that are broken off anywhere', async () => {
    const { uri, ask } = await open('{');
    const { replace } = session!;
    for (let version = 2, at = 20; at < text.length; at += 97, version++) {
      await replace(uri, version, text.slice(0, at));
      const lines = text.slice(0, at).split('\n');
      const position = { line: lines.length - 1, character: Math.max(0, lines.at(-1)!.length - 2) };
      await Promise.all([ask('definition', { position }), ask('references', { position, context: { includeDeclaration: true } }), ask('documentHighlight', { position }), ask('semanticTokens/full', {}), ask('documentLink', {})]);
    }
    expect(session!.log).toEqual([]);
  });
});

describe('rename', () => {
  const { text, positions } = marked(graph);
  const refusal = (answer: Promise<unknown>): Promise<string> => answer.then(() => 'no refusal', (error: unknown) => (error as Error).message);

  test('changes a name wherever it stands, escaped', async () => {
    const { uri, ask } = await open(text);
    const rename = async (position: unknown, newName: string): Promise<string> => applied(text, (await ask<WorkspaceEdit>('rename', { position, newName })).changes![uri]!);
    expect(await rename(positions[0], 'A "b" \\')).toBe(text.replace('"Two": {', '"A \\"b\\" \\\\": {').replace('Framing": "Two"', 'Framing": "A \\"b\\" \\\\"').replace('Framing": "\\u0054wo"', 'Framing": "A \\"b\\" \\\\"'));
    expect(await rename(positionOf(text, 'cap/ture'), 'x')).toBe(text.replace('"cap/ture"', '"x"').replace('"cap/ture/video"', '"x/video"'));
    expect(await rename(positions[3], 'v')).toBe(text.replace('"Label": "video"', '"Label": "v"').replace('"cap/ture/video"', '"cap/ture/v"').replace('"Pin": "video"', '"Pin": "v"'));
    expect(await rename(positions[5], 'front')).toBe(text.replaceAll('"edge"', '"front"').replace('"!edge"', '"!front"'));
    // The other simulation has a bus of its own.
    expect(await rename(positions[4], 'usb')).toBe(text.replace('"Label": "pci"', '"Label": "usb"').replace('"Bus": "pci"', '"Bus": "usb"'));
  });

  test('says in one sentence what it refuses', async () => {
    const { ask } = await open(text, { capabilities: linking });
    expect(session!.initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
    const rename = (position: unknown, newName: string): Promise<string> => refusal(ask('rename', { position, newName }));
    expect(await rename(positions[0], 'Three')).toBe('"Three" is taken already.');
    expect(await rename(positions[3], 'still')).toBe('"still" is taken already.');
    expect(await rename(positions[5], 'pending')).toBe('"pending" is taken already.');
    expect(await rename(positions[5], 'previous')).toBe('"previous" is taken already.');
    expect(await rename(positions[6], 'NT_SUCCESS')).toBe('"NT_SUCCESS" means something else where this name stands.');
    expect(await rename(positions[0], '  ')).toBe('A name cannot be empty.');
    const prepare = (piece: string, at: number): Promise<unknown> => ask('prepareRename', { position: positionOf(text, piece, at) });
    expect(await refusal(prepare('"KsStreamPointerClone"', 3))).toMatch(/^Only names that this document gives can be renamed/);
    expect(await refusal(prepare('"StreamPointer"', 3))).toMatch(/its name is fixed\.$/);
    expect(await prepare('"cap/ture/video"', 12)).toEqual({ range: { start: positionOf(text, '"cap/ture/video"', 10), end: positionOf(text, '"cap/ture/video"', 15) }, placeholder: 'video' });
    session!.close();
    const other = await open('{ "FormatVersion": 1, "Filters": [{ "PinDescriptors": [{}] }, { "Label": "a" }, { "Label": "a" }], "Simulations": [{ "Pin": "filter 0/pin 0", "Filters": [{ "Filter": "a" }], "Connections": [{ "DataRange": "gone" }] }] }');
    expect(await refusal(other.ask('prepareRename', { position: { line: 0, character: 138 } }))).toMatch(/called by its position|not|can/);
    const at = (piece: string): { line: number; character: number } => ({ line: 0, character: '{ "FormatVersion": 1, "Filters": [{ "PinDescriptors": [{}] }, { "Label": "a" }, { "Label": "a" }], "Simulations": [{ "Pin": "filter 0/pin 0", "Filters": [{ "Filter": "a" }], "Connections": [{ "DataRange": "gone" }] }] }'.indexOf(piece) + 2 });
    expect(await refusal(other.ask('prepareRename', { position: at('"filter 0/') }))).toBe('"filter 0" is called by its position: it has no Label. Give it one first.');
    expect(await refusal(other.ask('prepareRename', { position: at('"gone"') }))).toBe('Nothing in this document is called "gone".');
    expect(await refusal(other.ask('prepareRename', { position: { line: 0, character: at('"Filter": "a"').character + 10 } }))).toMatch(/^Several things are called "a"/);
  });
});

describe('semantic tokens', () => {
  interface Tokens { readonly resultId?: string; readonly data: readonly number[] }
  const legend = (): { tokenTypes: string[]; tokenModifiers: string[] } => session!.initialized.capabilities.semanticTokensProvider!.legend;
  const decode = (text: string, { data }: Tokens): readonly string[] => {
    const lines = text.split('\n');
    let line = 0;
    let character = 0;
    const list: string[] = [];
    for (let index = 0; index < data.length; index += 5) {
      character = data[index] === 0 ? character + data[index + 1]! : data[index + 1]!;
      line += data[index]!;
      const modifiers = legend().tokenModifiers.filter((_, bit) => (data[index + 4]! >> bit) & 1);
      list.push([lines[line]!.slice(character, character + data[index + 2]!), legend().tokenTypes[data[index + 3]!], ...modifiers].join(' '));
    }
    return list;
  };
  const text = `{ // avstream-disable-line FRM-12, ALC-03 -- because FRM-13
  "Framings": { "Two": { "FramingItem": [{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | 0x10", "Frames": "2 * (ULONG)sizeof(KSSTREAM_HEADER)" }] } },
  "PinDispatches": { "D": { "Process": "PinProcess" } },
  "DataRanges": { "R": { "Type": "KS_DATARANGE_VIDEO" } },
  "Filters": [{ "Label": "f", "PinDescriptors": [{ "Label": "p", "Dispatch": "D", "AllocatorFraming": "Two" }] }],
  "Simulations": [{ "Label": "free text", "Pin": "f/p", "Duration": "1 s", "Client": { "Kind": "DirectShow", "Hold": { "Uniform": ["1 ms", "2 ms"] } },
    "Driver": { "Routines": { "Process": { "Steps": [{ "Call": "KsPinGetLeadingEdgeStreamPointer", "As": "e" }, { "If": "!e", "Then": [{ "Return": "STATUS_PENDING" }] }, { "If": "NT_SUCCESS" }] } } } }] }`;

  test('of the whole, of a range, and what has changed', async () => {
    const { uri, ask } = await open(text);
    const whole = await ask<Tokens>('semanticTokens/full', {});
    const words = decode(text, whole);
    expect(words).toEqual([
      'avstream-disable-line keyword', 'FRM-12 macro', 'ALC-03 macro',
      'Two variable declaration readonly', 'KSMEMORY_TYPE_KERNEL_NONPAGED variable readonly', 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY enumMember readonly defaultLibrary', '| operator', '0x10 number', '2 number', '* operator', 'ULONG type defaultLibrary', 'sizeof keyword', 'KSSTREAM_HEADER struct defaultLibrary',
      'D variable declaration readonly', 'PinProcess function', 'R variable declaration readonly', 'KS_DATARANGE_VIDEO struct defaultLibrary',
      'f class declaration', 'p interface declaration', 'D variable readonly', 'Two variable readonly',
      'f class', 'p interface', '1 s number', 'DirectShow enumMember', '1 ms number', '2 ms number',
      'KsPinGetLeadingEdgeStreamPointer function defaultLibrary', 'e variable declaration', '! operator', 'e variable', 'STATUS_PENDING macro readonly defaultLibrary', 'NT_SUCCESS enumMember readonly defaultLibrary',
    ]);
    const part = await ask<Tokens>('semanticTokens/range', { range: { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } } });
    expect(decode(text, part)).toEqual(['D variable declaration readonly', 'PinProcess function', 'R variable declaration readonly', 'KS_DATARANGE_VIDEO struct defaultLibrary']);
    const at = positionOf(text, 'PinProcess');
    await session!.change(uri, 2, at, at, 'Xy');
    const delta = await ask<{ resultId: string; edits: { start: number; deleteCount: number; data?: number[] }[] }>('semanticTokens/full/delta', { previousResultId: whole.resultId });
    expect(delta.edits).toEqual([{ start: 14 * 5, deleteCount: 5, data: expect.arrayContaining([12]) as number[] }]);
    const fresh = await ask<Tokens>('semanticTokens/full', {});
    const [edit] = delta.edits;
    expect([...whole.data.slice(0, edit!.start), ...edit!.data!, ...whole.data.slice(edit!.start + edit!.deleteCount)]).toEqual(fresh.data);
    expect((await ask<Tokens>('semanticTokens/full/delta', { previousResultId: 'unknown' })).data).toEqual(fresh.data);
  });

  test('the parts of the samples are what the whole is', async () => {
    const { ask } = await open(sample);
    const whole = decode(sample, await ask<Tokens>('semanticTokens/full', {}));
    const lines = sample.split('\n').length;
    const parts: string[] = [];
    for (let line = 0; line < lines; line += 7) parts.push(...decode(sample, await ask<Tokens>('semanticTokens/range', { range: { start: { line, character: 0 }, end: { line: line + 7, character: 0 } } })));
    expect(parts).toEqual(whole);
    expect(whole.length).toBeGreaterThan(100);
  });
});

test('codes of rules and the schema are links', async () => {
  const text = `{ // avstream-disable-line FRM-12, ALC-03, XYZ-99 -- because FRM-13
  "$schema": "../schemas/avstream.schema.json",
  "FormatVersion": 1, "Suppress": [{ "Code": "FRM-01" }],
  "Simulations": [{ "Label": "s", "Expect": { "Findings": { "Occur": ["F-01", "nothing"], "Absent": ["QUE-01"] } } }] }`;
  const { ask } = await open(text, {}, 'vscode-vfs://github/o/r/a/driver.avstream.json');
  const links = await ask<DocumentLink[]>('documentLink', {});
  const shown = links.map(({ range, target }) => `${cut(text, range)} ${target!}`);
  expect(shown.slice(0, 4)).toEqual([
    'FRM-12 vscode://avstream-studio.avstream-studio/rules/FRM-12', 'ALC-03 vscode://avstream-studio.avstream-studio/rules/ALC-03',
    '../schemas/avstream.schema.json vscode-vfs://github/o/r/schemas/avstream.schema.json', 'FRM-01 vscode://avstream-studio.avstream-studio/rules/FRM-01',
  ]);
  expect(shown.join()).not.toMatch(/XYZ|FRM-13|nothing/);
});

describe('symbols of the workspace', () => {
  const files: Record<string, string> = {
    'vscode-vfs://github/o/r/a.avstream.json': '{ "FormatVersion": 1, "Framings": { "FromA": {} }, "Filters": [{ "Label": "filterA", "PinDescriptors": [{ "Label": "pinA" }] }] }',
    'file://server/share/b.avstream.json': '{ "FormatVersion": 1, "Framings": { "FromB": {} }, "Simulations": [{ "Label": "simulation B" }] }',
    'file:///c%3A/c.avstream.json': '{ "FormatVersion": 1, "Framings": { "OnDisk": {} } }',
    'file:///broken.avstream.json': '{ "Framings": { "Broken": {',
  };
  let reads = 0;
  const start = async (): Promise<(query: string) => Promise<readonly SymbolInformation[]>> => {
    reads = 0;
    session = await openSession({
      initializationOptions: { readsFiles: true, listsFiles: true },
      readFile: (uri) => {
        if (!uri.endsWith('.avstream.json')) return Promise.resolve({ kind: 'missing' });
        reads++;
        return Promise.resolve(files[uri] === undefined ? { kind: 'missing' } : { kind: 'text', text: files[uri] });
      },
    });
    session.client.onRequest('avstream/listFiles', () => ({ uris: Object.keys(files), isWhole: true }));
    return (query) => session!.client.sendRequest('workspace/symbol', { query });
  };

  test('open and closed, kept until a file changes', async () => {
    const find = await start();
    await session!.open('{ "FormatVersion": 1, "Framings": { "InEditor": {} } }', 'file:///c:/c.avstream.json');
    const names = (symbols: readonly SymbolInformation[]): string => symbols.map(({ name }) => name).join(' ');
    expect(names(await find(''))).toBe('InEditor Broken FromB simulation B FromA filterA pinA');
    expect(reads).toBe(3);
    expect((await find('pna')).map(({ name, containerName, location }) => [name, containerName, location.uri])).toEqual([['pinA', 'filterA', 'vscode-vfs://github/o/r/a.avstream.json']]);
    expect(reads).toBe(3);
    files['file://server/share/b.avstream.json'] = '{ "FormatVersion": 1, "Framings": { "Changed": {} } }';
    await session!.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file://server/share/b.avstream.json', type: 2 }, { uri: 'file:///broken.avstream.json', type: 3 }] });
    expect(names(await find(''))).toBe('InEditor Changed FromA filterA pinA');
    expect(reads).toBe(4);
  });

  test('a search that is cancelled ends', async () => {
    const find = await start();
    await find('x');
    const { CancellationTokenSource } = await import('vscode-jsonrpc');
    const source = new CancellationTokenSource();
    const answer = session!.client.sendRequest('workspace/symbol', { query: 'x' }, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });
});

test('lenses count references when they are shown, if a setting wants them', async () => {
  const { text } = marked(graph);
  const options = { initializationOptions: { referencesCommand: 'show.references' } };
  const quiet = await open(text, options);
  expect(await quiet.ask<CodeLens[]>('codeLens', {})).toEqual([]);
  session!.close();
  const { uri, ask } = await open(text, { ...options, settings: { codeLens: { references: true } } });
  const lenses = await ask<CodeLens[]>('codeLens', {});
  expect(lenses.every(({ command }) => command === undefined)).toBe(true);
  const shown = await Promise.all(lenses.map(async (lens) => {
    const { command, range } = await session!.client.sendRequest<CodeLens>('codeLens/resolve', lens);
    return `${cut(text, range)}: ${command!.title}`;
  }));
  expect(shown).toEqual(['Two: 2 references', 'Three: 0 references', 'Dispatch: 2 references', 'cap/ture: 1 reference', 'video: 2 references', 'still: 0 references', 'pci: 1 reference', 'Cancelled: 1 reference', 'pci: 1 reference']);
  const { command } = await session!.client.sendRequest<CodeLens>('codeLens/resolve', lenses[0]!);
  expect(command!.arguments).toEqual([{ uri, position: positionOf(text, 'Two'), ranges: [expect.anything(), expect.anything()] }]);
});
