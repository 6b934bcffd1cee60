import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type ProtocolConnection, StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

/** A language server in a process of its own, driven as an editor drives it. */
export interface StdioServer {
  readonly client: ProtocolConnection;
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  readonly startTime: number;
  /** The next diagnostics for a document. */
  readonly nextDiagnostics: (uri: string) => Promise<PublishDiagnosticsParams>;
  /** Resident memory in MB; nothing where the system does not tell. */
  readonly memory: () => number | undefined;
  readonly kill: () => void;
}

/** Starts a server, shakes hands and answers what it asks. `settings` by section. */
export async function startStdioServer(args: readonly string[], settings: Readonly<Record<string, unknown>> = {}): Promise<StdioServer> {
  const begin = performance.now();
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  const waiting = new Map<string, ((parameters: PublishDiagnosticsParams) => void)[]>();
  client.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
    for (const resolve of waiting.get(parameters.uri)?.splice(0) ?? []) resolve(parameters);
  });
  client.onRequest('workspace/configuration', ({ items }: { items: readonly { readonly section?: string }[] }) => items.map(({ section }) => (section === undefined ? settings : settings[section] ?? null)));
  client.onRequest('client/registerCapability', () => null);
  client.listen();
  await client.sendRequest('initialize', {
    processId: process.pid, rootUri: null, initializationOptions: { provideFormatter: false },
    capabilities: { workspace: { configuration: true }, textDocument: { publishDiagnostics: { relatedInformation: true }, hover: { contentFormat: ['markdown'] } } },
  });
  const startTime = performance.now() - begin;
  await client.sendNotification('initialized', {});
  return {
    client, startTime,
    nextDiagnostics: (uri) => new Promise((resolve) => {
      const list = waiting.get(uri) ?? [];
      waiting.set(uri, list);
      list.push(resolve);
    }),
    memory: () => {
      const file = `/proc/${String(child.pid)}/status`;
      const match = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8')) : null;
      return match === null ? undefined : Number(match[1]) / 1024;
    },
    kill: () => {
      client.dispose();
      child.kill('SIGKILL');
    },
  };
}
