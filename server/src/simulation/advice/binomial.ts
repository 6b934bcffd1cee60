/** A probability as a fraction of whole numbers, 0 ≤ numerator ≤ denominator, so that nothing is rounded unseen. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Shares and confidences are told in millionths. */
export const millionths = 1_000_000;

/** Whole millionths as a fraction. */
export const fractionOf = (value: number): Fraction => ({ numerator: BigInt(value), denominator: BigInt(millionths) });

/**
 * The doubt that is left to the n-th confirmation of a series, counted from 1: half of all doubt for the first, half of what is left for each further one. However many
 * there are, together they use no more than all of it, so that trying again costs no confidence.
 * @param confidence millionths
 */
export function doubtOf(confidence: number, attempt: number): Fraction {
  return { numerator: BigInt(millionths - confidence), denominator: BigInt(millionths) * 2n ** BigInt(attempt) };
}

/** Whether so few failures would be seen in `runs` independent runs with a probability of at most `doubt`, if each failed with probability `share` (millionths). Exact. */
function isDoubted(failures: number, runs: number, share: number, doubt: Fraction): boolean {
  const [fails, holds] = [BigInt(share), BigInt(millionths - share)];
  // Σ C(n, i) s^i (1 − s)^(n − i) for i = 0 … failures, with everything multiplied by denominators, is a whole number.
  let coefficient = 1n;
  let failed = 1n;
  let sum = 0n;
  let held = holds ** BigInt(runs - failures);
  const heldPowers: bigint[] = [held];
  for (let more = 0; more < failures; more += 1) heldPowers.push((held *= holds));
  for (let count = 0; count <= failures; count += 1) {
    sum += coefficient * failed * heldPowers[failures - count]!;
    coefficient = (coefficient * BigInt(runs - count)) / BigInt(count + 1);
    failed *= fails;
  }
  return sum * doubt.denominator <= doubt.numerator * BigInt(millionths) ** BigInt(runs);
}

/**
 * The exact upper bound of Clopper and Pearson, one-sided: the least share of runs that fail, in millionths and rounded up, at which `failures` or fewer in `runs` independent
 * runs would be seen with a probability of no more than `doubt`. Every greater share is refuted at least as firmly.
 */
export function upperBound(failures: number, runs: number, doubt: Fraction): number {
  if (failures >= runs) return millionths;
  let below = 0;
  let above = millionths;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (isDoubted(failures, runs, middle, doubt)) above = middle;
    else below = middle;
  }
  return above;
}

/** The least number of runs of which none may fail for {@link upperBound} to be `share` (millionths, > 0) or less. */
export function runsForShare(share: number, doubt: Fraction): number {
  let [below, above] = [0, 1];
  while (!isDoubted(0, above, share, doubt)) [below, above] = [above, above * 2];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (isDoubted(0, middle, share, doubt)) above = middle;
    else below = middle;
  }
  return above;
}
