/** Rules about connections: what the pins of one graph agree on. */
import type { Rule } from '../rule';

export { silentNegotiationRules } from './unchecked';

/** The rules, in the order of their codes. */
export const negotiationRules: readonly Rule[] = [] as readonly Rule[];
