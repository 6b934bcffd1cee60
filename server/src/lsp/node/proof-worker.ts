import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { proveInSlices } from '../../simulation/prover/prove-in-slices';
import { describeError } from '../guard';
import type { FromProofWorker, ToProofWorker } from './worker-messages';

const port = parentPort;
if (port === null) throw new Error('The proof worker runs as a worker only.');

const post = (message: FromProofWorker): void => port.postMessage(message);
/** Progress is looked at ten times a second. */
const slice = 50;

// One proof for each worker: its memory goes with it, and who gives it up ends it.
port.once('message', ({ model, limits }: ToProofWorker) => {
  proveInSlices(model, limits, {
    now: () => performance.now(), yieldToHost: () => Promise.resolve(), sliceMilliseconds: slice, isCancelled: () => false, onProgress: (progress) => post({ type: 'progress', progress }),
  }).then((proof) => post({ type: 'finished', proof }), (error: unknown) => post({ type: 'failed', description: describeError(error) }));
});
