import type { ViolationCode, ViolationFacts } from '../queue/index';
import type { DeadEnd } from './dead-end';
import type { LockInversion } from './lock-inversion';
import type { FaultKind } from './machine';

/** What goes wrong in the last step of a counterexample, or behind it. */
export type ProofFault =
  | { readonly kind: 'rule'; readonly code: ViolationCode; readonly facts: ViolationFacts[ViolationCode] }
  | { readonly kind: FaultKind; readonly detail: string }
  | LockInversion
  /** No way on leads there any more: `deadlock` when nothing can happen at all. */
  | { readonly kind: 'stall' | 'deadlock' | 'cancelUnanswered' | 'stopNeverEnds' };

/** How far a search has come. */
export interface ProofProgress {
  readonly states: number;
  readonly transitions: number;
  /** Steps from the first state. */
  readonly depth: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** Searching for states, or asking of them what can still be reached. */
  readonly phase: 'search' | 'reach';
}

/** Where a search gives up. */
export interface ProofLimits {
  readonly states: number;
  /** Bytes. */
  readonly memory: number;
  /** Milliseconds of whoever carries it out ({@link proveInSlices}); `null`: no limit. */
  readonly time: number | null;
}

/** Limits that hold where nothing else is said: they fit into a VS Code host and end within minutes. */
export const defaultProofLimits: ProofLimits = { states: 5_000_000, memory: 1_000_000_000, time: null };

/** What ended a search that decided nothing. */
export type ProofLimit = 'states' | 'memory' | 'time' | 'neverRuns' | 'cancelled';

/** What a search came to. `state`: the last one of the counterexample, to whose step `violating` belongs where a step is the fault. `end`: how it goes on where it is what can no longer be reached. */
export type SearchOutcome =
  | { readonly kind: 'proved' }
  | { readonly kind: 'counterexample'; readonly fault: ProofFault; readonly state: number; readonly violating: number | null; readonly end?: DeadEnd }
  | { readonly kind: 'undecided'; readonly limit: 'states' | 'memory' | 'neverRuns' };
