import type { Scenario } from './scenario';
import type { SimulationResult } from './result';

/** How far a run has come. */
export interface SimulationProgress {
  readonly done: boolean;
  /** Virtual time reached, in nanoseconds. */
  readonly virtualTime: number;
  /** 0 … 1 of the scenario's duration. */
  readonly progress: number;
  readonly events: number;
}

/** A run that is carried forward piece by piece, so that whoever drives it stays in command of its own thread. */
export interface Simulation {
  /** Dispatches up to `maximumEvents` events. After `done` it does nothing. */
  advance(maximumEvents: number): SimulationProgress;
  /** The result so far; before `done` its `stopReason` is `cancelled`. */
  result(): SimulationResult;
}

/** Makes a run of a scenario. The seed is a whole number from 0 to 2^53 − 1. */
export type CreateSimulation = (scenario: Scenario, seed: number) => Simulation;

/** What `runSliced` needs from its host. */
export interface SliceHost {
  /** Milliseconds of any monotonic clock. */
  now(): number;
  /** Comes back after the host has looked at its messages. */
  yieldToHost(): Promise<void>;
  /** Longest time to compute without yielding; default 8. */
  readonly sliceMilliseconds?: number;
  onProgress?(progress: SimulationProgress): void;
  isCancelled?(): boolean;
}

/**
 * Carries a simulation to its end in slices. Comes back with the result, whose `stopReason` is `cancelled` when the host said so;
 * between two looks at `isCancelled` lies at most one slice.
 */
export async function runSliced(simulation: Simulation, host: SliceHost): Promise<SimulationResult> {
  const slice = host.sliceMilliseconds ?? 8;
  // Events between two looks at the clock: few enough to end a slice on time, many enough for the clock not to show.
  let batch = 512;
  for (;;) {
    if (host.isCancelled?.() === true) return simulation.result();
    const begin = host.now();
    let progress: SimulationProgress;
    let elapsed: number;
    do {
      const before = host.now();
      progress = simulation.advance(batch);
      const after = host.now();
      elapsed = after - begin;
      const took = after - before;
      if (took < slice / 8 && batch < 16_384) batch *= 2;
      else if (took > slice / 4 && batch > 64) batch >>= 1;
    } while (!progress.done && elapsed < slice / 2);
    host.onProgress?.(progress);
    if (progress.done) return simulation.result();
    await host.yieldToHost();
  }
}
