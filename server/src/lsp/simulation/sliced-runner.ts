// Not from the folder's index: that brings the catalog along, and a worker has to start fast.
import { createSimulation } from '../../simulation/run/simulation';
import { runSliced } from '../../simulation/runner';
import { encodeTraceInSteps } from '../../trace/index';
import type { Runner } from '../runtime';

/** What slices need from the place they run in. */
export interface SliceRuntime {
  now(): number;
  yieldToMessages(): Promise<void>;
}

/** Longest time without a look at the messages, in ms. */
const slice = 8;

/** Runs simulations on the thread of the messages, in slices: where there is no other thread. */
export function createSlicedRunner(runtime: SliceRuntime): Runner {
  let disposed = false;
  return {
    run: async (scenario, seed, token, onProgress) => {
      const isCancelled = (): boolean => disposed || token.isCancellationRequested;
      const complete = await runSliced(createSimulation(scenario, seed), {
        now: () => runtime.now(), yieldToHost: () => runtime.yieldToMessages(), sliceMilliseconds: slice, onProgress, isCancelled,
      });
      const { trace, ...result } = complete;
      // Nobody looks at the trace of a cancelled run.
      if (result.stopReason === 'cancelled') return { result, trace: new Uint8Array(0) };
      const steps = encodeTraceInSteps(trace);
      let begin = runtime.now();
      for (;;) {
        const step = steps.next();
        if (step.done === true) return { result, trace: step.value };
        if (runtime.now() - begin < slice) continue;
        await runtime.yieldToMessages();
        if (isCancelled()) return { result: { ...result, stopReason: 'cancelled' }, trace: new Uint8Array(0) };
        begin = runtime.now();
      }
    },
    dispose: () => {
      disposed = true;
    },
  };
}
