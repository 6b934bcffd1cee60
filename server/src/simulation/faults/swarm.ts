import type { SimulationResult } from '../result';
import type { Simulation } from '../runner';
import type { Distribution, Scenario } from '../scenario';

/** What one seed came to, as far as seeds are compared. */
export interface SeedOutcome {
  readonly seed: number;
  readonly fingerprint: string;
  /** How many findings of each level. */
  readonly errors: number;
  readonly warnings: number;
  readonly dropped: number;
  /** Greatest latency of a frame, nanoseconds; 0 when nothing was delivered. */
  readonly latency: number;
  /** The run came to its end. */
  readonly isComplete: boolean;
}

/** The outcome of a run. */
export const outcomeOf = ({ seed, fingerprint, findings, framesDropped, latency, stopReason }: Pick<SimulationResult, 'seed' | 'fingerprint' | 'findings' | 'framesDropped' | 'latency' | 'stopReason'>): SeedOutcome => ({
  seed, fingerprint, errors: findings.filter(({ severity }) => severity === 'error').length, warnings: findings.filter(({ severity }) => severity === 'warning').length, dropped: framesDropped, latency: latency.max ?? 0,
  isComplete: stopReason === 'completed',
});

/** Orders outcomes, the worst first: by findings and their severity, then by lost frames, then by latency, then by seed. */
export const compareOutcomes = (first: SeedOutcome, second: SeedOutcome): number =>
  second.errors - first.errors || second.warnings - first.warnings || second.dropped - first.dropped || second.latency - first.latency || first.seed - second.seed;

/** Whether a scenario can come out differently with another seed: something in it is drawn. */
export function isRandom(scenario: Scenario): boolean {
  const varies = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const { kind } = value as Partial<Distribution>;
    if (kind === 'uniform' || kind === 'triangular' || kind === 'table') return true;
    return Object.entries(value).some(([key, part]) => (key === 'perMillion' ? (part as number) > 0 : key !== 'paths' && varies(part)));
  };
  return varies(scenario);
}

/** How far a swarm has come. */
export interface SwarmProgress {
  readonly done: boolean;
  /** Seeds whose runs are over, of how many. */
  readonly finished: number;
  readonly seeds: number;
  /** 0 … 1. */
  readonly progress: number;
}

/** Runs of one scenario with seed after seed, carried forward piece by piece like one run. */
export interface Swarm {
  advance(maximumEvents: number): SwarmProgress;
  /** Outcomes so far, the worst first. */
  outcomes(): readonly SeedOutcome[];
}

/** Makes a swarm of `seeds` runs, from `firstSeed` on. `create` makes one run; what it records beyond its figures only costs time. */
export function createSwarm(create: (scenario: Scenario, seed: number) => Simulation, scenario: Scenario, firstSeed: number, seeds: number): Swarm {
  // No row of the trace is looked at: what recording there is ends at once.
  const plain: Scenario = { ...scenario, limits: { ...scenario.limits, spans: 0 } };
  const outcomes: SeedOutcome[] = [];
  let current: Simulation | null = null;
  return {
    advance(maximumEvents) {
      current ??= outcomes.length < seeds ? create(plain, firstSeed + outcomes.length) : null;
      const within = current?.advance(maximumEvents);
      if (current !== null && within?.done === true) {
        outcomes.push(outcomeOf(current.result()));
        current = null;
      }
      const finished = outcomes.length;
      return { done: finished === seeds, finished, seeds, progress: (finished + (current === null ? 0 : within?.progress ?? 0)) / Math.max(1, seeds) };
    },
    outcomes: () => [...outcomes].sort(compareOutcomes),
  };
}
