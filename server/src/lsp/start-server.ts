import {
  type CancellationToken, type Connection, type InitializeParams, type InitializeResult, CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ResponseError, TextDocumentSyncKind, TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type EditParametersParameters, type EditParametersResult, type ExplainAllocatorParameters, type ExplainAllocatorResult, type ExportTraceParameters, type ExportTraceResult, type FindWorstSeedParameters, type FindWorstSeedResult, type InitializationOptions, type ListNegotiationsParameters, type ListNegotiationsResult, type ListScenariosParameters, type ListScenariosResult, type ListTestsParameters, type ListTestsResult, type PointerAtParameters, type PointerAtResult, type ResolvePointerParameters, type ResolvePointerResult,
  type ReadFileParameters, type ReadFileResult, type RunTestParameters, type RunTestResult, type ShowRunParameters, type SimulateParameters, type SimulateResult, type AdviseParameters, type AdviseResult, type ProveParameters, type ProveResult, adviceMethods, exportMethods, fileMethods, methods, negotiationMethods, proofMethods, testingMethods,
} from '../protocol/index';
// Its name alone: what reads configurations is loaded later.
import { configurationName } from '../configuration/configuration';
import { answerCodes, answerError, isAnswerError } from './answer-error';
import { type ClientAbilities, readClientAbilities } from './client-abilities';
import { describeError } from './guard';
import type { Features } from './features';
import type { Runtime } from './runtime';
import { type Settings, areDefault, defaultSettings, readSettings, settingsSection } from './settings';

declare const __AVSTREAM_VERSION__: string | undefined;

/** What features share: documents, what the client can do and wants, and the place they run in. */
export interface ServerContext {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<TextDocument>;
  readonly abilities: ClientAbilities;
  readonly options: InitializationOptions;
  /** The settings in force for a document, once the client has told them: folders of a workspace may have settings of their own. */
  settings(uri: string): Promise<Settings>;
  /** A document is no longer open: what the client said for it is not kept. */
  forgetSettings(uri: string): void;
  /** Grows whenever the settings change. */
  readonly settingsGeneration: number;
  /** The text of a file, from the client; missing where the client does not read files. Rejects when the client fails. */
  readFile(uri: string): Promise<ReadFileResult>;
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
    ...(abilities.codeActionLiterals && options.timelineCommand !== undefined ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } } : {}),
    ...(abilities.pullsDiagnostics ? { diagnosticProvider: { identifier: 'avstream', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}

/**
 * Serves a connection: the same for every platform, which `runtime` brings along. `initialize` is answered before the catalog and
 * the rules are loaded, so that the editor does not wait for them.
 */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(TextDocument);
  let context: ServerContext | undefined;
  let stopped = false;
  let loading: Promise<Features> | undefined;
  const features = (): Promise<Features> => {
    if (stopped) throw answerError(answerCodes.invalidRequest, 'The server was shut down.');
    const present = context;
    if (present === undefined) throw answerError(answerCodes.serverNotInitialized, 'The server is not initialized.');
    return (loading ??= runtime.loadFeatures().then(({ createFeatures }) => createFeatures(present)));
  };

  connection.onInitialize((parameters) => {
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
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: `**/${configurationName}` }] }).catch((error: unknown) => {
        connection.console.warn(`The client does not watch configuration files: ${describeError(error)}`);
      });
    }
    // The editor has its answer: load the rest while nobody waits.
    whenLoaded(() => undefined);
  });
  connection.onShutdown(async () => {
    const present = await loading;
    stopped = true;
    present?.dispose();
  });

  const whenLoaded = (notify: (loaded: Features) => void): void => {
    if (stopped || context === undefined) return;
    void features().then(notify, (error: unknown) => connection.console.error(`Loading failed: ${describeError(error)}`));
  };
  documents.onDidChangeContent(({ document }) => whenLoaded((loaded) => loaded.documentChanged(document.uri)));
  documents.onDidOpen(({ document }) => whenLoaded((loaded) => loaded.documentOpened(document.uri)));
  documents.onDidSave(({ document }) => whenLoaded((loaded) => loaded.documentSaved(document.uri)));
  documents.onDidClose(({ document }) => whenLoaded((loaded) => loaded.documentClosed(document.uri)));
  documents.listen(connection);

  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    (context as MutableContext | undefined)?.refreshSettings(settings);
    whenLoaded((loaded) => loaded.settingsChanged());
  });

  connection.onDidChangeWatchedFiles(({ changes }) => whenLoaded((loaded) => loaded.filesChanged(changes.map(({ uri }) => uri))));

  const answer = <P, R>(handle: (loaded: Features, parameters: P, token: CancellationToken) => R | Promise<R>) => async (parameters: P, token: CancellationToken): Promise<R> => {
    try {
      return await handle(await features(), parameters, token);
    } catch (error) {
      throw isAnswerError(error) ? new ResponseError(error.answerCode, error.message, error.data) : error;
    }
  };
  connection.onHover(answer((loaded, parameters) => loaded.hover(parameters)));
  connection.onCompletion(answer((loaded, parameters) => loaded.completion(parameters)));
  connection.onCompletionResolve(answer((loaded, item) => loaded.resolveCompletion(item)));
  connection.onDocumentSymbol(answer((loaded, parameters) => loaded.documentSymbols(parameters)));
  connection.languages.diagnostics.on(answer((loaded, parameters, token) => loaded.documentDiagnostics(parameters, token)));
  connection.onRequest(methods.listScenarios, answer<ListScenariosParameters, ListScenariosResult>((loaded, parameters) => loaded.listScenarios(parameters)));
  connection.onRequest(negotiationMethods.listNegotiations, answer<ListNegotiationsParameters, ListNegotiationsResult>((loaded, parameters) => loaded.listNegotiations(parameters)));
  connection.onRequest(negotiationMethods.explainAllocator, answer<ExplainAllocatorParameters, ExplainAllocatorResult>((loaded, parameters) => loaded.explainAllocator(parameters)));
  connection.onRequest(testingMethods.listTests, answer<ListTestsParameters, ListTestsResult>((loaded, parameters) => loaded.listTests(parameters)));
  connection.onRequest(testingMethods.runTest, answer<RunTestParameters, RunTestResult>((loaded, parameters, token) => loaded.runTest(parameters, token)));
  connection.onRequest(methods.findWorstSeed, answer<FindWorstSeedParameters, FindWorstSeedResult>((loaded, parameters, token) => loaded.findWorstSeed(parameters, token)));
  connection.onRequest(adviceMethods.advise, answer<AdviseParameters, AdviseResult>((loaded, parameters, token) => loaded.advise(parameters, token)));
  connection.onRequest(proofMethods.prove, answer<ProveParameters, ProveResult>((loaded, parameters, token) => loaded.prove(parameters, token)));
  connection.onRequest(exportMethods.exportTrace, answer<ExportTraceParameters, ExportTraceResult>((loaded, parameters, token) => loaded.exportTrace(parameters, token)));
  connection.onRequest(methods.simulate, answer<SimulateParameters, SimulateResult>((loaded, parameters, token) => loaded.simulate(parameters, token)));
  connection.onCodeAction(answer((loaded, parameters) => loaded.codeActions(parameters)));
  connection.onNotification(methods.showRun, (parameters: ShowRunParameters) => whenLoaded((loaded) => loaded.showRun(parameters)));
  connection.onRequest(methods.editParameters, answer<EditParametersParameters, EditParametersResult>((loaded, parameters) => loaded.editParameters(parameters)));
  connection.onRequest(methods.resolvePointer, answer<ResolvePointerParameters, ResolvePointerResult>((loaded, parameters) => loaded.resolvePointer(parameters)));
  connection.onRequest(methods.pointerAt, answer<PointerAtParameters, PointerAtResult>((loaded, parameters) => loaded.pointerAt(parameters)));
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
    const answer = connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection }).then(readSettings, (error: unknown) => {
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
    connection, runtime, documents, abilities,
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
  const { uriScheme, extensionId, ruleCommand, timelineCommand, readsFiles } = value as Record<string, unknown>;
  return { ...(typeof uriScheme === 'string' ? { uriScheme } : {}), ...(typeof extensionId === 'string' ? { extensionId } : {}), ...(typeof ruleCommand === 'string' ? { ruleCommand } : {}), ...(typeof timelineCommand === 'string' ? { timelineCommand } : {}), ...(readsFiles === true ? { readsFiles } : {}) };
}
