import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { outstandingRequests } from '../../../../server/src/simulation/run/clients/outstanding';
import { randomOutside } from './random-captures';
import { framesMissing, runModel } from './support';

describe('whatever happens to a graph', () => {
  it('the run ends, every invariant holds, no frame is lost sight of, and every request is with its client or accounted for', () => {
    fc.assert(fc.property(randomOutside, fc.nat(), (random, seed) => {
      expect(checkScenario(random)).toEqual([]);
      const model = runModel(random, seed);
      for (const each of model.pins) {
        const label = `${each.settings.label}: ${model.outside.outcomes.join()}`;
        expect(each.client!.requests.length).toBe(random.pins[each.index]!.client!.requests);
        const out = outstandingRequests(each.client!);
        if (model.stopReason === 'completed') {
          expect(each.group.state, label).toBe(0);
          expect(out === 0 || each.leaked.count > 0 || each.client!.waitsForever.count === out, `${label}: ${out} requests are nowhere`).toBe(true);
          expect(model.outside.phase).toBe('awake');
        }
        let kept = each.device!.fifo.count;
        for (const { frame, carried } of each.pool.buffers) if (frame >= 0) kept += Math.max(1, carried);
        expect(framesMissing(each), label).toBe(model.stopReason === 'completed' ? kept : framesMissing(each));
        expect(framesMissing(each), label).toBeGreaterThanOrEqual(0);
      }
    }), { numRuns: Number(globalThis.process?.env['OUTSIDE_RUNS'] ?? 300) });
  }, 60_000);
});
