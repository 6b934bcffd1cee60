import { type Instance, type Model, applyEdits, modelOf, parseTree } from '../../document/index';
import type { Simulation } from '../../ks/index';
import { type CompiledScenario, compileScenario, simulationsOf } from '../compile/index';
import { type Parameter, type ParameterOverride, editsForOverrides, listParameters } from '../parameters/index';
import type { Scenario } from '../scenario';
import { ruledFrames } from './ruled-frames';

/** A simulation of a document that advice is asked about. */
export interface AdviceSubject {
  readonly model: Model;
  readonly simulation: Instance<typeof Simulation>;
  /** Position in `Simulations`. */
  readonly index: number;
  readonly scenario: Scenario;
  readonly seed: number;
  /** The numbers that the simulation states or can state. */
  readonly parameters: readonly Parameter[];
  /** `Frames` of framings that rule in its circuits. */
  readonly frames: readonly Parameter[];
}

/** Gathers what advice needs of a simulation that was compiled. */
export function adviceSubject(model: Model, simulation: Instance<typeof Simulation>, index: number, { scenario, seed }: Extract<CompiledScenario, { readonly kind: 'scenario' }>): AdviceSubject {
  return { model, simulation, index, scenario, seed, parameters: listParameters(model, simulation, scenario), frames: ruledFrames(model, simulation, scenario) };
}

/** The scenario as it would be with other numbers in the document; nothing where it could not be run with them. */
export function scenarioWith({ model, index, parameters, frames }: AdviceSubject, overrides: readonly ParameterOverride[]): Scenario | undefined {
  const result = editsForOverrides(model.tree, [...parameters, ...frames], overrides);
  if ('problem' in result) return undefined;
  const changed = modelOf(parseTree(applyEdits(model.tree.text, result.edits)));
  const compiled = compileScenario(changed, simulationsOf(changed)[index]!, index);
  return compiled.kind === 'scenario' ? compiled.scenario : undefined;
}
