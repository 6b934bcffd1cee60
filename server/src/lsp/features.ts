import type {
  CancellationToken, CodeAction, CodeActionParams, CompletionItem, CompletionList, CompletionParams, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentSymbol, DocumentSymbolParams, Hover, HoverParams, SymbolInformation,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  AdviseParameters, AdviseResult, EditParametersParameters, EditParametersResult, ExplainAllocatorParameters, ExplainAllocatorResult, ExportTraceParameters, ExportTraceResult, FindWorstSeedParameters, FindWorstSeedResult, ListNegotiationsParameters, ListNegotiationsResult, ListScenariosParameters, ListScenariosResult, ListTestsParameters, ListTestsResult, PointerAtParameters, PointerAtResult, ProveParameters, ProveResult, ResolvePointerParameters, ResolvePointerResult, RunTestParameters, RunTestResult, ShowRunParameters, SimulateParameters, SimulateResult,
} from '../protocol/index';
import { advise } from './advice/advise';
import { type Analysis, createAnalyses } from './analysis';
import { completion } from './completion/completion';
import { resolveCompletion } from './completion/resolve-completion';
import { isConfiguration } from '../configuration/index';
import { withSeverities } from '../findings/index';
import { createConfigurations } from './configurations';
import { createRuleCommandLink, createRuleLink } from './diagnostics';
import { createDiagnosticsFeature } from './diagnostics-feature';
import { documentSymbols } from './document-symbols';
import { describeError, guarded } from './guard';
import { hover } from './hover/hover';
import { localize } from './localize';
import { explainAllocator, listNegotiations } from './negotiation/explain-allocator';
import { pointerAtPosition, resolvePointerRange } from './pointers';
import { prove } from './proof/prove';
import { editParameters } from './simulation/edit-parameters';
import { findingActions, findingDiagnostics } from './simulation/finding-diagnostics';
import { findWorstSeed } from './simulation/find-worst-seed';
import { listScenarios } from './simulation/list-scenarios';
import { createShownRuns } from './simulation/shown-runs';
import { exportTrace } from './simulation/export-trace';
import { createSimulateFeature } from './simulation/simulate';
import type { ServerContext } from './start-server';
import { listTests } from './testing/list-tests';
import { runTest } from './testing/run-test';

/** Everything the server answers once it is loaded. No answer throws, except to tell the client that a request was cancelled. */
export interface Features {
  documentOpened(uri: string): void;
  documentChanged(uri: string): void;
  documentSaved(uri: string): void;
  documentClosed(uri: string): void;
  settingsChanged(): void;
  filesChanged(uris: readonly string[]): void;
  documentDiagnostics(parameters: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  hover(parameters: HoverParams): Promise<Hover | null>;
  completion(parameters: CompletionParams): Promise<CompletionList | null>;
  resolveCompletion(item: CompletionItem): Promise<CompletionItem>;
  documentSymbols(parameters: DocumentSymbolParams): Promise<DocumentSymbol[] | SymbolInformation[]>;
  listScenarios(parameters: ListScenariosParameters): Promise<ListScenariosResult>;
  listNegotiations(parameters: ListNegotiationsParameters): Promise<ListNegotiationsResult>;
  explainAllocator(parameters: ExplainAllocatorParameters): Promise<ExplainAllocatorResult>;
  simulate(parameters: SimulateParameters, token: CancellationToken): Promise<SimulateResult>;
  findWorstSeed(parameters: FindWorstSeedParameters, token: CancellationToken): Promise<FindWorstSeedResult>;
  listTests(parameters: ListTestsParameters): Promise<ListTestsResult>;
  runTest(parameters: RunTestParameters, token: CancellationToken): Promise<RunTestResult>;
  advise(parameters: AdviseParameters, token: CancellationToken): Promise<AdviseResult>;
  prove(parameters: ProveParameters, token: CancellationToken): Promise<ProveResult>;
  exportTrace(parameters: ExportTraceParameters, token: CancellationToken): Promise<ExportTraceResult>;
  editParameters(parameters: EditParametersParameters): Promise<EditParametersResult>;
  showRun(parameters: ShowRunParameters): void;
  codeActions(parameters: CodeActionParams): Promise<CodeAction[]>;
  resolvePointer(parameters: ResolvePointerParameters): Promise<ResolvePointerResult>;
  pointerAt(parameters: PointerAtParameters): Promise<PointerAtResult>;
  dispose(): void;
}

/** Loads what the features need; part of the server that is not needed to answer `initialize`. */
export function createFeatures(context: ServerContext): Features {
  const { connection, documents, abilities, options } = context;
  const log = (text: string): void => connection.console.error(text);
  const analyses = createAnalyses((problem, analysis) => log(`Rule ${problem.code} failed on a text of ${analysis.text.length} characters: ${describeError(problem.error)}`));
  const ruleLink = createRuleLink(options.uriScheme, options.extensionId);
  const hoverLink = createRuleCommandLink(options.ruleCommand, ruleLink);
  const configurations = createConfigurations(context, () => diagnostics.surroundingsChanged());
  const shownRuns = createShownRuns();
  const diagnostics = createDiagnosticsFeature(context, analyses, configurations, shownRuns, ruleLink);
  const simulation = createSimulateFeature(context, (uri) => configurations.severitiesOf(uri), shownRuns);

  /** Answers about an open descriptor; one that is not open, and a configuration, gets the fallback. */
  const about = <T>(what: string, uri: string, fallback: T, action: (document: TextDocument, analysis: Analysis) => T | Promise<T>): Promise<T> => {
    const document = documents.get(uri);
    if (document === undefined || isConfiguration(uri)) return Promise.resolve(fallback);
    return guarded(what, () => document.getText().length, log, fallback, () => action(document, analyses.of(document)));
  };

  return {
    documentOpened: (uri) => configurations.lookAgain(uri),
    documentChanged: (uri) => {
      if (isConfiguration(uri)) configurations.edited(uri);
      diagnostics.documentChanged(uri);
    },
    documentSaved: (uri) => configurations.lookAgain(uri),
    documentClosed: (uri) => {
      analyses.forget(uri);
      context.forgetSettings(uri);
      if (isConfiguration(uri)) configurations.closed(uri);
      diagnostics.documentClosed(uri);
    },
    settingsChanged: () => diagnostics.surroundingsChanged(),
    filesChanged: (uris) => configurations.filesChanged(uris),
    documentDiagnostics: (parameters, token) => diagnostics.pull(parameters, token),
    hover: ({ textDocument, position }) => about<Hover | null>('hover', textDocument.uri, null, async (document) => {
      const severities = await configurations.severitiesOf(document.uri);
      // The document may be a later version by now.
      return hover(document, analyses.of(document), position, { markup: abilities.hoverMarkup, ruleLink: hoverLink, configured: (findings) => withSeverities(findings, severities) });
    }),
    completion: ({ textDocument, position }) => about<CompletionList | null>('completion', textDocument.uri, null, (document, analysis) => completion(document, analysis.model(), position, { abilities, triggersSuggest: options.uriScheme !== undefined })),
    resolveCompletion: (item) => guarded('completion documentation', () => 0, log, item, () => resolveCompletion(item, abilities.completionMarkup)),
    documentSymbols: ({ textDocument }) => about<DocumentSymbol[] | SymbolInformation[]>('outline', textDocument.uri, [], (document, analysis) => documentSymbols(document, analysis.model(), abilities.hierarchicalSymbols)),
    listScenarios: ({ uri }) => about<ListScenariosResult>('list of scenarios', uri, { scenarios: [] }, (document, analysis) => listScenarios(document, analysis.model())),
    listNegotiations: ({ uri, position }) => about<ListNegotiationsResult>('list of negotiations', uri, { choices: [], current: -1 }, (document, analysis) => listNegotiations(document, analysis.model(), position)),
    explainAllocator: ({ uri, subject }) => about<ExplainAllocatorResult>('negotiation', uri, { lines: [], links: [], tones: [] }, async (document) => {
      const severities = await configurations.severitiesOf(document.uri);
      const analysis = analyses.of(document);
      return explainAllocator(analysis.model(), subject, withSeverities(analysis.findings(), severities));
    }),
    listTests: (parameters) => guarded<ListTestsResult>('list of tests', () => parameters.text.length, log, { tests: [] }, () => listTests(parameters)),
    runTest: (parameters, token) => runTest(parameters, token, { runner: () => simulation.runner(), severitiesOf: (uri) => configurations.severitiesOf(uri), log }),
    exportTrace: (parameters, token) => exportTrace(context, parameters, token),
    advise: (parameters, token) => about<AdviseResult>('advice', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => advise(context, () => simulation.runner(), document, analysis, parameters, token)),
    prove: (parameters, token) => about<ProveResult>('proof', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => prove(context, document, analysis, parameters, token)),
    simulate: (parameters, token) => simulation.simulate(parameters, token, documents.get(parameters.uri), (document) => analyses.of(document)),
    findWorstSeed: (parameters, token) => about<FindWorstSeedResult>('worst seed', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => findWorstSeed(context, () => simulation.runner(), document, analysis, parameters, token)),
    editParameters: (parameters) => about<EditParametersResult>('writing parameters', parameters.uri, { kind: 'refused', text: localize('The document is not open.') }, (document, analysis) => editParameters(document, analysis, parameters)),
    showRun: (parameters) => {
      if (shownRuns.show(parameters)) diagnostics.surroundingsChanged();
    },
    codeActions: ({ textDocument: { uri }, range }) => about<CodeAction[]>('code actions', uri, [], async (document, analysis) => {
      const { timelineCommand } = options;
      const severities = await configurations.severitiesOf(uri);
      const run = shownRuns.of(document);
      // While the severities were looked up the document may have changed.
      return run === undefined || timelineCommand === undefined || run.text !== analysis.text ? [] : findingActions(findingDiagnostics(run, document, analysis.model(), severities, { abilities, ruleLink }), uri, range, timelineCommand);
    }),
    resolvePointer: ({ uri, path }) => about<ResolvePointerResult>('pointer', uri, { range: null }, (document, analysis) => resolvePointerRange(document, analysis.tree(), path)),
    pointerAt: ({ uri, position }) => about<PointerAtResult>('pointer at a position', uri, { path: null }, (document, analysis) => pointerAtPosition(document, analysis.tree(), position)),
    dispose: () => simulation.dispose(),
  };
}
