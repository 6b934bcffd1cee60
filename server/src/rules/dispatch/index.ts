/** Rules about pin dispatch tables. */
import type { Rule } from '../rule';

export { silentDispatchRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dispatchRules: readonly Rule[] = [] as readonly Rule[];
