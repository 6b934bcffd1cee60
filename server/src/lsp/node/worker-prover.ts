import { Worker } from 'node:worker_threads';
import { endedProof } from '../../simulation/prover/prove';
import type { ProofProgress } from '../../simulation/prover/verdict';
import type { Prover } from '../runtime';
import type { FromProofWorker, ToProofWorker } from './worker-messages';

/** Memory of JavaScript objects that a search may take beside its tables, in MB: one that needs more fails instead of the machine. */
const mostMegabytes = 2_048;

const nothingYet: ProofProgress = { states: 0, transitions: 0, depth: 0, memory: 0, phase: 'search' };

/**
 * Searches on worker threads, one each. A cancelled search is ended from outside, whatever it is about: nobody waits for it to look.
 * @param script absolute path of the bundled worker
 */
export function createWorkerProver(script: string): Prover {
  const running = new Set<() => void>();
  return {
    prove: (model, limits, token, onProgress) => new Promise((resolve, reject) => {
      let progress = nothingYet;
      if (token.isCancellationRequested) {
        resolve(endedProof(model, limits, 'cancelled', progress));
        return;
      }
      const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
      const finish = (settle: () => void): void => {
        if (!running.delete(cancel)) return;
        cancellation.dispose();
        worker.removeAllListeners();
        // Without a listener an error on the way out would end the server.
        worker.on('error', () => undefined);
        void worker.terminate();
        settle();
      };
      const cancel = (): void => finish(() => resolve(endedProof(model, limits, 'cancelled', progress)));
      running.add(cancel);
      const cancellation = token.onCancellationRequested(cancel);
      worker.on('message', (message: FromProofWorker) => {
        if (message.type === 'progress') {
          ({ progress } = message);
          onProgress(progress);
        } else if (message.type === 'finished') finish(() => resolve(message.proof));
        else finish(() => reject(Object.assign(new Error('The search broke down.'), { stack: message.description })));
      });
      worker.on('error', (error: unknown) => finish(() => reject(error instanceof Error ? error : new Error('The worker failed.'))));
      worker.on('exit', () => finish(() => reject(new Error('The worker ended.'))));
      worker.postMessage({ model, limits } satisfies ToProofWorker);
    }),
    dispose: () => {
      for (const cancel of [...running]) cancel();
    },
  };
}
