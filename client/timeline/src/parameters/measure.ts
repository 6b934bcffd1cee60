import type { ParameterStatement } from '../../../../server/src/protocol/index';

/** What the numbers of a parameter are shown in. */
export interface Measure {
  /** Empty for numbers that are counted. */
  readonly unit: string;
  /** So many of a parameter's own units make one. */
  readonly scale: number;
}

const times: readonly Measure[] = [{ unit: 's', scale: 1e9 }, { unit: 'ms', scale: 1e6 }, { unit: 'µs', scale: 1e3 }, { unit: 'ns', scale: 1 }];

/** Times in the largest unit of which the greatest is at least two; the same for all numbers that belong together. */
export function measureOf({ kind, maximum }: ParameterStatement): Measure {
  return kind === 'integer' || kind === 'probability' ? { unit: '', scale: 1 } : times.find(({ scale }) => maximum >= 2 * scale) ?? times[3]!;
}

/** A value in its unit, exactly. */
export const inUnit = (value: number, { scale }: Measure): string => String(Number((value / scale).toFixed(9)));

/** With the unit behind it. */
export const withUnit = (value: number, measure: Measure): string => `${inUnit(value, measure)}${measure.unit === '' ? '' : ` ${measure.unit}`}`;

/** Where a slider comes to rest: on its steps, or on what the document says, when that is nearer than the next step. */
export function settled(position: number, { minimum, step, value }: ParameterStatement): number {
  const onStep = minimum + Math.round((position - minimum) / step) * step;
  return Math.abs(position - value) <= step / 2 ? value : onStep;
}
