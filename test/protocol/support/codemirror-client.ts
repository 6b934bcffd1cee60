import { ChangeSet, Text } from '@codemirror/state';
import { LSPClient, type Transport, Workspace, type WorkspaceFile, languageServerExtensions } from '@codemirror/lsp-client';
import type { CancellationToken, ClientCapabilities, Position } from 'vscode-languageserver-protocol';
import type { Client, ClientOptions } from './client';
import { readFrames, writeFrame } from './framing';
import { notApplicable } from './applicability';

/** A document as the client sees it, without an editor. */
interface OpenFile extends WorkspaceFile { changes: ChangeSet | undefined; previous: Text }

/** The client's documents as its own workspace keeps them, numbered from 0 and on when a document is opened again, but without editors: those need a page. What is sent of them is the client's affair. */
class HeadlessWorkspace extends Workspace {
  public override files: OpenFile[] = [];
  private readonly versions = new Map<string, number>();

  public next(uri: string): number {
    const version = (this.versions.get(uri) ?? -1) + 1;
    this.versions.set(uri, version);
    return version;
  }

  public override syncFiles(): { readonly file: OpenFile; readonly prevDoc: Text; readonly changes: ChangeSet }[] {
    return this.files.filter(({ changes }) => changes !== undefined).map((file) => {
      const changes = file.changes!;
      file.changes = undefined;
      file.version = this.next(file.uri);
      return { file, prevDoc: file.previous, changes };
    });
  }

  public override openFile(): void { /* Without editors. */ }

  public override closeFile(uri: string): void {
    this.files = this.files.filter((file) => file.uri !== uri);
    this.client.didClose(uri);
  }
}

/** What the server may ask a client that said so. This one refuses every request of the server, so it is not made to say so. */
function withoutRequests({ workspace, textDocument, ...rest }: ClientCapabilities): ClientCapabilities {
  const asked: ReadonlySet<string> = new Set(['configuration', 'didChangeConfiguration', 'didChangeWatchedFiles', 'diagnostics', 'inlayHint', 'codeLens', 'semanticTokens']);
  const others = Object.fromEntries(Object.entries(workspace ?? {}).filter(([name]) => !asked.has(name)));
  return { ...rest, ...(workspace === undefined ? {} : { workspace: others }), ...(textDocument === undefined ? {} : { textDocument }) };
}

/**
 * CodeMirror's language client: its own handshake, its own JSON-RPC, its own bookkeeping of versions, and its own choice of what to tell of a change.
 * Abilities that a test asks for are announced the way the client has for that, as an extension. It answers no request of the server:
 * what is not LSP but ours (`avstream/…`) is answered beside it, in the transport, as a page that embeds it has to.
 */
export function createCodeMirrorClient({ fromServer, toServer, capabilities, initializationOptions }: ClientOptions): Client {
  const answers = new Map<string, (parameters: never) => unknown>();
  const listeners = new Map<string, Set<(parameters: never) => void>>();
  /** What the test calls each version, by document. */
  const versions = new Map<string, Map<number, number>>();
  const tell = (method: string, parameters: unknown): void => {
    for (const listener of [...listeners.get(method) ?? []]) listener(parameters as never);
  };
  const answer = async (id: number | string, method: string, parameters: unknown): Promise<void> => {
    const outcome = await Promise.resolve(parameters).then((given) => answers.get(method)!(given as never)).then((result) => ({ result: result ?? null }), (error: unknown) => ({ error: { code: -32603, message: String(error) } }));
    writeFrame(toServer, JSON.stringify({ jsonrpc: '2.0', id, ...outcome }));
  };
  const receivers = new Set<(message: string) => void>();
  const transport: Transport = {
    send: (message) => { writeFrame(toServer, message); },
    subscribe: (receive) => { receivers.add(receive); },
    unsubscribe: (receive) => { receivers.delete(receive); },
  };
  readFrames(fromServer, (message) => {
    const { id, method, params } = JSON.parse(message) as { readonly id?: number | string; readonly method?: string; readonly params?: unknown };
    if (id !== undefined && method !== undefined && answers.has(method)) void answer(id, method, params);
    else for (const receive of receivers) receive(message);
  });

  let workspace!: HeadlessWorkspace;
  const client = new LSPClient({
    timeout: 60_000, initializationOptions,
    workspace: (owner) => (workspace = new HeadlessWorkspace(owner)),
    extensions: [...languageServerExtensions(), ...(capabilities === undefined ? [] : [{ clientCapabilities: withoutRequests(capabilities) as Record<string, unknown> }])],
    notificationHandlers: {
      'textDocument/publishDiagnostics': (_, parameters: { readonly uri: string; readonly version?: number }) => {
        const version = parameters.version === undefined ? undefined : versions.get(parameters.uri)?.get(parameters.version) ?? parameters.version;
        tell('textDocument/publishDiagnostics', { ...parameters, ...(version === undefined ? {} : { version }) });
        return true;
      },
      // Shown or logged by the client: there is nobody to see it.
      'window/logMessage': (_, parameters) => { tell('window/logMessage', parameters); return true; },
      'window/showMessage': (_, parameters) => { tell('window/showMessage', parameters); return true; },
    },
    unhandledNotification: (_, method, parameters) => { tell(method, parameters); },
  });
  const fileOf = (uri: string): OpenFile => {
    const file = workspace.files.find((one) => one.uri === uri);
    if (file === undefined) throw new Error(`${uri} is not open.`);
    return file;
  };
  /** What is sent waits for the handshake even when it is over. */
  const sent = (): Promise<void> => client.initializing.then(() => undefined);
  const edit = (file: OpenFile, version: number, from: number, to: number, text: string): Promise<void> => {
    file.previous = file.doc;
    file.changes = ChangeSet.of({ from, to, insert: text }, file.doc.length);
    file.doc = file.changes.apply(file.doc);
    client.sync();
    versions.get(file.uri)!.set(file.version, version);
    return sent();
  };
  const offset = (doc: Text, { line, character }: Position): number => doc.line(line + 1).from + character;
  return {
    initialize: async () => {
      client.connect(transport);
      await client.initializing;
      return { capabilities: client.serverCapabilities! };
    },
    abilities: new Set(),
    sendRequest: async <R>(method: string, given?: unknown, token?: CancellationToken): Promise<R> => {
      // Cancelled by identity: each request has parameters of its own.
      const parameters = typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : given;
      // A request that has not left yet cannot be cancelled.
      const subscription = token?.onCancellationRequested(() => { void sent().then(() => { client.cancelRequest(parameters); }); });
      try {
        return await client.request<unknown, R>(method, parameters);
      } catch (error) {
        throw error instanceof Error ? error : Object.assign(new Error((error as { readonly message: string }).message), error);
      } finally {
        subscription?.dispose();
      }
    },
    sendNotification: (method, parameters) => {
      client.notification(method, parameters);
      return sent();
    },
    onRequest: (method, answering) => {
      if (!method.startsWith('avstream/')) notApplicable('answersServer');
      answers.set(method, answering);
    },
    onNotification: (method, listener) => {
      const known = listeners.get(method) ?? new Set();
      listeners.set(method, known.add(listener));
      return { dispose: () => void known.delete(listener) };
    },
    open: (uri, languageId, text) => {
      if (workspace.files.some((file) => file.uri === uri)) throw new Error(`${uri} is open already.`);
      const doc = Text.of(text.split(/\r\n?|\n/));
      const file: OpenFile = { uri, languageId, doc, version: workspace.next(uri), changes: undefined, previous: doc, getView: () => null };
      workspace.files.push(file);
      versions.set(uri, new Map([[file.version, 1]]));
      client.didOpen(file);
      return sent();
    },
    change: (uri, version, from, to, text) => {
      const file = workspace.files.find((one) => one.uri === uri);
      if (file !== undefined) return edit(file, version, offset(file.doc, from), offset(file.doc, to), text);
      // Of what it has not opened it tells nothing by itself.
      client.notification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: from, end: to }, text }] });
      return sent();
    },
    replace: (uri, version, text) => edit(fileOf(uri), version, 0, fileOf(uri).doc.length, text),
    close: (uri) => {
      workspace.closeFile(uri);
      return sent();
    },
    versionOf: (uri, version) => [...versions.get(uri)!].find(([, named]) => named === version)![0],
    dispose: () => client.disconnect(),
  };
}
