import type { SimulationResult } from '../result';
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

/** Most seeds that one swarm runs. */
export const mostSeeds = 100_000;

/** A scenario of which nothing but the outcome is wanted: nothing is recorded. */
export const withoutRecording = (scenario: Scenario): Scenario => ({ ...scenario, limits: { ...scenario.limits, spans: 0 } });
