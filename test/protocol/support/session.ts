import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import type { ClientCapabilities, CompletionItem, CompletionList, Diagnostic, DocumentDiagnosticReport, DocumentSymbol, Hover, InitializeResult, Position, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Runner } from '../../../server/src/lsp/runtime';
import { type ReadFileParameters, type ReadFileResult, fileMethods } from '../../../server/src/protocol/index';
import { createSlicedRunner } from '../../../server/src/lsp/simulation/sliced-runner';
import { startServer } from '../../../server/src/lsp/start-server';

/** Everything a full-grown editor says of itself. */
export const editorCapabilities: ClientCapabilities = {
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: { dynamicRegistration: false, relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'], resolveSupport: { properties: ['documentation', 'detail'] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** The same editor without pull diagnostics. */
export const pushCapabilities: ClientCapabilities = {
  ...editorCapabilities,
  textDocument: Object.fromEntries(Object.entries(editorCapabilities.textDocument ?? {}).filter(([name]) => name !== 'diagnostic')),
};

export interface SessionOptions {
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly runner?: () => Runner;
  /** Answers the server's requests for files; without it the client reads none. */
  readonly readFile?: (uri: string) => Promise<ReadFileResult>;
}

/** A client that talks to a server in the same process, over streams and in real messages. */
export interface Session {
  readonly client: ProtocolConnection;
  /** Capabilities that the server registered later, by method. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[];
  readonly initialized: InitializeResult;
  /** Everything published, in order. */
  readonly published: PublishDiagnosticsParams[];
  /** What the server logged. */
  readonly log: string[];
  /** Times the server asked for diagnostics to be pulled again. */
  refreshes: number;
  settings: unknown;
  readonly open: (text: string, uri?: string) => Promise<string>;
  readonly change: (uri: string, version: number, from: Position, to: Position, text: string) => Promise<void>;
  readonly pull: (uri: string, previousResultId?: string) => Promise<DocumentDiagnosticReport>;
  readonly diagnostics: (uri: string) => Promise<readonly Diagnostic[]>;
  readonly nextPublished: (uri: string, version: number) => Promise<PublishDiagnosticsParams>;
  readonly hover: (uri: string, position: Position) => Promise<Hover | null>;
  readonly completion: (uri: string, position: Position) => Promise<readonly CompletionItem[]>;
  readonly symbols: (uri: string) => Promise<readonly DocumentSymbol[]>;
  readonly close: () => void;
}

export const documentUri = 'file:///driver.avstream.json';

/** Starts server and client and shakes hands. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const yieldToMessages = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const now = (): number => performance.now();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    now, yieldToMessages,
    loadFeatures: () => import('../../../server/src/lsp/features'),
    createRunner: options.runner ?? (() => createSlicedRunner({ now, yieldToMessages })),
  });
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const published: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const registered: Session['registered'] = [];
  const waiting: ((parameters: PublishDiagnosticsParams) => void)[] = [];
  const session: Omit<Session, 'initialized'> = {
    client, published, log, registered, refreshes: 0, settings: options.settings ?? {},
    open: async (text, uri = documentUri) => {
      await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'avstream', version: 1, text } });
      return uri;
    },
    change: (uri, version, from, to, text) => client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: from, end: to }, text }] }),
    pull: (uri, previousResultId) => client.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) }),
    diagnostics: async (uri) => {
      const report: DocumentDiagnosticReport = await session.pull(uri);
      if (report.kind !== 'full') throw new Error('The report is not full.');
      return report.items;
    },
    nextPublished: (uri, version) => {
      const known = published.find((parameters) => parameters.uri === uri && parameters.version === version);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const listener = (parameters: PublishDiagnosticsParams): void => {
          if (parameters.uri !== uri || parameters.version !== version) return;
          waiting.splice(waiting.indexOf(listener), 1);
          resolve(parameters);
        };
        waiting.push(listener);
      });
    },
    hover: (uri, position) => client.sendRequest('textDocument/hover', { textDocument: { uri }, position }),
    completion: async (uri, position) => ((await client.sendRequest<CompletionList | null>('textDocument/completion', { textDocument: { uri }, position }))?.items ?? []),
    symbols: (uri) => client.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
    close: () => {
      client.dispose();
      toServer.destroy();
      toClient.destroy();
    },
  };
  client.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
    published.push(parameters);
    for (const listener of [...waiting]) listener(parameters);
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
  });
  client.onRequest('workspace/configuration', ({ items }: { items: readonly { readonly section?: string }[] }) => items.map(({ section }) => (section === 'avstream' ? session.settings : null)));
  client.onRequest('client/registerCapability', ({ registrations }: { registrations: Session['registered'] }) => {
    registered.push(...registrations);
    return null;
  });
  const { readFile } = options;
  if (readFile !== undefined) client.onRequest(fileMethods.readFile, ({ uri }: ReadFileParameters) => readFile(uri));
  client.onRequest('workspace/diagnostic/refresh', () => {
    session.refreshes += 1;
    return null;
  });
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null, rootUri: null, capabilities: options.capabilities ?? editorCapabilities,
    initializationOptions: options.initializationOptions ?? { uriScheme: 'vscode', extensionId: 'avstream-studio.avstream-studio', readsFiles: readFile !== undefined },
  });
  await client.sendNotification('initialized', {});
  return Object.assign(session, { initialized });
}

/** Takes the marks `¦` out of a text and gives the position of each. */
export function marked(text: string): { readonly text: string; readonly positions: readonly Position[] } {
  const positions: Position[] = [];
  let plain = '';
  let line = 0;
  let character = 0;
  for (const unit of text) {
    if (unit === '¦') positions.push({ line, character });
    else {
      plain += unit;
      if (unit === '\n') {
        line += 1;
        character = 0;
      } else character += unit.length;
    }
  }
  return { text: plain, positions };
}

/** The position of a piece of text, `offset` characters into it. */
export function positionOf(text: string, piece: string, offset = 0): Position {
  const at = text.indexOf(piece);
  if (at === -1) throw new Error(`The text has no ${piece}.`);
  const before = text.slice(0, at + offset);
  const line = before.split('\n').length - 1;
  return { line, character: before.length - (before.lastIndexOf('\n') + 1) };
}
