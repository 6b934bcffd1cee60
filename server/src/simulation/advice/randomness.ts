import type { Scenario } from '../scenario';

/** Kinds of distributions whose values differ from draw to draw, where they allow more than one. */
const varying: ReadonlySet<unknown> = new Set(['uniform', 'triangular', 'table']);

/** Whether a scenario has anything that is drawn at random: a distribution of more than one value, or something that fails at random. Without it every seed gives the same run. */
export const isRandom = (scenario: Scenario): boolean => Object.entries(scenario).some(([name, value]) => name !== 'paths' && name !== 'presets' && hasRandom(value));

function hasRandom(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasRandom);
  const { kind, minimum, maximum, values, perMillion } = value as Readonly<Record<string, unknown>>;
  if (varying.has(kind)) return Array.isArray(values) ? new Set<unknown>(values).size > 1 : minimum !== maximum;
  return (typeof perMillion === 'number' && perMillion > 0) || Object.values(value).some(hasRandom);
}
