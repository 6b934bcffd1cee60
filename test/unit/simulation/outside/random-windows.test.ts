// Drivers that keep frames between their edges, in random captures, circuits and filters, whatever happens to them from outside.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../../server/src/simulation/index';
import { queueFlags } from '../../../../server/src/simulation/queue/index';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { outstandingRequests } from '../../../../server/src/simulation/run/clients/outstanding';
import type { SimulationModel } from '../../../../server/src/simulation/run/model';
import { framesBehind } from '../../../../server/src/simulation/queue/index';
import { bufferStates, countStates } from '../../../../server/src/simulation/run/pools/pool';
import { runGraph } from '../circuits/circuits';
import { randomOutside } from './random-captures';
import { randomGraphs } from './random-graphs';
import { runModel } from './support';

/** The scenario with a window of so many frames at each pin where a driver moves the edges; with `ends` other than 0 the stream ends with that frame. */
function withWindows(scenario: Scenario, sizes: readonly number[], ends: number): Scenario {
  const end = ends === 0 ? {} : { endOfStreamAt: ends };
  const widened = scenario.pins.map((pin, index) => ({ ...pin, flags: pin.flags | queueFlags.distinctTrailingEdge, driver: { ...pin.driver, ...end, trailingEdgeFrames: sizes[index % sizes.length]! } }));
  const refused = new Set(checkScenario({ ...scenario, paths: {}, pins: widened }).filter(({ key }) => key === 'edgesNotMoved').map(({ field }) => field));
  return { ...scenario, pins: scenario.pins.map((pin, index) => (refused.has(`pins.${index}.driver.trailingEdgeFrames`) ? pin : widened[index]!)) };
}

const sizes = fc.array(fc.constantFrom(0, 1, 1, 2, 3, 5), { minLength: 1, maxLength: 3 });
const ends = fc.constantFrom(0, 0, 2, 4);

/** What has stopped keeps nothing in a window, unless the driver never cleans up and nobody cancels. */
function expectLetGo(model: SimulationModel): number {
  let kept = 0;
  for (const { settings, queue, window, pool, client, leaked, group } of model.pins) {
    if (window === null) continue;
    kept += window.atStop + window.atEndOfStream;
    if (model.stopReason !== 'completed' || group.state !== 0) continue;
    if (settings.driver.deletesClones === 'never') continue;
    expect(framesBehind(queue), settings.label).toBe(0);
    if (client === null) continue;
    expect(countStates(pool)[bufferStates.inWindow], settings.label).toBe(0);
    const out = outstandingRequests(client);
    expect(out === 0 || leaked.count > 0 || client.waitsForever.count === out, settings.label).toBe(true);
  }
  return kept;
}

describe('windows between trailing and leading edge', () => {
  it('hold what they should after every event of a capture, and nothing at STOP', () => {
    let kept = 0;
    fc.assert(fc.property(randomOutside, sizes, ends, fc.nat(), (random, list, end, seed) => {
      const scenario = withWindows(random, list, end);
      expect(checkScenario(scenario)).toEqual([]);
      kept += expectLetGo(runModel(scenario, seed));
    }), { numRuns: Number(globalThis.process?.env['OUTSIDE_RUNS'] ?? 300) });
    expect(kept).toBeGreaterThan(20);
  }, 60_000);

  it('do so in circuits and filters', () => {
    let kept = 0;
    fc.assert(fc.property(randomGraphs, sizes, ends, fc.nat(), (random, list, end, seed) => {
      const scenario = withWindows(random, list, end);
      expect(checkScenario(scenario)).toEqual([]);
      kept += expectLetGo(runGraph(scenario, seed, 30_000).model);
    }), { numRuns: Number(globalThis.process?.env['OUTSIDE_RUNS'] ?? 200) });
    expect(kept).toBeGreaterThan(20);
  }, 60_000);
});
