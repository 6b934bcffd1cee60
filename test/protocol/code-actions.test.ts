import { afterEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, CodeAction, CodeActionContext, Diagnostic, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Session, type SessionOptions, documentUri, editorCapabilities, openSession, positionOf } from './support/session';

const uri = 'vscode-vfs://github/me/drivers/camera.avstream.json';
const folder = 'vscode-vfs://github/me/drivers';

/** FRM-25 at 16 with one certain remedy; FRM-18 with two; BusFlags and PageSiz that are fixed without asking. */
const descriptor = `{
  "FormatVersion": 1,
  "Target": { "PageSiz": 4096 },
  "Framings": {
    "Capture": {
      "FramingItem": [
        {
          "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED",
          "BusFlags": 4, // the board
          "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"],
          "Frames": 3,
          "FileAlignment": 16,
          "FramingRange": { "Range": { "MinFrameSize": 4096, "MaxFrameSize": 65536 } }
        }
      ]
    }
  }
}
`;

const withActions: ClientCapabilities = {
  ...editorCapabilities,
  workspace: { ...editorCapabilities.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
  textDocument: { ...editorCapabilities.textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } } },
};
const withResolve: ClientCapabilities = { ...withActions, textDocument: { ...withActions.textDocument, codeAction: { ...withActions.textDocument!.codeAction, dataSupport: true, resolveSupport: { properties: ['edit'] } } } };
const initializationOptions = { uriScheme: 'vscode', extensionId: 'a.b', ruleCommand: 'explain.rule', readsFiles: true };

let session: Session | undefined;
afterEach(() => session?.close());

const start = async (options: SessionOptions = {}, files: ReadonlyMap<string, string> = new Map()): Promise<Session> => (session = await openSession({
  capabilities: withActions, initializationOptions, ...options,
  readFile: (asked) => Promise.resolve(files.has(asked) ? { kind: 'text', text: files.get(asked)! } : { kind: 'missing' }),
}));
const ask = async ({ client }: Session, range: Range, context: Partial<CodeActionContext> = {}, of = uri): Promise<CodeAction[]> =>
  (await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: of }, range, context: { diagnostics: [], ...context } })) ?? [];
const rangeOf = (piece: string): Range => ({ start: positionOf(descriptor, piece), end: { ...positionOf(descriptor, piece), character: positionOf(descriptor, piece).character + piece.length } });
const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);
const named = (actions: readonly CodeAction[], title: string | RegExp): CodeAction => {
  const found = actions.find((action) => (typeof title === 'string' ? action.title === title : title.test(action.title)));
  if (found === undefined) throw new Error(`${String(title)} is not among ${titles(actions).join(', ')}`);
  return found;
};
const documentEdits = (action: CodeAction): readonly TextDocumentEdit[] => (action.edit?.documentChanges ?? []).filter((change): change is TextDocumentEdit => 'textDocument' in change);
const applied = (action: CodeAction, text = descriptor): string => TextDocument.applyEdits(TextDocument.create(uri, 'avstream', 1, text), documentEdits(action)[0]!.edits as TextEdit[]);

describe('actions at a finding', () => {
  test('are the fix, suppressing, another severity and the page, in this order; the certain fix is preferred', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const actions = await ask(opened, rangeOf('16'), { only: ['quickfix'] });
    expect(titles(actions)).toEqual([
      'Set FileAlignment to FILE_OCTA_ALIGNMENT', 'Suppress FRM-25 for this line', 'Suppress FRM-25 in this object (Suppress)',
      'Report FRM-25 as warning from here on down (avstream.config.json)', 'Turn FRM-25 off from here on down (avstream.config.json)', 'Show documentation for FRM-25',
    ]);
    expect(actions.map(({ isPreferred = false }) => isPreferred)).toEqual([true, false, false, false, false, false]);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(['quickfix']));
    for (const { diagnostics } of actions) expect(diagnostics?.map(({ code }) => code)).toEqual(['FRM-25']);
    expect(applied(actions[0]!)).toBe(descriptor.replace('"FileAlignment": 16', '"FileAlignment": "FILE_OCTA_ALIGNMENT"'));
    expect(applied(actions[1]!)).toBe(descriptor.replace('          "FileAlignment"', '          // avstream-disable-next-line FRM-25\n          "FileAlignment"'));
    expect(applied(actions[2]!)).toBe(descriptor.replace('          "MemoryType"', '          "Suppress": [{ "Code": "FRM-25" }],\n          "MemoryType"'));
    expect(actions[5]!.command).toMatchObject({ command: 'explain.rule', arguments: ['FRM-25'] });
  });

  test.each(['Suppress FRM-25 for this line', 'Suppress FRM-25 in this object (Suppress)'])('%s suppresses it', async (title) => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const [edit] = documentEdits(named(await ask(opened, rangeOf('16')), title))[0]!.edits as TextEdit[];
    await opened.change(uri, 2, edit!.range.start, edit!.range.end, edit!.newText);
    expect((await opened.diagnostics(uri)).map(({ code }) => code)).not.toContain('FRM-25');
  });

  test('a choice is not preferred', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const fixes = (await ask(opened, rangeOf('"Flags"'))).filter(({ title }) => title.startsWith('Remove '));
    expect(titles(fixes)).toEqual(['Remove KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', 'Remove KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE']);
    expect(fixes.some(({ isPreferred }) => isPreferred)).toBe(false);
  });

  test('are found from the list of problems, which names code and range only; of two findings at one place only the one that is named has actions', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const diagnostic = (await opened.diagnostics(uri)).find(({ code }) => code === 'FRM-25')!;
    const bare: Diagnostic = { code: 'FRM-25', range: diagnostic.range, message: '' };
    expect(named(await ask(opened, diagnostic.range, { diagnostics: [bare] }), /FILE_OCTA/).diagnostics).toEqual([bare]);
    expect(await ask(opened, diagnostic.range, { diagnostics: [{ ...bare, code: 'FRM-99' }], only: ['quickfix'] })).toEqual([]);
    expect(await ask(opened, diagnostic.range, { diagnostics: [{ ...bare, source: 'json' }], only: ['quickfix'] })).toEqual([]);
  });

  test('that have one title say where they are: two commas on one line, and several findings of a selection', async () => {
    const opened = await start();
    const text = '{ "FormatVersion": 1, "Notes": ["a" "b" "b" "b"] }';
    await opened.open(text, documentUri);
    const line: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
    const fixes = (await ask(opened, line, { only: ['quickfix'] }, documentUri)).filter(({ title }) => title.startsWith('Insert'));
    expect(titles(fixes)).toEqual(['Insert , before "b" (line 1, column 36)', 'Insert , before "b" (line 1, column 40)', 'Insert , before "b" (line 1, column 44)']);
    const two = '{ "FormatVersion": 1 "Target": { "PageSize": 4096 } "Notes": "x" }';
    await opened.open(two, uri);
    expect(titles((await ask(opened, line, { only: ['quickfix'] })).filter(({ title }) => title.startsWith('Insert')))).toEqual(['Insert , before "Target"', 'Insert , before "Notes"']);
  });

  test('are found where a client names a problem by its code alone', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    expect(titles(await ask(opened, rangeOf('16'), { diagnostics: [{ code: 'FRM-25', message: '' } as Diagnostic], only: ['quickfix'] }))).toContain('Set FileAlignment to FILE_OCTA_ALIGNMENT');
  });

  test.each([['quickfix', false, true], ['source', true, false], ['source.fixAll', true, false], ['source.fixAll.avstream', true, false], ['source.fixAll.eslint', false, false], ['refactor', false, false]])('of the kind %s are given where it is asked for', async (kind, all, fixes) => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const kinds = (await ask(opened, rangeOf('16'), { only: [kind] })).map((action) => action.kind);
    expect([kinds.includes('source.fixAll.avstream'), kinds.includes('quickfix')]).toEqual([all, fixes]);
  });

  test('are edits of the version they were worked out for', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    expect(documentEdits(named(await ask(opened, rangeOf('16')), /FILE_OCTA/))[0]!.textDocument).toEqual({ uri, version: opened.client.versionOf(uri, 1) });
    await opened.change(uri, 7, { line: 0, character: 1 }, { line: 0, character: 1 }, ' ');
    expect(documentEdits(named(await ask(opened, rangeOf('16')), /FILE_OCTA/))[0]!.textDocument).toEqual({ uri, version: opened.client.versionOf(uri, 7) });
  });

  test('are not provided to a client that knows commands alone', async () => {
    const opened = await start({ capabilities: editorCapabilities });
    expect(opened.initialized.capabilities.codeActionProvider).toBeUndefined();
    await opened.open(descriptor, uri);
    expect(await opened.diagnostics(uri)).not.toEqual([]);
  });

  test('are plain changes for a client without versions', async () => {
    const opened = await start({ capabilities: { ...withActions, workspace: editorCapabilities.workspace! } });
    await opened.open(descriptor, uri);
    const actions = await ask(opened, rangeOf('16'));
    expect(named(actions, /FILE_OCTA/).edit).toEqual({ changes: { [uri]: [{ range: rangeOf('16'), newText: '"FILE_OCTA_ALIGNMENT"' }] } });
    // Such a client makes no files either.
    expect(titles(actions).filter((title) => title.includes('avstream.config.json'))).toEqual([]);
  });

  test('of quiet hints are not offered where hints are not shown; the actions of closed documents and configurations are none', async () => {
    const text = '{ "FormatVersion": 1, "Framings": { "A": { "OutputCompression": { "RatioNumerator": 2, "RatioDenominator": 6 } } } }';
    const at = { start: positionOf(text, '2, "RatioD'), end: positionOf(text, '2, "RatioD') };
    const opened = await start();
    await opened.open(text, uri);
    expect(await ask(opened, at)).toEqual([]);
    expect(await ask(opened, at, {}, 'file:///closed.avstream.json')).toEqual([]);
    await opened.configure({ hints: true });
    expect(titles(await ask(opened, at))).toContain('Set the ratio to 1/3');
  });
});

describe('another severity', () => {
  const off = 'Turn FRM-25 off from here on down (avstream.config.json)';

  test('is written to a new configuration beside the document', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    expect(named(await ask(opened, rangeOf('16')), off).edit).toEqual({ documentChanges: [
      { kind: 'create', uri: `${folder}/avstream.config.json` },
      { textDocument: { uri: `${folder}/avstream.config.json`, version: null }, edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '{\n  "rules": { "FRM-25": "off" }\n}\n' }] },
    ] });
  });

  test('is written to the nearest configuration, the rest of it left as it is', async () => {
    const configuration = '{\n  // ours\n  "rules": {\n    "FRM-06": "warning", // asked for\n  },\n}\n';
    const opened = await start({}, new Map([['vscode-vfs://github/me/avstream.config.json', configuration]]));
    await opened.open(descriptor, uri);
    const action = named(await ask(opened, rangeOf('16')), off);
    expect(documentEdits(action)[0]!.textDocument).toEqual({ uri: 'vscode-vfs://github/me/avstream.config.json', version: null });
    expect(applied(action, configuration)).toBe('{\n  // ours\n  "rules": {\n    "FRM-06": "warning", // asked for\n    "FRM-25": "off",\n  },\n}\n');
  });

  test.each(['{ "overrides": [{ "files": ["*.json"], "rules": { "FRM-25": "error" } }] }', '{ "rules": '])('is not offered where an override says otherwise, or the configuration cannot be read: %s', async (configuration) => {
    const opened = await start({}, new Map([[`${folder}/avstream.config.json`, configuration]]));
    await opened.open(descriptor, uri);
    const offered = titles(await ask(opened, rangeOf('16')));
    expect(offered).toContain('Suppress FRM-25 for this line');
    expect(offered).not.toContain(off);
  });

  test.each(['file:///c%3A/drivers/camera.avstream.json', 'file://server/share/camera.avstream.json'])('knows the folder of %s', async (of) => {
    const opened = await start();
    await opened.open(descriptor, of);
    expect(named(await ask(opened, rangeOf('16'), {}, of), off).edit?.documentChanges?.[0]).toEqual({ kind: 'create', uri: `${of.slice(0, of.lastIndexOf('/'))}/avstream.config.json` });
  });

  test('of a document without a folder is not offered', async () => {
    const opened = await start();
    await opened.open(descriptor, 'untitled:Untitled-1');
    expect(titles(await ask(opened, rangeOf('16'), {}, 'untitled:Untitled-1'))).not.toContain(off);
  });
});

describe('fixing everything', () => {
  const fixed = descriptor.replace('"PageSiz"', '"PageSize"').replace('"BusFlags": 4', '"BusFlags": 0');
  const whole: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  test('does what is safe and nothing else', async () => {
    const opened = await start();
    await opened.open(descriptor, uri);
    const [action, ...more] = await ask(opened, whole, { only: ['source.fixAll'] });
    expect(more).toEqual([]);
    expect(action?.kind).toBe('source.fixAll.avstream');
    expect(applied(action!)).toBe(fixed);
    expect(titles(await ask(opened, whole, { only: ['source.fixAll.avstream'] }))).toEqual([action!.title]);
    expect(await ask(opened, whole, { only: ['source.organizeImports'] })).toEqual([]);
    expect((await ask(opened, rangeOf('16'))).at(-1)?.kind).toBe('source.fixAll.avstream');
  });

  test('leaves alone what is off, what is suppressed, and a text with syntax errors', async () => {
    const quiet = descriptor.replace('          "BusFlags"', '          // avstream-disable-next-line FRM-08\n          "BusFlags"');
    const opened = await start({ settings: { rules: { 'DOC-02': 'off' } } });
    await opened.open(quiet, uri);
    expect(await ask(opened, whole, { only: ['source.fixAll'] })).toEqual([]);
    await opened.open(descriptor.replace('"Frames": 3,', '"Frames": 3'), documentUri);
    expect(await ask(opened, whole, { only: ['source.fixAll'] }, documentUri)).toEqual([]);
  });

  test('is worked out when it is chosen, where the client asks then; not for a text that has changed since', async () => {
    const opened = await start({ capabilities: withResolve });
    expect(opened.initialized.capabilities.codeActionProvider).toMatchObject({ resolveProvider: true });
    await opened.open(descriptor, uri);
    const [action] = await ask(opened, whole, { only: ['source.fixAll'] });
    expect(action?.edit).toBeUndefined();
    expect(applied(await opened.client.sendRequest<CodeAction>('codeAction/resolve', action!))).toBe(fixed);
    const severity = named(await ask(opened, rangeOf('16')), /^Turn FRM-25 off/);
    expect(severity.edit).toBeUndefined();
    expect((await opened.client.sendRequest<CodeAction>('codeAction/resolve', severity)).edit?.documentChanges).toHaveLength(2);
    await opened.change(uri, 2, { line: 0, character: 1 }, { line: 0, character: 1 }, ' ');
    expect((await opened.client.sendRequest<CodeAction>('codeAction/resolve', action!)).edit).toBeUndefined();
    // What is not ours, or damaged, comes back as it is.
    expect(await opened.client.sendRequest<CodeAction>('codeAction/resolve', { title: 'x', data: { uri: 3 } })).toEqual({ title: 'x', data: { uri: 3 } });
  });
});
