import fc from 'fast-check';
import type { InitializeResult } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { offeredRequests } from './support/offered';
import { type Answer, type RawSession, openRawSession } from './support/raw-session';
import { editorCapabilities } from './support/session';

const codes = { invalidRequest: -32600, methodNotFound: -32601, invalidParameters: -32602, serverNotInitialized: -32002, cancelled: -32800, contentModified: -32801, serverCancelled: -32802, failed: -32803 } as const;
/** Errors that are proper answers of an initialized server to a request that it offers. Never InternalError. */
const proper: readonly number[] = [codes.invalidParameters, codes.cancelled, codes.contentModified, codes.serverCancelled, codes.failed];

/** One pin and one short run: whatever is asked of it costs little. */
const small = `{
  "FormatVersion": 1,
  "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Frames": 2, "FileAlignment": 64 } ] } },
  "Filters": [ { "PinDescriptors": [ { "Dispatch": { "Process": "P" }, "AllocatorFraming": "F", "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT" } } ] } ],
  "Simulations": [ { "Label": "l", "Duration": "10 ms", "Source": { "Period": "1 ms", "FrameSize": 4096 }, "Client": { "Requests": 2, "Hold": "1 ms" } } ]
}`;
const uris = ['file:///a.avstream.json', 'vscode-vfs://github/o/r/b.avstream.json'];
const capabilities = {
  ...editorCapabilities,
  textDocument: { ...editorCapabilities.textDocument, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
};
const options = { uriScheme: 'vscode', extensionId: 'a.b', ruleCommand: 'rule', timelineCommand: 'timeline', readsFiles: true, listsFiles: true };

let session: RawSession | undefined;
afterEach(() => session?.close());

/** Answers what the server asks, as a client with two files in its workspace. */
function ask(method: string, params: unknown): unknown {
  if (method === 'avstream/listFiles') return { uris, isWhole: true };
  if (method === 'avstream/readFile') return uris.includes((params as { readonly uri: string }).uri) ? { kind: 'text', text: small } : { kind: 'missing' };
  if (method === 'workspace/configuration') return (params as { readonly items: readonly unknown[] }).items.map(() => null);
  return null;
}
async function initialized(): Promise<{ readonly opened: RawSession; readonly offered: readonly string[] }> {
  const opened = openRawSession(ask);
  session = opened;
  const { result } = await opened.answer(opened.request('initialize', { processId: null, rootUri: null, capabilities, initializationOptions: options }));
  opened.notify('initialized', {});
  return { opened, offered: offeredRequests((result as InitializeResult).capabilities) };
}
const didOpen = (opened: RawSession, uri: string, text = small): void => opened.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version: 1, text } });

/** Parameters that hold for every request at once: each takes from them what it knows. */
const plain = (uri: string, line = 2, character = 20): Record<string, unknown> => ({
  textDocument: { uri }, uri, position: { line, character }, positions: [{ line, character }], range: { start: { line, character: 0 }, end: { line, character } },
  context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 }, options: { tabSize: 2, insertSpaces: true }, newName: 'renamed', query: 'P', previousResultIds: [], previousResultId: 'x',
  label: 'Frames', runId: '1', exportId: '1', path: '/Framings', text: small, index: 0, scenario: 'l', edits: [], overrides: [], subject: { kind: 'simulation', index: 0 }, format: 'csv', trace: '', document: '', traceTexts: {}, assumptions: 0, seeds: 2, title: 't', data: { uri }, target: uri, kind: 1, ch: '\n', command: 'none', arguments: [],
});

/** Asks for an answer and gives up on none: held requests are cancelled. */
async function answerOf(opened: RawSession, method: string, params: unknown): Promise<Answer> {
  const id = opened.request(method, params);
  if (method === 'workspace/diagnostic') opened.notify('$/cancelRequest', { id });
  return opened.answer(id);
}

describe('every request that is offered', { timeout: 60_000 }, () => {
  test('is refused before initialize and after shutdown, and answered in between', async () => {
    const { offered } = await initialized();
    expect(offered).toContain('textDocument/hover');
    session?.close();
    const early = openRawSession(ask);
    session = early;
    didOpen(early, uris[0]!);
    for (const method of [...offered, 'unknown/method', 'shutdown']) expect((await answerOf(early, method, plain(uris[0]!))).error?.code, method).toBe(codes.serverNotInitialized);
    await early.answer(early.request('initialize', { processId: null, rootUri: null, capabilities, initializationOptions: options }));
    expect((await answerOf(early, 'initialize', { processId: null, rootUri: null, capabilities })).error?.code).toBe(codes.invalidRequest);
    // What was opened before is not known.
    expect(await answerOf(early, 'textDocument/hover', plain(uris[0]!, 4, 10))).toMatchObject({ result: null });
    didOpen(early, uris[0]!);
    for (const method of offered) {
      const { error } = await answerOf(early, method, plain(uris[0]!));
      if (error !== undefined) expect(proper, `${method}: ${error.message}`).toContain(error.code);
    }
    expect((await answerOf(early, 'unknown/method', {})).error?.code).toBe(codes.methodNotFound);
    expect((await answerOf(early, '$/unknown', {})).error?.code).toBe(codes.methodNotFound);
    expect((await answerOf(early, 'shutdown', undefined)).result).toBeNull();
    expect((await answerOf(early, 'initialize', { processId: null, rootUri: null, capabilities })).error?.code).toBe(codes.invalidRequest);
    for (const method of [...offered, 'shutdown', 'unknown/method']) expect((await answerOf(early, method, plain(uris[0]!))).error?.code, method).toBe(codes.invalidRequest);
  });

  test('has an answer for documents that are unknown or closed, and for addresses that are none', async () => {
    const { opened, offered } = await initialized();
    didOpen(opened, uris[0]!);
    opened.notify('textDocument/didClose', { textDocument: { uri: uris[0] } });
    for (const uri of [uris[0]!, 'file:///unknown.avstream.json', '', 'no address', '%%%', 'file:', 'C:\\drivers\\a.avstream.json', 'file:///%ff', 'untitled:', `file:///${'a/'.repeat(5_000)}b.avstream.json`]) {
      for (const method of offered) {
        const { error, result } = await answerOf(opened, method, plain(uri));
        if (error !== undefined) expect(proper, `${method} ${uri}: ${error.message}`).toContain(error.code);
        else expect(result, `${method} ${uri}`).not.toBeUndefined();
      }
    }
  });

  test('clamps positions behind the text, and refuses what is no position', async () => {
    const { opened, offered } = await initialized();
    didOpen(opened, uris[0]!);
    const behind = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
    for (const method of offered) {
      const { error } = await answerOf(opened, method, { ...plain(uris[0]!), position: behind, positions: [behind], range: { start: behind, end: { line: 0, character: 0 } } });
      if (error !== undefined) expect(proper, `${method}: ${error.message}`).toContain(error.code);
    }
    for (const position of [null, {}, 7, { line: -1, character: 0 }, { line: 'x', character: 0 }, { line: 0.5, character: 0 }]) {
      for (const method of ['textDocument/hover', 'textDocument/completion']) expect((await answerOf(opened, method, { ...plain(uris[0]!), position })).error?.code).toBe(codes.invalidParameters);
    }
  });

  test('without parameters, or with damaged ones, is told so or answered with nothing', async () => {
    const { opened, offered } = await initialized();
    didOpen(opened, uris[0]!);
    for (const params of [undefined, [], {}, { textDocument: null, uri: null }, { textDocument: {}, uri: 7 }, { textDocument: 'a', uri: [] }, { textDocument: { uri: uris[0] }, uri: uris[0] }]) {
      for (const method of offered) {
        const { error } = await answerOf(opened, method, params);
        if (error !== undefined) expect(proper, `${method} ${JSON.stringify(params)}: ${error.message}`).toContain(error.code);
      }
    }
    expect((await answerOf(opened, 'textDocument/hover', plain(uris[0]!, 2, 76))).result).not.toBeNull();
  });
});

/** One step of a client that does everything in any order. */
type Step = (opened: RawSession, offered: readonly string[], state: { readonly sent: number[] }) => void;

const anyUri = fc.constantFrom(...uris, 'file:///unknown.avstream.json', 'no address');
const anyPosition = fc.record({ line: fc.integer({ min: -1, max: 12 }), character: fc.oneof(fc.nat(90), fc.constantFrom(-1, 0.5, 2 ** 31 - 1)) });
const anyText = fc.constantFrom(small, '', '{', small.slice(0, 300), `${small}}`, small.replaceAll('\n', '\r\n'), '[]', '\ufeff{}', '{"FormatVersion": 1, "\ud800": [');
const anyRubbish = fc.constantFrom<unknown>(null, 0, 'x', [], {}, { start: 1 }, { uri: null }, true);
const anyParameters = fc.tuple(anyUri, anyPosition, fc.dictionary(fc.constantFrom(...Object.keys(plain(''))), anyRubbish, { maxKeys: 2 }))
  .map(([uri, { line, character }, rubbish]) => ({ ...plain(uri, line, character), ...rubbish }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.nat(), anyParameters).map(([pick, params]): Step => (opened, offered, { sent }) => void sent.push(opened.request(offered[pick % offered.length]!, params))) },
  { weight: 2, arbitrary: fc.tuple(anyUri, anyText, fc.integer({ min: -1, max: 5 })).map(([uri, text, version]): Step => (opened) => opened.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version, text } })) },
  { weight: 3, arbitrary: fc.tuple(anyUri, anyPosition, anyPosition, fc.constantFrom('', 'x', '"', '{', '\n'), fc.integer({ min: -3, max: 9 })).map(([uri, start, end, text, version]): Step => (opened) => opened.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start, end }, text }] })) },
  { weight: 1, arbitrary: fc.tuple(anyUri, anyText, fc.nat(9)).map(([uri, text, version]): Step => (opened) => opened.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] })) },
  { weight: 1, arbitrary: fc.tuple(anyUri, fc.constantFrom('textDocument/didClose', 'textDocument/didSave')).map(([uri, method]): Step => (opened) => opened.notify(method, { textDocument: { uri } })) },
  // Cancelled once, twice, after its answer, and what was never asked.
  { weight: 2, arbitrary: fc.nat().map((pick): Step => (opened, _, { sent }) => opened.notify('$/cancelRequest', { id: sent.length === 0 ? 9_999 : sent[pick % sent.length] })) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles', 'workspace/didChangeWorkspaceFolders', 'avstream/showRun', '$/setTrace', '$/cancelRequest', 'unknown/notification'), fc.oneof(anyRubbish, fc.constantFrom<unknown>({ textDocument: { uri: uris[0], version: 2 }, contentChanges: [null, { text: 5 }] }, { textDocument: { uri: uris[0], version: 2, text: 5 } }, { changes: [{ uri: 'x' }, null] })))
    .map(([method, params]): Step => (opened) => opened.notify(method, params)) },
  { weight: 1, arbitrary: fc.constantFrom<object>({ id: 77_777, result: null }, { id: null }, { id: 'x' }, { error: { code: 1, message: '' } }, {}).map((message): Step => (opened) => opened.send(message)) },
);

test('any messages in any order: each request is answered once, properly, and the server goes on', async () => {
  const { opened, offered } = await initialized();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
    const sent: number[] = [];
    for (const act of steps) act(opened, offered, { sent });
    // Those that wait for something to happen.
    for (const id of sent) opened.notify('$/cancelRequest', { id });
    for (const id of sent) {
      const { error } = await opened.answer(id);
      if (error !== undefined && !proper.includes(error.code)) throw new Error(`${error.code} ${error.message}\n${opened.log.at(-1) ?? ''}`);
    }
    const uri = uris[0]!;
    didOpen(opened, uri);
    const hover = await opened.answer(opened.request('textDocument/hover', plain(uri, 2, 76)));
    expect(hover.result).not.toBeNull();
    for (const id of sent) expect(opened.answers.get(id)).toHaveLength(1);
    for (const close of uris) opened.notify('textDocument/didClose', { textDocument: { uri: close } });
  }), { numRuns: 120 });
}, 60_000);
