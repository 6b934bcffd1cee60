/** Rules about filter and device descriptors. */
import type { Rule } from '../rule';

export { silentFilterRules } from './unchecked';

/** The rules, in the order of their codes. */
export const filterRules: readonly Rule[] = [] as readonly Rule[];
