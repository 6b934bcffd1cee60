import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LSPErrorCodes, RevealOutputChannelOn, type BaseLanguageClient, type CloseHandlerResult, type ErrorHandlerResult, type LanguageClientOptions } from 'vscode-languageclient';
import { type InitializationOptions, type ListFilesParameters, type ReadFileParameters, fileMethods } from '../../../server/src/protocol/index';
import { listFiles } from '../documents/list-files';
import { readFile } from '../documents/read-file';
import { commands, configurationName, contextKeys, languageId } from '../identifiers';
import { createRestartPolicy, patientEnds, usefulAfter } from './restart-policy';
import type { Notifications, Requests, Told } from './requests';

/** `failed`: it ended again and again without having been of use; it is started again after a while, or at once by a person. */
export type ServerState = 'stopped' | 'starting' | 'ready' | 'failed';

/** The language server as the features see it. */
export interface LanguageServer {
  readonly state: ServerState;
  /** Fires with the new state. */
  readonly onDidChangeState: vscode.Event<ServerState>;
  /**
   * Sends one of our requests, after starting the server if it does not run.
   * @throws CancellationError when `token` is cancelled, otherwise what the server or the connection says
   */
  readonly request: <Method extends keyof Requests>(method: Method, parameters: Requests[Method]['parameters'], token?: vscode.CancellationToken) => Promise<Requests[Method]['result']>;
  /** Tells the server something; a server that does not run need not know. */
  readonly tell: <Method extends keyof Told>(method: Method, parameters: Told[Method]) => void;
  /** Listens to a notification of the server, across restarts. */
  readonly onNotification: <Method extends keyof Notifications>(method: Method, listener: (parameters: Notifications[Method]) => void) => vscode.Disposable;
  /** Starts the server unless it runs. */
  readonly start: () => Promise<void>;
  /** Ends the server and starts a new one. */
  readonly restart: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** How a platform runs the server: in a process of its own or in a web worker. */
export interface ServerPlatform {
  /** Makes a client that has not started yet. */
  readonly createClient: (options: LanguageClientOptions) => BaseLanguageClient;
  /** Frees what stopping the client leaves behind, such as the worker. */
  readonly release: () => void;
}

/**
 * Makes the server's face; nothing is started yet.
 *
 * Every start takes a fresh client of the library, and the library never restarts by itself: so a server that dies while it
 * starts, one that crashes later and a restart by hand all go the same way, and a person gets one message, not three.
 * @param context gives the extension's identity
 * @param output where the server's log goes
 */
export function createLanguageServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel, platform: ServerPlatform): LanguageServer {
  const stateChanged = new vscode.EventEmitter<ServerState>();
  const listeners = new Map<keyof Notifications, Set<(parameters: Notifications[keyof Notifications]) => void>>();
  const policy = createRestartPolicy();
  let state: ServerState = 'stopped';
  let current: Connected | undefined;
  let connecting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  let disposed = false;
  /** Ends the wait for the next start. */
  let stopWaiting = (): void => undefined;

  const setState = (next: ServerState): void => {
    if (next === state || disposed) return;
    state = next;
    void vscode.commands.executeCommand('setContext', contextKeys.serverState, next);
    stateChanged.fire(next);
  };

  const createClient = (): Connected => {
    const initializationOptions: InitializationOptions = { uriScheme: vscode.env.uriScheme, extensionId: context.extension.id, ruleCommand: commands.explainRule, timelineCommand: commands.showTimeline, resolvedCommand: commands.showResolved, simulationCommands: { simulate: commands.simulate, prove: commands.prove, advise: commands.advise }, referencesCommand: commands.showReferences, readsFiles: true, listsFiles: true, showsLimits: true };
    const client = platform.createClient({
      documentSelector: [{ language: languageId }, { pattern: `**/${configurationName}` }],
      initializationOptions,
      // Links of hovers to the pages of rules and to resolved descriptors; no other command can be run from a hover.
      markdown: { isTrusted: { enabledCommands: [commands.explainRule, commands.showResolved] } },
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: {
        // A damaged message is no reason to end a server; when the connection is really gone, `closed` follows.
        error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
        closed: (): CloseHandlerResult => {
          connected.alive = false;
          if (connected.started && connected === current) reconnect(connected);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      initializationFailedHandler: () => false,
      middleware: {
        provideDiagnostics: async (document, previousResultId, token, next) => {
          const report = await next(document, previousResultId, token);
          if (connected.alive) connected.answered = true;
          return report;
        },
      },
    });
    client.onRequest(fileMethods.readFile, ({ uri }: ReadFileParameters) => readFile(vscode.Uri.parse(uri, true)));
    client.onRequest(fileMethods.listFiles, ({ most }: ListFilesParameters) => listFiles(most));
    const log = client.error.bind(client);
    // The library would tell every failure in a notification of its own.
    client.error = (message: string, data?: unknown) => { log(message, data, false); };
    const connected: Connected = { client, alive: true, started: false, startedAt: 0, answered: false };
    for (const method of listeners.keys()) hook(client, method);
    return connected;
  };
  const hook = (client: BaseLanguageClient, method: keyof Notifications): void => {
    client.onNotification(method, (parameters: Notifications[typeof method]) => { for (const listener of listeners.get(method) ?? []) listener(parameters); });
  };

  /** Starts a server, again and again while the policy allows. */
  const connect = async (): Promise<void> => {
    for (;;) {
      if (disposed) throw notRunning();
      const attempt = createClient();
      current = attempt;
      setState('starting');
      let reason: unknown;
      try {
        await attempt.client.start();
      } catch (error) {
        reason = error;
      }
      if (attempt !== current) {
        // A restart by hand, or the end of the extension, has overtaken this attempt.
        if (reason === undefined) await attempt.client.dispose(2_000).catch(() => undefined);
        throw notRunning();
      }
      if (attempt.alive && reason === undefined) {
        attempt.started = true;
        attempt.startedAt = Date.now();
        setState('ready');
        return;
      }
      platform.release();
      output.error(`The language server did not start: ${reason instanceof Error ? reason.message : 'it ended at once.'}`);
      await pause(false);
      if (attempt !== current) throw notRunning();
    }
  };
  const reconnect = (ended: Connected): void => {
    platform.release();
    output.warn('The language server ended unexpectedly; starting it again.');
    connecting = pause(ended.answered && Date.now() - ended.startedAt >= usefulAfter).then(() => {
      if (ended !== current) throw notRunning();
      return connect();
    });
    // Who waits for it gets the error, and the person has been told.
    connecting.catch(() => undefined);
  };
  /** Waits as long as the policy wants; a restart by hand goes past it. */
  const pause = async (wasUseful: boolean): Promise<void> => {
    const { wait, tell } = policy.ended(wasUseful);
    if (wait === 0) return;
    setState('failed');
    if (tell) tellOfEnds();
    output.warn(`The next start is in ${wait / 1_000} s.`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      stopWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const tellOfEnds = (): void => {
    const restartTitle = vscode.l10n.t('Restart Server');
    const showOutput = vscode.l10n.t('Show Output');
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The AVStream language server ended {0} times in a row. Findings and simulation are off; it is started again after a while, and at once when you restart it.', patientEnds + 1), restartTitle, showOutput,
    ).then((choice) => {
      if (choice === restartTitle) void vscode.commands.executeCommand(commands.restartServer);
      if (choice === showOutput) output.show();
    });
  };

  const start = async (): Promise<void> => {
    if (state === 'failed') throw notRunning();
    connecting ??= connect();
    await connecting;
  };
  const stop = (): Promise<void> => (stopping ??= end().finally(() => { stopping = undefined; }));
  const end = async (): Promise<void> => {
    const stopped = current;
    current = undefined;
    connecting = undefined;
    stopWaiting();
    try {
      if (stopped?.started === true && stopped.alive) await stopped.client.dispose(2_000);
    } catch (error) {
      // It may be the very reason for the restart that the server no longer answers.
      output.debug(`Stopping the language server: ${String(error)}`);
    }
    platform.release();
  };

  return {
    get state() { return state; },
    onDidChangeState: stateChanged.event,
    request: async (method, parameters, token) => {
      await start();
      if (token?.isCancellationRequested === true) throw new vscode.CancellationError();
      if (current === undefined) throw notRunning();
      try {
        return await current.client.sendRequest(method, parameters, token);
      } catch (error) {
        if (isCancellation(error)) throw new vscode.CancellationError();
        throw error;
      }
    },
    tell: (method, parameters) => {
      if (state !== 'ready' || current === undefined) return;
      current.client.sendNotification(method, parameters).catch((error: unknown) => output.debug(`${method}: ${String(error)}`));
    },
    onNotification: (method, listener) => {
      let ofMethod = listeners.get(method);
      if (ofMethod === undefined) {
        ofMethod = new Set();
        listeners.set(method, ofMethod);
        if (current !== undefined) hook(current.client, method);
      }
      // Only this method's notifications are ever given to it.
      const given = listener as (parameters: Notifications[keyof Notifications]) => void;
      ofMethod.add(given);
      return new vscode.Disposable(() => ofMethod.delete(given));
    },
    start,
    restart: async () => {
      policy.reset();
      setState('starting');
      // The old server may take seconds to end. Whoever asks for one meanwhile, a second restart too, waits for the same new one.
      if (stopping === undefined) connecting = stop().then(connect);
      await connecting;
    },
    dispose: async () => {
      disposed = true;
      await stop();
      stateChanged.dispose();
    },
  };
}

/** A client and what became of its connection. */
interface Connected {
  readonly client: BaseLanguageClient;
  /** Its connection has not closed. */
  alive: boolean;
  /** Its server has answered `initialize`, and when, in ms. */
  started: boolean;
  startedAt: number;
  /** It has told the findings of a document. */
  answered: boolean;
}

function notRunning(): Error {
  return new Error(vscode.l10n.t('The AVStream language server is not running. Restart it first.'));
}

/** True for the ways a cancelled request comes back. */
function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (typeof error === 'object' && error !== null && 'code' in error && error.code === LSPErrorCodes.RequestCancelled);
}
