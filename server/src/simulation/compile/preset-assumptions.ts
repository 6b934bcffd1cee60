import { describeDistribution } from '../engine/index';
import type { Assumption } from '../result';
import type { Distribution, Scenario } from '../scenario';
import { timeArguments } from '../wording/time-arguments';
import { documentName } from './field-names';

const times: ReadonlySet<string> = new Set(['period', 'coalescingTime', 'cloneTimeout']);
const bytes: ReadonlySet<string> = new Set(['frameBytes', 'bufferBytes', 'chunkBytes']);

/** Every value that a preset filled in, as an assumption that the document did not decide. Its argument `unit` says how the value is shown: `time`, `bytes`, `count` or `word`. */
export const presetAssumptions = (scenario: Scenario): readonly Assumption[] => Object.entries(scenario.presets ?? {}).map(([path, preset]): Assumption => {
  const value = valueAt(scenario, path);
  const { owner, member } = placeOf(scenario, path);
  const key = path.slice(path.lastIndexOf('.') + 1);
  const text = typeof value === 'object' ? describeDistribution(value) : String(value);
  const unit = typeof value === 'string' ? 'word' : typeof value === 'object' ? (key === 'adjacentPages' ? 'count' : 'time') : times.has(key) ? 'time' : bytes.has(key) ? 'bytes' : 'count';
  return { key: 'preset', pin: owner, arguments: { member, preset, unit, ...(typeof value !== 'object' ? { value } : unit === 'count' ? { value: text } : timeArguments(value)) }, basis: 'assumed', value: text, source: 'preset', decided: false, path: scenario.paths[path] ?? '' };
});

function valueAt(scenario: Scenario, path: string): string | number | Distribution {
  return path.split('.').reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], scenario) as string | number | Distribution;
}

/** Whose value it is, and what a document calls it. */
function placeOf(scenario: Scenario, path: string): { readonly owner: string; readonly member: string } {
  const [list, index, ...rest] = path.split('.');
  const within = rest.join('.');
  if (list === 'pins') return { owner: scenario.pins[Number(index)]!.label, member: documentName(within) ?? within };
  if (list === 'filters') return { owner: scenario.filters![Number(index)]!.label, member: 'Filters.ProcessTime' };
  return { owner: scenario.circuits![Number(index)]!.label, member: documentName(`peer.${rest.slice(2).join('.')}`) ?? within };
}
