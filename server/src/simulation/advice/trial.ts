import type { DropReason } from '../result';
import { type Sample, lostOf } from './sample';

/** What several runs of one scenario came to, with different seeds. */
export interface Trial {
  readonly runs: number;
  /** Runs in which a frame was lost, or in which a writer fell behind. */
  readonly runsWithLoss: number;
  readonly framesProduced: number;
  readonly framesLost: number;
  /** Frames that a writing client could not fill in time for want of a buffer, against the best of all numbers of buffers tried. */
  readonly framesLate: number;
  /** 99th percentile of latency of the run where it is greatest, ns. */
  readonly latency99: number | null;
  /** Of the run where it is greatest. */
  readonly memoryBytes: number;
}

/** Sums up runs. `lost` tells the frames that count as lost in each, all that were unless it is said, `late` those that writers were behind. */
export function trialOf(samples: readonly Sample[], lost: readonly number[] = samples.map(lostOf), late: readonly number[] = []): Trial {
  const latencies = samples.flatMap(({ latency99 }) => latency99 ?? []);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  return {
    runs: samples.length,
    runsWithLoss: lost.filter((frames, index) => frames > 0 || (late[index] ?? 0) > 0).length,
    framesProduced: sum(samples.map(({ framesProduced }) => framesProduced)), framesLost: sum(lost), framesLate: sum(late),
    latency99: latencies.length === 0 ? null : Math.max(...latencies),
    memoryBytes: Math.max(0, ...samples.map(({ memoryBytes }) => memoryBytes)),
  };
}

/** A reason for lost frames over several runs. */
export interface LossReason {
  /** Index of the pin that lost them. */
  readonly pin: number;
  readonly count: number;
  /** The first of them, in the first run that has it. */
  readonly drop: DropReason;
}

/** Why frames were lost in several runs, the most frequent reason first. */
export function reasonsOf(samples: readonly Sample[]): readonly LossReason[] {
  const found = new Map<string, { pin: number; count: number; drop: DropReason }>();
  for (const { pin, drop } of samples.flatMap(({ reasons }) => reasons)) {
    const key = `${pin} ${drop.key}`;
    const known = found.get(key);
    if (known) known.count += drop.count;
    else found.set(key, { pin, count: drop.count, drop });
  }
  return [...found.values()].sort((first, second) => second.count - first.count);
}
