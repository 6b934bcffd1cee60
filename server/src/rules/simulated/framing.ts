import { ksPage, streamTopic } from '../../ks/index';
import { reported, type SimulatedRule } from './simulated-rule';

/** Rules about the way a driver edits its framing. */
export const simulatedFramingRules: readonly SimulatedRule[] = [
  {
    code: 'FRM-36', title: 'KsEdit without the mutex of the object bag', area: 'framing', since: '0.1.0', because: reported, defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-_ksedit'), streamTopic('object-bags')],
    otherSeverities: [{ severity: 'warning', when: 'the result of KsEdit is ignored, or the descriptor is reached by CONTAINING_RECORD' }],
    condition: 'KsEdit is called above PASSIVE_LEVEL or without holding the mutex that protects the object bag; or its result is ignored, or the descriptor is reached by CONTAINING_RECORD (warning).',
    effect: 'Two threads edit one bag at once: its list of items may be damaged. An edit that failed for want of memory leaves the shared, static descriptor in place.',
    remedy: 'Call KsEdit at PASSIVE_LEVEL with the mutex held, as AVStream does around Create and SetDataFormat; check its result.',
  },
];
