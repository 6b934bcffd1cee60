// Not from the index: that brings along what a search does not need, and a worker has to start fast.
import { proveInSlices } from '../../simulation/prover/prove-in-slices';
import type { Prover } from '../runtime';
import type { SliceRuntime } from '../simulation/sliced-runner';

/** Longest time without a look at the messages, in ms. */
const slice = 8;

/** Searches on the thread of the messages, in slices: where there is no other thread. */
export function createSlicedProver(runtime: SliceRuntime): Prover {
  let disposed = false;
  return {
    prove: (model, limits, token, onProgress) => proveInSlices(model, limits, {
      now: () => runtime.now(), yieldToHost: () => runtime.yieldToMessages(), sliceMilliseconds: slice, isCancelled: () => disposed || token.isCancellationRequested, onProgress,
    }),
    dispose: () => {
      disposed = true;
    },
  };
}
