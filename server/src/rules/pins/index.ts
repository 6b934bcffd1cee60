/** Rules about pin flags, instances and interfaces. */
import type { Rule } from '../rule';

export { silentPinRules } from './unchecked';

/** The rules, in the order of their codes. */
export const pinRules: readonly Rule[] = [] as readonly Rule[];
