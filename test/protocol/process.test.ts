import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { type ProtocolConnection, StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ProveResult, type SimulateResult, methods, proofMethods } from '../../server/src/protocol/index';
import { editorCapabilities } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const broken = sample.replace('"FileAlignment": "FILE_BYTE_ALIGNMENT"', '"FileAlignment": 64');
const folder = path.resolve('.cache/test/server');
const uri = 'file:///driver.avstream.json';

beforeAll(async () => {
  // Of its own, so that the test does not depend on what lies in dist/.
  await build({
    entryPoints: { server: 'server/src/lsp/node/server.ts', 'server-features': 'server/src/lsp/features.ts', 'simulation-worker': 'server/src/lsp/node/simulation-worker.ts', 'proof-worker': 'server/src/lsp/node/proof-worker.ts' },
    outdir: folder, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error',
  });
});

interface Running { readonly child: ChildProcess; readonly client: ProtocolConnection; readonly exit: Promise<number | null> }
const running: Running[] = [];
afterEach(() => {
  for (const { child, client } of running.splice(0)) {
    client.dispose();
    child.kill('SIGKILL');
  }
});

async function start(argument: readonly string[] = ['--stdio'], transport: 'stdio' | 'ipc' = 'stdio'): Promise<Running> {
  const child = spawn(process.execPath, [path.join(folder, 'server.js'), ...argument], { stdio: ['pipe', 'pipe', 'pipe', ...(transport === 'ipc' ? ['ipc' as const] : [])] });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => null));
  client.onRequest('client/registerCapability', () => null);
  client.listen();
  // A killed server leaves writes behind that fail; they are no failure of the test.
  child.stdin!.on('error', () => undefined);
  await client.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: editorCapabilities, initializationOptions: {} });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version: 1, text: broken } });
  const started = { child, client, exit };
  running.push(started);
  return started;
}
const codes = async ({ client }: Running): Promise<readonly unknown[]> => {
  const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
};

describe('the server as a process', () => {
  test('findings are back after it was killed and started again', async () => {
    const first = await start();
    const before = await codes(first);
    expect(before).toContain('FRM-25');
    first.child.kill('SIGKILL');
    await first.exit;
    expect(await codes(await start())).toEqual(before);
  });

  test('without arguments it talks over standard input and output', async () => {
    expect(await codes(await start([]))).toContain('FRM-25');
  });

  test('a simulation runs on its worker thread', async () => {
    const { client } = await start();
    const result = await client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: '1' });
    expect(result).toMatchObject({ kind: 'completed', outcome: { stopReason: 'completed' } });
  });

  test('a proof runs on its worker thread, also while the server ends', async () => {
    const started = await start();
    expect(await started.client.sendRequest<ProveResult>(proofMethods.prove, { uri, proofId: '1', requests: 2 })).toMatchObject({ kind: 'completed', verdict: 'proved' });
    const search = started.client.sendRequest(proofMethods.prove, { uri, proofId: '2', requests: 12 }).catch(() => undefined);
    await started.client.sendRequest('shutdown');
    await started.client.sendNotification('exit');
    expect(await started.exit).toBe(0);
    await Promise.race([search, new Promise((resolve) => setTimeout(resolve, 100))]);
  });

  test('shutdown and exit end it with 0, exit alone with 1', async () => {
    const polite = await start();
    await polite.client.sendRequest('shutdown');
    await polite.client.sendNotification('exit');
    expect(await polite.exit).toBe(0);
    const rude = await start();
    await rude.client.sendNotification('exit');
    expect(await rude.exit).toBe(1);
  });

  test('it ends while a simulation runs', async () => {
    const started = await start();
    const long = '{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "Dispatch": { "Process": "P" }, "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT" } } ] } ], "Simulations": [ { "Label": "l", "Duration": "100000 s", "Source": { "Period": "1 ms", "FrameSize": 4096 }, "Client": { "Requests": 4, "Hold": "1 ms" } } ] }';
    await started.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: long }] });
    const run = started.client.sendRequest(methods.simulate, { uri, runId: '1' }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await started.client.sendRequest('shutdown');
    await started.client.sendNotification('exit');
    expect(await started.exit).toBe(0);
    await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 100))]);
  });
});
