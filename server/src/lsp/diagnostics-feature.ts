import type { CancellationToken, Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyses } from './analysis';
import { answerCodes, answerError, isAnswerError } from './answer-error';
import { isConfiguration } from '../configuration/index';
import { withSeverities } from '../findings/index';
import type { Configurations } from './configurations';
import { type RuleLink, toDiagnostics } from './diagnostics';
import { describeError } from './guard';
import { findingDiagnostics } from './simulation/finding-diagnostics';
import type { ShownRuns } from './simulation/shown-runs';
import type { ServerContext } from './start-server';

/** Diagnostics in both directions: the client asks (pull), or we publish (push). */
export interface DiagnosticsFeature {
  documentChanged(uri: string): void;
  documentClosed(uri: string): void;
  /** Settings or configurations changed, or timelines show other runs: every document may have other diagnostics. */
  surroundingsChanged(): void;
  pull(parameters: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
}

/** Texts longer than this are computed with a look at the messages between the steps: whoever asks for a hover meanwhile does not wait for all of them. */
const longText = 20_000;

/** `stale` when the document changed or the request was cancelled while it was worked on. */
type Computed = readonly Diagnostic[] | 'stale';

/** Creates the feature; which direction is used depends on the client. */
export function createDiagnosticsFeature(context: ServerContext, analyses: Analyses, configurations: Configurations, shownRuns: ShownRuns, ruleLink: RuleLink): DiagnosticsFeature {
  const { connection, documents, abilities, runtime } = context;
  /** What was answered last for a document: as long as version and settings stay, the answer stays. */
  const answered = new Map<string, { readonly id: string; readonly document: TextDocument; readonly version: number; readonly generation: string }>();
  const generationNow = (): string => `${context.settingsGeneration} ${configurations.generation} ${shownRuns.generation}`;
  const session = Date.now().toString(36);
  let answers = 0;
  const pending = new Set<string>();

  const compute = async (document: TextDocument, isCancelled: () => boolean): Promise<Computed> => {
    const generation = generationNow();
    const { version } = document;
    const isStale = (): boolean => isCancelled() || documents.get(document.uri) !== document || document.version !== version || generationNow() !== generation;
    const settings = await context.settings(document.uri);
    if (isConfiguration(document.uri)) return isStale() ? 'stale' : configurations.diagnosticsOf(document);
    const severities = await configurations.severitiesOf(document.uri);
    // Changes that wait in the pipe make this work useless: let them in first.
    await runtime.yieldToMessages();
    if (isStale()) return 'stale';
    const analysis = analyses.of(document);
    if (analysis.text.length > longText) {
      analysis.tree();
      await runtime.yieldToMessages();
      if (isStale()) return 'stale';
      analysis.model();
      await runtime.yieldToMessages();
      if (isStale()) return 'stale';
    }
    const options = { settings, abilities, ruleLink };
    const run = shownRuns.of(document);
    const shown = run === undefined ? [] : findingDiagnostics(run, document, analysis.model(), severities, options).map(({ diagnostic }) => diagnostic);
    return [...toDiagnostics(withSeverities(analysis.findings(), severities), document, options), ...shown];
  };

  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const diagnostics = await compute(document, () => false);
    // Whoever made it stale has asked again.
    if (diagnostics !== 'stale') await connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
  };
  const schedule = (uri: string): void => {
    if (abilities.pullsDiagnostics || pending.has(uri)) return;
    pending.add(uri);
    // Several changes at once are checked once.
    void runtime.yieldToMessages().then(() => {
      pending.delete(uri);
      return publish(uri);
    }).catch((error: unknown) => connection.console.error(`Publishing diagnostics failed: ${describeError(error)}`));
  };

  const answerPull = async ({ textDocument, previousResultId }: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: 'full', items: [] };
    // Before the answer is looked up: settings and configurations may not have arrived yet.
    await configurations.severitiesOf(document.uri);
    const { version } = document;
    const last = answered.get(document.uri);
    if (last !== undefined && last.id === previousResultId && last.document === document && last.version === version && last.generation === generationNow()) {
      return { kind: 'unchanged', resultId: last.id };
    }
    const generation = generationNow();
    const diagnostics = await compute(document, () => token.isCancellationRequested);
    if (diagnostics === 'stale') {
      if (token.isCancellationRequested) throw answerError(answerCodes.requestCancelled, 'The request was cancelled.');
      throw answerError(answerCodes.serverCancelled, 'The document has changed.', { retriggerRequest: true });
    }
    const id = `${session}-${++answers}`;
    answered.set(document.uri, { id, document, version, generation });
    return { kind: 'full', resultId: id, items: [...diagnostics] };
  };

  return {
    documentChanged: schedule,
    documentClosed: (uri) => {
      answered.delete(uri);
      if (!abilities.pullsDiagnostics) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(() => undefined);
    },
    surroundingsChanged: () => {
      if (!abilities.pullsDiagnostics) for (const uri of documents.keys()) schedule(uri);
      else if (abilities.refreshesDiagnostics) {
        connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.warn(`The client did not ask for diagnostics again: ${describeError(error)}`));
      }
    },
    pull: async (parameters, token) => {
      try {
        return await answerPull(parameters, token);
      } catch (error) {
        if (isAnswerError(error)) throw error;
        const length = documents.get(parameters.textDocument.uri)?.getText().length ?? 0;
        connection.console.error(`Diagnostics failed on a text of ${length} characters: ${describeError(error)}`);
        return { kind: 'full', items: [] };
      }
    },
  };
}
