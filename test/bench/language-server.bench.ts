/**
 * The language server as an editor meets it, over standard input and output: start, keystroke → diagnostics, hover right after a keystroke, memory;
 * beside VS Code's JSON server with the generated schema and, for the start, a server that can do nothing. Needs `npm run build`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editableDigit, generateDescriptor } from './support/descriptors';
import { jsonServerScript } from './support/json-server';
import { type BenchRow, median, report, timed } from './support/measure';
import { type StdioServer, startStdioServer } from './support/stdio-server';

const rows: BenchRow[] = [];
const schema = JSON.parse(readFileSync('schemas/avstream.schema.json', 'utf8')) as object;
const ours = ['dist/server.js', '--stdio'];
const json = jsonServerScript();
if (json === undefined) console.log('The JSON server could not be installed: its rows compare with budgets instead.');
const jsonSettings = { json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.avstream.json'], schema }] } };

/** A server that shakes hands and knows one hover, bundled as ours is. */
async function buildHelloWorld(): Promise<string> {
  const folder = path.resolve('.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const entry = path.join(folder, 'hello-world.ts');
  writeFileSync(entry, [
    "import { TextDocumentSyncKind, TextDocuments, createConnection } from 'vscode-languageserver/node';",
    "import { TextDocument } from 'vscode-languageserver-textdocument';",
    'const connection = createConnection();',
    'const documents = new TextDocuments(TextDocument);',
    'connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, hoverProvider: true } }));',
    "connection.onHover(() => ({ contents: 'Hello' }));",
    'documents.listen(connection);',
    'connection.listen();',
  ].join('\n'));
  const outfile = path.join(folder, 'hello-world.js');
  await build({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
  return outfile;
}

async function startUp(): Promise<void> {
  const hello = [await buildHelloWorld(), '--stdio'];
  const times = { ours: [] as number[], hello: [] as number[], json: [] as number[] };
  for (let round = 0; round < 15; round++) {
    for (const [name, args] of [['ours', ours], ['hello', hello], ...(json === undefined ? [] : [['json', [json, '--stdio']] as const])] as const) {
      const server = await startStdioServer(args);
      times[name].push(server.startTime);
      server.kill();
    }
  }
  const mine = median(times.ours);
  rows.push({ name: 'start → initialize, beside a server that can do nothing', unit: 'ms', ours: mine, peer: median(times.hello), peerName: 'hello world', ratio: median(times.hello) / mine, least: 0.87 });
  if (json !== undefined) rows.push({ name: 'start → initialize, beside the JSON server', unit: 'ms', ours: mine, peer: median(times.json), peerName: 'JSON server', ratio: median(times.json) / mine });
}

/** A server with a document open, and how to type into it. */
interface Typist {
  readonly server: StdioServer;
  /** Types a digit; comes back with the diagnostics. */
  readonly type: (round: number) => Promise<unknown>;
  /** Types a digit and asks at once what is under the cursor. */
  readonly typeAndHover: (round: number) => Promise<unknown>;
}

async function openIn(server: StdioServer, text: string, languageId: string): Promise<Typist> {
  const uri = `file:///bench-${languageId}.avstream.json`;
  const document = TextDocument.create(uri, languageId, 1, text);
  const start = document.positionAt(editableDigit(text));
  const end = { ...start, character: start.character + 1 };
  let version = 1;
  const opened = server.nextDiagnostics(uri);
  await server.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  await opened;
  const change = (round: number): Promise<void> => server.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range: { start, end }, text: String(1 + (round % 9)) }] });
  return {
    server,
    type: async (round) => {
      const next = server.nextDiagnostics(uri);
      await change(round);
      await next;
    },
    typeAndHover: async (round) => {
      const next = server.nextDiagnostics(uri);
      await change(round);
      await server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: start.line, character: start.character - 5 } });
      // Not part of what is measured by the caller's clock only if it is short; the next round must not find it running.
      void next;
    },
  };
}

/** What is wanted at the three sizes: milliseconds on an idle machine, and how many times better than the JSON server, which a busy machine does not change. */
const wanted = { keystroke: { budget: [40, 60, 200], least: [13, 10, 6.7] }, hover: { budget: [3, 5, 25], least: [2.7, 15, 38] } } as const;

async function typing(): Promise<void> {
  for (const [index, { size, times }] of [{ size: 100_000, times: 15 }, { size: 1_000_000, times: 7 }, { size: 10_000_000, times: 3 }].entries()) {
    const text = generateDescriptor(size);
    const mine = await openIn(await startStdioServer(ours), text, 'avstream');
    let peer: Typist | undefined;
    if (json !== undefined) {
      const server = await startStdioServer([json, '--stdio'], jsonSettings);
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: jsonSettings });
      peer = await openIn(server, text, 'json');
    }
    for (const [name, action, { budget, least }] of [['keystroke → diagnostics', 'type', wanted.keystroke], ['hover after a keystroke', 'typeAndHover', wanted.hover]] as const) {
      const measured = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < times; round++) {
        measured.ours.push(await timed(() => mine[action](round)));
        await settle();
        if (peer !== undefined) {
          measured.peer.push(await timed(() => peer[action](round)));
          await settle();
        }
      }
      const value = median(measured.ours);
      const theirs = median(measured.peer);
      rows.push({
        name: `${name}, ${size / 1e6} MB`, unit: 'ms', ours: value,
        ...(peer === undefined ? { ratio: budget[index]! / value, least: 1 } : { peer: theirs, peerName: 'JSON server', ratio: theirs / value, least: least[index]! }),
      });
      console.log(`${name}, ${size / 1e6} MB: ${value.toFixed(1)} ms (idle machine: at most ${budget[index]!} ms)${peer === undefined ? '' : `, JSON server ${theirs.toFixed(1)} ms`}`);
    }
    const memory = mine.server.memory();
    if (size === 10_000_000 && memory !== undefined) {
      const theirs = peer?.server.memory();
      rows.push({ name: 'memory at 10 MB', unit: 'MB', ours: memory, ratio: 250 / memory, least: 1, ...(theirs === undefined ? {} : { peer: theirs, peerName: 'JSON server; ratio to 250 MB' }) });
    }
    mine.server.kill();
    peer?.server.kill();
  }
}

/** Lets what the last round left behind come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

await startUp();
await typing();
report('Language server over standard input and output', rows);
process.exit(0);
