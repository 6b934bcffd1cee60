import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { describeError } from '../guard';
import { createSlicedRunner } from '../simulation/sliced-runner';
import type { FromSimulationWorker, ToSimulationWorker } from './worker-messages';
import { yieldToMessages } from './yield-to-messages';

const port = parentPort;
if (port === null) throw new Error('The simulation worker runs as a worker only.');

const runner = createSlicedRunner({ now: () => performance.now(), yieldToMessages });
const post = (message: FromSimulationWorker, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, transfer);
/** Progress is looked at ten times a second; every slice would only fill the pipe. */
const progressInterval = 50;
let cancelled = false;

const run = async ({ scenario, seed }: Extract<ToSimulationWorker, { readonly type: 'run' }>): Promise<void> => {
  cancelled = false;
  let last = performance.now();
  const token = {
    get isCancellationRequested() {
      return cancelled;
    },
    // The runner looks; nobody has to be told.
    onCancellationRequested: () => ({ dispose: () => undefined }),
  };
  try {
    const outcome = await runner.run(scenario, seed, token, (progress) => {
      const now = performance.now();
      if (now - last < progressInterval) return;
      last = now;
      post({ type: 'progress', progress });
    });
    post({ type: 'finished', outcome }, outcome.trace.byteLength === outcome.trace.buffer.byteLength ? [outcome.trace.buffer as ArrayBuffer] : []);
  } catch (error) {
    post({ type: 'failed', description: describeError(error) });
  }
};

port.on('message', (message: ToSimulationWorker) => {
  if (message.type === 'cancel') cancelled = true;
  else void run(message);
});
