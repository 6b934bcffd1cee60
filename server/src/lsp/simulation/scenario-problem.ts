import { type ScenarioProblem, simulationText } from '../../simulation/index';
import { localize } from '../localize';

/** Why a scenario cannot be run, in a sentence. */
export const scenarioProblemText = ({ key, arguments: values }: ScenarioProblem): string => {
  const { template, values: shown } = simulationText(`scenario.${key}`, values);
  return localize(template, shown);
};
