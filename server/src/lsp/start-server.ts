import {
  type CancellationToken, type Connection, type InitializeParams, type InitializeResult, type WorkspaceDiagnosticParams, type WorkspaceDiagnosticReport, CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, ResponseError, TextDocumentSyncKind, TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type DescribeResolvedParameters, type DescribeResolvedResult, resolvedMethods } from '../protocol/resolved';
import {
  type EditParametersParameters, type EditParametersResult, type ExplainAllocatorParameters, type ExplainAllocatorResult, type ExportTraceParameters, type ExportTraceResult, type FindWorstSeedParameters, type FindWorstSeedResult, type InitializationOptions, type ListNegotiationsParameters, type ListNegotiationsResult, type ListScenariosParameters, type ListScenariosResult, type ListTestsParameters, type ListTestsResult, type PointerAtParameters, type PointerAtResult, type ResolvePointerParameters, type ResolvePointerResult,
  type ListFilesParameters, type ListFilesResult, type ReadFileParameters, type ReadFileResult, type RunTestParameters, type RunTestResult, type ShowRunParameters, type SimulateParameters, type SimulateResult, type AdviseParameters, type AdviseResult, type ProveParameters, type ProveResult, adviceMethods, exportMethods, fileMethods, methods, negotiationMethods, proofMethods, testingMethods,
} from '../protocol/index';
// Its name alone: what reads configurations is loaded later.
import { configurationName } from '../configuration/configuration';
import { descriptorGlob } from './workspace-files';
import { answerCodes, isAnswerError } from './answer-error';
import { type ClientAbilities, readClientAbilities } from './client-abilities';
import { type ChangeSince, changeSince, loggedDocuments } from './document-changes';
import { followDocuments } from './follow-documents';
import { describeError } from './guard';
import { isAboutDocument, parameterProblem } from './parameters';
import type { Features } from './features';
import type { Runtime } from './runtime';
import { semanticTokensLegend } from './semantic-tokens/legend';
import { type Settings, areDefault, defaultSettings, readSettings, settingsSection } from './settings';

declare const __AVSTREAM_VERSION__: string | undefined;

/** What features share: documents, what the client can do and wants, and the place they run in. */
export interface ServerContext {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<TextDocument>;
  /** Which stretch of a document was edited since it had a text. */
  readonly changeSince: ChangeSince;
  readonly abilities: ClientAbilities;
  readonly options: InitializationOptions;
  /** The settings in force for a document, once the client has told them: folders of a workspace may have settings of their own. `''`: those of the window. */
  settings(uri: string): Promise<Settings>;
  /** A document is no longer open: what the client said for it is not kept. */
  forgetSettings(uri: string): void;
  /** Grows whenever the settings change. */
  readonly settingsGeneration: number;
  /** The text of a file, from the client; missing where the client does not read files. Rejects when the client fails. */
  readFile(uri: string): Promise<ReadFileResult>;
  /** The workspace's descriptors, from the client; none where the client lists none. Rejects when the client fails. */
  listFiles(most: number): Promise<ListFilesResult>;
}

/** How long answers wait for the client's settings before they take the defaults, in ms. */
const settingsPatience = 500;

/** What the server can do, told on `initialize`. */
function capabilities(abilities: ClientAbilities, options: InitializationOptions): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', ':', ' ', '|'], resolveProvider: true },
    documentSymbolProvider: { label: 'AVStream' },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: [']'] },
    foldingRangeProvider: true,
    signatureHelpProvider: { triggerCharacters: ['('], retriggerCharacters: [')', ',', '?', ':', '+', '-', '*', '/', '<', '|', '&', ' '] },
    inlayHintProvider: { resolveProvider: true },
    ...(options.simulationCommands === undefined && options.referencesCommand === undefined ? {} : { codeLensProvider: { resolveProvider: options.referencesCommand !== undefined } }),
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: abilities.preparesRename ? { prepareProvider: true } : true,
    documentLinkProvider: { resolveProvider: false },
    workspaceSymbolProvider: true,
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
    selectionRangeProvider: true,
    ...(options.listsFiles === true ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
    ...(abilities.codeActionLiterals ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.avstream`], resolveProvider: abilities.resolvesActionEdits } } : {}),
    ...(abilities.pullsDiagnostics ? { diagnosticProvider: { identifier: 'avstream', interFileDependencies: false, workspaceDiagnostics: options.listsFiles === true } } : {}),
  };
}

/**
 * Serves a connection: the same for every platform, which `runtime` brings along. `initialize` is answered before the catalog and
 * the rules are loaded, so that the editor does not wait for them.
 */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(loggedDocuments);
  let context: ServerContext | undefined;
  let stopped = false;
  let loading: Promise<Features> | undefined;
  const isServing = (): boolean => !stopped && context !== undefined;
  const refuseUnlessServing = (): void => {
    if (stopped) throw new ResponseError(answerCodes.invalidRequest, 'The server was shut down.');
    if (context === undefined) throw new ResponseError(answerCodes.serverNotInitialized, 'The server is not initialized.');
  };
  const features = (): Promise<Features> => {
    refuseUnlessServing();
    const present = context!;
    return (loading ??= runtime.loadFeatures().then(({ createFeatures }) => createFeatures(present)));
  };

  connection.onInitialize((parameters) => {
    if (stopped || context !== undefined) throw new ResponseError(answerCodes.invalidRequest, stopped ? 'The server was shut down.' : 'The server is initialized already.');
    const abilities = readClientAbilities(parameters);
    context = createContext(connection, runtime, documents, abilities, parameters, () => whenLoaded((loaded) => loaded.settingsChanged()));
    return { capabilities: capabilities(abilities, context.options), serverInfo: { name: 'AVStream Studio', version: typeof __AVSTREAM_VERSION__ === 'string' ? __AVSTREAM_VERSION__ : 'development' } };
  });
  connection.onInitialized(() => {
    if (context?.abilities.registersConfiguration === true) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection }).catch((error: unknown) => {
        connection.console.warn(`The client did not register for changed settings: ${describeError(error)}`);
      });
    }
    if (context?.abilities.watchesFiles === true && context.options.readsFiles === true) {
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [`**/${configurationName}`, ...(context.options.listsFiles === true ? [descriptorGlob] : [])].map((globPattern) => ({ globPattern })) }).catch((error: unknown) => {
        connection.console.warn(`The client does not watch configuration files: ${describeError(error)}`);
      });
    }
    // The editor has its answer: load the rest while nobody waits.
    whenLoaded(() => undefined);
  });
  connection.onShutdown(async () => {
    refuseUnlessServing();
    stopped = true;
    (await loading)?.dispose();
  });

  const whenLoaded = (notify: (loaded: Features) => void): void => {
    if (stopped || context === undefined) return;
    void features().then((loaded) => {
      try {
        notify(loaded);
      } catch (error) {
        connection.console.error(`A notification could not be followed: ${describeError(error)}`);
      }
    }, (error: unknown) => connection.console.error(`Loading failed: ${describeError(error)}`));
  };
  documents.onDidChangeContent(({ document }) => whenLoaded((loaded) => loaded.documentChanged(document.uri)));
  documents.onDidOpen(({ document }) => whenLoaded((loaded) => loaded.documentOpened(document.uri)));
  documents.onDidSave(({ document }) => whenLoaded((loaded) => loaded.documentSaved(document.uri)));
  documents.onDidClose(({ document }) => whenLoaded((loaded) => loaded.documentClosed(document.uri)));
  followDocuments(documents, connection, isServing);

  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    (context as MutableContext | undefined)?.refreshSettings(settings);
    whenLoaded((loaded) => loaded.settingsChanged());
  });

  connection.onDidChangeWatchedFiles(({ changes }) => whenLoaded((loaded) => loaded.filesChanged(changes)));
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, () => whenLoaded((loaded) => loaded.foldersChanged()));

  const answer = <P, R>(handle: (loaded: Features, parameters: P, token: CancellationToken) => R | Promise<R>, ...needed: readonly string[]) => async (parameters: P, token: CancellationToken): Promise<R> => {
    refuseUnlessServing();
    const problem = parameterProblem(parameters, needed);
    if (problem !== undefined) throw new ResponseError(answerCodes.invalidParameters, problem);
    const loaded = await features();
    try {
      return await handle(loaded, parameters, token);
    } catch (error) {
      if (isAnswerError(error)) throw new ResponseError(error.answerCode, error.message, error.data);
      connection.console.error(`A request could not be answered: ${describeError(error)}`);
      // Features answer whatever a document says. Without one, what throws has not found in the parameters what it needs.
      const isDamaged = !isAboutDocument(parameters) && typeof (parameters as { readonly uri?: unknown }).uri !== 'string';
      throw isDamaged ? new ResponseError(answerCodes.invalidParameters, 'The parameters of the request are damaged.') : new ResponseError(answerCodes.internalError, 'The request failed; the log says where.');
    }
  };
  connection.onHover(answer((loaded, parameters) => loaded.hover(parameters)));
  connection.onCompletion(answer((loaded, parameters) => loaded.completion(parameters)));
  connection.onCompletionResolve(answer((loaded, item) => loaded.resolveCompletion(item)));
  connection.onDocumentSymbol(answer((loaded, parameters) => loaded.documentSymbols(parameters)));
  connection.onDocumentFormatting(answer((loaded, parameters) => loaded.formatting(parameters)));
  connection.onDocumentRangeFormatting(answer((loaded, parameters) => loaded.rangeFormatting(parameters)));
  connection.onDocumentOnTypeFormatting(answer((loaded, parameters) => loaded.onTypeFormatting(parameters)));
  connection.languages.inlayHint.on(answer((loaded, parameters) => loaded.inlayHints(parameters)));
  connection.languages.inlayHint.resolve(answer((loaded, hint) => loaded.resolveInlayHint(hint)));
  connection.onCodeLens(answer((loaded, parameters) => loaded.codeLenses(parameters)));
  connection.onSignatureHelp(answer((loaded, parameters) => loaded.signatureHelp(parameters)));
  connection.onCodeLensResolve(answer((loaded, lens) => loaded.resolveCodeLens(lens)));
  connection.onDefinition(answer((loaded, parameters) => loaded.definition(parameters), 'textDocument', 'position'));
  connection.onReferences(answer((loaded, parameters) => loaded.references(parameters), 'textDocument', 'position'));
  connection.onDocumentHighlight(answer((loaded, parameters) => loaded.highlights(parameters), 'textDocument', 'position'));
  connection.onPrepareRename(answer((loaded, parameters) => loaded.prepareRename(parameters), 'textDocument', 'position'));
  connection.onRenameRequest(answer((loaded, parameters) => loaded.rename(parameters), 'textDocument', 'position', 'newName'));
  connection.onDocumentLinks(answer((loaded, parameters) => loaded.documentLinks(parameters), 'textDocument'));
  connection.onWorkspaceSymbol(answer((loaded, parameters, token) => loaded.workspaceSymbols(parameters, token), 'query'));
  connection.languages.semanticTokens.on(answer((loaded, parameters, token) => loaded.semanticTokens(parameters, token), 'textDocument'));
  connection.languages.semanticTokens.onDelta(answer((loaded, parameters, token) => loaded.semanticTokensDelta(parameters, token), 'textDocument'));
  connection.languages.semanticTokens.onRange(answer((loaded, parameters) => loaded.semanticTokensRange(parameters), 'textDocument', 'range'));
  connection.onFoldingRanges(answer((loaded, parameters) => loaded.foldingRanges(parameters)));
  connection.onSelectionRanges(answer((loaded, parameters) => loaded.selectionRanges(parameters)));
  connection.languages.diagnostics.on(answer((loaded, parameters, token) => loaded.documentDiagnostics(parameters, token)));
  connection.languages.diagnostics.onWorkspace((parameters, token, _progress, results) => answer<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>((loaded) => loaded.workspaceDiagnostics(parameters, token, results), 'previousResultIds')(parameters, token));
  connection.onRequest(methods.listScenarios, answer<ListScenariosParameters, ListScenariosResult>((loaded, parameters) => loaded.listScenarios(parameters)));
  connection.onRequest(negotiationMethods.listNegotiations, answer<ListNegotiationsParameters, ListNegotiationsResult>((loaded, parameters) => loaded.listNegotiations(parameters)));
  connection.onRequest(negotiationMethods.explainAllocator, answer<ExplainAllocatorParameters, ExplainAllocatorResult>((loaded, parameters) => loaded.explainAllocator(parameters)));
  connection.onRequest(resolvedMethods.describeResolved, answer<DescribeResolvedParameters, DescribeResolvedResult>((loaded, parameters) => loaded.describeResolved(parameters)));
  connection.onRequest(testingMethods.listTests, answer<ListTestsParameters, ListTestsResult>((loaded, parameters) => loaded.listTests(parameters), 'text'));
  connection.onRequest(testingMethods.runTest, answer<RunTestParameters, RunTestResult>((loaded, parameters, token) => loaded.runTest(parameters, token), 'text'));
  connection.onRequest(methods.findWorstSeed, answer<FindWorstSeedParameters, FindWorstSeedResult>((loaded, parameters, token) => loaded.findWorstSeed(parameters, token)));
  connection.onRequest(adviceMethods.advise, answer<AdviseParameters, AdviseResult>((loaded, parameters, token) => loaded.advise(parameters, token)));
  connection.onRequest(proofMethods.prove, answer<ProveParameters, ProveResult>((loaded, parameters, token) => loaded.prove(parameters, token)));
  connection.onRequest(exportMethods.exportTrace, answer<ExportTraceParameters, ExportTraceResult>((loaded, parameters, token) => loaded.exportTrace(parameters, token), 'trace', 'assumptions'));
  connection.onRequest(methods.simulate, answer<SimulateParameters, SimulateResult>((loaded, parameters, token) => loaded.simulate(parameters, token)));
  connection.onCodeAction(answer((loaded, parameters) => loaded.codeActions(parameters)));
  connection.onCodeActionResolve(answer((loaded, action) => loaded.resolveCodeAction(action)));
  connection.onNotification(methods.showRun, (parameters: ShowRunParameters) => whenLoaded((loaded) => loaded.showRun(parameters)));
  connection.onRequest(methods.editParameters, answer<EditParametersParameters, EditParametersResult>((loaded, parameters) => loaded.editParameters(parameters)));
  connection.onRequest(methods.resolvePointer, answer<ResolvePointerParameters, ResolvePointerResult>((loaded, parameters) => loaded.resolvePointer(parameters)));
  connection.onRequest(methods.pointerAt, answer<PointerAtParameters, PointerAtResult>((loaded, parameters) => loaded.pointerAt(parameters)));
  connection.onRequest((method) => {
    refuseUnlessServing();
    throw new ResponseError(answerCodes.methodNotFound, `There is no request ${method}.`);
  });
  connection.listen();
}

interface MutableContext extends ServerContext {
  refreshSettings(pushed: unknown): void;
}

/** `onLateSettings` hears of settings that arrive after answers had to be given without them. */
function createContext(connection: Connection, runtime: Runtime, documents: TextDocuments<TextDocument>, abilities: ClientAbilities, parameters: InitializeParams, onLateSettings: () => void): MutableContext {
  const options = readOptions(parameters.initializationOptions);
  let generation = 0;
  let refreshes = 0;
  /** What was asked for each document since the settings changed last. */
  const asked = new Map<string, Promise<Settings>>();
  /** Of a client that is not asked but tells. */
  let told = defaultSettings;
  const ask = async (uri: string): Promise<Settings> => {
    const answer = connection.workspace.getConfiguration({ ...(uri === '' ? {} : { scopeUri: uri }), section: settingsSection }).then(readSettings, (error: unknown) => {
      connection.console.warn(`The client did not tell its settings: ${describeError(error)}`);
      return defaultSettings;
    });
    // A client that never answers must not hold back every diagnostic; one that is only slow to start is heard when it answers.
    const askedAt = refreshes;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<Settings>((resolve) => {
      timer = setTimeout(() => {
        resolve(defaultSettings);
        void answer.then((settings) => {
          if (refreshes !== askedAt || !asked.has(uri) || areDefault(settings)) return;
          generation += 1;
          asked.set(uri, answer);
          onLateSettings();
        });
      }, settingsPatience);
    });
    const settings = await Promise.race([answer, patience]);
    clearTimeout(timer);
    return settings;
  };
  return {
    connection, runtime, documents, changeSince, abilities,
    options,
    settings: (uri) => {
      if (!abilities.configuration) return Promise.resolve(told);
      const known = asked.get(uri);
      if (known !== undefined) return known;
      const answer = ask(uri);
      asked.set(uri, answer);
      return answer;
    },
    forgetSettings: (uri) => {
      asked.delete(uri);
    },
    readFile: (uri) => (options.readsFiles === true ? connection.sendRequest<ReadFileResult>(fileMethods.readFile, { uri } satisfies ReadFileParameters) : Promise.resolve({ kind: 'missing' })),
    listFiles: (most) => (options.listsFiles === true ? connection.sendRequest<ListFilesResult>(fileMethods.listFiles, { most } satisfies ListFilesParameters) : Promise.resolve({ uris: [], isWhole: true })),
    get settingsGeneration() {
      return generation;
    },
    refreshSettings: (pushed) => {
      generation += 1;
      refreshes += 1;
      asked.clear();
      told = readSettings(typeof pushed === 'object' && pushed !== null ? (pushed as Record<string, unknown>)[settingsSection] : undefined);
    },
  };
}

function readOptions(value: unknown): InitializationOptions {
  if (typeof value !== 'object' || value === null) return {};
  const { uriScheme, extensionId, ruleCommand, timelineCommand, resolvedCommand, simulationCommands, referencesCommand, readsFiles, listsFiles, showsLimits } = value as Record<string, unknown>;
  return { ...(typeof uriScheme === 'string' ? { uriScheme } : {}), ...(typeof extensionId === 'string' ? { extensionId } : {}), ...(typeof ruleCommand === 'string' ? { ruleCommand } : {}), ...(typeof timelineCommand === 'string' ? { timelineCommand } : {}), ...(typeof resolvedCommand === 'string' ? { resolvedCommand } : {}), ...(isCommands(simulationCommands) ? { simulationCommands } : {}), ...(typeof referencesCommand === 'string' ? { referencesCommand } : {}), ...(readsFiles === true ? { readsFiles } : {}), ...(listsFiles === true ? { listsFiles } : {}), ...(showsLimits === true ? { showsLimits } : {}) };
}

const isCommands = (value: unknown): value is NonNullable<InitializationOptions['simulationCommands']> =>
  typeof value === 'object' && value !== null && ['simulate', 'prove', 'advise'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
