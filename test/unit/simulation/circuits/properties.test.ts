// Random circuits: whatever stations, holds, options and states, no frame is in two places or in none, and the allocator is called in its order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOrderViolation } from '../../../../server/src/simulation/allocator/index';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { bufferStates, countStates } from '../../../../server/src/simulation/run/pools/pool';
import { runGraph } from './circuits';
import { randomCircuits } from './random-circuits';

describe('random circuits', () => {
  it('lose no frame and call the allocator in its order', { timeout: 120_000 }, () => {
    let delivered = 0;
    fc.assert(fc.property(randomCircuits, fc.nat(1000), (scenario, seed) => {
      expect(checkScenario(scenario)).toEqual([]);
      const { model } = runGraph(scenario, seed);
      const [circuitModel] = model.circuits;
      const { pool, life: allocatorLife, counted, sent, returned } = circuitModel!;
      delivered += counted.framesDelivered;
      // What does not come back is kept by a peer, or by a clone that the driver never deletes.
      const leaks = circuitModel!.kept > 0 || scenario.pins.some(({ driver }) => driver.deletesClones === 'never');
      if (!leaks) {
        expect(sent).toBe(returned);
        expect(countStates(pool)[bufferStates.idle]).toBe(pool.size);
        expect(counted.framesProduced).toBe(counted.framesDelivered + counted.framesDropped);
      }
      expect(counted.framesProduced).toBeGreaterThanOrEqual(counted.framesDelivered + counted.framesDropped);
      if (allocatorLife === null) return;
      expect(callOrderViolation(allocatorLife.log)).toBeNull();
      if (!leaks) expect(allocatorLife.outCount).toBe(0);
      // Not created at all: it was refused, or the pins have never left STOP.
      if (!leaks && allocatorLife.phase !== 'refused' && allocatorLife.phase !== 'absent') expect(allocatorLife.phase).toBe('deleted');
    }), { numRuns: 300 });
    // Not all of them stand still: these would hold of nothing.
    expect(delivered).toBeGreaterThan(200);
  });

  it('do the same each time, and for each seed where nothing is random', () => {
    fc.assert(fc.property(randomCircuits, (scenario) => {
      const print = (seed: number): unknown => {
        const { model } = runGraph(scenario, seed);
        return [model.engine.hashLow, model.engine.hashHigh, model.pins.map((pin) => [pin.framesDelivered, pin.framesDropped])];
      };
      expect(print(3)).toEqual(print(3));
      if (!JSON.stringify(scenario).includes('"uniform"')) expect(print(3)).toEqual(print(4));
    }), { numRuns: 30 });
  });
});
