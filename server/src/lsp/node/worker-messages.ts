import type { Scenario, SimulationProgress } from '../../simulation/index';
import type { FinishedProof, ProofLimits, ProofModel, ProofProgress } from '../../simulation/prover/index';
import type { RunOutcome } from '../runtime';

/** Server → simulation worker. One run at a time. */
export type ToSimulationWorker =
  | { readonly type: 'run'; readonly scenario: Scenario; readonly seed: number }
  | { readonly type: 'cancel' };

/** Simulation worker → server. */
export type FromSimulationWorker =
  | { readonly type: 'progress'; readonly progress: SimulationProgress }
  | { readonly type: 'finished'; readonly outcome: RunOutcome }
  | { readonly type: 'failed'; readonly description: string };

/** Server → proof worker, once. */
export interface ToProofWorker {
  readonly model: ProofModel;
  readonly limits: ProofLimits;
}

/** Proof worker → server. */
export type FromProofWorker =
  | { readonly type: 'progress'; readonly progress: ProofProgress }
  | { readonly type: 'finished'; readonly proof: FinishedProof }
  | { readonly type: 'failed'; readonly description: string };
