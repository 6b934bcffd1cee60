import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { expect } from 'vitest';
import { createConnection } from 'vscode-languageserver/node';
import type { ClientCapabilities, CompletionItem, CompletionList, Diagnostic, DocumentDiagnosticReport, DocumentSymbol, Hover, InitializeResult, Position, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Prover, Runner } from '../../../server/src/lsp/runtime';
import { type ListFilesResult, type ReadFileParameters, type ReadFileResult, fileMethods } from '../../../server/src/protocol/index';
import { createSlicedProver } from '../../../server/src/lsp/proof/sliced-prover';
import { createSlicedRunner } from '../../../server/src/lsp/simulation/sliced-runner';
import { startServer } from '../../../server/src/lsp/start-server';
import { clientName, notApplicable } from './applicability';
import type { Client, ClientOptions } from './client';
import { createCodeMirrorClient } from './codemirror-client';
import type { Ability } from './not-applicable';
import { createVscodeClient } from './vscode-client';

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
  /** What the client is to say of itself. */
  readonly capabilities?: ClientCapabilities;
  /** What the test needs of the client; with a client that lacks it, the test ends here and is told as not applicable. */
  readonly needs?: readonly Ability[];
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  readonly runner?: () => Runner;
  readonly prover?: () => Prover;
  /** Answers the server's requests for files; without it the client reads none. */
  readonly readFile?: (uri: string) => Promise<ReadFileResult>;
  /** Answers the server's request for the workspace's descriptors. */
  readonly lists?: () => ListFilesResult;
}

/** A client that talks to a server in the same process, over streams and in real messages. Which client it is, the project of the test run says. */
export interface Session {
  readonly client: Client;
  /** Capabilities that the server registered later, by method; for tests with `needs: 'answersServer'`. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[];
  readonly initialized: InitializeResult;
  /** Everything published, in order. */
  readonly published: PublishDiagnosticsParams[];
  /** What the server logged. */
  readonly log: string[];
  /** Times the server asked for diagnostics to be pulled again; for tests with `needs: 'answersServer'`. */
  readonly refreshes: number;
  readonly settings: unknown;
  /** Once the server has asked that often for diagnostics to be pulled again; at once where it cannot ask. */
  readonly refreshed: (times: number) => Promise<void>;
  /** Changes the settings and tells the server in the way the client has: asked for them, or told with the change. */
  readonly configure: (settings: unknown) => Promise<void>;
  readonly open: (text: string, uri?: string, languageId?: string) => Promise<string>;
  readonly change: (uri: string, version: number, from: Position, to: Position, text: string) => Promise<void>;
  /** Another text in place of the whole. */
  readonly replace: (uri: string, version: number, text: string) => Promise<void>;
  readonly closeDocument: (uri: string) => Promise<void>;
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
  const { readFile, lists } = options;
  const isOurs = clientName === 'vscode';
  const clientOptions: ClientOptions = {
    fromServer: toClient, toServer,
    // The other client says of itself what it says, unless a test is about an ability.
    ...(options.capabilities === undefined && !isOurs ? {} : { capabilities: options.capabilities ?? editorCapabilities }),
    initializationOptions: options.initializationOptions ?? { uriScheme: 'vscode', extensionId: 'avstream-studio.avstream-studio', readsFiles: readFile !== undefined },
  };
  const client = isOurs ? createVscodeClient(clientOptions) : createCodeMirrorClient(clientOptions);
  const lacking = (options.needs ?? []).find((ability) => !client.abilities.has(ability));
  if (lacking !== undefined) notApplicable(lacking);
  const yieldToMessages = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const now = (): number => performance.now();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    now, yieldToMessages,
    loadFeatures: () => import('../../../server/src/lsp/features'),
    createRunner: options.runner ?? (() => createSlicedRunner({ now, yieldToMessages })),
    createProver: options.prover ?? (() => createSlicedProver({ now, yieldToMessages })),
  });
  const answersServer = client.abilities.has('answersServer');
  const published: PublishDiagnosticsParams[] = [];
  const log: string[] = [];
  const registered: Session['registered'] = [];
  const waiting: ((parameters: PublishDiagnosticsParams) => void)[] = [];
  let settings: unknown = options.settings ?? {};
  let refreshes = 0;
  const tellSettings = (): Promise<void> => client.sendNotification('workspace/didChangeConfiguration', { settings: answersServer ? null : { avstream: settings } });
  client.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
    published.push(parameters);
    for (const listener of [...waiting]) listener(parameters);
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
  });
  if (answersServer) {
    client.onRequest('workspace/configuration', ({ items }: { items: readonly { readonly section?: string }[] }) => items.map(({ section }) => (section === 'avstream' ? settings : null)));
    client.onRequest('client/registerCapability', ({ registrations }: { registrations: Session['registered'] }) => {
      registered.push(...registrations);
      return null;
    });
    client.onRequest('workspace/diagnostic/refresh', () => {
      refreshes += 1;
      return null;
    });
  }
  if (lists !== undefined) client.onRequest(fileMethods.listFiles, lists);
  if (readFile !== undefined) client.onRequest(fileMethods.readFile, ({ uri }: ReadFileParameters) => readFile(uri));
  const initialized = await client.initialize();
  if (!answersServer && options.settings !== undefined) await tellSettings();
  const session: Session = {
    client, initialized, published, log,
    get registered() {
      return answersServer ? registered : notApplicable('answersServer');
    },
    get refreshes() {
      return answersServer ? refreshes : notApplicable('answersServer');
    },
    get settings() {
      return settings;
    },
    refreshed: async (times) => {
      if (answersServer) await expect.poll(() => refreshes, { timeout: 3_000 }).toBe(times);
    },
    configure: (changed) => {
      settings = changed;
      return tellSettings();
    },
    open: async (text, uri = documentUri, languageId = 'avstream') => {
      await client.open(uri, languageId, text);
      return uri;
    },
    change: client.change, replace: client.replace, closeDocument: client.close,
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
  return session;
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
