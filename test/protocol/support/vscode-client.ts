import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { InitializeResult } from 'vscode-languageserver-protocol';
import type { Client, ClientOptions } from './client';
import { type Ability, abilities } from './not-applicable';

/** The protocol of VS Code's own libraries, and documents told as VS Code tells them. */
export function createVscodeClient({ fromServer, toServer, capabilities, initializationOptions }: ClientOptions): Client {
  const connection = createProtocolConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(toServer));
  connection.listen();
  const change = (uri: string, version: number, change: object): Promise<void> => connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
  return {
    initialize: async () => {
      const initialized = await connection.sendRequest<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities: capabilities ?? {}, initializationOptions });
      await connection.sendNotification('initialized', {});
      return initialized;
    },
    abilities: new Set(Object.keys(abilities) as Ability[]),
    // What is undefined would count as one parameter more.
    sendRequest: (method, parameters, token) => (parameters === undefined ? connection.sendRequest(method) : token === undefined ? connection.sendRequest(method, parameters) : connection.sendRequest(method, parameters, token)),
    sendNotification: (method, parameters) => (parameters === undefined ? connection.sendNotification(method) : connection.sendNotification(method, parameters)),
    onRequest: (method, answer) => void connection.onRequest(method, (parameters: never): unknown => answer(parameters)),
    onNotification: (method, listener) => connection.onNotification(method, listener),
    open: (uri, languageId, text) => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, start, end, text) => change(uri, version, { range: { start, end }, text }),
    replace: (uri, version, text) => change(uri, version, { text }),
    close: (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    versionOf: (_, version) => version,
    dispose: () => connection.dispose(),
  };
}
