import { type FramingView, type Instance, type PinView, booleanOf, instanceIn, numberOf, pinsOf, showsDeclared, standardTransport } from '../../document/index';
import { KS_COMPRESSION } from '../../ks/index';
import { isBroken } from '../facts';

/** The ratio of frame sizes that a framing states: output size = input size × numerator ÷ denominator + margin (bytes). */
export interface Ratio {
  readonly compression: Instance<typeof KS_COMPRESSION>;
  readonly numerator: number;
  readonly denominator: number;
  readonly margin: number;
}

/** `1/3`: a ratio in a text. */
export const ratioText = ({ numerator, denominator }: Ratio): string => `${numerator}/${denominator}`;

/** True when the ratio itself changes no size; the margin still may. */
export const isOne = ({ numerator, denominator }: Ratio): boolean => numerator === denominator;

/** True when clients of a pin see the ratio that its framing declares: it can be connected, and no run-time edit puts another framing in the place of that one. */
export const showsRatio = (pin: PinView): boolean => standardTransport(pin) !== 'no' && showsDeclared(pin);

/** OutputCompression of a framing as it is written; nothing when it is not known, or when pins use the framing and none of them shows it. */
export function writtenRatio(view: FramingView): Ratio | undefined {
  const compression = instanceIn(view.framing, 'OutputCompression', KS_COMPRESSION);
  const numerator = compression && numberOf(compression, 'RatioNumerator');
  const denominator = compression && numberOf(compression, 'RatioDenominator');
  const margin = compression && numberOf(compression, 'RatioConstantMargin');
  if (compression === undefined || numerator === undefined || denominator === undefined || margin === undefined) return undefined;
  const pins = pinsOf(view);
  return pins.length > 0 && !pins.some(showsRatio) ? undefined : { compression, numerator, denominator, margin };
}

/** The ratio that a framing means: nothing as well when it has a 0, which CMP-01 and CMP-02 report, or when the ratio depends on the data. */
export function meantRatio(view: FramingView): Ratio | undefined {
  if (booleanOf(view.framing, 'CompressionVaries') === true || isBroken(view.framing, 'CompressionVaries')) return undefined;
  const ratio = writtenRatio(view);
  return ratio === undefined || ratio.numerator === 0 || ratio.denominator === 0 ? undefined : ratio;
}
