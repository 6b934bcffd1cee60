import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, extent, place, ulong } from './common';

const page = ksPage('ns-ks-ks_compression');

/** Ratio between the frame sizes on the two sides of a transform. */
export const KS_COMPRESSION = defineStructure({
  name: 'KS_COMPRESSION',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Ratio of the frame size on an output pin to the frame size on the input pin of the same filter. 1/1 with margin 0 means no change of size.',
  remarks: 'The formula is not documented. The natural reading is out = in × RatioNumerator / RatioDenominator + RatioConstantMargin; whether the division rounds up or down is unknown.',
  evidence: ['D', 'H', 'I'],
  source: page,
  size: extent(12, 4),
  fields: {
    RatioNumerator: {
      type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'optional', default: 1, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: page,
      summary: 'Numerator of the ratio. A ratio below one compresses (1/3), above one expands (3/1).',
      remarks: '0 would make every output frame empty (inferred).',
    },
    RatioDenominator: {
      type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'optional', default: 1, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'I'], source: page,
      summary: 'Denominator of the ratio; not 0.',
      remarks: '0 would be a division by zero in whoever scales the frame size (inferred).',
    },
    RatioConstantMargin: {
      type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: page,
      summary: 'Constant added to the scaled frame size, in bytes. 0 when there is no compression.',
    },
  },
});
