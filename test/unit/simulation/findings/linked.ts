import type { Scenario } from '../../../../server/src/simulation/index';

/** A scenario whose every value is linked to a pointer that repeats its place, as a document would link what it states. */
export function linked(scenario: Scenario): Scenario {
  const paths: Record<string, string> = {};
  const link = (value: unknown, at: readonly string[]): void => {
    if (at.length > 0) paths[at.join('.')] = `/${at.join('/')}`;
    if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) link(part, [...at, key]);
  };
  link({ ...scenario, paths: undefined }, []);
  return { ...scenario, paths };
}
