import { describe, expect, it, test } from 'vitest';
import { type Fraction, doubtOf, fractionOf, runsForShare, upperBound } from '../../../../server/src/simulation/advice/index';

const doubt = (percent: number): Fraction => fractionOf(percent * 10_000);

/** P(X ≤ k) of n trials in floating point, term by term: another way to the same number. */
function atMost(failures: number, runs: number, share: number): number {
  let sum = 0;
  for (let count = 0; count <= failures; count += 1) {
    let logarithm = count * Math.log(share) + (runs - count) * Math.log1p(-share);
    for (let factor = 0; factor < count; factor += 1) logarithm += Math.log(runs - factor) - Math.log(factor + 1);
    sum += Math.exp(logarithm);
  }
  return sum;
}

describe('runs without failure that a statement takes', () => {
  // Wilks' sample sizes as tables of distribution-free tolerance limits have them: the 95/95 rule is 59.
  test.each([[95, 5, 59], [95, 10, 29], [95, 1, 299], [99, 1, 459], [99, 5, 90], [99, 10, 44], [90, 10, 22], [90, 5, 45]])('%i percent confidence, %i percent share: %i', (confidence, share, runs) => {
    expect(runsForShare(share * 10_000, doubt(100 - confidence))).toBe(runs);
  });
});

describe('the upper bound', () => {
  // One-sided 95 % limits of Clopper and Pearson (1934), to the four places that tables print.
  test.each([[0, 10, 0.2589], [1, 10, 0.3942], [2, 10, 0.5069], [0, 20, 0.1391], [1, 20, 0.2161], [0, 100, 0.0295], [1, 100, 0.0466], [2, 100, 0.0616]])('%i of %i: %f', (failures, runs, limit) => {
    expect(upperBound(failures, runs, doubt(5)) / 1e6).toBeCloseTo(limit, 4);
  });

  it('keeps the rule of three', () => {
    for (const runs of [100, 368, 1_000, 5_000]) {
      const bound = (upperBound(0, runs, doubt(5)) / 1e6) * runs;
      expect(bound).toBeLessThan(3);
      expect(bound).toBeGreaterThan(2.94);
    }
  });

  it('is the least millionth that is refuted', () => {
    for (const [failures, runs] of [[0, 1], [0, 59], [3, 40], [12, 13], [7, 368], [100, 200]] as const) {
      const bound = upperBound(failures, runs, doubt(5));
      expect(atMost(failures, runs, bound / 1e6), `${failures} of ${runs}`).toBeLessThan(0.05 + 1e-12);
      expect(atMost(failures, runs, (bound - 1) / 1e6), `${failures} of ${runs}`).toBeGreaterThan(0.05 + 1e-12);
    }
    expect(upperBound(5, 5, doubt(5))).toBe(1_000_000);
  });

  it('is too low no more often than the doubt allows, whatever the true share', () => {
    const runs = 20;
    const bounds = Array.from({ length: runs + 1 }, (_, failures) => upperBound(failures, runs, doubt(5)) / 1e6);
    for (let share = 0.01; share < 1; share += 0.01) {
      const missed = bounds.reduce((sum, bound, failures) => sum + (bound <= share ? atMost(failures, runs, share) - (failures === 0 ? 0 : atMost(failures - 1, runs, share)) : 0), 0);
      expect(missed, share.toFixed(2)).toBeLessThanOrEqual(0.05 + 1e-12);
    }
  });
});

test('confirmations that follow each other use no more doubt than there is', () => {
  let numerator = 0n;
  const denominator = 10n ** 12n * 2n ** 40n;
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    const part = doubtOf(950_000, attempt);
    numerator += (part.numerator * denominator) / part.denominator;
  }
  expect(Number(numerator) / Number(denominator)).toBeLessThan(0.05);
  expect(Number(numerator) / Number(denominator)).toBeGreaterThan(0.0499);
});
