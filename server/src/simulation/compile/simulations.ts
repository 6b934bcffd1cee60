import { type Instance, type Model, instancesIn, textOf } from '../../document/index';
import { Simulation } from '../../ks/index';

/** The simulations of a document, in order; broken ones included, without their broken parts. */
export function simulationsOf(model: Model): readonly Instance<typeof Simulation>[] {
  return model.document ? instancesIn(model.document, 'Simulations', Simulation) : [];
}

/** Label of a simulation, by position when it has none. */
export const labelOf = (simulation: Instance<typeof Simulation>, index: number): string => textOf(simulation, 'Label') ?? `simulation ${index + 1}`;
