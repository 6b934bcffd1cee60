import type { CancellationToken } from 'vscode-languageserver';
import type { Features } from './features';
import type { ServerContext } from './start-server';
import type { Scenario, SimulationProgress, SimulationResult } from '../simulation/index';
import type { FinishedProof, ProofLimits, ProofModel, ProofProgress } from '../simulation/prover/index';

/** What a run leaves: the result without its trace, and the trace encoded. */
export interface RunOutcome {
  readonly result: Omit<SimulationResult, 'trace'>;
  /** Encoded by `encodeTrace`. */
  readonly trace: Uint8Array;
}

/** Runs simulations beside the messages, so that the server stays responsive while one runs. */
export interface Runner {
  /**
   * Runs a scenario to its end. When `token` is cancelled the outcome comes back within 100 ms with stop reason `cancelled`.
   * Rejects when the run broke down.
   */
  run(scenario: Scenario, seed: number, token: CancellationToken, onProgress: (progress: SimulationProgress) => void): Promise<RunOutcome>;
  /** Ends every run at once. */
  dispose(): void;
}

/** Searches proofs beside the messages. */
export interface Prover {
  /** Proves a model. When `token` is cancelled the proof comes back within 100 ms, undecided with limit `cancelled`. Rejects when it broke down. */
  prove(model: ProofModel, limits: ProofLimits, token: CancellationToken, onProgress: (progress: ProofProgress) => void): Promise<FinishedProof>;
  /** Ends every search at once. */
  dispose(): void;
}

/** What the server needs from the place it runs in. */
export interface Runtime {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Comes back after messages that have arrived by then were looked at. */
  yieldToMessages(): Promise<void>;
  /** Called once, when the first simulation is asked for. */
  createRunner(): Runner;
  /** Called once, when the first proof is asked for. */
  createProver(): Prover;
  /** Loads everything but the handshake; called once, after `initialize` was answered. */
  loadFeatures(): Promise<FeaturesModule>;
}

/** The part of the server that is loaded later. */
export interface FeaturesModule {
  readonly createFeatures: (context: ServerContext) => Features;
}
