import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReadFileResult } from '../../server/src/protocol/index';
import { type Layout, descriptor, layouts } from './support/layouts';
import { type Session, editorCapabilities, openSession, positionOf, pushCapabilities } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

const names = ['', 'error', 'warning', 'info', 'hint'];
const short = ({ severity, code }: Diagnostic): string => `${names[severity ?? 0]!} ${String(code)}`;
const configurationName = 'avstream.config.json';

/** A file system in memory, by address. */
function memory(files: Map<string, string>): { readonly asked: string[]; readonly readFile: (uri: string) => Promise<ReadFileResult> } {
  const asked: string[] = [];
  return {
    asked,
    readFile: (uri) => {
      asked.push(uri);
      const text = files.get(uri);
      return Promise.resolve(text === undefined ? { kind: 'missing' } : { kind: 'text', text });
    },
  };
}
const rules = (said: Readonly<Record<string, string>>): string => JSON.stringify({ rules: said });

describe('editor and command line agree', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'avstream layout ')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  interface Outcome { readonly findings: readonly { readonly what: string; readonly range: unknown; readonly message: unknown }[]; readonly problems: readonly string[] }
  const inOrder = (findings: Outcome['findings']): Outcome['findings'] => [...findings].sort((a, b) => (a.what < b.what ? -1 : 1));

  async function commandLine(document: string): Promise<Outcome> {
    if (!existsSync('dist/cli.js')) throw new Error('dist/cli.js is not there: npm run build.');
    const out = await new Promise<string>((resolve) => { execFile(process.execPath, ['dist/cli.js', 'check', '--format', 'json', document], (_, stdout) => resolve(stdout)); });
    interface Said { readonly severity: string; readonly code: string; readonly range: unknown; readonly message: string }
    const { files, configurations } = JSON.parse(out) as { readonly files: readonly { readonly findings: readonly Said[] }[]; readonly configurations: readonly { readonly problems: readonly Said[] }[] };
    return {
      findings: inOrder(files[0]!.findings.map(({ severity, code, range, message }) => ({ what: `${severity} ${code}`, range, message }))),
      problems: configurations.flatMap((configuration) => configuration.problems.map(({ severity, code, range }) => `${severity} ${code} ${JSON.stringify(range)}`)),
    };
  }

  /** The same through the server. */
  async function editor(uri: string, read: (uri: string) => Promise<ReadFileResult>): Promise<Outcome> {
    const opened = session = await openSession({ readFile: read });
    await opened.open(descriptor, uri);
    const findings = await opened.diagnostics(uri);
    return {
      findings: inOrder(findings.map((diagnostic) => ({ what: short(diagnostic), range: diagnostic.range, message: diagnostic.message }))),
      problems: opened.published.flatMap(({ diagnostics }) => diagnostics.map((diagnostic) => `${short(diagnostic)} ${JSON.stringify(diagnostic.range)}`)),
    };
  }

  const readFromDisk = async (uri: string): Promise<ReadFileResult> => {
    try {
      return { kind: 'text', text: new TextDecoder('utf-8').decode(await readFile(fileURLToPath(uri))) };
    } catch {
      return { kind: 'missing' };
    }
  };

  test.each(layouts.map((layout) => [layout.name, layout] as const))('%s', async (_, layout: Layout) => {
    for (const [name, text] of Object.entries({ ...layout.files, [layout.document]: descriptor })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const document = path.join(folder, layout.document);
    const printed = await commandLine(document);
    expect(printed.findings.map(({ what }) => what)).toEqual(layout.expected);
    expect(printed.problems.map((problem) => problem.replace(/ \{.*/, ''))).toEqual(layout.problems ?? []);

    const shown = await editor(pathToFileURL(document).href, readFromDisk);
    expect(shown.findings).toEqual(printed.findings);
    // Editors count without a byte order mark.
    if (!Object.values(layout.files).some((text) => text.startsWith('\ufeff'))) expect(shown.problems).toEqual(printed.problems);
    else expect(shown.problems.map((problem) => problem.replace(/ \{.*/, ''))).toEqual(layout.problems ?? []);
    session?.close();

    // The same tree on a file system that is no disk.
    const address = (name: string): string => `vscode-vfs://github/o/r/${name.split('/').map(encodeURIComponent).join('/')}`;
    const virtual = await editor(address(layout.document), memory(new Map(Object.entries(layout.files).map(([name, text]) => [address(name), text.replace(/^\ufeff/, '')]))).readFile);
    expect(virtual.findings).toEqual(printed.findings);
  });

  test('the table has a layout for every severity', () => {
    expect(new Set(layouts.flatMap(({ expected }) => expected.map((each) => each.split(' ')[0])))).toEqual(new Set(['error', 'warning', 'info', 'hint']));
  });
});

describe('configuration files in the editor', () => {
  const folder = 'file:///w/driver';
  const uri = `${folder}/a.avstream.json`;
  const config = `${folder}/${configurationName}`;
  const alignment = (diagnostics: readonly Diagnostic[]): string | undefined => diagnostics.filter(({ code }) => code === 'FRM-25').map(short)[0];
  const tell = (opened: Session, changed: string): Promise<void> => opened.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: changed, type: 2 }] });

  test('are watched, and read once for many questions', async () => {
    const files = memory(new Map([[config, rules({ 'FRM-25': 'info' })]]));
    const opened = session = await openSession({ readFile: files.readFile });
    await opened.open(descriptor, uri);
    for (let times = 0; times < 3; times++) expect(alignment(await opened.diagnostics(uri))).toBe('info FRM-25');
    await opened.hover(uri, { line: 0, character: 0 });
    expect([...files.asked].sort()).toEqual([`file:///${configurationName}`, `file:///w/${configurationName}`, config].sort());
    expect(opened.registered.find(({ method }) => method === 'workspace/didChangeWatchedFiles')?.registerOptions).toEqual({ watchers: [{ globPattern: `**/${configurationName}` }] });
  });

  test('when one changes, appears or goes, what is open is checked again', async () => {
    const texts = new Map<string, string>();
    const opened = session = await openSession({ readFile: memory(texts).readFile });
    await opened.open(descriptor, uri);
    const first = await opened.pull(uri);
    expect(first.kind === 'full' && alignment(first.items)).toBe('error FRM-25');
    for (const [text, expected] of [[rules({ 'FRM-25': 'info' }), 'info FRM-25'], [rules({ 'FRM-25': 'warning' }), 'warning FRM-25'], [undefined, 'error FRM-25']] as const) {
      if (text === undefined) texts.delete(config);
      else texts.set(config, text);
      const before = opened.refreshes;
      await tell(opened, config);
      await opened.refreshed(before + 1);
      const next = await opened.pull(uri, first.resultId);
      expect(next.kind === 'full' && alignment(next.items)).toBe(expected);
    }
  });

  test('other files that change are none of ours', async () => {
    const opened = session = await openSession({ readFile: memory(new Map()).readFile });
    await opened.open(descriptor, uri);
    const first = await opened.pull(uri);
    await tell(opened, `${folder}/tsconfig.json`);
    await tell(opened, `file:///elsewhere/${configurationName}`);
    expect((await opened.pull(uri, first.resultId)).kind).toBe('unchanged');
    expect(opened.refreshes).toBe(0);
  });

  test('that are open hold as they stand in the editor, and as on disk again when they are closed', async () => {
    const opened = session = await openSession({ readFile: memory(new Map([[config, rules({ 'FRM-25': 'info' })]])).readFile });
    await opened.open(descriptor, uri);
    expect(alignment(await opened.diagnostics(uri))).toBe('info FRM-25');
    await opened.open(rules({ 'FRM-25': 'warning' }), config, 'jsonc');
    await expect.poll(() => opened.refreshes).toBeGreaterThan(0);
    expect(alignment(await opened.diagnostics(uri))).toBe('warning FRM-25');
    await opened.change(config, 2, { line: 0, character: 0 }, { line: 0, character: 1000 }, rules({ 'FRM-25': 'off' }));
    expect(alignment(await opened.diagnostics(uri))).toBeUndefined();
    await opened.closeDocument(config);
    expect(alignment(await opened.diagnostics(uri))).toBe('info FRM-25');
  });

  test('have diagnostics of their own, and neither hovers, completion nor outline', async () => {
    const opened = session = await openSession({ readFile: memory(new Map()).readFile });
    const text = '{ "rules": { "FRN-25": "of" } }';
    await opened.open(text, config);
    expect((await opened.diagnostics(config)).map((diagnostic) => ({ what: short(diagnostic), range: diagnostic.range }))).toEqual([
      { what: 'warning config-code', range: { start: positionOf(text, '"FRN-25"'), end: positionOf(text, '"FRN-25"', 8) } },
      { what: 'error config-severity', range: { start: positionOf(text, '"of"'), end: positionOf(text, '"of"', 4) } },
    ]);
    expect(await opened.hover(config, positionOf(text, 'FRN'))).toBeNull();
    expect(await opened.completion(config, positionOf(text, 'FRN'))).toEqual([]);
    expect(await opened.symbols(config)).toEqual([]);
  });

  test('with mistakes are told while nobody has them open, and no longer once they are mended', async () => {
    const texts = new Map([[config, rules({ 'FRN-25': 'off' })]]);
    const opened = session = await openSession({ readFile: memory(texts).readFile });
    await opened.open(descriptor, uri);
    await opened.diagnostics(uri);
    expect(opened.published.map(({ uri: about, diagnostics }) => [about, diagnostics.map(short)])).toEqual([[config, ['warning config-code']]]);
    texts.set(config, rules({ 'FRM-25': 'off' }));
    await tell(opened, config);
    await opened.diagnostics(uri);
    await expect.poll(() => opened.published.at(-1)?.diagnostics).toEqual([]);
    // In the editor the client asks for them itself.
    texts.set(config, rules({ 'FRN-25': 'off' }));
    await tell(opened, config);
    await opened.diagnostics(uri);
    await opened.open(rules({ 'FRN-25': 'off' }), config, 'jsonc');
    await opened.diagnostics(config);
    await expect.poll(() => opened.published.at(-1)).toEqual({ uri: config, diagnostics: [] });
  });

  test('outside the workspace are looked at again when a descriptor is saved or opened', async () => {
    const above = `file:///${configurationName}`;
    const texts = new Map<string, string>();
    const opened = session = await openSession({ needs: ['answersServer'], readFile: memory(texts).readFile });
    await opened.open(descriptor, uri);
    expect(alignment(await opened.diagnostics(uri))).toBe('error FRM-25');
    texts.set(above, rules({ 'FRM-25': 'info' }));
    await opened.client.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await opened.refreshed(1);
    expect(alignment(await opened.diagnostics(uri))).toBe('info FRM-25');
    texts.delete(above);
    await opened.open(descriptor, `${folder}/b.avstream.json`);
    await opened.refreshed(2);
    expect(alignment(await opened.diagnostics(uri))).toBe('error FRM-25');
  });

  test.each([['never', 100_000], ['late', 900]])('a client that answers %s holds nothing back', async (_, delay) => {
    const opened = session = await openSession({ readFile: (asked) => new Promise((resolve) => { setTimeout(() => resolve(asked === config ? { kind: 'text', text: rules({ 'FRM-25': 'info' }) } : { kind: 'missing' }), delay).unref(); }) });
    await opened.open(descriptor, uri);
    expect(alignment(await opened.diagnostics(uri))).toBe('error FRM-25');
    if (delay > 1_000) return;
    await opened.refreshed(1);
    await expect.poll(async () => alignment(await opened.diagnostics(uri)), { timeout: 3_000 }).toBe('info FRM-25');
  });

  test.each(['denied', 'failed'] as const)('that cannot be read (%s) are told in the log and hold nothing', async (reason) => {
    const opened = session = await openSession({ readFile: (asked) => (asked === config ? (reason === 'failed' ? Promise.reject(new Error('broken')) : Promise.resolve({ kind: 'unreadable', reason })) : Promise.resolve({ kind: 'missing' })) });
    await opened.open(descriptor, uri);
    expect(alignment(await opened.diagnostics(uri))).toBe('error FRM-25');
    await expect.poll(() => opened.log.join('\n')).toMatch(/configuration/i);
  });

  test('a client that reads no files is not asked, and none are watched', async () => {
    const opened = session = await openSession();
    await opened.open(descriptor, uri);
    expect(alignment(await opened.diagnostics(uri))).toBe('error FRM-25');
    expect(opened.registered.map(({ method }) => method)).not.toContain('workspace/didChangeWatchedFiles');
    expect(opened.log).toEqual([]);
  });

  test('are heard by clients that are told diagnostics, too', async () => {
    const texts = new Map([[config, rules({ 'FRM-25': 'info' })]]);
    const opened = session = await openSession({ capabilities: pushCapabilities, readFile: memory(texts).readFile });
    await opened.open(descriptor, uri);
    expect(alignment((await opened.nextPublished(uri, 1)).diagnostics)).toBe('info FRM-25');
    texts.set(config, rules({ 'FRM-25': 'warning' }));
    await tell(opened, config);
    await expect.poll(() => alignment(opened.published.at(-1)?.diagnostics ?? [])).toBe('warning FRM-25');
    const text = '{ "rules": { "FRM-25": "loud" } }';
    await opened.open(text, config);
    await expect.poll(() => opened.published.filter((each) => each.uri === config).at(-1)?.diagnostics.map(short)).toEqual(['error config-severity']);
  });
});

describe('a syntax error in an open configuration', () => {
  const config = `file:///w/${configurationName}`;
  test.each([
    ['is told by VS Code itself', { uriScheme: 'vscode', extensionId: 'a.b', readsFiles: false }, 'jsonc', ['warning config-code']],
    ['is told where nobody else does', {}, 'jsonc', ['error config-syntax', 'warning config-code']],
    ['is told in a file of another language', { uriScheme: 'vscode', extensionId: 'a.b', readsFiles: false }, 'plaintext', ['error config-syntax', 'warning config-code']],
  ])('%s', async (_, initializationOptions, languageId, expected) => {
    const opened = session = await openSession({ initializationOptions });
    await opened.open('{ "rules": { "XXX-01": "off", "FRM-25" } }', config, languageId);
    expect((await opened.diagnostics(config)).map(short).sort()).toEqual(expected);
  });
});

describe('the setting avstream.rules', () => {
  const uri = 'file:///w/a.avstream.json';
  test('is heeded, also when it changes, and is weaker than a file', async () => {
    const texts = new Map<string, string>();
    const opened = session = await openSession({ settings: { rules: { 'FRM-25': 'warning', 'FRM-06': 'info', 'DOC-11': 'loud' } }, readFile: memory(texts).readFile });
    await opened.open(descriptor, uri);
    expect((await opened.diagnostics(uri)).map(short).sort()).toEqual(['info DOC-11', 'info FRM-06', 'warning FRM-25']);
    await opened.configure({ rules: { 'FRM-25': 'off' } });
    await opened.refreshed(1);
    expect((await opened.diagnostics(uri)).map(short).sort()).toEqual(['info DOC-11']);
    texts.set(`file:///w/${configurationName}`, rules({ 'FRM-25': 'error' }));
    await opened.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file:///w/${configurationName}`, type: 1 }] });
    expect((await opened.diagnostics(uri)).map(short).sort()).toEqual(['error FRM-25', 'info DOC-11']);
  });

  test('is that of the folder in which the document lies', async () => {
    const opened = session = await openSession();
    opened.client.onRequest('workspace/configuration', ({ items }: { items: readonly { readonly scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => ({ rules: { 'FRM-25': scopeUri?.startsWith('file:///w/legacy/') === true ? 'info' : 'warning' } })));
    const [legacy, other] = ['file:///w/legacy/a.avstream.json', 'file:///w/other/a.avstream.json'];
    await opened.open(descriptor, legacy);
    await opened.open(descriptor, other);
    expect((await opened.diagnostics(legacy)).map(short)).toContain('info FRM-25');
    expect((await opened.diagnostics(other)).map(short)).toContain('warning FRM-25');
    expect((await opened.diagnostics(legacy)).map(short)).toContain('info FRM-25');
  });

  test('that arrives after the first answer holds from then on', async () => {
    const opened = session = await openSession();
    opened.client.onRequest('workspace/configuration', async () => {
      await new Promise((resolve) => { setTimeout(resolve, 700); });
      return [{ rules: { 'FRM-25': 'info' } }];
    });
    await opened.open(descriptor, uri);
    await opened.diagnostics(uri);
    await opened.refreshed(1);
    expect((await opened.diagnostics(uri)).map(short)).toContain('info FRM-25');
  });
});

describe('hints', () => {
  const uri = 'file:///w/a.avstream.json';
  const config = `file:///w/${configurationName}`;
  const hovered = async (opened: Session): Promise<string> => JSON.stringify((await opened.hover(uri, positionOf(descriptor, '"Flags"')))?.contents ?? '');
  /** Says where the hint of the descriptor stands: at its opening bracket. */
  const atItem = async (opened: Session): Promise<string> => JSON.stringify((await opened.hover(uri, positionOf(descriptor, '{ "Flags"')))?.contents ?? '');

  test('are told in hovers with a link, and are no problems', async () => {
    const opened = session = await openSession({ readFile: memory(new Map()).readFile });
    await opened.open(descriptor, uri);
    expect((await opened.diagnostics(uri)).map(short)).not.toContain('hint FRM-06');
    expect(await hovered(opened) + await atItem(opened)).toMatch(/Hint \[FRM-06\]\(vscode:\/\/avstream-studio\.avstream-studio\/rules\/FRM-06\): MemoryFlags/);
  });

  test.each([['hint'], ['warning'], ['off']])('that are set to %s are not told in hovers: the editor tells problems itself', async (severity) => {
    const opened = session = await openSession({ readFile: memory(new Map([[config, rules({ 'FRM-06': severity })]])).readFile });
    await opened.open(descriptor, uri);
    expect((await opened.diagnostics(uri)).map(short).filter((each) => each.endsWith('FRM-06'))).toEqual(severity === 'off' ? [] : [`${severity} FRM-06`]);
    expect(await hovered(opened) + await atItem(opened)).not.toContain('FRM-06');
  });
});

test('a suppression that does nothing is faded where the editor can', async () => {
  const uri = 'file:///w/a.avstream.json';
  const tagsFor = async (capabilities: typeof editorCapabilities): Promise<unknown> => {
    const opened = session = await openSession({ capabilities });
    await opened.open(descriptor, uri);
    const found = (await opened.diagnostics(uri)).find(({ code }) => code === 'DOC-11');
    expect(found?.range).toEqual({ start: positionOf(descriptor, 'FRM-01'), end: positionOf(descriptor, 'FRM-01', 6) });
    opened.close();
    return found?.tags;
  };
  expect(await tagsFor(editorCapabilities)).toEqual([1]);
  expect(await tagsFor({ ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, diagnostic: {}, publishDiagnostics: {} } })).toBeUndefined();
});
