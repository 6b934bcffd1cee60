import { type Model, pointerOf } from '../document/index';
import { compileScenario, labelOf, simulationsOf } from '../simulation/index';
import { sentence } from './simulation-report';

type Simulation = ReturnType<typeof simulationsOf>[number];

/** The simulation that a command is asked for, compiled, with its place in the document; or a sentence that says why there is none. */
export type ChosenSimulation =
  | { readonly kind: 'chosen'; readonly simulation: Simulation; readonly index: number; readonly compiled: Exclude<ReturnType<typeof compileScenario>, { kind: 'impossible' }> }
  | { readonly kind: 'none'; readonly reason: string };

/** The simulation of a label, or the first. `file` is named in sentences. */
export function chooseSimulation(file: string, model: Model, label: string | undefined): ChosenSimulation {
  const none = (reason: string): ChosenSimulation => ({ kind: 'none', reason });
  const simulations = simulationsOf(model);
  const labels = simulations.map(labelOf);
  if (simulations.length === 0) return none(model.problems.length > 0 ? `${file} has no simulation that can be read; avstream check ${file} says what is wrong with it.` : `${file} describes no simulation; add one to "Simulations".`);
  const index = label === undefined ? 0 : labels.indexOf(label);
  const simulation = simulations[index];
  if (simulation === undefined) return none(`${file} has no simulation "${label}". It has: ${labels.map((each) => `"${each}"`).join(', ')}.`);
  const compiled = compileScenario(model, simulation, index);
  if (compiled.kind !== 'impossible') return { kind: 'chosen', simulation, index, compiled };
  const { key, arguments: values, node } = compiled.problem;
  return none(`"${labels[index]}" cannot be run: ${sentence(`scenario.${key}`, values)} (at ${pointerOf(model.tree, node) || 'the top'})`);
}
