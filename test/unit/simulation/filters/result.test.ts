import { describe, expect, it } from 'vitest';
import { createSimulation } from '../../../../server/src/simulation/index';
import type { Scenario, SimulationResult } from '../../../../server/src/simulation/index';
import { captured, constant, filterScenario, input, milliseconds, output, reader } from './scenarios';

const ms = milliseconds;
function resultOf(scenario: Scenario, seed = 1): SimulationResult {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(1000).done);
  return simulation.result();
}
const ending = { endOfStreamAt: 3, setDeviceStateTime: constant(0), processTime: constant(0) };

describe('what is told of a run with filters', () => {
  it('nothing is wrong where nothing is', () => {
    for (const scenario of [
      filterScenario([input(), output()]),
      filterScenario([input(), output()], { ratio: { inputBytes: 2, outputBytes: 1 } }),
      filterScenario([input({ driver: ending }), output()], { ratio: { inputBytes: 2, outputBytes: 1 } }),
      filterScenario([input({ driver: ending }), output()]),
      filterScenario([input({ label: 'queue', dataFlow: 'inPlace' })], { role: 'inPlace' }),
      filterScenario([captured('video'), captured('audio', { frameBytes: 200 })], { role: 'capture', flags: 1 }),
      filterScenario([input(), output({ label: 'A', flags: 0x20000 }), output({ label: 'B', flags: 0x20000 })], { factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: 0x20000, instancesNecessary: 1, pins: [1, 2], modifiesData: [true, false] }] }),
    ]) {
      const { findings, stopReason } = resultOf(scenario);
      expect(findings).toEqual([]);
      expect(stopReason).toBe('completed');
    }
  });

  it('one mistake of a filter is one finding, whichever pins it has', () => {
    const { findings } = resultOf(filterScenario([captured('video'), captured('audio')], { role: 'capture', flags: 1, whenDone: 'success' }));
    expect(findings.map(({ code }) => code)).toEqual(['SPT-16']);
    const early = resultOf(filterScenario([input({ client: { requests: 4, hold: constant(0), period: 2 * ms } }), output({ driver: { ...ending } })], { processTime: constant(10 * ms) }));
    expect(early.findings.map(({ code }) => code)).toEqual(['HDR-07']);
  });

  it('a branch of a splitter that starves is named, with what decides how soon it has an empty frame', () => {
    const splitter = 0x20000;
    const pins = [captured('A', { flags: 0x00010050 | splitter }), output({ label: 'B', flags: 0x00010050 | splitter, client: reader({ requests: 1, hold: constant(45 * ms) }) })];
    const scenario = filterScenario(pins, { role: 'capture', flags: 1, factories: [{ flags: 0x00010050 | splitter, instancesNecessary: 1, pins: [0, 1] }] });
    const { findings, pins: told } = resultOf({ ...scenario, paths: { 'pins.1.client.requests': '/requests', 'pins.1.client.hold': '/hold' } });
    expect(told[0]!.drops[0]).toMatchObject({ key: 'branchStarves', arguments: { branch: 'B' }, paths: ['/requests', '/hold'] });
    expect(findings.map(({ key, path }) => [key, path])).toEqual([['dropped.branchStarves', '/requests']]);
  });

  it('Process of the filter has its row in the timeline', () => {
    const { trace } = resultOf(filterScenario([input(), output()], { processTime: constant(2 * ms) }));
    const row = trace.rows.findIndex(({ kind, label, group }) => kind === 'callback' && label === 'FilterProcess' && group === 'filter');
    expect(trace.spans.offsets[row + 1]! - trace.spans.offsets[row]!).toBe(11);
  });

  it('is the same for every seed where nothing is random', () => {
    const scenario = filterScenario([input(), output({ client: reader({ hold: constant(7 * ms) }) })], { processTime: constant(2 * ms) });
    expect(resultOf(scenario, 1).fingerprint).toBe(resultOf(scenario, 99).fingerprint);
  });
});
