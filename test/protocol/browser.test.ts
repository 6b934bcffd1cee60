import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { build } from 'esbuild';
import type { DocumentDiagnosticReport, InitializeResult } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SimulateResult, methods } from '../../server/src/protocol/index';
import { createSlicedRunner } from '../../server/src/lsp/simulation/sliced-runner';
import { editorCapabilities, openSession } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const broken = sample.replace('"FileAlignment": "FILE_BYTE_ALIGNMENT"', '"FileAlignment": 64');
const uri = 'file:///driver.avstream.json';

interface Message { readonly id?: number; readonly method?: string; readonly result?: unknown; readonly error?: unknown; readonly params?: { readonly items?: readonly unknown[] } }

let script = '';
beforeAll(async () => {
  const built = await build({
    entryPoints: ['server/src/lsp/browser/server.ts'], bundle: true, write: false, platform: 'browser', format: 'iife', target: 'es2022',
    mainFields: ['browser', 'module', 'main'], conditions: ['browser'], logLevel: 'error',
  });
  script = built.outputFiles[0]!.text;
});

const channels: MessageChannel[] = [];
// An open port would keep the test's process alive.
afterAll(() => {
  for (const { port1, port2 } of channels) {
    port1.close();
    port2.close();
  }
});

/** A web worker as far as the server sees one: nothing of Node is within its reach. */
function startWorker(): (method: string, params: unknown, isRequest?: boolean) => Promise<unknown> {
  const waiting = new Map<number, (message: Message) => void>();
  const deliver = (data: unknown): void => self.onmessage({ data });
  const self: { onmessage: (event: { readonly data: unknown }) => void; readonly addEventListener: () => void; readonly postMessage: (sent: Message) => void } = {
    onmessage: () => undefined,
    addEventListener: () => undefined,
    postMessage: (sent: Message) => {
      const message = structuredClone(sent);
      if (message.method !== undefined && message.id !== undefined) setImmediate(() => deliver({ jsonrpc: '2.0', id: message.id, result: message.params?.items?.map(() => null) ?? null }));
      else if (message.id !== undefined) waiting.get(message.id)?.(message);
    },
  };
  class ObservedChannel extends MessageChannel {
    constructor() {
      super();
      channels.push(this);
    }
  }
  vm.runInContext(script, vm.createContext({ self, MessageChannel: ObservedChannel, performance: { now: () => performance.now() }, setTimeout, clearTimeout, queueMicrotask, TextEncoder, TextDecoder }));
  let id = 0;
  return (method, params, isRequest = true) => {
    if (!isRequest) {
      deliver({ jsonrpc: '2.0', method, params });
      return Promise.resolve();
    }
    id += 1;
    const current = id;
    return new Promise((resolve, reject) => {
      waiting.set(current, ({ result, error }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(JSON.stringify(error)));
      });
      deliver({ jsonrpc: '2.0', id: current, method, params });
    });
  };
}

test('the bundle for browsers answers without anything of Node, and simulates the same run', async () => {
  const send = startWorker();
  const { capabilities } = await send('initialize', { processId: null, rootUri: null, capabilities: editorCapabilities }) as InitializeResult;
  expect(capabilities.hoverProvider).toBe(true);
  await send('initialized', {}, false);
  await send('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version: 1, text: broken } }, false);
  const report = await send('textDocument/diagnostic', { textDocument: { uri } }) as DocumentDiagnosticReport;
  expect(report.kind === 'full' && report.items.map(({ code }) => code)).toContain('FRM-25');
  const inBrowser = await send(methods.simulate, { uri, runId: '1' }) as SimulateResult;

  const session = await openSession({ runner: () => createSlicedRunner({ now: () => performance.now(), yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)) }) });
  const inNode = await session.client.sendRequest<SimulateResult>(methods.simulate, { uri: await session.open(broken), runId: '1' });
  session.close();
  if (inBrowser.kind !== 'completed' || inNode.kind !== 'completed') throw new Error('A run was impossible.');
  expect(inBrowser.outcome.fingerprint).toBe(inNode.outcome.fingerprint);
  expect(inBrowser.outcome.trace).toBe(inNode.outcome.trace);
});
