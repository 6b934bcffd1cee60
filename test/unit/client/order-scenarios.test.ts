import { describe, expect, it } from 'vitest';
import { orderScenarios } from '../../../client/src/features/simulate/order-scenarios';

const scenario = (label: string, index: number): Parameters<typeof orderScenarios>[0][number] => ({
  label, index, description: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
});
const scenarios = ['a', 'b', 'c', 'd'].map(scenario);
const labels = (recent: string[]): string => orderScenarios(scenarios, recent).map(({ label }) => label).join('');

describe('the order scenarios are offered in', () => {
  it('is the document\'s when none was run', () => { expect(labels([])).toBe('abcd'); });
  it('begins with those run lately, the last first', () => { expect(labels(['c', 'b'])).toBe('cbad'); });
  it('ignores scenarios the document no longer has', () => { expect(labels(['gone', 'd', 'gone too'])).toBe('dabc'); });
  it('leaves the list given as it is', () => { orderScenarios(scenarios, ['d']); expect(scenarios.map(({ label }) => label).join('')).toBe('abcd'); });
});
