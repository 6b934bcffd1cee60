import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LSPErrorCodes, RevealOutputChannelOn, State, type BaseLanguageClient, type CloseHandlerResult, type ErrorHandlerResult, type LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../../server/src/protocol/index';
import { commands, contextKeys, languageId } from '../identifiers';
import { createRestartPolicy, restartLimit } from './restart-policy';
import type { Notifications, Requests } from './requests';

/** `failed`: it did not start, or it crashed too often; only a person starts it again. */
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
 * @param context gives the extension's identity
 * @param output where the server's log goes
 */
export function createLanguageServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel, platform: ServerPlatform): LanguageServer {
  const stateChanged = new vscode.EventEmitter<ServerState>();
  const listeners = new Map<keyof Notifications, Set<(parameters: Notifications[keyof Notifications]) => void>>();
  const policy = createRestartPolicy();
  let state: ServerState = 'stopped';
  let client: BaseLanguageClient | undefined;
  let starting: Promise<void> | undefined;
  let disposed = false;

  const setState = (next: ServerState): void => {
    if (next === state) return;
    state = next;
    void vscode.commands.executeCommand('setContext', contextKeys.serverState, next);
    stateChanged.fire(next);
  };

  const giveUp = (message: string): void => {
    setState('failed');
    const restartTitle = vscode.l10n.t('Restart Server');
    const showOutput = vscode.l10n.t('Show Output');
    void vscode.window.showErrorMessage(message, restartTitle, showOutput).then((choice) => {
      if (choice === restartTitle) void vscode.commands.executeCommand(commands.restartServer);
      if (choice === showOutput) output.show();
    });
  };

  const closed = (): CloseHandlerResult => {
    if (disposed || policy.crashed(Date.now())) {
      output.warn('The language server ended unexpectedly; starting it again.');
      return { action: CloseAction.Restart, handled: true };
    }
    giveUp(vscode.l10n.t('The AVStream language server ended {0} times within three minutes and is not started again. Findings and simulation are off until you restart it.', restartLimit + 1));
    return { action: CloseAction.DoNotRestart, handled: true };
  };

  const createClient = (): BaseLanguageClient => {
    const initializationOptions: InitializationOptions = { uriScheme: vscode.env.uriScheme, extensionId: context.extension.id };
    const created = platform.createClient({
      documentSelector: [{ language: languageId }],
      initializationOptions,
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: {
        // A damaged message is no reason to end a server; when the connection is really gone, `closed` follows.
        error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
        closed,
      },
      initializationFailedHandler: () => false,
    });
    created.onDidChangeState(({ newState }) => {
      if (created !== client) return;
      // After giving up the client reports `Stopped`, which must not hide that it needs a person.
      if (newState === State.Stopped) { if (state !== 'failed') setState('stopped'); return; }
      setState(newState === State.Running ? 'ready' : newState === State.Starting ? 'starting' : 'failed');
    });
    for (const method of listeners.keys()) hook(created, method);
    return created;
  };
  const hook = (target: BaseLanguageClient, method: keyof Notifications): void => {
    target.onNotification(method, (parameters: Notifications[typeof method]) => { for (const listener of listeners.get(method) ?? []) listener(parameters); });
  };

  const start = async (): Promise<void> => {
    if (disposed) return;
    starting ??= (async () => {
      client = createClient();
      setState('starting');
      try {
        await client.start();
      } catch (error) {
        starting = undefined;
        output.error(error instanceof Error ? error : String(error));
        giveUp(vscode.l10n.t('The AVStream language server did not start. The log says why.'));
        throw error;
      }
    })();
    await starting;
  };

  const stop = async (): Promise<void> => {
    const stopped = client;
    client = undefined;
    starting = undefined;
    try {
      await stopped?.dispose(2_000);
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
      try {
        // `start` has made a client, and only `stop` takes it away.
        return await client!.sendRequest(method, parameters, token);
      } catch (error) {
        if (isCancellation(error)) throw new vscode.CancellationError();
        throw error;
      }
    },
    onNotification: (method, listener) => {
      let ofMethod = listeners.get(method);
      if (ofMethod === undefined) {
        ofMethod = new Set();
        listeners.set(method, ofMethod);
        if (client !== undefined) hook(client, method);
      }
      ofMethod.add(listener);
      return new vscode.Disposable(() => ofMethod.delete(listener));
    },
    start,
    restart: async () => {
      policy.reset();
      setState('starting');
      await stop();
      await start();
    },
    dispose: async () => {
      disposed = true;
      await stop();
      stateChanged.dispose();
    },
  };
}

/** True for the ways a cancelled request comes back. */
function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (typeof error === 'object' && error !== null && 'code' in error && error.code === LSPErrorCodes.RequestCancelled);
}
