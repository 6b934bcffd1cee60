import { writeDuration } from '../../document/index';
import type { Distribution } from '../scenario';
import type { ParameterPart } from './parameter';

/** One of the numbers of a distribution: what it is, and where it stands within the value. */
export interface DistributionNumber { readonly part: ParameterPart; readonly within: string; readonly value: number }

/** The numbers that describe a distribution, ascending; none for a table. */
export function numbersOf(distribution: Distribution): readonly DistributionNumber[] {
  switch (distribution.kind) {
    case 'constant': return [{ part: 'value', within: '', value: distribution.value }];
    case 'uniform': return [{ part: 'least', within: '/Uniform/0', value: distribution.minimum }, { part: 'greatest', within: '/Uniform/1', value: distribution.maximum }];
    case 'triangular': return [
      { part: 'least', within: '/Triangular/0', value: distribution.minimum }, { part: 'usual', within: '/Triangular/1', value: distribution.mode }, { part: 'greatest', within: '/Triangular/2', value: distribution.maximum },
    ];
    case 'table': return [];
  }
}

/** The value that a table has most often. */
export function commonest({ values, weights }: Extract<Distribution, { readonly kind: 'table' }>): number {
  const most = weights.reduce((best, weight, index) => (weight > weights[best]! ? index : best), 0);
  return values[most]!;
}

/** A distribution of so many times as JSON: one number, least and greatest, or least, usual and greatest. */
export function writeNumbers(nanoseconds: readonly number[]): string {
  const texts = nanoseconds.map((each) => JSON.stringify(writeDuration(each)));
  return texts.length === 1 ? texts[0]! : `{ ${texts.length === 2 ? '"Uniform"' : '"Triangular"'}: [${texts.join(', ')}] }`;
}
