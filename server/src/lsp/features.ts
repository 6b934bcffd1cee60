import type {
  CancellationToken, CodeAction, CodeActionParams, CodeLens, CodeLensParams, CompletionItem, CompletionList, CompletionParams, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, DocumentSymbol, DocumentSymbolParams, FileEvent, FoldingRange, FoldingRangeParams, Hover, HoverParams, InlayHint, InlayHintParams, ResultProgressReporter, SelectionRange, SelectionRangeParams, SignatureHelp, SignatureHelpParams, SymbolInformation, TextEdit, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportPartialResult,
} from 'vscode-languageserver';
import type {
  Definition, DefinitionLink, DefinitionParams, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams, Location, PrepareRenameParams, PrepareRenameResult, ReferenceParams, RenameParams, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensParams, SemanticTokensRangeParams, WorkspaceEdit, WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  AdviseParameters, AdviseResult, EditParametersParameters, EditParametersResult, ExplainAllocatorParameters, ExplainAllocatorResult, ExportTraceParameters, ExportTraceResult, FindWorstSeedParameters, FindWorstSeedResult, ListNegotiationsParameters, ListNegotiationsResult, ListScenariosParameters, ListScenariosResult, ListTestsParameters, ListTestsResult, PointerAtParameters, PointerAtResult, ProveParameters, ProveResult, ResolvePointerParameters, ResolvePointerResult, RunTestParameters, RunTestResult, ShowRunParameters, SimulateParameters, SimulateResult,
} from '../protocol/index';
import type { DescribeResolvedParameters, DescribeResolvedResult } from '../protocol/index';
import { actionDocument, codeActions, resolveAction } from './actions/code-actions';
import { advise } from './advice/advise';
import { type Analysis, createAnalyses } from './analysis';
import { completion } from './completion/completion';
import { resolveCompletion } from './completion/resolve-completion';
import { isConfiguration } from '../configuration/index';
import { withSeverities } from '../findings/index';
import { createConfigurations } from './configurations';
import { createRuleCommandLink, createRuleLink } from './diagnostics';
import { createDiagnosticsFeature } from './diagnostics-feature';
import { createDocumentLimits } from './document-limits';
import { documentLinks } from './document-links/document-links';
import { documentSymbols } from './document-symbols';
import { foldingRanges } from './folding/folding-ranges';
import { createFormattingFeature } from './formatting/formatting';
import { describeError, guarded } from './guard';
import { hover } from './hover/hover';
import { codeLenses } from './code-lens/code-lens';
import { lensDocument, resolveReferenceLens } from './code-lens/reference-lenses';
import { hintDocument, inlayHints, resolveInlayHint } from './inlay-hints/inlay-hints';
import { localize } from './localize';
import { definition, highlights, references } from './names/navigation';
import { prepareRename, renameEdit } from './names/rename';
import { explainAllocator, listNegotiations } from './negotiation/explain-allocator';
import { pointerAtPosition, resolvePointerRange } from './pointers';
import { prove } from './proof/prove';
import { editParameters } from './simulation/edit-parameters';
import { findingActions, findingDiagnostics } from './simulation/finding-diagnostics';
import { findWorstSeed } from './simulation/find-worst-seed';
import { listScenarios } from './simulation/list-scenarios';
import { createResolvedLink } from './hover/resolved';
import { describeResolved } from './resolved/describe-resolved';
import { createSemanticTokensFeature } from './semantic-tokens/semantic-tokens';
import { selectionRanges } from './selection/selection-ranges';
import { signatureHelp } from './signature-help/signature-help';
import { createShownRuns } from './simulation/shown-runs';
import { exportTrace } from './simulation/export-trace';
import { createSimulateFeature } from './simulation/simulate';
import type { Prover } from './runtime';
import type { ServerContext } from './start-server';
import { listTests } from './testing/list-tests';
import { runTest } from './testing/run-test';
import { createWorkspaceDiagnosticsFeature } from './workspace-diagnostics';
import { createWorkspaceFiles } from './workspace-files';
import { createWorkspaceSymbols } from './workspace-symbols/workspace-symbols';

/** Everything the server answers once it is loaded. No answer throws, except to tell the client that a request was cancelled. */
export interface Features {
  documentOpened(uri: string): void;
  documentChanged(uri: string): void;
  documentSaved(uri: string): void;
  documentClosed(uri: string): void;
  settingsChanged(): void;
  filesChanged(changes: readonly FileEvent[]): void;
  foldersChanged(): void;
  documentDiagnostics(parameters: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  workspaceDiagnostics(parameters: WorkspaceDiagnosticParams, token: CancellationToken, results: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined): Promise<WorkspaceDiagnosticReport>;
  hover(parameters: HoverParams): Promise<Hover | null>;
  completion(parameters: CompletionParams): Promise<CompletionList | null>;
  resolveCompletion(item: CompletionItem): Promise<CompletionItem>;
  documentSymbols(parameters: DocumentSymbolParams): Promise<DocumentSymbol[] | SymbolInformation[]>;
  formatting(parameters: DocumentFormattingParams): Promise<TextEdit[]>;
  rangeFormatting(parameters: DocumentRangeFormattingParams): Promise<TextEdit[]>;
  onTypeFormatting(parameters: DocumentOnTypeFormattingParams): Promise<TextEdit[]>;
  inlayHints(parameters: InlayHintParams): Promise<InlayHint[]>;
  resolveInlayHint(hint: InlayHint): Promise<InlayHint>;
  signatureHelp(parameters: SignatureHelpParams): Promise<SignatureHelp | null>;
  codeLenses(parameters: CodeLensParams): Promise<CodeLens[]>;
  resolveCodeLens(lens: CodeLens): Promise<CodeLens>;
  definition(parameters: DefinitionParams): Promise<Definition | DefinitionLink[] | null>;
  references(parameters: ReferenceParams): Promise<Location[]>;
  highlights(parameters: DocumentHighlightParams): Promise<DocumentHighlight[]>;
  prepareRename(parameters: PrepareRenameParams): Promise<PrepareRenameResult | null>;
  rename(parameters: RenameParams): Promise<WorkspaceEdit | null>;
  documentLinks(parameters: DocumentLinkParams): Promise<DocumentLink[]>;
  workspaceSymbols(parameters: WorkspaceSymbolParams, token: CancellationToken): Promise<SymbolInformation[]>;
  semanticTokens(parameters: SemanticTokensParams, token: CancellationToken): Promise<SemanticTokens>;
  semanticTokensDelta(parameters: SemanticTokensDeltaParams, token: CancellationToken): Promise<SemanticTokens | SemanticTokensDelta>;
  semanticTokensRange(parameters: SemanticTokensRangeParams): Promise<SemanticTokens>;
  foldingRanges(parameters: FoldingRangeParams): Promise<FoldingRange[]>;
  selectionRanges(parameters: SelectionRangeParams): Promise<SelectionRange[]>;
  listScenarios(parameters: ListScenariosParameters): Promise<ListScenariosResult>;
  listNegotiations(parameters: ListNegotiationsParameters): Promise<ListNegotiationsResult>;
  explainAllocator(parameters: ExplainAllocatorParameters): Promise<ExplainAllocatorResult>;
  simulate(parameters: SimulateParameters, token: CancellationToken): Promise<SimulateResult>;
  findWorstSeed(parameters: FindWorstSeedParameters, token: CancellationToken): Promise<FindWorstSeedResult>;
  describeResolved(parameters: DescribeResolvedParameters): Promise<DescribeResolvedResult>;
  listTests(parameters: ListTestsParameters): Promise<ListTestsResult>;
  runTest(parameters: RunTestParameters, token: CancellationToken): Promise<RunTestResult>;
  advise(parameters: AdviseParameters, token: CancellationToken): Promise<AdviseResult>;
  prove(parameters: ProveParameters, token: CancellationToken): Promise<ProveResult>;
  exportTrace(parameters: ExportTraceParameters, token: CancellationToken): Promise<ExportTraceResult>;
  editParameters(parameters: EditParametersParameters): Promise<EditParametersResult>;
  showRun(parameters: ShowRunParameters): void;
  codeActions(parameters: CodeActionParams): Promise<CodeAction[]>;
  resolveCodeAction(action: CodeAction): Promise<CodeAction>;
  resolvePointer(parameters: ResolvePointerParameters): Promise<ResolvePointerResult>;
  pointerAt(parameters: PointerAtParameters): Promise<PointerAtResult>;
  dispose(): void;
}

const impossible = (text: string): { readonly kind: 'impossible'; readonly text: string; readonly path: string } => ({ kind: 'impossible', text, path: '' });

/** Loads what the features need; part of the server that is not needed to answer `initialize`. */
export function createFeatures(context: ServerContext): Features {
  const { connection, documents, abilities, options } = context;
  const log = (text: string): void => connection.console.error(text);
  const analyses = createAnalyses((problem, analysis) => log(`Rule ${problem.code} failed on a text of ${analysis.text.length} characters: ${describeError(problem.error)}`), context.changeSince);
  const ruleLink = createRuleLink(options.uriScheme, options.extensionId);
  const hoverLink = createRuleCommandLink(options.ruleCommand, ruleLink);
  const configurations = createConfigurations(context, () => surroundingsChanged());
  const workspaceFiles = createWorkspaceFiles(context);
  const limits = createDocumentLimits(context);
  const follow = (document: TextDocument): void => {
    limits.follow(document).catch((error: unknown) => log(`A limit could not be told: ${describeError(error)}`));
  };
  const workspaceSymbols = createWorkspaceSymbols(context, workspaceFiles, analyses);
  const semanticTokens = createSemanticTokensFeature(context);
  const shownRuns = createShownRuns();
  // Of a client that reads no files nobody knows which there are.
  const actionAbilities = { ...abilities, createsFiles: abilities.createsFiles && options.readsFiles === true };
  const layout = createFormattingFeature(context);
  const diagnostics = createDiagnosticsFeature(context, analyses, configurations, shownRuns, limits, ruleLink);
  const simulation = createSimulateFeature(context, (uri) => configurations.severitiesOf(uri), shownRuns);
  const workspaceDiagnostics = createWorkspaceDiagnosticsFeature(context, workspaceFiles, configurations, ruleLink);
  const surroundingsChanged = (): void => {
    diagnostics.surroundingsChanged();
    workspaceDiagnostics.changed();
  };
  let madeProver: Prover | undefined;
  const prover = (): Prover => (madeProver ??= context.runtime.createProver());

  /** Answers about an open descriptor; one that is not open, and a configuration, gets the fallback. */
  const about = <T>(what: string, uri: string, fallback: T, action: (document: TextDocument, analysis: Analysis) => T | Promise<T>, tooLarge: (problem: string) => T = () => fallback): Promise<T> => {
    const document = documents.get(uri);
    if (document === undefined || isConfiguration(uri)) return Promise.resolve(fallback);
    const answered = (): Promise<T> => guarded(what, () => document.getText().length, log, fallback, () => action(document, analyses.of(document)));
    // Of what is too large nothing is read.
    return limits.isSmall(document) ? answered() : limits.problemOf(document).then((problem) => (problem === undefined ? answered() : tooLarge(problem)));
  };

  /** Has what is drawn into the text asked for again. */
  const refreshDrawn = (): void => {
    const ignore = (): undefined => undefined;
    if (abilities.refreshesHints) connection.languages.inlayHint.refresh().catch(ignore);
    if (abilities.refreshesLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
  };

  return {
    documentOpened: (uri) => configurations.lookAgain(uri),
    documentChanged: (uri) => {
      if (isConfiguration(uri)) configurations.edited(uri);
      const document = documents.get(uri);
      if (document !== undefined) follow(document);
      diagnostics.documentChanged(uri);
    },
    documentSaved: (uri) => configurations.lookAgain(uri),
    documentClosed: (uri) => {
      analyses.forget(uri);
      layout.forget(uri);
      semanticTokens.forget(uri);
      context.forgetSettings(uri);
      if (isConfiguration(uri)) configurations.closed(uri);
      diagnostics.documentClosed(uri);
      workspaceDiagnostics.documentClosed(uri);
      limits.closed(uri);
    },
    settingsChanged: () => {
      for (const document of documents.all()) follow(document);
      surroundingsChanged();
      refreshDrawn();
    },
    filesChanged: (changes) => {
      if (workspaceFiles.filesChanged(changes)) workspaceDiagnostics.changed();
      configurations.filesChanged(changes.map(({ uri }) => uri));
    },
    foldersChanged: () => {
      workspaceFiles.foldersChanged();
      workspaceDiagnostics.changed();
    },
    documentDiagnostics: (parameters, token) => diagnostics.pull(parameters, token),
    workspaceDiagnostics: (parameters, token, results) => workspaceDiagnostics.pull(parameters, token, results),
    hover: ({ textDocument, position }) => about<Hover | null>('hover', textDocument.uri, null, async (document) => {
      const severities = await configurations.severitiesOf(document.uri);
      // The document may be a later version by now.
      return hover(document, analyses.of(document), position, { markup: abilities.hoverMarkup, ruleLink: hoverLink, resolvedLink: createResolvedLink(options.resolvedCommand, document.uri), configured: (findings) => withSeverities(findings, severities) });
    }),
    completion: ({ textDocument, position }) => about<CompletionList | null>('completion', textDocument.uri, null, (document, analysis) => completion(document, analysis.model(), position, { abilities, triggersSuggest: options.uriScheme !== undefined })),
    resolveCompletion: (item) => guarded('completion documentation', () => 0, log, item, () => resolveCompletion(item, abilities.completionMarkup)),
    documentSymbols: ({ textDocument }) => about<DocumentSymbol[] | SymbolInformation[]>('outline', textDocument.uri, [], (document, analysis) => documentSymbols(document, analysis.model(), abilities.hierarchicalSymbols)),
    formatting: ({ textDocument, options: layoutOptions }) => about<TextEdit[]>('formatting', textDocument.uri, [], (document, analysis) => [...layout.format(document, analysis, layoutOptions)]),
    rangeFormatting: ({ textDocument, range, options: layoutOptions }) => about<TextEdit[]>('formatting', textDocument.uri, [], (document, analysis) => [...layout.format(document, analysis, layoutOptions, range)]),
    onTypeFormatting: ({ textDocument, position, options: layoutOptions }) => about<TextEdit[]>('formatting', textDocument.uri, [], (document, analysis) => [...layout.formatOnType(document, analysis, layoutOptions, position)]),
    inlayHints: ({ textDocument, range }) => about<InlayHint[]>('inlay hints', textDocument.uri, [], async (document) => {
      const settings = await context.settings(document.uri);
      // The document may be a later version by now.
      return inlayHints(document, analyses.of(document).model(), range, settings.inlayHints, abilities.resolvesHints);
    }),
    resolveInlayHint: (hint) => about<InlayHint>('inlay hint', hintDocument(hint) ?? '', hint, (document, analysis) => resolveInlayHint(document, analysis.model(), hint)),
    signatureHelp: ({ textDocument, position }) => about<SignatureHelp | null>('help in an expression', textDocument.uri, null, (document, analysis) => signatureHelp(document, analysis.model(), position)),
    codeLenses: ({ textDocument }) => about<CodeLens[]>('lenses', textDocument.uri, [], async (document) => {
      const settings = await context.settings(document.uri);
      return codeLenses({ document, analysis: analyses.of(document), settings, options });
    }),
    resolveCodeLens: (lens) => about<CodeLens>('lens', lensDocument(lens) ?? '', lens, (document, analysis) => resolveReferenceLens(document, () => analysis.model(), options, lens)),
    definition: ({ textDocument, position }) => about<Definition | DefinitionLink[] | null>('definition', textDocument.uri, null, (document, analysis) => definition(document, analysis.model(), position, abilities.definitionLinks)),
    references: ({ textDocument, position, context: wanted }) => about<Location[]>('references', textDocument.uri, [], (document, analysis) => references(document, analysis.model(), position, (wanted as Partial<typeof wanted> | undefined)?.includeDeclaration !== false)),
    highlights: ({ textDocument, position }) => about<DocumentHighlight[]>('highlights', textDocument.uri, [], (document, analysis) => highlights(document, analysis.model(), position)),
    prepareRename: ({ textDocument, position }) => about<PrepareRenameResult | null>('rename', textDocument.uri, null, (document, analysis) => prepareRename(document, analysis.model(), position)),
    rename: ({ textDocument, position, newName }) => about<WorkspaceEdit | null>('rename', textDocument.uri, null, (document, analysis) => renameEdit(document, analysis.model(), position, newName, abilities.documentChanges)),
    documentLinks: ({ textDocument }) => about<DocumentLink[]>('links', textDocument.uri, [], (document, analysis) => documentLinks(document, analysis.model(), ruleLink)),
    workspaceSymbols: ({ query }, token) => guarded<SymbolInformation[]>('symbols of the workspace', () => 0, log, [], () => workspaceSymbols.find(query, token)),
    semanticTokens: ({ textDocument }, token) => about<SemanticTokens>('colours', textDocument.uri, { data: [] }, (document, analysis) => semanticTokens.whole(document, analysis, token)),
    semanticTokensDelta: ({ textDocument, previousResultId }, token) => about<SemanticTokens | SemanticTokensDelta>('colours', textDocument.uri, { data: [] }, (document, analysis) => semanticTokens.delta(document, analysis, previousResultId, token)),
    semanticTokensRange: ({ textDocument, range }) => about<SemanticTokens>('colours', textDocument.uri, { data: [] }, (document, analysis) => semanticTokens.range(document, analysis, range)),
    foldingRanges: ({ textDocument }) => about<FoldingRange[]>('folding', textDocument.uri, [], (_document, analysis) => foldingRanges(analysis.tree(), abilities.foldingLimit)),
    selectionRanges: ({ textDocument, positions }) => about<SelectionRange[]>('selection', textDocument.uri, [], (document, analysis) => selectionRanges(document, analysis.tree(), positions)),
    listScenarios: ({ uri }) => about<ListScenariosResult>('list of scenarios', uri, { scenarios: [] }, (document, analysis) => listScenarios(document, analysis.model())),
    listNegotiations: ({ uri, position }) => about<ListNegotiationsResult>('list of negotiations', uri, { choices: [], current: -1 }, (document, analysis) => listNegotiations(document, analysis.model(), position)),
    explainAllocator: ({ uri, subject }) => about<ExplainAllocatorResult>('negotiation', uri, { lines: [], links: [], tones: [] }, async (document) => {
      const severities = await configurations.severitiesOf(document.uri);
      const analysis = analyses.of(document);
      return explainAllocator(analysis.model(), subject, withSeverities(analysis.findings(), severities));
    }),
    describeResolved: ({ uri, path }) => about<DescribeResolvedResult>('resolved descriptor', uri, { subject: null, lines: [localize('The document is not open.')] }, (_document, analysis) => describeResolved(analysis.model(), path)),
    listTests: (parameters) => guarded<ListTestsResult>('list of tests', () => parameters.text.length, log, { tests: [] }, async () => {
      const problem = await limits.problemOfText(parameters.uri, parameters.text);
      return problem === undefined ? listTests(parameters) : { tests: [], problem };
    }),
    runTest: (parameters, token) => runTest(parameters, token, { runner: () => simulation.runner(), severitiesOf: (uri) => configurations.severitiesOf(uri), log }),
    exportTrace: (parameters, token) => exportTrace(context, parameters, token),
    advise: (parameters, token) => about<AdviseResult>('advice', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => advise(context, () => simulation.runner(), document, analysis, parameters, token), impossible),
    prove: (parameters, token) => about<ProveResult>('proof', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => prove(context, prover, document, analysis, parameters, token), impossible),
    simulate: async (parameters, token) => {
      const document = documents.get(parameters.uri);
      const problem = document === undefined || limits.isSmall(document) ? undefined : await limits.problemOf(document);
      return problem === undefined ? simulation.simulate(parameters, token, document, (of) => analyses.of(of)) : impossible(problem);
    },
    findWorstSeed: (parameters, token) => about<FindWorstSeedResult>('worst seed', parameters.uri, { kind: 'impossible', text: localize('The document is not open.'), path: '' }, (document, analysis) => findWorstSeed(context, () => simulation.runner(), document, analysis, parameters, token), impossible),
    editParameters: (parameters) => about<EditParametersResult>('writing parameters', parameters.uri, { kind: 'refused', text: localize('The document is not open.') }, (document, analysis) => editParameters(document, analysis, parameters), (text) => ({ kind: 'refused', text })),
    showRun: (parameters) => {
      if (shownRuns.show(parameters)) diagnostics.surroundingsChanged();
    },
    codeActions: ({ textDocument: { uri }, range, context: asked }) => about<CodeAction[]>('code actions', uri, [], async (document) => {
      const { timelineCommand, ruleCommand } = options;
      const [severities, settings] = await Promise.all([configurations.severitiesOf(uri), context.settings(uri)]);
      // While the severities were looked up the document may have changed.
      const analysis = analyses.of(document);
      const run = shownRuns.of(document);
      const runActions = run === undefined || timelineCommand === undefined || run.text !== analysis.text ? [] : findingActions(findingDiagnostics(run, document, analysis.model(), severities, { abilities, ruleLink }), uri, range, timelineCommand);
      return codeActions({ document, analysis, settings, severities, abilities: actionAbilities, configurations, diagnosticOptions: { settings, abilities, ruleLink }, ruleCommand, runActions }, range, asked);
    }),
    resolveCodeAction: (action) => about<CodeAction>('code action', actionDocument(action) ?? '', action, async (document) => {
      const [severities, settings] = await Promise.all([configurations.severitiesOf(document.uri), context.settings(document.uri)]);
      return resolveAction(action, { document, analysis: analyses.of(document), settings, severities, abilities: actionAbilities, configurations });
    }),
    resolvePointer: ({ uri, path }) => about<ResolvePointerResult>('pointer', uri, { range: null }, (document, analysis) => resolvePointerRange(document, analysis.tree(), path)),
    pointerAt: ({ uri, position }) => about<PointerAtResult>('pointer at a position', uri, { path: null }, (document, analysis) => pointerAtPosition(document, analysis.tree(), position)),
    dispose: () => {
      workspaceDiagnostics.dispose();
      simulation.dispose();
      madeProver?.dispose();
    },
  };
}
