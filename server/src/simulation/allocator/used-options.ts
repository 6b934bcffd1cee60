import type { TraceBasis } from '../../trace/index';
import type { AllocatorLife } from './life';
import { type AllocatorOptionName, allocatorOptions } from './options';

/** An option that decided something in a run. The text key is `allocatorOption.` + key. */
export interface UsedOption {
  readonly key: AllocatorOptionName;
  readonly value: string;
  /** `scenario` where the scenario states it; otherwise how the default is founded. */
  readonly basis: TraceBasis;
  readonly source: string;
}

/** The options that have decided something in a life; `stated` names those that the scenario states. */
export function optionsUsed({ setup, used }: AllocatorLife, stated: readonly AllocatorOptionName[]): readonly UsedOption[] {
  return [...used].map((key): UsedOption => {
    const { basis, source } = allocatorOptions[key];
    return stated.includes(key) ? { key, value: setup.options[key], basis: 'scenario', source: '' } : { key, value: setup.options[key], basis, source };
  });
}
