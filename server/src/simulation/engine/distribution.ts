import type { Distribution } from '../scenario';
import type { RandomStream } from './random';
import { createRandomStream, randomBelow } from './random';

/** A distribution made ready for drawing, with its own stream of random numbers. All samplers have one shape, whatever they draw. */
export class Sampler {
  /** Every draw is 0. */
  readonly isNothing: boolean;
  /** What the kind needs; see {@link createSampler}. */
  readonly parameters: Float64Array;
  /** Values of a table. */
  readonly values: Float64Array;
  /** Running sums of a table's weights. */
  readonly cumulative: Float64Array;

  /** `kind`: one of {@link kinds}. */
  constructor(readonly kind: number, readonly stream: RandomStream, parameters: readonly number[], values: readonly number[], cumulative: readonly number[]) {
    this.isNothing = kind === kinds.constant && parameters[0] === 0;
    this.parameters = Float64Array.from(parameters);
    this.values = Float64Array.from(values);
    this.cumulative = Float64Array.from(cumulative);
  }
}

enum kinds { constant = 0, uniform = 1, triangular = 2, table = 3 }

/**
 * Prepares a distribution. `component` names the place it is drawn at and so its random numbers. A distribution that can give one value only is
 * made a constant and draws no numbers.
 */
export function createSampler(distribution: Distribution, seed: number, component: string): Sampler {
  const make = (kind: number, parameters: readonly number[], values: readonly number[] = [], cumulative: readonly number[] = []): Sampler => new Sampler(kind, createRandomStream(seed, component), parameters, values, cumulative);
  switch (distribution.kind) {
    case 'constant':
      return make(kinds.constant, [distribution.value]);
    case 'uniform': {
      const { minimum, maximum } = distribution;
      return minimum === maximum ? make(kinds.constant, [minimum]) : make(kinds.uniform, [minimum, maximum - minimum + 1]);
    }
    case 'triangular': {
      const { minimum, mode, maximum } = distribution;
      return minimum === maximum ? make(kinds.constant, [minimum]) : make(kinds.triangular, [minimum, maximum, mode - minimum, maximum - mode]);
    }
    case 'table': {
      const values: number[] = [];
      const cumulative: number[] = [];
      let sum = 0;
      distribution.values.forEach((value, index) => {
        const weight = distribution.weights[index]!;
        if (weight === 0) return;
        sum += weight;
        values.push(value);
        cumulative.push(sum);
      });
      return values.every((value) => value === values[0]) ? make(kinds.constant, [values[0]!]) : make(kinds.table, [sum], values, cumulative);
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
  const { kind, parameters } = sampler;
  if (kind === kinds.constant) return parameters[0]!;
  if (kind === kinds.uniform) return parameters[0]! + randomBelow(sampler.stream, parameters[1]!);
  return kind === kinds.triangular ? sampleTriangular(sampler) : sampleTable(sampler);
}

function sampleTriangular({ parameters, stream }: Sampler): number {
  const rising = parameters[2]!;
  const falling = parameters[3]!;
  if (randomBelow(stream, rising + falling) < rising) return parameters[0]! + Math.max(randomBelow(stream, rising + 1), randomBelow(stream, rising + 1));
  return parameters[1]! - Math.max(randomBelow(stream, falling + 1), randomBelow(stream, falling + 1));
}

function sampleTable({ parameters, values, cumulative, stream }: Sampler): number {
  const draw = randomBelow(stream, parameters[0]!);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > draw) high = middle;
    else low = middle + 1;
  }
  return values[low]!;
}

/** Adds a draw to `to[at]`. Small enough to stand in its callers, since many times are 0. */
export function addSample(sampler: Sampler, to: Float64Array, at: number): void {
  if (!sampler.isNothing) addDraw(sampler, to, at);
}

function addDraw(sampler: Sampler, to: Float64Array, at: number): void {
  to[at]! += sampler.kind === kinds.constant ? sampler.parameters[0]! : sample(sampler);
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
