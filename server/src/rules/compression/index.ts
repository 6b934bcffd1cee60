/** Rules about KS_COMPRESSION. */
import type { Rule } from '../rule';
import { cmp01, cmp02 } from './cmp-01-zero';
import { cmp03, cmp09 } from './cmp-03-direction';
import { cmp04, cmp05 } from './cmp-04-no-change';
import { cmp06, cmp07 } from './cmp-06-in-place';
import { cmp08 } from './cmp-08-no-pair';

export { silentCompressionRules } from './unchecked';

/** The rules, in the order of their codes. */
export const compressionRules: readonly Rule[] = [cmp01, cmp02, cmp03, cmp04, cmp05, cmp06, cmp07, cmp08, cmp09] as readonly Rule[];
