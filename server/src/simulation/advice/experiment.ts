import type { Scenario } from '../scenario';
import { type Knob, withBuffers } from './knobs';
import type { Laboratory } from './laboratory';
import type { Draw, Sample } from './sample';

/** Runs of a scenario with other numbers of buffers, always with the same draws, so that what differs is the buffers. */
export interface Experiment {
  readonly knobs: readonly Knob[];
  readonly draws: readonly Draw[];
  readonly samples: (numbers: readonly number[], draws?: readonly Draw[]) => Promise<readonly Sample[]>;
}

/** @param name tells the scenario from the others of the laboratory */
export function createExperiment(laboratory: Laboratory, name: string, scenario: Scenario, knobs: readonly Knob[], draws: readonly Draw[]): Experiment {
  return {
    knobs, draws,
    samples: async (numbers, of = draws) => {
      const results: Sample[] = [];
      let changed: Scenario | undefined;
      for (const draw of of) results.push(await laboratory.sample(`${name} ${numbers.join()}`, () => (changed ??= withBuffers(scenario, knobs, numbers)), draw));
      return results;
    },
  };
}

/** For each pin the number of the part of the graph that it belongs to: pins that share a circuit or a filter hold each other up. */
export function partsOf({ pins, circuits = [], filters = [] }: Scenario): readonly number[] {
  const part = pins.map((_, index) => index);
  const join = (members: readonly number[]): void => {
    const least = Math.min(...members.map((pin) => part[pin]!));
    const joined = new Set(members.map((pin) => part[pin]!));
    part.forEach((each, pin) => { if (joined.has(each)) part[pin] = least; });
  };
  for (const { stations } of circuits) join(stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : [])));
  for (const { factories } of filters) join(factories.flatMap((factory) => factory.pins));
  return part;
}
