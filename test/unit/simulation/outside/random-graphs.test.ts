// Events from outside at circuits and at filters with a Process of their own: the run ends, and nothing is in two places or in none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { outstandingRequests } from '../../../../server/src/simulation/run/clients/outstanding';
import { runGraph } from '../circuits/circuits';
import { randomGraphs } from './random-graphs';

describe('whatever happens to circuits and filters', () => {
  it('the run ends, every invariant holds, and every request is with its client or accounted for', () => {
    fc.assert(fc.property(randomGraphs, fc.nat(), (random, seed) => {
      expect(checkScenario(random)).toEqual([]);
      const { model } = runGraph(random, seed, 30_000);
      expect(model.outside.phase).toBe('awake');
      for (const { client, leaked, group, settings } of model.pins) {
        if (model.stopReason !== 'completed') continue;
        expect(group.state, settings.label).toBe(0);
        expect(client === null || outstandingRequests(client) === 0 || leaked.count > 0, `${settings.label}: ${model.outside.outcomes.join()}`).toBe(true);
      }
    }), { numRuns: 200 });
  }, 60_000);
});
