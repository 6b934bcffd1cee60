/** Rules about DMA and common buffers. */
import type { Rule } from '../rule';
import { cbf01 } from './cbf-01-registration';
import { cbf02, cbf12 } from './cbf-02-map-registers';
import { cbf03, cbf06, cbf11 } from './cbf-03-length';
import { cbf07 } from './cbf-07-vendor-allocator';
import { dma01 } from './dma-01-registration';
import { dma09 } from './dma-09-map-registers';
import { dma10 } from './dma-10-hardware-entries';

export { silentDmaRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dmaRules: readonly Rule[] = [dma01, dma09, dma10, cbf01, cbf02, cbf03, cbf06, cbf07, cbf11, cbf12] as readonly Rule[];
