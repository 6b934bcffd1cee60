/** Rules about memory and bus types. */
import type { Rule } from '../rule';
import { mem01, mem02, mem10 } from './mem-01-memory-type';
import { mem03 } from './mem-03-user';
import { mem04, mem05, mem11 } from './mem-04-paged';
import { mem06, mem07 } from './mem-06-legacy-pool';
import { mem08, mem09 } from './mem-08-bus-type';
import { mem12 } from './mem-12-no-common-type';

export { silentMemoryRules } from './unchecked';

/** The rules, in the order of their codes. */
export const memoryRules: readonly Rule[] = [mem01, mem02, mem03, mem04, mem05, mem06, mem07, mem08, mem09, mem10, mem11, mem12] as readonly Rule[];
