import { ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { writtenRatio } from './ratio';

const page = ksPage('ns-ks-ks_compression');

/** Nothing can be divided by it. */
export const cmp01 = defineRule({
  code: 'CMP-01', title: 'Compression ratio with denominator 0', area: 'compression', defaultSeverity: 'error', evidence: ['I'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'RatioDenominator of OutputCompression is 0.',
  effect: 'Whoever derives the frame size of one pin from that of another divides by zero (inferred; the formula is not documented, and no formula works with 0).',
  remedy: 'Write 1/1 with margin 0 when the size does not change, and otherwise the ratio of output size to input size, such as 1/3.',
  texts: {
    denominator: 'RatioDenominator is 0: scaling a frame size by this ratio divides by zero (inferred). Write 1/1 for no change of size, or the ratio of output size to input size, such as 1/3.',
    both: 'RatioNumerator and RatioDenominator are 0: scaling a frame size by 0/0 divides by zero (inferred). A framing without compression has 1/1, as DECLARE_SIMPLE_FRAMING_EX writes it.',
  },
  check(view, report) {
    const ratio = writtenRatio(view);
    if (ratio?.denominator === 0) report([ratio.compression, 'RatioDenominator'], ratio.numerator === 0 ? 'both' : 'denominator');
  },
});

/** Nothing comes out. */
export const cmp02 = defineRule({
  code: 'CMP-02', title: 'Compression ratio with numerator 0', area: 'compression', defaultSeverity: 'error', evidence: ['I'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'RatioNumerator of OutputCompression is 0, RatioDenominator is not, and RatioConstantMargin adds nothing. (0/0 is CMP-01.)',
  effect: 'The size of every output frame comes to 0 bytes (inferred).',
  remedy: 'Write 1/1 with margin 0 when the size does not change, and otherwise the ratio of output size to input size, such as 1/3.',
  texts: { empty: 'RatioNumerator is 0: by this ratio every output frame has 0 bytes (inferred). Write 1/1 for no change of size, or the ratio of output size to input size, such as 1/3.' },
  check(view, report) {
    const ratio = writtenRatio(view);
    if (ratio && ratio.numerator === 0 && ratio.denominator !== 0 && ratio.margin === 0) report([ratio.compression, 'RatioNumerator'], 'empty');
  },
});
