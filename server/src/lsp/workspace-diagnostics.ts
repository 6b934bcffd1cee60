import { type CancellationToken, type Diagnostic, type ResultProgressReporter, type WorkspaceDiagnosticParams, type WorkspaceDiagnosticReport, type WorkspaceDiagnosticReportPartialResult, type WorkspaceDocumentDiagnosticReport, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { modelOf, parseTree } from '../document/index';
import { withSeverities } from '../findings/index';
import { mostFileMebibytes } from '../protocol/index';
import { validate } from '../rules/index';
import { answerCodes, answerError } from './answer-error';
import type { Configurations } from './configurations';
import { type RuleLink, toDiagnostics } from './diagnostics';
import { describeError } from './guard';
import { localize } from './localize';
import type { ServerContext } from './start-server';
import { type WorkspaceFile, type WorkspaceFiles, mostWorkspaceFiles } from './workspace-files';

/** Diagnostics of descriptors that no editor shows. */
export interface WorkspaceDiagnosticsFeature {
  /**
   * Answers `workspace/diagnostic`. Where the client takes partial results the request stays open and tells what changes, until it is cancelled;
   * otherwise it stays open until there is something to tell.
   */
  pull(parameters: WorkspaceDiagnosticParams, token: CancellationToken, results: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined): Promise<WorkspaceDiagnosticReport>;
  /** Files, settings or configurations are others than before. */
  changed(): void;
  /** The client forgets what it knew of a document that it closes. */
  documentClosed(uri: string): void;
  dispose(): void;
}

/** Files between two partial results. */
const batch = 32;
/** After a document was closed its client first has to get the answer to its own last question, in ms. */
const afterClosing = 250;

/** A request that is open: what its client was told last, by address. */
interface OpenPull {
  readonly told: Map<string, string>;
  /** Looks again. */
  wake: () => void;
}

/** Nothing is listed or read before the client asks, and nothing while `avstream.diagnosticMode` is `openFilesOnly`. */
export function createWorkspaceDiagnosticsFeature(context: ServerContext, files: WorkspaceFiles, configurations: Configurations, ruleLink: RuleLink): WorkspaceDiagnosticsFeature {
  const { connection, documents, abilities, runtime } = context;
  const session = Date.now().toString(36);
  const stamps = new WeakMap<WorkspaceFile, number>();
  const pulls = new Set<OpenPull>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let stamp = 0;
  let isDisposed = false;
  let wasTruncationTold = false;
  let wasSizeTold = false;

  const idOf = (file: WorkspaceFile): string => {
    let own = stamps.get(file);
    if (own === undefined) {
      own = stamp += 1;
      stamps.set(file, own);
    }
    return `${session}-w${own}-${context.settingsGeneration}-${configurations.generation}`;
  };
  const wakeAll = (): void => {
    for (const pull of pulls) pull.wake();
  };

  const check = async ({ uri, text }: WorkspaceFile): Promise<Diagnostic[]> => {
    const [settings, severities] = await Promise.all([context.settings(uri), configurations.severitiesOf(uri)]);
    await runtime.yieldToMessages();
    const tree = parseTree(text);
    await runtime.yieldToMessages();
    const model = modelOf(tree);
    await runtime.yieldToMessages();
    const findings = validate(model, { onInternalProblem: ({ code, error }) => connection.console.error(`Rule ${code} failed on a text of ${text.length} characters: ${describeError(error)}`) });
    return toDiagnostics(withSeverities(findings, severities), TextDocument.create(uri, 'avstream', 0, text), { settings, abilities, ruleLink });
  };

  const list = async (): Promise<readonly string[]> => {
    const { diagnosticMode } = await context.settings('');
    if (diagnosticMode !== 'workspace') return [];
    const { uris, isWhole } = await files.list();
    if (!isWhole && !wasTruncationTold) {
      wasTruncationTold = true;
      const message = localize('The workspace has more than {most} descriptors; the others are checked when they are opened.', { most: mostWorkspaceFiles });
      connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message }).catch(() => undefined);
    }
    return uris;
  };

  /** Says once that files are passed over: a missing problem looks like none. */
  const tellOfSizes = (uris: readonly string[]): void => {
    const closed = uris.filter((uri) => documents.get(uri) === undefined);
    if (wasSizeTold || closed.length === 0) return;
    wasSizeTold = true;
    const name = fileName(closed[0]!);
    const message = closed.length === 1
      ? localize('The descriptor {name} has more than {limit} MiB: it is checked only while it is open.', { name, limit: mostFileMebibytes })
      : localize('{count} descriptors of the workspace, {name} the first of them, have more than {limit} MiB: they are checked only while they are open.', { count: closed.length, name, limit: mostFileMebibytes });
    connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message }).catch(() => undefined);
  };

  /** Looks at every file once and passes on what the client has not been told. */
  const look = async (told: Map<string, string>, isCancelled: () => boolean, tell: (report: WorkspaceDocumentDiagnosticReport) => void): Promise<void> => {
    const uris = await list();
    const present = new Set<string>();
    for (const uri of uris) {
      if (isCancelled()) return;
      // Whoever shows a document asks for its diagnostics by itself.
      if (documents.get(uri) !== undefined) {
        present.add(uri);
        continue;
      }
      const file = await files.read(uri);
      if (file === undefined) continue;
      present.add(uri);
      const id = idOf(file);
      if (told.get(uri) === id) continue;
      const items = await check(file);
      if (isCancelled()) return;
      // Opened, edited or configured meanwhile: whoever did that has woken us for another look.
      if (documents.get(uri) !== undefined || idOf(file) !== id) continue;
      told.set(uri, id);
      tell({ kind: 'full', uri, version: null, resultId: id, items });
    }
    tellOfSizes(uris.filter((uri) => files.isTooLarge(uri)));
    for (const uri of [...told.keys()]) {
      if (present.has(uri) || documents.get(uri) !== undefined) continue;
      told.delete(uri);
      tell({ kind: 'full', uri, version: null, items: [] });
    }
  };

  return {
    pull: async ({ previousResultIds }, token, results) => {
      if (context.options.listsFiles !== true) return { items: [] };
      const told = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const before = new Set(told.values());
      let isAwake = false;
      let wake = (): void => undefined;
      const pull: OpenPull = { told, wake: () => { isAwake = true; wake(); } };
      const isOver = (): boolean => isDisposed || token.isCancellationRequested;
      const listener = token.onCancellationRequested(pull.wake);
      pulls.add(pull);
      try {
        for (;;) {
          isAwake = false;
          const reports: WorkspaceDocumentDiagnosticReport[] = [];
          await look(told, isOver, (report) => {
            reports.push(report);
            if (results !== undefined && reports.length >= batch) results.report({ items: reports.splice(0) });
          });
          if (token.isCancellationRequested) throw answerError(answerCodes.requestCancelled, 'The request was cancelled.');
          if (isDisposed) return { items: [] };
          if (results !== undefined && reports.length > 0) results.report({ items: reports });
          else if (results === undefined && (reports.length > 0 || previousResultIds.length === 0)) {
            const unchanged = [...told].filter(([, id]) => before.has(id)).map(([uri, resultId]) => ({ kind: 'unchanged' as const, uri, version: null, resultId }));
            return { items: [...reports, ...unchanged] };
          }
          while (!isAwake) await new Promise<void>((resolve) => { wake = resolve; });
          // Several changes at once are looked at once.
          await runtime.yieldToMessages();
        }
      } finally {
        pulls.delete(pull);
        listener.dispose();
      }
    },
    changed: wakeAll,
    documentClosed: (uri) => {
      if (pulls.size === 0) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        for (const pull of pulls) pull.told.delete(uri);
        wakeAll();
      }, afterClosing);
      timers.add(timer);
    },
    dispose: () => {
      isDisposed = true;
      for (const timer of timers) clearTimeout(timer);
      wakeAll();
    },
  };
}

/** The last part of an address, as people read it. */
function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
