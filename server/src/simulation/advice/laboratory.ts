import type { Scenario } from '../scenario';
import { longer } from './longer';
import { type Draw, type RunFigures, type Sample, sampleOf } from './sample';

/** What advice needs of the place that it is worked out in. */
export interface AdviceHost {
  /** Runs a scenario to its end. Rejects when the advice is given up; that rejection comes out of whatever waits for it. */
  readonly run: (scenario: Scenario, seed: number) => Promise<RunFigures>;
  /** After each run: how far the whole is, 0 … 1. */
  readonly onProgress?: (progress: number) => void;
}

/** Runs that have been done are not done again. */
export interface Laboratory {
  /** The sample of a run. Scenarios of the same key are the same. */
  readonly sample: (key: string, scenario: () => Scenario, draw: Draw) => Promise<Sample>;
  /** Runs and events so far. */
  readonly work: { runs: number; events: number };
  /** Says which part of the whole the next `runs` runs are: they bring progress from where it is to `until`. */
  readonly expect: (until: number, runs: number) => void;
}

/** Makes one. */
export function createLaboratory({ run, onProgress }: AdviceHost): Laboratory {
  const known = new Map<string, Sample>();
  const work = { runs: 0, events: 0 };
  let [progress, until, step] = [0, 0, 0];
  return {
    work,
    expect: (share, runs) => {
      progress = until;
      until = Math.max(until, share);
      step = (until - progress) / Math.max(1, runs);
    },
    sample: async (key, scenario, { seed, tieSeed, times = 1 }) => {
      const name = `${key} ${seed} ${tieSeed ?? ''} ${times}`;
      let found = known.get(name);
      if (found === undefined) {
        const whole = longer(scenario(), times);
        // The trace is of no use here, and a record of calls or queues neither.
        found = sampleOf(whole, await run({ ...whole, queueDumps: { at: [], atEnd: false }, ...(tieSeed === undefined ? {} : { tieSeed }), limits: { ...whole.limits, spans: 0, calls: 0 } }, seed));
        known.set(name, found);
        work.runs += 1;
        work.events += found.events;
      }
      progress = Math.min(until, progress + step);
      onProgress?.(progress);
      return found;
    },
  };
}
