// Types into documents of a server for a while, over standard input and output as an editor does, and watches its memory: `npm run soak`.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { createRandom } from '../fuzz/random';

const { values } = parseArgs({ options: { server: { type: 'string' }, minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } } });
if (values.server === undefined) throw new Error('--server names the server to run.');
const minutes = Number(values.minutes);
const random = createRandom(Number(values.seed));
const samples = ['avshws', 'usb-camera', 'ts-tuner'].map((name) => readFileSync(`samples/${name}.avstream.json`, 'utf8'));
/** Growth from the middle third to the last one that is no leak: garbage that was not collected yet. */
const tolerance = { share: 1.15, megabytes: 24 };

const child: ChildProcess = spawn(process.execPath, [values.server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const client = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => null));
client.onRequest('client/registerCapability', () => null);
client.onRequest('workspace/diagnostic/refresh', () => null);
client.listen();

/** What the process holds, in MB. */
function memory(): number {
  if (process.platform === 'win32') {
    return Number(execFileSync('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${String(child.pid)}).WorkingSet64`], { encoding: 'utf8' })) / 1e6;
  }
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

interface Document { readonly uri: string; readonly origin: string; text: string; version: number }
const opened: Document[] = [];
let opens = 0;

async function open(): Promise<void> {
  const origin = random.pick(samples);
  opens += 1;
  // Some addresses come again, most do not: what is kept of closed documents would show.
  const document = { uri: `file:///soak/${random.below(4) === 0 ? 0 : opens}.avstream.json`, origin, text: origin, version: 1 };
  if (opened.some(({ uri }) => uri === document.uri)) return;
  opened.push(document);
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri: document.uri, languageId: 'avstream', version: 1, text: origin } });
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}

/** A keystroke, and what an editor asks after it. */
async function type(document: Document): Promise<void> {
  const at = random.below(document.text.length + 1);
  const isAway = document.version % 60 === 0;
  const text = random.pick(['x', '"', '1', '0', ',', ' ', '\n', '{}', '"Frames": 3, ']);
  const removed = random.below(3) === 0 ? random.below(8) : 0;
  document.version += 1;
  const start = positionAt(document.text, at);
  const end = positionAt(document.text, Math.min(document.text.length, at + removed));
  document.text = isAway ? document.origin : document.text.slice(0, at) + text + document.text.slice(at + removed);
  await client.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges: [isAway ? { text: document.origin } : { range: { start, end }, text }] });
  const about = { textDocument: { uri: document.uri } };
  // Answers that later edits make void are errors by design.
  const ask = (method: string, more: object = {}): Promise<unknown> => client.sendRequest(method, { ...about, ...more }).catch(() => undefined);
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  await Promise.all([
    ask('textDocument/diagnostic'),
    ...(random.below(3) === 0 ? [ask('textDocument/completion', { position: start }), ask('textDocument/hover', { position: start })] : []),
    ...(random.below(8) === 0 ? [ask('textDocument/documentSymbol'), ask('textDocument/foldingRange'), ask('textDocument/inlayHint', { range }), ask('textDocument/semanticTokens/full')] : []),
    ...(random.below(400) === 0 && document.text === document.origin ? [client.sendRequest('avstream/simulate', { uri: document.uri, runId: String(document.version) }).catch(() => undefined)] : []),
  ]);
}

await client.sendRequest('initialize', {
  processId: process.pid, rootUri: null, initializationOptions: {},
  capabilities: { workspace: { configuration: true, diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
});
await client.sendNotification('initialized', {});

const begin = Date.now();
const end = begin + minutes * 60_000;
const measured: { readonly at: number; readonly megabytes: number }[] = [];
let keys = 0;
let nextMeasure = begin;
while (Date.now() < end) {
  while (opened.length < 4) await open();
  await type(random.pick(opened));
  keys += 1;
  if (random.below(120) === 0) {
    const [closed] = opened.splice(random.below(opened.length), 1);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri: closed!.uri } });
  }
  if (Date.now() < nextMeasure) continue;
  nextMeasure += Math.max(500, (minutes * 60_000) / 120);
  measured.push({ at: (Date.now() - begin) / (end - begin), megabytes: memory() });
  if (measured.length % 12 === 0) console.log(`  ${Math.round((Date.now() - begin) / 1000)} s, ${keys} keystrokes, ${Math.round(measured.at(-1)!.megabytes)} MB`);
}
await client.sendRequest('shutdown');
await client.sendNotification('exit');

const third = (from: number): number[] => measured.filter(({ at }) => at >= from && at < from + 1 / 3).map(({ megabytes }) => megabytes).sort((a, b) => a - b);
const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;
const [first, middle, last] = [third(0), third(1 / 3), third(2 / 3)].map(median);
console.log(`${keys} keystrokes in ${opens} documents; memory (median of each third): ${[first!, middle!, last!].map((value) => `${Math.round(value)} MB`).join(', ')}`);
if (last! > middle! * tolerance.share + tolerance.megabytes) {
  console.error('Memory grows.');
  process.exitCode = 1;
}
