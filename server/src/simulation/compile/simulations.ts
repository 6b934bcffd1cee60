import { type Bound, type Instance, type Model, bound, instancesIn, textOf } from '../../document/index';
import { Simulation } from '../../ks/index';

const none: readonly Instance<typeof Simulation>[] = [];
const known = new WeakMap<Bound, readonly Instance<typeof Simulation>[]>();

/** The simulations of a document, in order; broken ones included, without their broken parts. As long as the list is the same object, so is the answer. */
export function simulationsOf({ document }: Model): readonly Instance<typeof Simulation>[] {
  const list = document && bound(document, 'Simulations');
  if (document === undefined || list?.state !== 'present') return none;
  let found = known.get(list);
  if (!found) known.set(list, (found = instancesIn(document, 'Simulations', Simulation)));
  return found;
}

/** Label of a simulation, by position when it has none. */
export const labelOf = (simulation: Instance<typeof Simulation>, index: number): string => textOf(simulation, 'Label') ?? `simulation ${index + 1}`;
