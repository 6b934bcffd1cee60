/** Rules about data ranges. */
import type { Rule } from '../rule';

export { silentDataRangeRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dataRangeRules: readonly Rule[] = [] as readonly Rule[];
