import type { Trace } from '../../trace/index';
import type { PoolModel } from '../run/pools/pool';

/** How the time of all buffers of a pool divides over their states, by state key. */
export function sharesOf(pool: PoolModel, { states }: Trace): Record<string, number> {
  const total = pool.shares.reduce((sum, time) => sum + time, 0);
  const shares: Record<string, number> = {};
  states.forEach(({ key }, state) => {
    if (pool.shares[state]! > 0) shares[key] = (shares[key] ?? 0) + pool.shares[state]! / total;
  });
  return shares;
}
