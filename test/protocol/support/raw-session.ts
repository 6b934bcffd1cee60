import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { createSlicedProver } from '../../../server/src/lsp/proof/sliced-prover';
import { createSlicedRunner } from '../../../server/src/lsp/simulation/sliced-runner';
import { startServer } from '../../../server/src/lsp/start-server';

/** An answer as it came. */
export interface Answer { readonly id: number | string | null; readonly result?: unknown; readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown } }

/** A server in this process and what is written to it, message by message, with nothing in between that would put messages right. */
export interface RawSession {
  /** Sends a request and gives its number; nothing is waited for. */
  readonly request: (method: string, params?: unknown) => number;
  readonly notify: (method: string, params?: unknown) => void;
  /** Sends any object. */
  readonly send: (message: object) => void;
  /** The answer to a request, once it is there. */
  readonly answer: (id: number) => Promise<Answer>;
  /** Every answer so far, in their order, by the number of the request. */
  readonly answers: ReadonlyMap<number | string | null, readonly Answer[]>;
  readonly log: readonly string[];
  readonly close: () => void;
}

/** @param ask answers what the server asks the client, by method */
export function openRawSession(ask: (method: string, params: unknown) => unknown = () => null): RawSession {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const yieldToMessages = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const now = (): number => performance.now();
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    now, yieldToMessages, loadFeatures: () => import('../../../server/src/lsp/features'), createRunner: () => createSlicedRunner({ now, yieldToMessages }), createProver: () => createSlicedProver({ now, yieldToMessages }),
  });
  const writer = new StreamMessageWriter(toServer);
  const reader = new StreamMessageReader(toClient);
  const answers = new Map<number | string | null, Answer[]>();
  const waiting = new Map<number, (answer: Answer) => void>();
  const log: string[] = [];
  const send = (message: object): void => void writer.write({ jsonrpc: '2.0', ...message }).catch(() => undefined);
  reader.listen((message) => {
    const { id, method, params } = message as { readonly id?: number | string | null; readonly method?: string; readonly params?: unknown };
    if (method !== undefined) {
      if (id !== undefined) send({ id, result: ask(method, params) });
      else if (method === 'window/logMessage') log.push((params as { readonly message: string }).message);
      return;
    }
    const received: unknown = message;
    const answer = received as Answer;
    answers.set(answer.id, [...(answers.get(answer.id) ?? []), answer]);
    if (typeof answer.id === 'number') waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  return {
    request: (method, params) => {
      last += 1;
      send({ id: last, method, ...(params === undefined ? {} : { params }) });
      return last;
    },
    notify: (method, params) => send({ method, ...(params === undefined ? {} : { params }) }),
    send,
    answer: (id) => {
      const known = answers.get(id)?.[0];
      return known === undefined ? new Promise((resolve) => waiting.set(id, resolve)) : Promise.resolve(known);
    },
    answers, log,
    close: () => {
      reader.dispose();
      toServer.destroy();
      toClient.destroy();
    },
  };
}
