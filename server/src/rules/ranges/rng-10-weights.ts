import { instanceIn, numberOf } from '../../document/index';
import { KS_FRAMING_RANGE_WEIGHTED, ksPage } from '../../ks/index';
import { defineRule } from '../rule';

/** Weights that are not supported. */
export const rng10 = defineRule({
  code: 'RNG-10', title: 'Weights of a range are not supported', area: 'frameSize', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-ks_framing_range_weighted')], since: '0.1.0', scope: 'item',
  condition: 'InPlaceWeight or NotInPlaceWeight is not 0.',
  effect: 'Both members are documented as not supported and to be 0. What another value does is not documented.',
  remedy: 'Write 0, or leave both out.',
  texts: { weight: '{field} is {value}, but weights of ranges are documented as not supported. Write 0.' },
  check({ item }, report) {
    const range = instanceIn(item, 'FramingRange', KS_FRAMING_RANGE_WEIGHTED);
    if (!range) return;
    for (const field of ['InPlaceWeight', 'NotInPlaceWeight'] as const) {
      const value = numberOf(range, field);
      if (value !== undefined && value !== 0) report([range, field], 'weight', { field, value });
    }
  },
});
