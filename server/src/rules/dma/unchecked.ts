import { ksPage } from '../../ks/index';
import type { SilentRule } from '../rule';

/** Codes of this family that have a page and are never reported by the validator. */
export const silentDmaRules: readonly SilentRule[] = [
  {
    code: 'DMA-02', title: 'MaxMappingsByteCount of 0', area: 'dma', since: '0.1.0', evidence: ['I'], sources: [ksPage('nf-ks-ksdeviceregisteradapterobject')],
    because: { kind: 'undocumented', reason: 'what AVStream makes of 0 is not known' },
    condition: 'MaxMappingsByteCount, as given when the adapter is registered, is 0.',
    effect: 'The argument bounds the bytes of one mapping. Whether 0 means no bound, or no mapping at all, is not documented.',
    remedy: 'Pass the most bytes that one entry of the hardware can hold.',
  },
];
