import type { Distribution } from '../scenario';
import type { RandomStream } from './random';
import { createRandomStream, randomBelow } from './random';

/** A distribution made ready for drawing, with its own stream of random numbers. */
export interface Sampler {
  readonly kind: 'constant' | 'uniform' | 'triangular' | 'table';
  /** The constant, or the least value. */
  readonly minimum: number;
  /** Number of values (uniform), length of the rising side + 1 (triangular), sum of the weights (table). */
  readonly span: number;
  readonly maximum: number;
  /** Length of the falling side + 1 (triangular). */
  readonly fallingSpan: number;
  readonly values: Float64Array;
  /** Running sums of the weights. */
  readonly cumulative: Float64Array;
  readonly stream: RandomStream;
}

/**
 * Prepares a distribution. `component` names the place it is drawn at and so its random numbers. A distribution that can give one value only is
 * made a constant and draws no numbers.
 */
export function createSampler(distribution: Distribution, seed: number, component: string): Sampler {
  const base = {
    minimum: 0, span: 1, maximum: 0, fallingSpan: 1, values: new Float64Array(0), cumulative: new Float64Array(0), stream: createRandomStream(seed, component),
  };
  switch (distribution.kind) {
    case 'constant':
      return { ...base, kind: 'constant', minimum: distribution.value };
    case 'uniform': {
      const { minimum, maximum } = distribution;
      return { ...base, kind: minimum === maximum ? 'constant' : 'uniform', minimum, maximum, span: maximum - minimum + 1 };
    }
    case 'triangular': {
      const { minimum, mode, maximum } = distribution;
      return { ...base, kind: minimum === maximum ? 'constant' : 'triangular', minimum, maximum, span: mode - minimum + 1, fallingSpan: maximum - mode + 1 };
    }
    case 'table': {
      const values: number[] = [];
      const cumulative: number[] = [];
      let total = 0;
      distribution.values.forEach((value, index) => {
        const weight = distribution.weights[index]!;
        if (weight === 0) return;
        total += weight;
        values.push(value);
        cumulative.push(total);
      });
      const single = values.every((value) => value === values[0]);
      return { ...base, kind: single ? 'constant' : 'table', minimum: values[0]!, span: total, values: Float64Array.from(values), cumulative: Float64Array.from(cumulative) };
    }
  }
}

/**
 * Draws a value: a whole number.
 *
 * Triangular, in integers and without a square root: the greater of two uniform numbers rises linearly, so a draw takes the rising side with the
 * probability of its length, `minimum + max(u, u')` with u, u' uniform on 0 … mode − minimum, and else `maximum − max(v, v')` with v, v' uniform on
 * 0 … maximum − mode. Of n + 1 whole numbers k the greater of two has probability (2k + 1) / (n + 1)²: the triangle's density integrated over unit steps.
 */
export function sample(sampler: Sampler): number {
  const { stream } = sampler;
  switch (sampler.kind) {
    case 'constant':
      return sampler.minimum;
    case 'uniform':
      return sampler.minimum + randomBelow(stream, sampler.span);
    case 'triangular': {
      const rising = sampler.span - 1;
      if (randomBelow(stream, rising + sampler.fallingSpan - 1) < rising) {
        return sampler.minimum + Math.max(randomBelow(stream, sampler.span), randomBelow(stream, sampler.span));
      }
      return sampler.maximum - Math.max(randomBelow(stream, sampler.fallingSpan), randomBelow(stream, sampler.fallingSpan));
    }
    case 'table': {
      const draw = randomBelow(stream, sampler.span);
      const { cumulative } = sampler;
      let low = 0;
      let high = cumulative.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! > draw) high = middle;
        else low = middle + 1;
      }
      return sampler.values[low]!;
    }
  }
}

/** The distribution as text, for lists of what held in a run: `10000`, `uniform 0…500000`, `triangular 1…2…9`, `table 1×3 5×1`. */
export function describeDistribution(distribution: Distribution): string {
  switch (distribution.kind) {
    case 'constant':
      return String(distribution.value);
    case 'uniform':
      return `uniform ${distribution.minimum}…${distribution.maximum}`;
    case 'triangular':
      return `triangular ${distribution.minimum}…${distribution.mode}…${distribution.maximum}`;
    case 'table':
      return `table ${distribution.values.map((value, index) => `${value}×${distribution.weights[index] ?? 0}`).join(' ')}`;
  }
}
