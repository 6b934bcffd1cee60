import { describeDistribution } from '../../engine/index';
import { isStated, pathOf } from '../../run/paths';
import type { Assumption } from '../../result';
import type { Scenario } from '../../scenario';
import type { TraceBasis } from '../../../trace/index';
import { timeArguments } from '../../wording/time-arguments';
import { isGiven } from '../causes';
import type { OptionValue } from './pin-options';

/** An option before its value has been put into words. `field` is a dotted path into the scenario. */
export interface DraftAssumption {
  readonly key: string;
  readonly pin: string;
  readonly field: string;
  readonly value: Exclude<OptionValue, null | undefined>;
  readonly basis: TraceBasis;
  readonly source: string;
}

/** An option as the result lists it, with where its value came from. Nothing for a value that a preset filled in: who compiled the scenario lists those. */
export function tellOption(scenario: Scenario, { key, pin, field, value, basis, source }: DraftAssumption): readonly Assumption[] {
  const { paths, presets = {} } = scenario;
  if (presets[field] !== undefined) return [];
  const decided = isGiven(scenario, field);
  return [{
    key, pin, arguments: typeof value === 'object' ? timeArguments(value) : { value: typeof value === 'boolean' ? String(value) : value }, basis: decided ? 'scenario' : basis,
    value: typeof value === 'object' ? describeDistribution(value) : String(value), source, decided, path: isStated(paths, field) ? pathOf(paths, field) : '',
  }];
}
