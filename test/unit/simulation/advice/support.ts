import type { RunFigures } from '../../../../server/src/simulation/advice/index';
import { type Scenario, createSimulation } from '../../../../server/src/simulation/index';

/** Runs a scenario to its end. */
export function simulate(scenario: Scenario, seed: number): Promise<RunFigures> {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(1_000_000).done) { /* goes on */ }
  return Promise.resolve(simulation.result());
}
