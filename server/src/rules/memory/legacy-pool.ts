import { type Instance, numberOf } from '../../document/index';
import type { KSALLOCATOR_FRAMING } from '../../ks/index';
import { poolType, requirement } from '../vocabulary';

/** Pools that frames may come from. */
export const framePools: ReadonlySet<number> = new Set(Object.values(poolType));

/** PoolType of an older framing, where it counts: with the flag for system memory, which is the same bit in requirements and options. Nothing when either is unknown. */
export function poolOf(framing: Instance<typeof KSALLOCATOR_FRAMING>): number | undefined {
  const flags = numberOf(framing, 'RequirementsFlags') ?? numberOf(framing, 'OptionsFlags');
  return flags === undefined || (flags & requirement.systemMemory) === 0 ? undefined : numberOf(framing, 'PoolType');
}
