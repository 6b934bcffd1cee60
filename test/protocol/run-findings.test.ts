import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { type ReadFileResult, type SimulateResult, methods } from '../../server/src/protocol/index';
import { type Session, type SessionOptions, documentUri, editorCapabilities, openSession, positionOf, pushCapabilities } from './support/session';

/** A document whose run cuts images (HDR-06, an error) and leaves clones behind (STA-04, a warning). */
const descriptor = (comment = ''): string => `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2 } } ] } ],
  "Simulations": [ { "Label": "small buffers", "Duration": "200 ms", "Source": { "Period": "40 ms", "FrameSize": 1000 }, "Driver": { "WhenBufferTooSmall": "Truncate", "DeletesClones": "Never" },
    "Client": { "Requests": 2, "Hold": "1 ms",
      ${comment}
      "BufferSize": 500 } } ] }
`;

const isOfRun = ({ source }: Diagnostic): boolean => source === 'AVStream simulation';
const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.filter(isOfRun).map(({ code, severity }) => `${String(code)} ${severity ?? 0}`).sort();
const wordsOf = ({ message }: Diagnostic): string => typeof message === 'string' ? message : message.value;
const both = ['HDR-06 1', 'STA-04 2'];
const initializationOptions = { uriScheme: 'vscode', extensionId: 'a.b', timelineCommand: 'show.timeline', readsFiles: false };
const withActions = { ...editorCapabilities, textDocument: { ...editorCapabilities.textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } } };

let session: Session | undefined;
afterEach(() => session?.close());

const start = async (options: SessionOptions = {}): Promise<Session> => (session = await openSession({ capabilities: withActions, initializationOptions, ...options }));

async function simulate({ client }: Session, uri: string, runId: string): Promise<SimulateResult> {
  return client.sendRequest<SimulateResult>(methods.simulate, { uri, runId });
}
const show = ({ client }: Session, uri: string, runId: string | null): Promise<void> => client.sendNotification(methods.showRun, { uri, runId });

async function shown(options: SessionOptions = {}, text = descriptor()): Promise<Session> {
  const opened = await start(options);
  await opened.open(text);
  expect((await simulate(opened, documentUri, 'first')).kind).toBe('completed');
  await show(opened, documentUri, 'first');
  return opened;
}

describe('findings of the run that a timeline shows', () => {
  test('are diagnostics at the values that caused them, with rule, time and scenario; not before the run is shown', async () => {
    const opened = await start();
    await opened.open(descriptor());
    const result = await simulate(opened, documentUri, 'first');
    expect((await opened.diagnostics(documentUri)).filter(isOfRun)).toEqual([]);
    await show(opened, documentUri, 'first');
    const diagnostics = await opened.diagnostics(documentUri);
    expect(codes(diagnostics)).toEqual(both);
    await opened.refreshed(1);
    const truncated = diagnostics.find(({ code }) => code === 'HDR-06')!;
    expect(truncated.range.start).toEqual(positionOf(descriptor(), '500 }'));
    expect(truncated.codeDescription?.href).toBe('vscode://a.b/rules/HDR-06');
    expect(wordsOf(truncated)).toContain('Simulation “small buffers”, at ');
    // The sentence is the timeline's.
    const said = result.kind === 'completed' ? result.outcome.findings.find(({ code }) => code === 'HDR-06')!.text : '';
    expect(wordsOf(truncated).startsWith(said)).toBe(true);
  });

  test('go with the text that was run, and come back with it', async () => {
    const opened = await shown();
    const at = positionOf(descriptor(), '"1 ms"');
    await opened.change(documentUri, 2, at, { ...at, character: at.character + 6 }, '"2 ms"');
    expect(codes(await opened.diagnostics(documentUri))).toEqual([]);
    await opened.change(documentUri, 3, at, { ...at, character: at.character + 6 }, '"1 ms"');
    expect(codes(await opened.diagnostics(documentUri))).toEqual(both);
  });

  test('go when the timeline is closed, when another run takes its place, and with a run nobody knows', async () => {
    const opened = await shown();
    expect(codes(await opened.diagnostics(documentUri))).toEqual(both);
    await show(opened, documentUri, null);
    expect(codes(await opened.diagnostics(documentUri))).toEqual([]);
    await simulate(opened, documentUri, 'second');
    await show(opened, documentUri, 'second');
    expect(codes(await opened.diagnostics(documentUri))).toEqual(both);
    const at = positionOf(descriptor(), '500 }');
    await opened.change(documentUri, 2, at, { ...at, character: at.character + 3 }, '1000');
    await simulate(opened, documentUri, 'third');
    await show(opened, documentUri, 'third');
    expect(codes(await opened.diagnostics(documentUri))).toEqual(['STA-04 2']);
    await show(opened, documentUri, 'of an earlier server');
    expect(codes(await opened.diagnostics(documentUri))).toEqual([]);
  });

  test('a run of one document is never shown for another', async () => {
    const opened = await start();
    const other = await opened.open(descriptor(), 'file:///other.avstream.json');
    await opened.open(descriptor());
    await simulate(opened, documentUri, 'first');
    await show(opened, other, 'first');
    expect(codes(await opened.diagnostics(other))).toEqual([]);
  });

  test('the answer is the same until something changes', async () => {
    const opened = await shown();
    const report = await opened.pull(documentUri);
    expect((await opened.pull(documentUri, report.resultId)).kind).toBe('unchanged');
    await show(opened, documentUri, null);
    expect((await opened.pull(documentUri, report.resultId)).kind).toBe('full');
  });

  test('are published to a client that does not ask', async () => {
    const opened = await shown({ capabilities: pushCapabilities });
    // One that could ask is given a while in which to.
    await expect.poll(() => codes(opened.published.at(-1)?.diagnostics ?? []), { timeout: 8_000 }).toEqual(both);
    await show(opened, documentUri, null);
    await expect.poll(() => codes(opened.published.at(-1)?.diagnostics ?? [])).toEqual([]);
  });

  test('follow the severities of the settings, also when they change after the run', async () => {
    const opened = await shown({ settings: { rules: { 'HDR-06': 'info' } } });
    expect(codes(await opened.diagnostics(documentUri))).toEqual(['HDR-06 3', 'STA-04 2']);
    await opened.configure({ rules: { 'STA-04': 'off' } });
    await expect.poll(async () => codes(await opened.diagnostics(documentUri))).toEqual(['HDR-06 1']);
  });

  test('follow avstream.config.json', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'avstream findings '));
    try {
      const file = path.join(folder, 'a.avstream.json');
      writeFileSync(path.join(folder, 'avstream.config.json'), JSON.stringify({ root: true, rules: { 'HDR-06': 'off', 'STA-04': 'error' } }));
      const readFromDisk = async (uri: string): Promise<ReadFileResult> => readFile(fileURLToPath(uri), 'utf8').then((text): ReadFileResult => ({ kind: 'text', text }), (): ReadFileResult => ({ kind: 'missing' }));
      const opened = await start({ readFile: readFromDisk, initializationOptions: { ...initializationOptions, readsFiles: true } });
      const uri = await opened.open(descriptor(), pathToFileURL(file).href);
      await simulate(opened, uri, 'first');
      await show(opened, uri, 'first');
      expect(codes(await opened.diagnostics(uri))).toEqual(['STA-04 1']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([['// avstream-disable-next-line HDR-06'], ['"Suppress": [{ "Code": "HDR-06" }],']])('are suppressed by %s', async (comment) => {
    const opened = await shown({}, descriptor(comment));
    expect(codes(await opened.diagnostics(documentUri))).toEqual(['STA-04 2']);
  });
});

describe('the action that shows a finding on the timeline', () => {
  const actionsAt = async ({ client }: Session, piece: string): Promise<readonly CodeAction[]> => {
    const at = positionOf(descriptor(), piece, 1);
    return (await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: documentUri }, range: { start: at, end: at }, context: { diagnostics: [] } })) ?? [];
  };

  test('names the finding as the outcome does, for the finding at the cursor only', async () => {
    const opened = await start();
    expect(opened.initialized.capabilities.codeActionProvider).toEqual({ codeActionKinds: ['quickfix', 'source.fixAll.avstream'], resolveProvider: false });
    await opened.open(descriptor());
    const result = await simulate(opened, documentUri, 'first');
    await show(opened, documentUri, 'first');
    const found = result.kind === 'completed' ? result.outcome.findings.find(({ code }) => code === 'HDR-06')! : undefined;
    const [action, ...more] = await actionsAt(opened, '500 }');
    expect(more).toEqual([]);
    expect(action?.title).toMatch(/^Show on Timeline: /);
    expect(action?.kind).toBe('quickfix');
    expect(action?.diagnostics?.[0]?.code).toBe('HDR-06');
    expect(action?.command).toMatchObject({ command: 'show.timeline', arguments: [{ uri: documentUri, finding: { key: found!.key, path: found!.path, time: found!.time } }] });
    expect(await actionsAt(opened, '"FormatVersion"')).toEqual([]);
    await show(opened, documentUri, null);
    expect(await actionsAt(opened, '500 }')).toEqual([]);
  });

  test('is not offered to a client that has no timeline', async () => {
    const opened = await shown({ initializationOptions: { uriScheme: 'vscode', extensionId: 'a.b' } });
    expect(await actionsAt(opened, '500 }')).toEqual([]);
  });
});
