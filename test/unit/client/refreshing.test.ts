import { beforeEach, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { FromTimeline, OutcomeWithoutTrace, ToTimeline } from '../../../server/src/protocol/index';
import type { Services } from '../../../client/src/services';
import type { RunOrder, RunResult } from '../../../client/src/simulation/index';

const said: string[] = [];
const applied: unknown[] = [];
const document = { uri: undefined as unknown, text: '{}', version: 1, languageId: 'avstream', getText: () => document.text };

vi.mock('vscode', () => ({
  CancellationError: class CancellationError extends Error {},
  CancellationTokenSource: function CancellationTokenSource() { return { token: { isCancellationRequested: false }, cancel: () => undefined, dispose: () => undefined }; },
  EventEmitter: function EventEmitter() { return { event: () => ({ dispose: () => undefined }), fire: () => undefined, dispose: () => undefined }; },
  ProgressLocation: { Notification: 15 },
  Range: function Range(...numbers: number[]) { return { numbers }; },
  TextEdit: function TextEdit(range: unknown, newText: string) { return { range, newText }; },
  WorkspaceEdit: function WorkspaceEdit() { return { set: (_: unknown, edits: unknown) => applied.push(edits) }; },
  Uri: { joinPath: () => ({ toString: () => 'file:///extension' }) },
  env: { language: 'en' },
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])) },
  window: {
    showErrorMessage: (text: string) => { said.push(text); return Promise.resolve(undefined); }, showWarningMessage: (text: string) => { said.push(text); return Promise.resolve(undefined); },
    showInputBox: () => Promise.resolve('42'), withProgress: (_: unknown, work: (progress: unknown, token: unknown) => unknown) => work({}, { onCancellationRequested: () => undefined }),
  },
  workspace: { textDocuments: [], openTextDocument: () => Promise.resolve(document), applyEdit: () => Promise.resolve(true) },
}));

const { createTimelineSession } = await import('../../../client/src/features/timeline/timeline-session');

const uri = { path: '/driver.avstream.json', toString: () => 'file:///driver.avstream.json' } as unknown as vscode.Uri;
const requests = '/Simulations/0/Client/Requests';
let orders: RunOrder[] = [];
let posted: ToTimeline[] = [];
let answers: (RunResult | undefined)[] = [];
let edits: unknown = { kind: 'edits', edits: [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, newText: '4' }] };

/** A run with a fingerprint that tells which it was. */
const completed = (order: RunOrder, fingerprint: string): RunResult => ({
  kind: 'completed', trace: new Uint8Array(0), text: document.text, runId: fingerprint,
  outcome: { uri: uri.toString(), scenario: order.scenario ?? 's', seed: order.seed ?? 1, fingerprint, headline: '', stopReason: 'completed', overrides: order.overrides ?? [] } as unknown as OutcomeWithoutTrace,
});

function open(): { readonly send: (message: FromTimeline) => Promise<void>; readonly session: ReturnType<typeof createTimelineSession> } {
  let receive: (message: unknown) => void = () => undefined;
  const nothing = { dispose: () => undefined };
  const panel = {
    visible: true, active: true, onDidChangeViewState: () => nothing, onDidDispose: () => nothing,
    webview: {
      cspSource: 'x', asWebviewUri: (resource: unknown) => resource, postMessage: (message: ToTimeline) => posted.push(message),
      onDidReceiveMessage: (listener: typeof receive) => {
        receive = listener;
        return nothing;
      },
    },
  } as unknown as vscode.WebviewPanel;
  const services = {
    server: { tell: () => undefined, onDidChangeState: () => nothing, request: () => Promise.resolve(edits) }, output: { info: () => undefined, error: () => undefined }, exports: { offer: () => undefined },
    simulations: { run: (order: RunOrder) => {
      orders.push(order);
      return Promise.resolve(answers.shift() ?? completed(order, `run ${orders.length}`));
    } },
  } as unknown as Services;
  const session = createTimelineSession({ extensionUri: undefined } as unknown as vscode.ExtensionContext, services, panel, uri);
  const send = async (message: FromTimeline): Promise<void> => {
    receive(message);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    await new Promise((resolve) => { setTimeout(resolve, 0); });
  };
  receive({ type: 'ready', view: null });
  return { send, session };
}

type Outcome = Extract<ToTimeline, { type: 'outcome' }>;
const lastOutcome = (): Outcome => posted.filter((message): message is Outcome => message.type === 'outcome').at(-1)!;
const run = (value: number | null, goesOn = false): FromTimeline => ({ type: 'run', seed: null, overrides: value === null ? [] : [{ pointer: requests, value }], goesOn });

beforeEach(() => {
  said.length = 0;
  applied.length = 0;
  orders = [];
  posted = [];
  answers = [];
  document.text = '{}';
  document.version = 1;
});

test('a saved descriptor is run again as it was run, if it has changed', async () => {
  const { session } = open();
  await session.run({ uri, scenario: 's', seed: 7, overrides: [{ pointer: requests, value: 4 }] });
  await session.refresh(document as unknown as vscode.TextDocument);
  expect(orders.length).toBe(1);
  document.text = '{ }';
  await session.refresh(document as unknown as vscode.TextDocument);
  expect(orders[1]).toMatchObject({ scenario: 's', seed: 7, overrides: [{ pointer: requests, value: 4 }] });
});

test('a saved descriptor that cannot be run leaves the picture alone and interrupts nobody', async () => {
  const { session } = open();
  await session.run({ uri, scenario: 's' });
  const shown = lastOutcome();
  document.text = '{ "broken": true }';
  answers = [{ kind: 'impossible', text: 'Hold is missing.', path: '/Simulations/0', range: null }];
  await session.refresh(document as unknown as vscode.TextDocument);
  expect(posted.at(-1)).toEqual({ type: 'failed', text: 'Hold is missing.', path: '/Simulations/0' });
  expect(lastOutcome()).toBe(shown);
  expect(said).toEqual([]);
});

test('the previous run is the one before a change, however many runs the change took', async () => {
  const { send, session } = open();
  await session.run({ uri, scenario: 's' });
  expect(lastOutcome().comparable).not.toContain('previous');
  await send(run(4));
  await send(run(5, true));
  await send(run(6, true));
  expect(lastOutcome().comparable).toContain('previous');
  await send({ type: 'compare', with: 'previous' });
  expect(posted.at(-1)).toMatchObject({ type: 'comparison', with: 'previous', outcome: { fingerprint: 'run 1' } });
  // As long as one compares, each run brings the other along.
  await send(run(7, true));
  expect(lastOutcome()).toMatchObject({ outcome: { fingerprint: 'run 5' }, comparison: { with: 'previous', outcome: { fingerprint: 'run 1' } } });
  await send(run(null));
  expect(lastOutcome()).toMatchObject({ outcome: { fingerprint: 'run 6' }, comparison: { outcome: { fingerprint: 'run 5' } } });
  await send({ type: 'compare', with: 'nothing' });
  await send(run(9));
  expect(lastOutcome().comparison).toBeUndefined();
});

test('another scenario on show has no previous run', async () => {
  const { session } = open();
  await session.run({ uri, scenario: 's' });
  await session.run({ uri, scenario: 'other' });
  expect(lastOutcome().comparable).toEqual(['seed', 'scenario']);
});

test('another seed is run beside, with the same values', async () => {
  const { send } = open();
  await send(run(4));
  await send({ type: 'compare', with: 'seed' });
  expect(orders[1]).toMatchObject({ seed: 42, overrides: [{ pointer: requests, value: 4 }] });
  expect(posted.at(-1)).toMatchObject({ type: 'comparison', with: 'seed', outcome: { seed: 42 } });
  // The panel shows what it showed.
  expect(lastOutcome().outcome.fingerprint).toBe('run 1');
});

test('values are written as one edit, and the document is run as it is then', async () => {
  const { send } = open();
  await send(run(4));
  await send({ type: 'writeParameters', overrides: [{ pointer: requests, value: 4 }] });
  expect(applied.length).toBe(1);
  expect(orders.at(-1)!.overrides).toBeUndefined();
});

test('values that cannot be written are refused in a sentence, and nothing is edited', async () => {
  const { send } = open();
  await send(run(4));
  edits = { kind: 'refused', text: 'It was edited since the run.' };
  await send({ type: 'writeParameters', overrides: [{ pointer: requests, value: 4 }] });
  expect(said).toEqual(['It was edited since the run.']);
  expect([applied.length, orders.length]).toEqual([0, 1]);
});
