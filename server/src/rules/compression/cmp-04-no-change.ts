import { ksPage } from '../../ks/index';
import { grouped } from '../../findings/index';
import { defineRule } from '../rule';
import { growingItem } from './cmp-06-in-place';
import { isOne, meantRatio, ratioText } from './ratio';

const page = ksPage('ns-ks-ks_compression');

/** Something is added although nothing changes. */
export const cmp04 = defineRule({
  code: 'CMP-04', title: 'Margin without compression', area: 'compression', defaultSeverity: 'warning', evidence: ['D'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'The ratio of OutputCompression is one, and RatioConstantMargin is not 0. (In a framing for in-place modification that is CMP-06.)',
  effect: 'A margin of 0 is documented for "no compression". Whether the margin is added when the ratio is one is not documented: the size of output frames is uncertain.',
  remedy: 'Write 0 for RatioConstantMargin. If output frames really are larger than input frames, say so in FramingRange of the output pin.',
  texts: { margin: 'RatioConstantMargin is {margin} bytes while the ratio is {ratio}: for "no compression" a margin of 0 is documented, and whether another one is added is not. Write 0, and state larger output frames in FramingRange of the output pin.' },
  check(view, report) {
    const ratio = meantRatio(view);
    if (!ratio || !isOne(ratio) || ratio.margin === 0 || growingItem(view)) return;
    report([ratio.compression, 'RatioConstantMargin'], 'margin', { margin: grouped(ratio.margin), ratio: ratioText(ratio) });
  },
});

/** Greatest common divisor of two positive numbers. */
function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** A fraction that could be shorter. */
export const cmp05 = defineRule({
  code: 'CMP-05', title: 'Compression ratio not reduced', area: 'compression', defaultSeverity: 'hint', evidence: ['I'], sources: [page], since: '0.1.0', scope: 'framing',
  condition: 'RatioNumerator and RatioDenominator have a common divisor.',
  effect: 'None: the ratio is the same (inferred). Small numbers keep intermediate results of a size computation from overflowing.',
  remedy: 'Nothing needs to change. The reduced fraction reads better.',
  texts: { reducible: 'OutputCompression is {ratio}, which is {reduced}: harmless (inferred), but shorter.' },
  check(view, report) {
    const ratio = meantRatio(view);
    if (!ratio) return;
    const divisor = greatestCommonDivisor(ratio.numerator, ratio.denominator);
    if (divisor > 1) report([ratio.compression, 'RatioNumerator'], 'reducible', { ratio: ratioText(ratio), reduced: `${ratio.numerator / divisor}/${ratio.denominator / divisor}` });
  },
});
