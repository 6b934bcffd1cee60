import type { ScenarioSummary } from '../../../../server/src/protocol/index';

/**
 * Puts the scenarios used lately first, in that order; the others follow as the document has them.
 * @param recent labels, the last used first
 */
export function orderScenarios(scenarios: readonly ScenarioSummary[], recent: readonly string[]): readonly ScenarioSummary[] {
  const rank = (label: string): number => {
    const index = recent.indexOf(label);
    return index < 0 ? recent.length : index;
  };
  return [...scenarios].sort((a, b) => rank(a.label) - rank(b.label) || a.index - b.index);
}
