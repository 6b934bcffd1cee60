import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

vi.mock('vscode', () => {
  const createEventEmitter = (): unknown => {
    const listeners = new Set<(value: unknown) => void>();
    return {
      event: (listener: (value: unknown) => void) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
      fire: (value: unknown) => { for (const listener of listeners) listener(value); },
      dispose: () => { listeners.clear(); },
    };
  };
  return {
    EventEmitter: function EventEmitter() { return createEventEmitter(); },
    CancellationError: Error,
    commands: { executeCommand: () => Promise.resolve() },
    env: { uriScheme: 'vscode' },
    l10n: { t: (text: string) => text },
    window: { showErrorMessage: () => Promise.resolve(undefined) },
  };
});
vi.mock('vscode-languageclient', () => ({ CloseAction: { DoNotRestart: 1 }, ErrorAction: { Continue: 1 }, LSPErrorCodes: { RequestCancelled: -32_800 }, RevealOutputChannelOn: { Never: 4 } }));

const { createLanguageServer } = await import('../../../client/src/server/language-server');

/** A server that takes its time: to start, and to end. */
interface FakeServer { running: boolean }

const startTime = 200;
const stopTime = 1_000;

function platform(): { readonly servers: FakeServer[]; readonly createClient: () => BaseLanguageClient } {
  const servers: FakeServer[] = [];
  return {
    servers,
    createClient: () => {
      const server: FakeServer = { running: false };
      servers.push(server);
      const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
      return {
        start: async () => {
          await wait(startTime);
          server.running = true;
        },
        dispose: async () => {
          await wait(stopTime);
          server.running = false;
        },
        sendRequest: () => Promise.resolve(servers.indexOf(server)),
        onNotification: () => undefined,
        onRequest: () => undefined,
        error: () => undefined,
      } as unknown as BaseLanguageClient;
    },
  };
}

function createServer(): { readonly server: ReturnType<typeof createLanguageServer>; readonly servers: FakeServer[] } {
  const { servers, createClient } = platform();
  const output = { error: () => undefined, warn: () => undefined, debug: () => undefined } as unknown as vscode.LogOutputChannel;
  const server = createLanguageServer({ extension: { id: 'a.b' } } as vscode.ExtensionContext, output, { createClient, release: () => undefined });
  return { server, servers };
}

const running = (servers: readonly FakeServer[]): number => servers.filter((server) => server.running).length;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('restarting by hand', () => {
  test('twice while the old server ends leaves one server', async () => {
    const { server, servers } = createServer();
    const started = server.start();
    await vi.advanceTimersByTimeAsync(startTime);
    await started;
    const restarts = Promise.all([server.restart(), server.restart()]);
    await vi.advanceTimersByTimeAsync(5 * (startTime + stopTime));
    await restarts;
    expect(running(servers)).toBe(1);
    expect(server.state).toBe('ready');
  });

  test('a request while the old server ends waits for the new one', async () => {
    const { server, servers } = createServer();
    const started = server.start();
    await vi.advanceTimersByTimeAsync(startTime);
    await started;
    const restarted = server.restart();
    const answered = server.request('avstream/listScenarios', { uri: 'file:///a' });
    await vi.advanceTimersByTimeAsync(5 * (startTime + stopTime));
    await restarted;
    expect(running(servers)).toBe(1);
    expect(await answered).toBe(servers.length - 1);
  });

  test('a server that is still starting is overtaken', async () => {
    const { server, servers } = createServer();
    const started = server.start();
    started.catch(() => undefined);
    const restarted = server.restart();
    await vi.advanceTimersByTimeAsync(5 * (startTime + stopTime));
    await restarted;
    expect(running(servers)).toBe(1);
    expect(server.state).toBe('ready');
  });

  test('the end of the extension is the end of a restart', async () => {
    const { server, servers } = createServer();
    const started = server.start();
    await vi.advanceTimersByTimeAsync(startTime);
    await started;
    const restarted = server.restart();
    restarted.catch(() => undefined);
    const ended = server.dispose();
    await vi.advanceTimersByTimeAsync(5 * (startTime + stopTime));
    await ended;
    await expect(restarted).rejects.toThrow();
    expect(running(servers)).toBe(0);
  });
});
