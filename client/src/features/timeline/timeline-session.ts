import * as vscode from 'vscode';
import type { ComparedWith, FindingReference, FromTimeline, OutcomeWithoutTrace, TimelineViewState, ToTimeline } from '../../../../server/src/protocol/index';
import { methods } from '../../../../server/src/protocol/index';
import { fileName } from '../../documents/index';
import { commands } from '../../identifiers';
import type { Services } from '../../services';
import type { RunOrder, RunResult } from '../../simulation/index';
import { reportFailure } from './report-failure';
import { createComparing, type OtherRun, type PickSavedRun } from './comparing';
import { viewForRun } from './view-state';
import { writeParameters } from './write-parameters';
import { withDelayedProgress } from './delayed-progress';
import { openTimelineWebview } from './timeline-webview';

/** Milliseconds after which a run that nobody asked for by name shows how far it is. */
const quietTime = 400;

/** The panel of one document and the run it shows. */
export interface TimelineSession {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  /** Fires when a run is on show that was not before: a new one, or the same one in a webview that came back. */
  readonly onDidShow: vscode.Event<void>;
  /** Runs a scenario and shows it in place of what is there; a run still going is cancelled. */
  readonly run: (order: RunOrder) => Promise<RunResult>;
  /** Shows a run that was made elsewhere, such as a counterexample, in place of what is there. `text`: of the document that it is of. */
  readonly showOutcome: (outcome: OutcomeWithoutTrace, trace: Uint8Array, text: string) => void;
  /** Runs what is on show once more if the document has changed since, quietly: what keeps it from running is said in the panel. */
  readonly refresh: (document: vscode.TextDocument) => Promise<void>;
  /** Goes to the first that the value at `path` configured, as soon as the webview listens. */
  readonly show: (path: string) => void;
  /** The scenario on show, or about to be. */
  readonly scenario: () => string | undefined;
  /** The run on show. */
  readonly shownRun: () => OtherRun | undefined;
  /** Cancels the run that is going on, if any. */
  readonly cancel: () => void;
  /** Marks what the value at `path` configured, or nothing. */
  readonly highlight: (path: string | null) => void;
  /** Selects a finding of the run on show, as soon as the webview listens. */
  readonly showFinding: (finding: FindingReference) => void;
  /** To be told when the document's text has changed. */
  readonly documentChanged: (document: vscode.TextDocument) => void;
}

/** The title of a document's panel. */
export function timelineTitle(uri: vscode.Uri): string {
  return vscode.l10n.t('Timeline: {0}', fileName(uri));
}

/** A run that can be shown again whenever the webview comes back: hidden webviews keep nothing. */
interface ShownRun { readonly outcome: OutcomeWithoutTrace; readonly trace: Uint8Array; readonly text: string }

/**
 * Takes over a panel.
 * @param restored the view the panel had before a reload
 */
export function createTimelineSession(context: vscode.ExtensionContext, services: Services, panel: vscode.WebviewPanel, uri: vscode.Uri, restored?: TimelineViewState, pickSavedRun?: PickSavedRun): TimelineSession {
  let shown: ShownRun | undefined;
  let phase: { readonly kind: 'idle' } | { readonly kind: 'running'; readonly message: ToTimeline } | { readonly kind: 'failed'; readonly message: ToTimeline } = { kind: 'idle' };
  let current: vscode.CancellationTokenSource | undefined;
  const runShown = new vscode.EventEmitter<void>();
  let stale = false;
  let highlighted: string | null = null;
  /** Asked for while nobody listened. */
  let wantedFinding: FindingReference | undefined;
  /** Once the webview shows stream pointers, every further run is to have them. */
  let streamPointers = false;
  let wantedPath: string | undefined;
  let lastOrder: RunOrder = { uri, scenario: restored?.scenario, seed: restored?.seed, overrides: restored?.overrides };

  const post = (message: ToTimeline): void => webview.post(message);
  const postShown = (): void => {
    if (shown === undefined) return;
    const { outcome, trace } = shown;
    const comparable: ComparedWith[] = [...(comparing.hasPrevious() ? ['previous' as const] : []), 'seed', 'scenario', ...(pickSavedRun === undefined ? [] : ['saved' as const])];
    const comparison = comparing.other();
    post({ type: 'outcome', outcome, trace, ...viewForRun(webview.view(), outcome), comparable, ...(comparison === undefined ? {} : { comparison }) });
    if (stale) post({ type: 'stale', stale });
    if (highlighted !== null) post({ type: 'highlight', path: highlighted });
    if (!webview.isListening()) return;
    if (wantedFinding !== undefined) post({ type: 'showFinding', finding: wantedFinding });
    wantedFinding = undefined;
    if (wantedPath !== undefined) post({ type: 'show', path: wantedPath });
    wantedPath = undefined;
    runShown.fire();
  };
  const comparing = createComparing(services, post, pickSavedRun);
  const postAll = (): void => {
    postShown();
    if (phase.kind !== 'idle') post(phase.message);
  };
  const setStale = (next: boolean): void => {
    if (next === stale) return;
    stale = next;
    post({ type: 'stale', stale });
  };

  /** `manner`: a quiet run says what it has to say in the panel alone, and that only when it takes long; one that goes on belongs to a change that an earlier one began. */
  const run = async (order: RunOrder, manner: { readonly quiet?: boolean; readonly goesOn?: boolean } = {}): Promise<RunResult> => {
    current?.cancel();
    const source = new vscode.CancellationTokenSource();
    current = source;
    lastOrder = order;
    const showProgress = (progress: number, virtualTime: number): void => {
      if (current !== source) return;
      phase = { kind: 'running', message: { type: 'running', scenario: order.scenario ?? '', progress, virtualTime } };
      if (manner.quiet !== true || Date.now() - begin > quietTime) post(phase.message);
    };
    const begin = Date.now();
    showProgress(0, 0);
    try {
      const title = vscode.l10n.t('Simulating {0}', order.scenario ?? fileName(uri));
      const simulate = (report: (progress: number) => void): Promise<RunResult> => services.simulations.run({ ...order, streamPointers }, source.token, (progress, virtualTime) => {
        showProgress(progress, virtualTime);
        report(progress);
      });
      const result = manner.quiet === true ? await simulate(() => undefined) : await withDelayedProgress(title, source, simulate);
      // A later run has taken the panel over.
      if (current !== source) return { kind: 'cancelled' };
      finish(result, manner);
      return result;
    } finally {
      source.dispose();
      if (current === source) current = undefined;
    }
  };

  const finish = (result: RunResult, { quiet, goesOn }: { readonly quiet?: boolean; readonly goesOn?: boolean }): void => {
    if (result.kind === 'completed') {
      phase = { kind: 'idle' };
      shown = { outcome: result.outcome, trace: result.trace, text: result.text };
      comparing.shown(shown, goesOn === true);
      services.server.tell(methods.showRun, { uri: uri.toString(), runId: result.runId });
      // What was typed during the run is not in it.
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
      stale = open !== undefined && open.getText() !== result.text;
      postShown();
      services.output.info(`${fileName(uri)}, ${result.outcome.scenario}: ${result.outcome.headline} (seed ${result.outcome.seed}, fingerprint ${result.outcome.fingerprint})`);
      return;
    }
    const text = result.kind === 'cancelled' ? vscode.l10n.t('The simulation was cancelled.') : result.text;
    phase = { kind: 'failed', message: { type: 'failed', text, path: result.kind === 'impossible' ? result.path : null } };
    post(phase.message);
    if (quiet !== true) reportFailure(services, uri, result).catch((error: unknown) => services.output.error(error instanceof Error ? error : String(error)));
  };

  /** A server that has been started again knows nothing of the run on show. It is run once more, unseen, so that what it has found stays a problem at its value. */
  const tellAgain = async (): Promise<void> => {
    const known = shown;
    if (known === undefined || stale || current !== undefined || known.outcome.findings.length === 0) return;
    const source = new vscode.CancellationTokenSource();
    current = source;
    try {
      const result = await services.simulations.run({ uri, scenario: known.outcome.scenario, seed: known.outcome.seed, overrides: known.outcome.overrides }, source.token);
      if (current === source && result.kind === 'completed' && result.outcome.fingerprint === known.outcome.fingerprint) services.server.tell(methods.showRun, { uri: uri.toString(), runId: result.runId });
    } finally {
      source.dispose();
      if (current === source) current = undefined;
    }
  };

  const receive = async (message: FromTimeline): Promise<void> => {
    switch (message.type) {
      case 'run':
        streamPointers ||= message.streamPointers === true;
        await run({ uri, scenario: lastOrder.scenario, seed: message.seed ?? undefined, overrides: message.overrides }, { quiet: message.overrides !== undefined, goesOn: message.goesOn === true });
        return;
      case 'writeParameters': {
        const scenario = shown?.outcome.scenario;
        if (scenario === undefined || !await writeParameters(services, uri, scenario, message.overrides)) return;
        // What was tried is what the document says now.
        await run({ uri, scenario, seed: lastOrder.seed }, { quiet: true, goesOn: true });
        return;
      }
      case 'compare': if (shown !== undefined) await comparing.compare(message.with, { ...lastOrder, scenario: shown.outcome.scenario, outcome: shown.outcome }); return;
      case 'saveTrace': await vscode.commands.executeCommand(commands.saveTrace, { descriptor: uri }); return;
      case 'cancel': current?.cancel(); return;
      default:
    }
  };

  panel.title = timelineTitle(uri);
  panel.iconPath = {
    light: vscode.Uri.joinPath(context.extensionUri, 'client', 'media', 'timeline-light.svg'),
    dark: vscode.Uri.joinPath(context.extensionUri, 'client', 'media', 'timeline-dark.svg'),
  };
  let wasGone = false;
  const restarts = services.server.onDidChangeState((state) => {
    if (state !== 'ready') wasGone = true;
    else if (wasGone) {
      wasGone = false;
      void tellAgain();
    }
  });
  const webview = openTimelineWebview(context, services, panel, {
    uri, isFile: false, run: () => shown, showAll: postAll, receive,
    descriptor: () => Promise.resolve(uri),
    closed: () => {
      current?.cancel();
      restarts.dispose();
      services.server.tell(methods.showRun, { uri: uri.toString(), runId: null });
      runShown.dispose();
    },
  }, restored);

  return {
    uri, panel,
    run: (order) => run(order),
    showOutcome: (outcome, trace, text) => {
      current?.cancel();
      current = undefined;
      lastOrder = { uri, scenario: outcome.scenario };
      phase = { kind: 'idle' };
      shown = { outcome, trace, text };
      comparing.shown(shown, false);
      services.server.tell(methods.showRun, { uri: uri.toString(), runId: null });
      stale = false;
      postShown();
    },
    refresh: async (document) => {
      if (shown === undefined || document.getText() === shown.text) return;
      await run({ ...lastOrder, scenario: shown.outcome.scenario }, { quiet: true });
    },
    show: (path) => {
      const isShown = webview.isListening() && shown !== undefined && phase.kind === 'idle';
      wantedPath = isShown ? undefined : path;
      if (isShown) post({ type: 'show', path });
    },
    scenario: () => (phase.kind === 'running' ? lastOrder.scenario : shown?.outcome.scenario),
    shownRun: () => shown,
    onDidShow: runShown.event,
    cancel: () => current?.cancel(),
    highlight: (path) => {
      if (path === highlighted) return;
      highlighted = path;
      post({ type: 'highlight', path });
    },
    showFinding: (finding) => {
      const isShown = webview.isListening() && shown !== undefined;
      wantedFinding = isShown ? undefined : finding;
      if (isShown) post({ type: 'showFinding', finding });
    },
    // An edit that is taken back makes the run current again, so the texts are compared, not the versions.
    documentChanged: (document) => { if (shown !== undefined) setStale(document.getText() !== shown.text); },
  };
}
