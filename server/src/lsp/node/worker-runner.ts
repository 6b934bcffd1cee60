import { Worker } from 'node:worker_threads';
import type { Scenario, SimulationProgress, SimulationResult } from '../../simulation/index';
import type { RunOutcome, Runner } from '../runtime';
import type { FromSimulationWorker, ToSimulationWorker } from './worker-messages';
import type { CancellationToken } from 'vscode-languageserver';

/** After this long without an answer to a cancellation the worker is ended, in ms. */
const cancelPatience = 80;

/** Runs carried out at the same time; more wait. */
const mostWorkers = 2;

/** Memory of JavaScript objects that a run may take, in MB: a run that needs more fails instead of the machine. */
const mostMegabytes = 1024;

/** A run that was ended from outside: nothing of it is used. */
const cancelledOutcome = (scenario: Scenario, seed: number): RunOutcome => ({
  result: {
    version: 1, scenario: scenario.label, seed, fingerprint: '', stopReason: 'cancelled', virtualTime: 0, events: 0, framesProduced: 0, framesDelivered: 0, framesDropped: 0,
    latency: { p50: null, p95: null, p99: null, max: null }, memoryBytes: 0, pins: [], circuits: [], allocators: [], assumptions: [], findings: [], calls: [],
    callCount: 0, queues: [],
  } satisfies Omit<SimulationResult, 'trace'>,
  trace: new Uint8Array(0),
});

/**
 * Runs simulations on worker threads, one run a thread. An idle worker is kept for the next run, because starting one takes longer than many runs.
 * @param script absolute path of the bundled worker
 */
export function createWorkerRunner(script: string): Runner {
  const idle: Worker[] = [];
  const busy = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let disposed = false;

  const takeWorker = async (token: CancellationToken): Promise<Worker | undefined> => {
    while (busy.size >= mostWorkers) {
      let listener: { dispose(): void } | undefined;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        listener = token.onCancellationRequested(() => {
          // Whoever gives up must not take the turn of the next.
          waiting.splice(waiting.indexOf(resolve), 1);
          resolve();
        });
      });
      listener?.dispose();
      if (disposed || token.isCancellationRequested) return undefined;
    }
    const worker = idle.pop() ?? new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    busy.add(worker);
    return worker;
  };
  const release = (worker: Worker, isUsable: boolean): void => {
    busy.delete(worker);
    worker.removeAllListeners();
    // Without a listener an error of a worker that nobody waits for would end the server.
    worker.on('error', () => undefined);
    if (isUsable && !disposed && idle.length === 0) {
      worker.unref();
      worker.once('exit', () => {
        const at = idle.indexOf(worker);
        if (at >= 0) idle.splice(at, 1);
      });
      idle.push(worker);
    } else void worker.terminate();
    waiting.shift()?.();
  };

  return {
    run: async (scenario, seed, token, onProgress) => {
      const worker = token.isCancellationRequested || disposed ? undefined : await takeWorker(token);
      if (worker === undefined) return cancelledOutcome(scenario, seed);
      worker.ref();
      return runOn(worker, scenario, seed, token, onProgress, (isUsable) => release(worker, isUsable));
    },
    dispose: () => {
      disposed = true;
      for (const worker of [...idle, ...busy]) void worker.terminate();
      for (const resume of waiting.splice(0)) resume();
    },
  };
}

function runOn(worker: Worker, scenario: Scenario, seed: number, token: CancellationToken, onProgress: (progress: SimulationProgress) => void, release: (isUsable: boolean) => void): Promise<RunOutcome> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const post = (message: ToSimulationWorker): void => worker.postMessage(message);
    const finish = (isUsable: boolean, settle: () => void): void => {
      clearTimeout(timer);
      cancellation.dispose();
      release(isUsable);
      settle();
    };
    worker.removeAllListeners();
    worker.on('message', (message: FromSimulationWorker) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'finished') finish(true, () => resolve(message.outcome));
      else finish(true, () => reject(Object.assign(new Error('The run broke down.'), { stack: message.description })));
    });
    worker.on('error', (error: unknown) => finish(false, () => reject(error instanceof Error ? error : new Error('The worker failed.'))));
    worker.on('exit', () => finish(false, () => (token.isCancellationRequested ? resolve(cancelledOutcome(scenario, seed)) : reject(new Error('The worker ended.')))));
    const cancellation = token.onCancellationRequested(() => {
      post({ type: 'cancel' });
      // As a last resort: a worker that does not look at its messages is ended.
      timer = setTimeout(() => finish(false, () => resolve(cancelledOutcome(scenario, seed))), cancelPatience);
    });
    post({ type: 'run', scenario, seed });
  });
}
