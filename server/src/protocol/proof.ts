import type { SimulationOutcome } from './simulation';

/** Requests and notifications about proofs. Types and names only. */

/** Names of our own LSP methods about proofs. */
export const proofMethods = {
  /** Client → server: search every interleaving of a simulation within bounds. `ProveParameters` → `ProveResult`; cancelled like any request. Progress by `proofProgress`. */
  prove: 'avstream/prove',
  /** Server → client: how far it is. `ProofProgressParameters`. */
  proofProgress: 'avstream/proofProgress',
} as const;

export interface ProveParameters {
  readonly uri: string;
  /** Left out: the first one. */
  readonly scenario?: string;
  /** Requests of the client; left out: those of the simulation, up to 3. */
  readonly requests?: number;
  /** Process may run during SetDeviceState, and a DPC while the device stops. */
  readonly overlap?: boolean;
  /** Where the search gives up: states, seconds, megabytes of memory; left out: 5,000,000, no limit, 600. */
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  /** Comes back with each progress notification. */
  readonly proofId: string;
}
export interface ProofProgressParameters {
  readonly proofId: string;
  readonly states: number;
  /** Steps from the first state. */
  readonly depth: number;
}
export type ProveResult =
  | {
    readonly kind: 'completed';
    readonly verdict: 'proved' | 'counterexample' | 'undecided';
    readonly scenario: string;
    /** The verdict in a sentence. */
    readonly text: string;
    /** Bounds, steps, assumptions, in plain text. */
    readonly report: string;
    /** A counterexample as a run that the timeline shows, one step a millisecond; else `null`. */
    readonly outcome: SimulationOutcome | null;
  }
  /** It cannot be proved; `text` says why, `path` where. */
  | { readonly kind: 'impossible'; readonly text: string; readonly path: string };
