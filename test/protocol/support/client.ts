import type { Readable, Writable } from 'node:stream';
import type { CancellationToken, ClientCapabilities, Disposable, InitializeResult, Position } from 'vscode-languageserver-protocol';
import type { Ability } from './not-applicable';

/** What the tests do with a language client, whichever it is. */
export interface Client {
  /** Shakes hands. Nothing else is sent before. */
  readonly initialize: () => Promise<InitializeResult>;
  /** What it can do that not every client can. */
  readonly abilities: ReadonlySet<Ability>;
  readonly sendRequest: <R>(method: string, parameters?: unknown, token?: CancellationToken) => Promise<R>;
  readonly sendNotification: (method: string, parameters?: unknown) => Promise<void>;
  /** Answers requests of the server; the last answer given holds. */
  // Whoever asks knows what is sent.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  readonly onRequest: <P, R>(method: string, answer: (parameters: P) => R | Promise<R>) => void;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  readonly onNotification: <P>(method: string, listener: (parameters: P) => void) => Disposable;
  /** The client's own way of telling the server about a document. */
  readonly open: (uri: string, languageId: string, text: string) => Promise<void>;
  /** @param version the test's number of the new text; what the client calls it is its own affair */
  readonly change: (uri: string, version: number, from: Position, to: Position, text: string) => Promise<void>;
  readonly replace: (uri: string, version: number, text: string) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  /** What the client calls the version that the test calls so. */
  readonly versionOf: (uri: string, version: number) => number;
  readonly dispose: () => void;
}

/** What a client is made from. */
export interface ClientOptions {
  readonly fromServer: Readable;
  readonly toServer: Writable;
  /** What the client is to say of itself; left out: what it says anyway. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions: unknown;
}
