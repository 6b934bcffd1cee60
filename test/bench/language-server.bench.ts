/**
 * The language server as an editor meets it, over standard input and output: start, keystroke → diagnostics, hover right after a keystroke, memory; in turn,
 * in one run, beside VS Code's JSON server, the YAML server and, for the start, a server that can do nothing. Needs `npm run build`.
 *
 * All get the same document with the same mistake in it, which each has to report, the same keystroke at the same place and the same generated schema. The
 * peers know nothing but that schema; ours carries out every rule. Asked of each:
 *  - start: from the start of the process to its answer to `initialize`;
 *  - keystroke: an incremental `didChange` of one digit in the middle, until the next `publishDiagnostics` for the document. The JSON server waits 500 ms
 *    before it begins, the YAML server 200 ms: that is what a user of theirs waits, too;
 *  - hover: such a change and, at once, `textDocument/hover` on the name of that value, until its answer;
 *  - memory: what of the process is resident after all that.
 * JSON server: the schema in its settings, for `*.avstream.json`. YAML server: the schema as a file, for the same name, its catalogue of schemas on the
 * network switched off, the document as `yaml`. At 10 MB it is not asked: it takes about half a minute a keystroke.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editableDigit, generateDescriptor } from './support/descriptors';
import { jsonServerScript } from './support/json-server';
import { type BenchRow, median, report, timed } from './support/measure';
import { type StdioServer, startStdioServer } from './support/stdio-server';
import { yamlServerScript } from './support/yaml-server';

const schemaFile = path.resolve('schemas', 'avstream.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;
const files = '*.avstream.json';

/** A server to measure. */
interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  readonly languageId: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** As the extension starts it. */
const ours: Contestant = { name: 'ours', args: ['dist/server.js', '--stdio'], languageId: 'avstream' };
const scripts = { json: jsonServerScript(), yaml: yamlServerScript() };
const json: Contestant | undefined = scripts.json === undefined ? undefined : {
  name: 'JSON server', args: [scripts.json, '--stdio'], languageId: 'json', settings: { json: { validate: { enable: true }, schemas: [{ fileMatch: [files], schema }] } },
};
const yaml: Contestant | undefined = scripts.yaml === undefined ? undefined : {
  name: 'YAML server', args: [scripts.yaml, '--stdio'], languageId: 'yaml',
  settings: { yaml: { validate: true, hover: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false }, schemas: { [pathToFileURL(schemaFile).href]: [files] } } },
};
const missing = [...(json === undefined ? ['the JSON server (npm: vscode-langservers-extracted)'] : []), ...(yaml === undefined ? ['the YAML server (npm: yaml-language-server)'] : [])];
const rows: BenchRow[] = [];

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
  const hello: Contestant = { name: 'hello world', args: [await buildHelloWorld(), '--stdio'], languageId: 'plaintext' };
  const times = new Map<Contestant, number[]>();
  for (let round = 0; round < 9; round++) {
    // Those that take long need not be asked as often.
    for (const contestant of [ours, hello, ...(round % 3 === 0 ? [json, yaml] : [])]) {
      if (contestant === undefined) continue;
      const server = await startStdioServer(contestant.args);
      times.set(contestant, [...(times.get(contestant) ?? []), server.startTime]);
      server.kill();
    }
  }
  const mine = median(times.get(ours)!);
  for (const [contestant, least] of [[hello, 0.65], [json, 1.2], [yaml, 2]] as const) {
    if (contestant === undefined) continue;
    const theirs = median(times.get(contestant)!);
    rows.push({ name: `start → initialize, ${contestant.name}`, unit: 'ms', ours: mine, peer: theirs, peerName: contestant.name, ratio: theirs / mine, least, ...(contestant === hello ? { budget: Math.round(1.15 * theirs) } : {}) });
  }
}

/** A server with a document open, and how to type into it. Both give milliseconds. */
interface Typist {
  readonly server: StdioServer;
  readonly contestant: Contestant;
  /** From a digit that is typed to its diagnostics. */
  readonly keystroke: (last: boolean) => Promise<number>;
  /** From a digit that is typed to the answer about what is under the cursor; unless nothing follows, its diagnostics are waited for afterwards. */
  readonly hover: (last: boolean) => Promise<number>;
}

async function openIn(contestant: Contestant, text: string): Promise<Typist> {
  const server = await startStdioServer(contestant.args, contestant.settings);
  if (contestant === json) await server.client.sendNotification('workspace/didChangeConfiguration', { settings: contestant.settings });
  const uri = `file:///bench-${contestant.languageId}.avstream.json`;
  const document = TextDocument.create(uri, contestant.languageId, 1, text);
  const start = document.positionAt(editableDigit(text));
  const end = { ...start, character: start.character + 1 };
  let version = 1;
  const change = (): Promise<void> => server.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range: { start, end }, text: String(1 + (version % 9)) }] });
  const keystroke = async (): Promise<number> => {
    const next = server.nextDiagnostics(uri);
    return timed(async () => {
      await change();
      const { diagnostics } = await next;
      assert.ok(diagnostics.length > 0, `${contestant.name} reports the mistake`);
    });
  };
  const opened = server.nextDiagnostics(uri);
  await server.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: contestant.languageId, version, text } });
  await opened;
  // To warm up; a text that takes a peer many seconds has done so by being opened.
  if (contestant === ours || text.length < 5_000_000) await keystroke();
  return {
    server, contestant, keystroke,
    hover: async (last) => {
      const next = server.nextDiagnostics(uri);
      const time = await timed(async () => {
        await change();
        assert.ok(await server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: start.line, character: start.character - 5 } }), `${contestant.name} answers a hover`);
      });
      // The next round must not find it running.
      if (!last) await next;
      return time;
    },
  };
}

/** A size of document: how often each peer types; what ours has to reach on an idle machine (ms, MB), and how many times better than the JSON and the YAML server it has to be on any. */
interface Size {
  readonly size: number;
  readonly rounds: number;
  readonly keystroke: Limits;
  readonly hover: Limits;
}
interface Limits { readonly budget: number; readonly json: number; readonly yaml: number }

const sizes: readonly Size[] = [
  { size: 100_000, rounds: 4, keystroke: { budget: 40, json: 15, yaml: 12 }, hover: { budget: 3, json: 0.8, yaml: 20 } },
  { size: 1_000_000, rounds: 2, keystroke: { budget: 60, json: 25, yaml: 40 }, hover: { budget: 5, json: 3, yaml: 80 } },
  { size: 10_000_000, rounds: 1, keystroke: { budget: 200, json: 30, yaml: 0 }, hover: { budget: 25, json: 2, yaml: 0 } },
];
/** Times that ours types while a peer types once: it is over in a moment, and what is quick varies most. */
const strokes = 5;

async function typing(): Promise<void> {
  for (const { size, rounds, ...limits } of sizes) {
    const at = `${size / 1e6} MB`;
    const text = generateDescriptor(size).replace('"Target": {', '"Target": { "Nonsense": 1,');
    const withYaml = size < 10_000_000;
    const mine = await openIn(ours, text);
    const peers: Typist[] = [];
    for (const contestant of [json, withYaml ? yaml : undefined]) if (contestant !== undefined) peers.push(await openIn(contestant, text));
    for (const [name, action] of [['keystroke → diagnostics', 'keystroke'], ['hover after a keystroke', 'hover']] as const) {
      const all = { ours: [] as number[], peers: peers.map((): number[] => []) };
      for (let round = 0; round < rounds; round++) {
        for (let stroke = 0; stroke < strokes; stroke++) all.ours.push(await mine[action](false));
        for (const [index, peer] of peers.entries()) all.peers[index]!.push(await peer[action](round === rounds - 1));
      }
      const value = median(all.ours);
      const { budget, json: leastJson, yaml: leastYaml } = limits[action];
      for (const [index, { contestant }] of peers.entries()) {
        const theirs = median(all.peers[index]!);
        rows.push({ name: `${name}, ${at}, ${contestant.name}`, unit: 'ms', ours: value, peer: theirs, peerName: contestant.name, budget, ratio: theirs / value, least: contestant === json ? leastJson : leastYaml });
      }
      if (peers.length === 0) rows.push({ name: `${name}, ${at}`, unit: 'ms', ours: value, budget });
      if (!withYaml) rows.push({ name: `${name}, ${at}, YAML server`, unit: 'ms', ours: value, budget, peerName: 'YAML server not asked: half a minute a keystroke' });
    }
    const memory = mine.server.memory();
    if (memory !== undefined) {
      for (const { contestant, server } of peers) {
        const theirs = server.memory()!;
        rows.push({ name: `memory, ${at}, ${contestant.name}`, unit: 'MB', ours: memory, peer: theirs, peerName: contestant.name, ratio: theirs / memory });
      }
      // When the collector last ran decides on tens of megabytes.
      if (size === 10_000_000) rows.push({ name: `memory, ${at}, budget`, unit: 'MB', ours: memory, peer: 250, peerName: 'budget', budget: 250, ratio: 250 / memory, least: 0.7 });
    }
    for (const { server } of [mine, ...peers]) server.kill();
  }
}

await startUp();
await typing();
report('Language server over standard input and output', rows, missing);
process.exit(0);
