import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { type ProtocolConnection, StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';

/** Bundles the server into a folder of the test's own, so that it does not depend on what lies in dist/. Gives the file to run. */
export async function buildServer(name: string): Promise<string> {
  const outdir = path.resolve('.cache/test', name);
  await build({
    entryPoints: { server: 'server/src/lsp/node/server.ts', 'server-features': 'server/src/lsp/features.ts', 'simulation-worker': 'server/src/lsp/node/simulation-worker.ts' },
    outdir, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error',
  });
  return path.join(outdir, 'server.js');
}

/** A server as a process of its own, and the connection to it over standard input and output. */
export interface ServerProcess { readonly child: ChildProcess; readonly client: ProtocolConnection }

/** Starts one; nothing is said to it yet. */
export function startServerProcess(file: string): ServerProcess {
  const child = spawn(process.execPath, [file, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  // A killed server leaves writes behind that fail; they are no failure of the test.
  child.stdin.on('error', () => undefined);
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => null));
  client.onRequest('client/registerCapability', () => null);
  client.onError(() => undefined);
  client.listen();
  return { child, client };
}
