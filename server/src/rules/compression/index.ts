/** Rules about KS_COMPRESSION. */
import type { Rule } from '../rule';

export { silentCompressionRules } from './unchecked';

/** The rules, in the order of their codes. */
export const compressionRules: readonly Rule[] = [] as readonly Rule[];
