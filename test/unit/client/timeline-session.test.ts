import { beforeEach, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { OutcomeWithoutTrace, ToTimeline } from '../../../server/src/protocol/index';
import type { Services } from '../../../client/src/services';
import type { LanguageServer } from '../../../client/src/server/index';
import type { RunResult } from '../../../client/src/simulation/index';

/** The documents that the editor has open. */
const documents: { uri: vscode.Uri; text: string; languageId: string; getText: () => string }[] = [];

vi.mock('vscode', () => ({
  CancellationError: class CancellationError extends Error {},
  CancellationTokenSource: function CancellationTokenSource() { return { token: { isCancellationRequested: false }, cancel: () => undefined, dispose: () => undefined }; },
  EventEmitter: function EventEmitter() { return { event: () => ({ dispose: () => undefined }), fire: () => undefined, dispose: () => undefined }; },
  Uri: { joinPath: () => ({ toString: () => 'file:///extension' }) },
  env: { language: 'en' },
  l10n: { t: (text: string) => text },
  workspace: { get textDocuments() { return documents; }, openTextDocument: () => Promise.resolve(documents[0]) },
}));

const { createTimelineSession } = await import('../../../client/src/features/timeline/timeline-session');
const { createSimulations } = await import('../../../client/src/simulation/index');

const uri = { path: '/driver.avstream.json', toString: () => 'file:///driver.avstream.json' } as unknown as vscode.Uri;
const outcome = { uri: uri.toString(), scenario: 's', seed: 1, fingerprint: 'f', headline: '', stopReason: 'completed' } as OutcomeWithoutTrace;
const document = { uri, text: '{}', languageId: 'avstream', getText: () => document.text };
beforeEach(() => {
  document.text = '{}';
  documents.splice(0, documents.length, document);
});

test('a document that was edited while it was simulated is marked as changed since the run', async () => {
  const posted: ToTimeline[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const nothing = { dispose: () => undefined };
  const panel = {
    visible: true,
    webview: {
      cspSource: 'x', asWebviewUri: (resource: unknown) => resource, postMessage: (message: ToTimeline) => posted.push(message),
      onDidReceiveMessage: (listener: typeof receive) => {
        receive = listener;
        return nothing;
      },
    },
    onDidChangeViewState: () => nothing, onDidDispose: () => nothing,
  } as unknown as vscode.WebviewPanel;
  let finish: (result: RunResult) => void = () => undefined;
  const told: unknown[] = [];
  const services = { server: { onDidChangeState: () => ({ dispose: () => undefined }), tell: (_method: string, parameters: unknown) => told.push(parameters) }, simulations: { run: () => new Promise<RunResult>((resolve) => { finish = resolve; }) }, output: { info: () => undefined }, exports: { offer: () => undefined } } as unknown as Services;
  const session = createTimelineSession({ extensionUri: undefined } as unknown as vscode.ExtensionContext, services, panel, uri);
  receive({ type: 'ready', view: null });

  const first = session.run({ uri });
  document.text = '{ "edited": true }';
  session.documentChanged(document as unknown as vscode.TextDocument);
  finish({ kind: 'completed', outcome, trace: new Uint8Array(0), text: '{}', runId: 'run 1' });
  await first;
  expect(posted.at(-1)).toEqual({ type: 'stale', stale: true });

  const second = session.run({ uri });
  finish({ kind: 'completed', outcome, trace: new Uint8Array(0), text: document.text, runId: 'run 2' });
  await second;
  expect(posted.at(-1)).toMatchObject({ type: 'outcome' });
  // The server knows which run is on show.
  expect(told).toEqual([{ uri: uri.toString(), runId: 'run 1' }, { uri: uri.toString(), runId: 'run 2' }]);
});

test('the text of a run is the one that the server had, also when the server had to be waited for', async () => {
  const server = {
    state: 'ready',
    start: () => {
      document.text = '{ "typed": "while the server started" }';
      return Promise.resolve();
    },
    request: async function request() {
      await server.start();
      return { kind: 'completed', outcome: { ...outcome, trace: '' } };
    },
    onNotification: () => ({ dispose: () => undefined }),
  };
  const simulations = createSimulations(server as unknown as LanguageServer, { error: () => undefined } as unknown as vscode.LogOutputChannel);
  expect(await simulations.run({ uri }, { isCancellationRequested: false } as vscode.CancellationToken)).toMatchObject({ kind: 'completed', text: '{ "typed": "while the server started" }' });
});
