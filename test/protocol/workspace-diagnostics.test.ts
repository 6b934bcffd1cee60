import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WorkspaceDiagnosticReport, type WorkspaceDiagnosticReportPartialResult, type WorkspaceDocumentDiagnosticReport, FileChangeType } from 'vscode-languageserver-protocol';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { fileMethods } from '../../server/src/protocol/index';
import { type Session, editorCapabilities, openSession, pushCapabilities } from './support/session';

const good = '{ "FormatVersion": 1 }';
const bad = '{ "FormatVersion": 1, "Unknown": 1 }';
/** Stands for a text that the client does not pass on. */
const tooLarge = 'too large';
const a = 'file:///c%3A/drivers/a.avstream.json';
const b = 'file://server/share/b.avstream.jsonc';
const c = 'vscode-vfs://github/o/r/c.avstream.json';

/** Far off what it takes: the machine may be busy. */
const eventually = <T>(value: () => T): ReturnType<typeof expect.poll<T>> => expect.poll(value, { timeout: 15_000 });

let disk = new Map<string, string>();
let reads: string[] = [];
let listed = 0;
let session: Session | undefined;
/** Requests that are open until something happens. */
const open: Promise<unknown>[] = [];
beforeEach(() => {
  disk = new Map([[a, good], [b, bad], [c, bad]]);
  reads = [];
  listed = 0;
});
/** Whoever goes says so: what is open is answered. */
async function close(): Promise<void> {
  await session?.client.sendRequest('shutdown').catch(() => undefined);
  await Promise.all(open.splice(0));
  session?.close();
}
afterEach(close);

async function start(mode: 'workspace' | 'openFilesOnly' = 'workspace', isWhole = true, rules: unknown = {}): Promise<Session> {
  const opened = await openSession({
    settings: { diagnosticMode: mode, rules },
    initializationOptions: { readsFiles: true, listsFiles: true },
    readFile: (uri) => {
      reads.push(uri);
      const text = disk.get(uri);
      if (text === tooLarge) return Promise.resolve({ kind: 'unreadable', reason: 'tooLarge' });
      return Promise.resolve(text === undefined ? { kind: 'missing' } : { kind: 'text', text });
    },
    lists: () => {
      listed += 1;
      return { uris: [...disk.keys()], isWhole };
    },
  });
  session = opened;
  return opened;
}

/** The last that was told of each file: codes of its diagnostics. */
const codesOf = (reports: readonly WorkspaceDocumentDiagnosticReport[]): Readonly<Record<string, unknown>> => Object.fromEntries(reports.map((report) => [report.uri, report.kind === 'full' ? report.items.map(({ code }) => code) : 'unchanged']));
/** A client that takes partial results: one request, open until it is cancelled. */
function stream(opened: Session, previousResultIds: readonly { readonly uri: string; readonly value: string }[] = []): { readonly told: WorkspaceDocumentDiagnosticReport[]; readonly source: CancellationTokenSource; readonly end: Promise<unknown> } {
  const told: WorkspaceDocumentDiagnosticReport[] = [];
  const source = new CancellationTokenSource();
  const token = `partial ${Math.random()}`;
  opened.client.onNotification('$/progress', (progress: { readonly token: unknown; readonly value: WorkspaceDiagnosticReportPartialResult }) => {
    if (progress.token === token) told.push(...progress.value.items);
  });
  const end = opened.client.sendRequest('workspace/diagnostic', { previousResultIds, partialResultToken: token }, source.token).catch((error: unknown) => error);
  open.push(end);
  return { told, source, end };
}
const once = (opened: Session, previousResultIds: readonly { readonly uri: string; readonly value: string }[] = [], token?: CancellationTokenSource['token']): Promise<WorkspaceDiagnosticReport> => opened.client.sendRequest('workspace/diagnostic', { previousResultIds }, token ?? CancellationToken.None);
const resultIds = (reports: readonly WorkspaceDocumentDiagnosticReport[]): { uri: string; value: string }[] => reports.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
const fileEvent = (opened: Session, uri: string, type: FileChangeType): Promise<void> => opened.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

describe('diagnostics of the workspace', () => {
  test('are offered to clients that ask for diagnostics and list files, and to no others', async () => {
    expect((await start()).initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    await close();
    session = await openSession({ initializationOptions: { readsFiles: true } });
    expect(session.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: false });
    await close();
    session = await openSession({ needs: ['saysThatItDoesNotPull'], capabilities: pushCapabilities, initializationOptions: { readsFiles: true, listsFiles: true } });
    expect(session.initialized.capabilities.diagnosticProvider).toBeUndefined();
  });

  test('tell every closed descriptor, whatever its scheme, and each again only when it has changed', async () => {
    const opened = await start();
    await eventually(() => opened.registered.filter(({ method }) => method === 'workspace/didChangeWatchedFiles')[0]?.registerOptions).toEqual({ watchers: [{ globPattern: '**/avstream.config.json' }, { globPattern: '**/*.avstream.{json,jsonc}' }] });
    const first = await once(opened);
    expect(codesOf(first.items)).toEqual({ [a]: [], [b]: ['DOC-02'], [c]: ['DOC-02'] });
    // Open until something is another.
    const second = once(opened, resultIds(first.items));
    expect(await Promise.race([second, new Promise((resolve) => setTimeout(() => resolve('open'), 100))])).toBe('open');
    const before = reads.filter((uri) => uri === b).length;
    disk.set(a, bad);
    await fileEvent(opened, a, FileChangeType.Changed);
    expect(codesOf((await second).items)).toEqual({ [a]: ['DOC-02'], [b]: 'unchanged', [c]: 'unchanged' });
    expect(reads.filter((uri) => uri === b)).toHaveLength(before);
    expect(listed).toBe(1);
  });

  test('come piece by piece, follow files that are made and removed, and end when they are cancelled', async () => {
    const opened = await start();
    const { told, source, end } = stream(opened);
    await eventually(() => codesOf(told)).toEqual({ [a]: [], [b]: ['DOC-02'], [c]: ['DOC-02'] });
    const made = 'file:///c%3A/drivers/new.avstream.json';
    disk.set(made, bad);
    disk.delete(b);
    await fileEvent(opened, made, FileChangeType.Created);
    await fileEvent(opened, b, FileChangeType.Deleted);
    await fileEvent(opened, 'file:///c%3A/drivers/node_modules/x/d.avstream.json', FileChangeType.Created);
    await eventually(() => codesOf(told)).toEqual({ [a]: [], [b]: [], [c]: ['DOC-02'], [made]: ['DOC-02'] });
    source.cancel();
    expect(await end).toMatchObject({ code: -32800 });
  });

  test('leave open documents to their editor, and take them back when they are closed', async () => {
    const opened = await start();
    await opened.open(bad, a);
    const { told } = stream(opened);
    await eventually(() => codesOf(told)).toEqual({ [b]: ['DOC-02'], [c]: ['DOC-02'] });
    await opened.closeDocument(a);
    // What was typed and not saved is gone.
    await eventually(() => codesOf(told)[a]).toEqual([]);
  });

  test('follow settings and configurations, and are taken back when they are switched off', async () => {
    const opened = await start();
    const { told } = stream(opened);
    await eventually(() => codesOf(told)[b]).toEqual(['DOC-02']);
    await opened.configure({ diagnosticMode: 'workspace', rules: { 'DOC-02': 'off' } });
    await eventually(() => codesOf(told)).toEqual({ [a]: [], [b]: [], [c]: [] });
    disk.set('file:///c%3A/drivers/avstream.config.json', '{ "rules": { "DOC-02": "warning" } }');
    disk.set(a, bad);
    await fileEvent(opened, 'file:///c%3A/drivers/avstream.config.json', FileChangeType.Created);
    await fileEvent(opened, a, FileChangeType.Changed);
    await eventually(() => codesOf(told)[a]).toEqual(['DOC-02']);
    await opened.configure({});
    await eventually(() => codesOf(told)[a]).toEqual([]);
  });

  test('pass over files that are too large, and say so once, of those that no editor shows', async () => {
    const opened = await start();
    const messages: string[] = [];
    opened.client.onNotification('window/showMessage', ({ message }: { readonly message: string }) => messages.push(message));
    const large = 'file:///c%3A/drivers/large%20one.avstream.json';
    disk.set(large, tooLarge);
    await opened.open(bad, large);
    const { told } = stream(opened);
    await eventually(() => codesOf(told)).toEqual({ [a]: [], [b]: ['DOC-02'], [c]: ['DOC-02'] });
    expect(messages).toEqual([]);
    await opened.closeDocument(large);
    await eventually(() => messages).toEqual(['The descriptor large one.avstream.json has more than 4 MiB: it is checked only while it is open.']);
    disk.set(b, tooLarge);
    await fileEvent(opened, b, FileChangeType.Changed);
    await eventually(() => codesOf(told)[b]).toEqual([]);
    expect(messages).toHaveLength(1);
    await close();
    const next = await start();
    const again: string[] = [];
    next.client.onNotification('window/showMessage', ({ message }: { readonly message: string }) => again.push(message));
    stream(next);
    await eventually(() => again).toEqual(['2 descriptors of the workspace, large one.avstream.json the first of them, have more than 4 MiB: they are checked only while they are open.']);
  });

  test('read nothing while only open files are wanted', async () => {
    const opened = await start('openFilesOnly');
    expect((await once(opened)).items).toEqual([]);
    expect([listed, reads]).toEqual([0, []]);
  });

  test('say once that a workspace has more than is looked at, and answer a cancelled request as such', async () => {
    const opened = await start('workspace', false);
    const shown: string[] = [];
    opened.client.onNotification('window/showMessage', ({ message }: { readonly message: string }) => { shown.push(message); });
    const { items } = await once(opened);
    await once(opened);
    expect(shown).toEqual(['The workspace has more than 2000 descriptors; the others are checked when they are opened.']);
    const source = new CancellationTokenSource();
    const open = once(opened, resultIds(items), source.token);
    source.cancel();
    await expect(open).rejects.toMatchObject({ code: -32800 });
    // One that is still open when the server is shut down is answered.
    const last = once(opened, resultIds(items));
    await opened.client.sendRequest('shutdown');
    expect(await last).toEqual({ items: [] });
  });

  test('go on with what the client tells of other folders, and without files that cannot be read', async () => {
    const opened = await start();
    const { told } = stream(opened);
    await eventually(() => codesOf(told)[c]).toEqual(['DOC-02']);
    disk = new Map([[a, bad]]);
    await opened.client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } });
    await eventually(() => codesOf(told)).toMatchObject({ [b]: [], [c]: [] });
    opened.client.onRequest(fileMethods.readFile, () => { throw new Error('gone'); });
    await fileEvent(opened, a, FileChangeType.Changed);
    await eventually(() => codesOf(told)[a]).toEqual([]);
  });
});

test('a large workspace holds nothing back: a hover is answered between its files', async () => {
  const text = `{ "FormatVersion": 1, "Framings": { ${Array.from({ length: 100 }, (_, index) => `"F${index}": { "FramingItem": [ { "Frames": 2, "FileAlignment": 5 } ] }`).join(', ')} } }`;
  for (let index = 0; index < 40; index++) disk.set(`file:///w/${index}.avstream.json`, text);
  const opened = await start();
  await opened.open(good, 'file:///open.avstream.json');
  const { told } = stream(opened);
  await eventually(() => told.length).toBeGreaterThan(0);
  const begun = told.length;
  await opened.hover('file:///open.avstream.json', { line: 0, character: 4 });
  expect(told.length - begun).toBeLessThan(40);
  await eventually(() => Object.keys(codesOf(told)).length).toBe(43);
  expect(opened.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  expect(editorCapabilities.textDocument?.diagnostic).toBeDefined();
});
