import { type OptionBasis, type QueueOptionName, queueOptionTable, usedOptions } from '../../queue/index';
import type { SimulationModel } from '../../run/model';
import { isStated, pathOf } from '../../run/paths';
import { runOptionTable } from '../../run/run-options';
import type { Assumption } from '../../result';
import type { RunOptions, SimulationChoices } from '../../scenario';

/** The choices about queues and about the run that have decided something. They hold for the whole run. */
export function listChoices(model: SimulationModel): Assumption[] {
  const { environment, usedChoices, choices } = model;
  const used: ReadonlySet<QueueOptionName> = usedOptions(environment);
  return [
    ...queueOptionTable.flatMap(({ name, choices: [standard], basis, sources }) => (used.has(name) ? [told(model, name, environment.options[name], standard, basis, sources)] : [])),
    ...(Object.keys(runOptionTable) as (keyof RunOptions)[]).flatMap((name) => {
      const { choices: [standard], basis, sources } = runOptionTable[name];
      return usedChoices.has(name) ? [told(model, name, choices[name], standard, basis, sources)] : [];
    }),
  ];
}

function told({ scenario: { choices = {}, paths } }: SimulationModel, key: keyof SimulationChoices, value: string, standard: string, basis: OptionBasis, sources: readonly string[]): Assumption {
  const field = `choices.${key}`;
  // A choice that is not the default rests on who chose it.
  const decided = choices[key] !== undefined || value !== standard;
  return { key, pin: '', arguments: { value }, basis: decided ? 'scenario' : basis, value, source: sources.join(', '), decided, path: isStated(paths, field) ? pathOf(paths, field) : '' };
}
