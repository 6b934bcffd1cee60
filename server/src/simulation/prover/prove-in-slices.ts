import type { ProofModel } from './model';
import type { FinishedProof } from './prove';
import { endedProof, proveModel } from './prove';
import type { ProofLimits, ProofProgress } from './verdict';

/** What {@link proveInSlices} needs from its host. */
export interface ProofHost {
  /** Milliseconds of any monotonic clock. */
  now(): number;
  /** Comes back after the host has looked at its messages. */
  yieldToHost(): Promise<void>;
  /** Longest time to compute without yielding, ms: a piece of the search comes on top, which takes a few. */
  readonly sliceMilliseconds: number;
  isCancelled(): boolean;
  /** Told behind each slice. */
  onProgress(progress: ProofProgress): void;
}

/** Carries a proof to its end in slices. Undecided with limit `cancelled` when the host said so, and with `time` when that was over: neither comes later than one slice. */
export async function proveInSlices(model: ProofModel, limits: ProofLimits, host: ProofHost): Promise<FinishedProof> {
  const search = proveModel(model, limits);
  const start = host.now();
  let begin = start;
  for (;;) {
    const next = search.next();
    if (next.done === true) return next.value;
    const now = host.now();
    if (limits.time !== null && now - start >= limits.time) return endedProof(model, limits, 'time', next.value);
    if (now - begin < host.sliceMilliseconds) continue;
    host.onProgress(next.value);
    await host.yieldToHost();
    if (host.isCancelled()) return endedProof(model, limits, 'cancelled', next.value);
    begin = host.now();
  }
}
