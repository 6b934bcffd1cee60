import type { CodeLens } from 'vscode-languageserver';
import { labelOf, simulationsOf } from '../../simulation/index';
import { localize } from '../localize';
import type { LensRequest } from './code-lens';

/** More simulations than anyone writes get none. */
const mostSimulations = 1000;

/** Simulate, Prove and Advise over each simulation; of several with one label over the first, which is the one that is run. */
export function simulationLenses({ document, analysis, settings, options: { simulationCommands } }: LensRequest): readonly CodeLens[] {
  if (!settings.simulationLenses || simulationCommands === undefined) return [];
  const { simulate, prove, advise } = simulationCommands;
  const model = analysis.model();
  const labels = new Set<string>();
  const lenses: CodeLens[] = [];
  for (const [index, simulation] of simulationsOf(model).slice(0, mostSimulations).entries()) {
    const label = labelOf(simulation, index);
    if (labels.has(label)) continue;
    labels.add(label);
    const start = model.tree.start[simulation.node]!;
    const range = { start: document.positionAt(start), end: document.positionAt(start + 1) };
    const argument = { uri: document.uri, scenario: label };
    lenses.push(
      { range, command: { title: localize('▶ Simulate'), command: simulate, arguments: [argument] } },
      { range, command: { title: localize('Prove'), command: prove, arguments: [argument] } },
      { range, command: { title: localize('Advise'), command: advise, arguments: [argument] } },
    );
  }
  return lenses;
}
