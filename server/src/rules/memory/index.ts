/** Rules about memory and bus types. */
import type { Rule } from '../rule';

export { silentMemoryRules } from './unchecked';

/** The rules, in the order of their codes. */
export const memoryRules: readonly Rule[] = [] as readonly Rule[];
