import { ksPage } from '../../ks/index';
import type { SilentRule } from '../rule';

/** Codes of this family that have a page and are never reported by the validator. */
export const silentFilterRules: readonly SilentRule[] = [
  {
    code: 'FLT-19', title: 'Nobody processes the queue', area: 'filter', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', because: { kind: 'text', partOf: 'DSP-01' },
    condition: 'Neither the filter nor any of its pins has a Process callback, and some pin is on the standard transport.',
    effect: 'Frames arrive in the queue of the pin and nobody takes them out (inferred). DSP-01 says so of the pin.',
    remedy: 'Give the pin, or the filter, a Process callback.',
  },
];
