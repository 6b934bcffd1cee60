import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, textOf } from '../../document/index';
import type { ListScenariosResult } from '../../protocol/index';
import { compileScenario, labelOf, simulationsOf } from '../../simulation/index';
import { nodeRange } from '../pointers';
import { scenarioProblemText } from './scenario-problem';

/** Answers `avstream/listScenarios`: what can be run, and why the rest cannot. */
export function listScenarios(document: TextDocument, model: Model): ListScenariosResult {
  return {
    scenarios: simulationsOf(model).map((simulation, index) => {
      const compiled = compileScenario(model, simulation, index);
      const problem = compiled.kind === 'impossible' ? scenarioProblemText(compiled.problem) : undefined;
      return {
        label: labelOf(simulation, index), index, description: textOf(simulation, 'Description') ?? '', range: nodeRange(document, model.tree, simulation.node),
        ...(problem === undefined ? {} : { problem }),
      };
    }),
  };
}
