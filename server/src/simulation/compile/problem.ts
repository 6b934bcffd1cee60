import type { NodeId } from '../../document/index';
import type { TextArguments } from '../result';

/** Why a simulation cannot be run. The text key is `scenario.` + key. */
export interface ScenarioProblem {
  readonly key: string;
  readonly arguments: TextArguments;
  readonly node: NodeId;
}

/** Ends the reading of a simulation that cannot be run; `compileScenario` catches it. */
export class Impossible extends Error {
  constructor(readonly problem: ScenarioProblem) {
    super(problem.key);
  }
}

/** Ends the reading of a simulation, with the place that stops it. */
export const impossible = (key: string, node: NodeId, values: TextArguments = {}): never => {
  throw new Impossible({ key, node, arguments: values });
};
