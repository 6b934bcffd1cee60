import type { CancellationToken, Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyses } from './analysis';
import { answerCodes, answerError, isAnswerError } from './answer-error';
import { isConfiguration } from '../configuration/index';
import { withSeverities } from '../findings/index';
import type { Configurations } from './configurations';
import { type RuleLink, limitDiagnostic, toDiagnostics } from './diagnostics';
import type { DocumentLimits } from './document-limits';
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

/** How long a client that says it asks for diagnostics may take to ask for the first, in ms. There are some that say so and never do. */
const pullPatience = 2_000;

/** How long rules run before the next look at the messages, in ms: so long a hover may wait. */
const slice = 2;

/** `stale` when the document changed or the request was cancelled while it was worked on. */
type Computed = readonly Diagnostic[] | 'stale';

/** Creates the feature; which direction is used depends on the client. */
export function createDiagnosticsFeature(context: ServerContext, analyses: Analyses, configurations: Configurations, shownRuns: ShownRuns, limits: DocumentLimits, ruleLink: RuleLink): DiagnosticsFeature {
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
    if (!limits.isSmall(document)) {
      const problem = await limits.problemOf(document);
      if (isStale()) return 'stale';
      if (problem !== undefined) return [limitDiagnostic(problem)];
    }
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
      for (let began = runtime.now(); !analysis.advance(); ) {
        if (runtime.now() - began < slice) continue;
        await runtime.yieldToMessages();
        if (isStale()) return 'stale';
        began = runtime.now();
      }
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
  let pushes = !abilities.pullsDiagnostics;
  /** Runs from the first document on, until the client asks. */
  let firstPull: ReturnType<typeof setTimeout> | undefined;
  let hasPulled = false;
  const awaitPull = (): void => {
    if (hasPulled || !abilities.takesPublished) return;
    firstPull ??= setTimeout(() => {
      pushes = true;
      for (const uri of documents.keys()) schedule(uri);
    }, pullPatience);
  };
  const pulled = (): void => {
    if (hasPulled) return;
    hasPulled = true;
    clearTimeout(firstPull);
    if (!pushes) return;
    pushes = false;
    // From now on it has them by its own asking.
    for (const uri of documents.keys()) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(() => undefined);
  };
  const schedule = (uri: string): void => {
    if (!pushes) awaitPull();
    if (!pushes || pending.has(uri)) return;
    pending.add(uri);
    // Several changes at once are checked once.
    void runtime.yieldToMessages().then(() => {
      pending.delete(uri);
      return publish(uri);
    }).catch((error: unknown) => connection.console.error(`Publishing diagnostics failed: ${describeError(error)}`)).catch(() => undefined);
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
      if (pushes) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(() => undefined);
    },
    surroundingsChanged: () => {
      if (pushes) for (const uri of documents.keys()) schedule(uri);
      else if (abilities.refreshesDiagnostics) {
        connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.warn(`The client did not ask for diagnostics again: ${describeError(error)}`));
      }
    },
    pull: async (parameters, token) => {
      pulled();
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
