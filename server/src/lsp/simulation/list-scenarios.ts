import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, textOf } from '../../document/index';
import type { ListScenariosResult } from '../../protocol/index';
import { compileScenario, labelOf, simulationsOf } from '../../simulation/index';
import { localize } from '../localize';
import { nodeRange } from '../pointers';
import { scenarioProblemText } from './scenario-problem';

/** Answers `avstream/listScenarios`: what can be run, and why the rest cannot. */
export function listScenarios(document: TextDocument, model: Model): ListScenariosResult {
  const labels = new Set<string>();
  return {
    scenarios: simulationsOf(model).map((simulation, index) => {
      const label = labelOf(simulation, index);
      const compiled = compileScenario(model, simulation, index);
      // Scenarios are run by their label, so of several only the first can be meant.
      const problem = labels.has(label) ? localize('An earlier simulation has the label "{label}" already, so this one cannot be run: give it a label of its own.', { label })
        : compiled.kind === 'impossible' ? scenarioProblemText(compiled.problem) : undefined;
      labels.add(label);
      return {
        label, index, description: textOf(simulation, 'Description') ?? '', range: nodeRange(document, model.tree, simulation.node),
        ...(problem === undefined ? {} : { problem }),
      };
    }),
  };
}
