import { formatDuration } from '../../document/index';
import { grouped } from '../../findings/index';
import { type Write, write } from '../wording/describe-run';
import { millionths } from './binomial';
import type { Trial } from './trial';
import type { Variable } from './variations';
import { lostShare } from './variations';

/** Millionths as a percentage, exactly: `0.9975 %`. */
export const percentOf = (value: number): string => `${String(Number((value / (millionths / 100)).toFixed(4)))} %`;

/** The share of lost frames as a percentage with two digits; what is lost never reads as nothing. */
export function lostPercent(trial: Trial): string {
  const percent = lostShare(trial) * 100;
  return percent > 0 && percent < 0.005 ? '< 0.01 %' : `${percent.toFixed(percent === 0 || percent >= 99.995 ? 0 : 2)} %`;
}

/** A latency, or that there is none. */
export const latencyText = (latency: number | null, writer: Write): string => (latency === null ? write(writer, 'value.none') : formatDuration(latency));

/** Values of a variable as a person reads them: `150 ms`, `2 ms … 12 ms`. */
export const valuesText = ({ kind }: Pick<Variable, 'kind'>, values: readonly number[]): string => values.map((value) => (kind === 'time' ? formatDuration(value) : grouped(value))).join(' … ');

/** The name of a variable, with whose it is. */
export const variableName = ({ owner, name }: Pick<Variable, 'owner' | 'name'>): string => (owner === '' ? name : `${owner}: ${name}`);
