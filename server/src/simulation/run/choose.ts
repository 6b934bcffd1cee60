import type { RunOptions } from '../scenario';
import type { SimulationModel } from './model';

/** The choice that holds for an option of the run. To be asked where another choice would lead elsewhere: the option is then known to have decided something. */
export function choose<Name extends keyof RunOptions>({ choices, usedChoices }: SimulationModel, name: Name): RunOptions[Name] {
  usedChoices.add(name);
  return choices[name];
}
