import { type Model, createLineIndex, readModel } from '../document/index';
import { compileScenario, labelOf, simulationsOf } from '../simulation/index';
import { complain, located } from './print';
import { locatedProblems } from './scenario-problems';

type Simulation = ReturnType<typeof simulationsOf>[number];

/** The simulation that a command is asked for, compiled, with its place in the document. */
export interface ChosenSimulation {
  readonly model: Model;
  readonly simulation: Simulation;
  readonly index: number;
  readonly label: string;
  readonly compiled: Exclude<ReturnType<typeof compileScenario>, { kind: 'impossible' }>;
}

/** The simulation of a label, or the first; when there is none, says why and where on standard error. `file` is named there; `done` is what cannot be done with it. */
export function chooseSimulation(file: string, text: string, wanted: string | undefined, done: 'run' | 'proved' = 'run'): ChosenSimulation | undefined {
  const refuse = (reason: string): undefined => {
    complain(reason);
    return undefined;
  };
  const model = readModel(text);
  const simulations = simulationsOf(model);
  const labels = simulations.map(labelOf);
  if (simulations.length === 0) return refuse(model.problems.length > 0 ? `${file} has no simulation that can be read; avstream check ${file} says what is wrong with it.` : `${file} describes no simulation; add one to "Simulations".`);
  const index = wanted === undefined ? 0 : labels.indexOf(wanted);
  const simulation = simulations[index];
  if (simulation === undefined) return refuse(`${file} has no simulation "${wanted}". It has: ${labels.map((each) => `"${each}"`).join(', ')}.`);
  const compiled = compileScenario(model, simulation, index);
  const label = labels[index]!;
  if (compiled.kind !== 'impossible') return { model, simulation, index, label, compiled };
  complain(`"${label}" cannot be ${done}:`);
  for (const problem of locatedProblems(model, createLineIndex(text), compiled.problem)) process.stderr.write(located(file, problem));
  return undefined;
}
