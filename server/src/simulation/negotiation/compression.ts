import type { NegotiationOptions } from './options';
import { type Progression, type SizeSet, greatestSize } from './size-set';

/** KS_COMPRESSION: how the size of frames changes in a filter. `denominator` is not 0. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** Bytes. */
  readonly margin: number;
}

/** True when frames keep their size. */
export const keepsSize = ({ numerator, denominator, margin }: Ratio): boolean => numerator === denominator && margin === 0;

/**
 * Size of a frame behind a filter: in × numerator / denominator + margin, the natural reading of KS_COMPRESSION (inferred; the documentation gives
 * no formula, and which way to round is an option). Exact for every ULONG; may be above one.
 */
export function compressedSize(size: number, { numerator, denominator, margin }: Ratio, rounding: NegotiationOptions['compressionRounding']): number {
  const product = size * numerator;
  if (Number.isSafeInteger(product)) return (rounding === 'up' ? Math.ceil(product / denominator) : Math.floor(product / denominator)) + margin;
  const exact = BigInt(size) * BigInt(numerator);
  const divisor = BigInt(denominator);
  return Number(rounding === 'up' ? (exact + divisor - 1n) / divisor : exact / divisor) + margin;
}

/** Sizes that are tried one by one before the answer counts as unknown. */
const trialLimit = 200_000;

/** Whether some size of `input` becomes a size of `output`: yes, no, or nothing when too many would have to be tried. */
export function hasPair(input: SizeSet, output: SizeSet, ratio: Ratio, rounding: NegotiationOptions['compressionRounding']): boolean | undefined {
  let undecided = false;
  for (const from of input) {
    for (const to of output) {
      const found = pairIn(from, to, ratio, rounding);
      if (found === true) return true;
      if (found === undefined) undecided = true;
    }
  }
  return undecided ? undefined : false;
}

/** Frame sizes grow with their inputs, so the inputs whose outputs lie between the bounds stand side by side; among them only the step of the output decides. */
function pairIn(input: Progression, output: Progression, ratio: Ratio, rounding: NegotiationOptions['compressionRounding']): boolean | undefined {
  const count = (input.last - input.first) / input.step;
  const sizeAt = (number: number): number => compressedSize(input.first + number * input.step, ratio, rounding);
  let low = 0;
  let high = count + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sizeAt(middle) < output.first) low = middle + 1;
    else high = middle;
  }
  for (let number = low, trials = 0; number <= count; number += 1, trials += 1) {
    const size = sizeAt(number);
    if (size > output.last || size > greatestSize) return false;
    if ((size - output.first) % output.step === 0) return true;
    if (trials === trialLimit) return undefined;
  }
  return false;
}
