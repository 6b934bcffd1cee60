// The server is killed during edits, again and again. What its client is given afterwards is what a server would say that never was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../fuzz/random';
import { type ServerProcess, buildServer, startServerProcess } from './support/server-process';
import { type Session, editorCapabilities, openSession } from './support/session';

/** A hundred where nobody waits; a start takes a tenth of a second. */
const kills = process.env['CI'] === 'true' ? 100 : 25;
const uris = ['file:///a.avstream.json', 'vscode-vfs://github/o/r/b.avstream.json'];

/** Two seconds. Where a process that does nothing takes more than a tenth of a second to come and go, twenty times as long as that. In ms. */
const limitFor = (idleProcess: number): number => Math.max(2_000, 20 * idleProcess);
/** How long a process that does nothing takes here and now, in ms. */
async function timeIdleProcess(): Promise<number> {
  const begin = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - begin;
}

let file = '';
let steady: Session;
beforeAll(async () => {
  file = await buildServer('kills');
  steady = await openSession({ capabilities: editorCapabilities, initializationOptions: {} });
}, 60_000);
afterAll(() => steady.close());

test(`killed ${kills} times during edits: findings are back within two seconds each time, and nothing is lost`, async () => {
  const random = createRandom(7);
  const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
  /** What the editor shows; never saved. */
  const documents = new Map(uris.map((uri) => [uri, { text: sample, version: 1 }]));
  for (const uri of uris) await steady.open(sample, uri);

  let running: ServerProcess | undefined;
  const start = async (): Promise<ServerProcess> => {
    const started = startServerProcess(file);
    await started.client.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: editorCapabilities, initializationOptions: {} });
    await started.client.sendNotification('initialized', {});
    for (const [uri, { text, version }] of documents) await started.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version, text } });
    return started;
  };
  const findings = async ({ client }: ServerProcess, uri: string): Promise<readonly Diagnostic[]> => {
    const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    return report.kind === 'full' ? report.items : [];
  };
  /** One keystroke, or some of them at once, in the editor and to whoever listens. */
  const edit = async (): Promise<void> => {
    const uri = random.pick(uris);
    const document = documents.get(uri)!;
    const at = random.below(document.text.length);
    const removed = random.below(4) === 0 ? random.below(12) : 0;
    const text = random.pick(['x', '"', '{', '}', ',', ' ', '\n', '5', '"Unknown": 1, ', '']);
    const position = (offset: number): { line: number; character: number } => {
      const before = document.text.slice(0, offset);
      return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
    };
    const change = { range: { start: position(at), end: position(Math.min(at + removed, document.text.length)) }, text };
    document.text = document.text.slice(0, at) + text + document.text.slice(at + removed);
    document.version += 1;
    const parameters = { textDocument: { uri, version: document.version }, contentChanges: [change] };
    await steady.client.sendNotification('textDocument/didChange', parameters);
    await running?.client.sendNotification('textDocument/didChange', parameters).catch(() => undefined);
    // Back to what can be read, before it is nothing but mistakes.
    if (document.version % 40 === 0) {
      document.text = sample;
      document.version += 1;
      const whole = { textDocument: { uri, version: document.version }, contentChanges: [{ text: sample }] };
      await steady.client.sendNotification('textDocument/didChange', whole);
      await running?.client.sendNotification('textDocument/didChange', whole).catch(() => undefined);
    }
  };

  running = await start();
  const times: number[] = [];
  const idleTimes = [await timeIdleProcess()];
  for (let kill = 0; kill < kills; kill += 1) {
    for (let key = random.below(6); key >= 0; key -= 1) await edit();
    // Sometimes in the middle of an answer.
    const pending = random.below(2) === 0 ? findings(running, uris[0]!).catch(() => undefined) : undefined;
    const gone = running;
    running = undefined;
    gone.child.kill('SIGKILL');
    gone.client.dispose();
    const begin = performance.now();
    void pending;
    // Typed while no server runs.
    await edit();
    running = await start();
    const found = await Promise.all(uris.map((uri) => findings(running!, uri)));
    times.push(performance.now() - begin);
    const expected = await Promise.all(uris.map((uri) => steady.diagnostics(uri)));
    expect(found).toEqual(expected);
    if (times.at(-1)! > 1_000) idleTimes.push(await timeIdleProcess());
  }
  running.child.kill('SIGKILL');
  running.client.dispose();
  const sorted = times.sort((a, b) => a - b);
  console.log(`findings were back after ${Math.round(sorted[Math.floor(sorted.length / 2)]!)} ms (median), ${Math.round(sorted.at(-1)!)} ms at most`);
  expect(sorted.at(-1)!).toBeLessThan(limitFor(Math.max(...idleTimes)));
}, 120_000);
