/** Rules about DMA and common buffers. */
import type { Rule } from '../rule';

export { silentDmaRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dmaRules: readonly Rule[] = [] as readonly Rule[];
