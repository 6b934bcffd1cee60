import * as vscode from 'vscode';
import { type FindWorstSeedResult, methods, type OutcomeWithoutTrace, type ParameterOverride, type Range, type ScenarioSummary } from '../../../server/src/protocol/index';
import { languageId } from '../identifiers';
import type { LanguageServer } from '../server/index';
import { decodeBase64 } from './base64';

/** What to run. */
export interface RunOrder {
  readonly uri: vscode.Uri;
  /** Left out: the document's first. */
  readonly scenario?: string | undefined;
  /** Left out: the scenario's own. */
  readonly seed?: number | undefined;
  /** Values that the run has instead of those of the document. */
  readonly overrides?: readonly ParameterOverride[] | undefined;
  /** Write down where stream pointers point, however long the run is. */
  readonly streamPointers?: boolean | undefined;
}

/** How a run ended. */
export type RunResult =
  | { readonly kind: 'completed'; readonly outcome: OutcomeWithoutTrace; /** The encoded trace. */ readonly trace: Uint8Array; /** By which the server knows the run. */ readonly runId: string; /** The text the run was of. */ readonly text: string }
  /** The scenario cannot be run as it stands. `path`: RFC 6901 pointer of the value to blame. */
  | { readonly kind: 'impossible'; readonly text: string; readonly path: string; readonly range: Range | null }
  | { readonly kind: 'cancelled' }
  /** The server ended or met an error of its own. */
  | { readonly kind: 'broken'; readonly text: string };

/** How far a run is: `progress` 0 … 1, `virtualTime` in ns. */
export type ProgressListener = (progress: number, virtualTime: number) => void;

/** Runs simulations on the server. */
export interface Simulations {
  /** The scenarios a document offers, in its order. */
  readonly list: (uri: vscode.Uri) => Promise<readonly ScenarioSummary[]>;
  /** Runs one. Never rejects. */
  readonly run: (order: RunOrder, token: vscode.CancellationToken, onProgress?: ProgressListener) => Promise<RunResult>;
  /** Runs many seeds, and says which is the worst. Rejects with a CancellationError when it is cancelled. */
  readonly findWorstSeed: (order: Pick<RunOrder, 'uri' | 'scenario'>, seeds: number, token: vscode.CancellationToken, onProgress?: ProgressListener) => Promise<FindWorstSeedResult>;
  /** Fires when a run begins and when the last one has ended. */
  readonly onDidChangeRunning: vscode.Event<boolean>;
  readonly dispose: () => void;
}

/** @param output gets what cannot be told in a sentence */
export function createSimulations(server: LanguageServer, output: vscode.LogOutputChannel): Simulations {
  const progress = new Map<string, ProgressListener>();
  const runningChanged = new vscode.EventEmitter<boolean>();
  let runs = 0;
  let running = 0;
  const subscription = server.onNotification(methods.simulationProgress, ({ runId, progress: done, virtualTime }) => progress.get(runId)?.(done, virtualTime));

  const simulate = async ({ uri, scenario, seed, overrides = [], streamPointers }: RunOrder, runId: string, token: vscode.CancellationToken): Promise<RunResult> => {
    // The server knows open documents only.
    let document: vscode.TextDocument;
    try {
      document = await vscode.workspace.openTextDocument(uri);
    } catch (error) {
      return { kind: 'impossible', text: vscode.l10n.t('The descriptor cannot be opened: {0}', error instanceof Error ? error.message : String(error)), path: '', range: null };
    }
    if (document.languageId !== languageId) return { kind: 'impossible', text: vscode.l10n.t('{0} is not an AVStream descriptor: its language is {1}. Name it *.avstream.json, or change its language.', uri.path, document.languageId), path: '', range: null };
    // Starting takes time, in which the text may change: it is the text of the run from the moment the request is sent.
    await server.start();
    const text = document.getText();
    const result = await server.request(methods.simulate, { uri: uri.toString(), runId, ...(scenario === undefined ? {} : { scenario }), ...(seed === undefined ? {} : { seed }), ...(overrides.length === 0 ? {} : { overrides }), ...(streamPointers === true ? { streamPointers } : {}) }, token);
    if (result.kind === 'impossible') return { kind: 'impossible', text: result.text, path: result.path, range: result.range ?? null };
    const { trace, ...outcome } = result.outcome;
    if (outcome.stopReason === 'cancelled') return { kind: 'cancelled' };
    return { kind: 'completed', outcome, trace: await decodeBase64(trace), text, runId };
  };

  return {
    list: async (uri) => {
      await vscode.workspace.openTextDocument(uri);
      return (await server.request(methods.listScenarios, { uri: uri.toString() })).scenarios;
    },
    run: async (order, token, onProgress) => {
      const runId = `run ${++runs}`;
      if (onProgress !== undefined) progress.set(runId, onProgress);
      if (++running === 1) runningChanged.fire(true);
      try {
        return await simulate(order, runId, token);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return { kind: 'cancelled' };
        output.error(error instanceof Error ? error : String(error));
        return { kind: 'broken', text: server.state === 'ready'
          ? vscode.l10n.t('The simulation failed with an error of its own: {0}', error instanceof Error ? error.message : String(error))
          : vscode.l10n.t('The language server ended during the simulation. Run it again once the server is ready.') };
      } finally {
        progress.delete(runId);
        if (--running === 0) runningChanged.fire(false);
      }
    },
    findWorstSeed: async ({ uri, scenario }, seeds, token, onProgress) => {
      const runId = `seeds ${++runs}`;
      if (onProgress !== undefined) progress.set(runId, onProgress);
      try {
        // The server knows open documents only.
        await vscode.workspace.openTextDocument(uri);
        await server.start();
        return await server.request(methods.findWorstSeed, { uri: uri.toString(), runId, seeds, ...(scenario === undefined ? {} : { scenario }) }, token);
      } finally {
        progress.delete(runId);
      }
    },
    onDidChangeRunning: runningChanged.event,
    dispose: () => {
      subscription.dispose();
      runningChanged.dispose();
    },
  };
}
