import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CapturePinScenario, PinScenario, Scenario, SimulationResult } from '../../../../server/src/simulation/index';
import { stockOfPin } from '../../../../server/src/simulation/run/routines/stock-of-pin';
import { randomOutside } from '../outside/random-captures';
import { constant, milliseconds as ms, pin, run, scenario } from '../scenarios';

/** The same scenario with its drivers' patterns as programs. */
function asPrograms(what: Scenario): Scenario {
  return { ...what, pins: what.pins.map((each, index): PinScenario => ({ ...each, driver: { ...each.driver, routines: stockOfPin(what, index) } })) };
}

/** What both ways have to agree in: figures, what was wrong, and the order of calls. */
function outcome({ pins, findings, calls, stopReason }: SimulationResult) {
  return { pins, findings, stopReason, calls: calls?.map(({ time, what, object, about }) => `${time} ${object} ${what} ${about}`) };
}

/**
 * Times that do not vary, since those of a program come from other random numbers than those of a pattern; and no two pins change their state at one instant. Without timeouts: of several at one
 * instant a program ends each before the next one, a pattern settles what follows behind the last.
 */
function steady(what: Scenario): Scenario {
  const settle = (time: PinScenario['driver']['processTime']) => constant(time === undefined ? 0 : time.kind === 'constant' ? time.value : time.kind === 'uniform' ? time.maximum : 0);
  return { ...what, pins: what.pins.map((each, index): PinScenario => ({ ...each, driver: { ...each.driver, cloneTimeout: null, processTime: settle(each.driver.processTime), setDeviceStateTime: constant(settle(each.driver.setDeviceStateTime).value + 7_000 * (index + 1)), dpcTime: settle(each.driver.dpcTime) } })) };
}

const both = (what: Scenario) => [run(what), run(asPrograms(what))].map(outcome);

const drivers: readonly CapturePinScenario['driver'][] = [
  { pattern: 'cloneAndAdvance' }, { pattern: 'cloneAndAdvance', attemptProcessing: 'oncePendedAlways' }, { pattern: 'cloneAndAdvance', unlocksClones: true, cancelCallback: 'deletes' },
  { pattern: 'cloneAndAdvance', unlocksClones: true, cancelCallback: 'keeps' }, { pattern: 'cloneAndAdvance', cloneTimeout: 3 * ms }, { pattern: 'cloneAndAdvance', deletesClones: 'never' },
  { pattern: 'holdLeadingEdge' }, { pattern: 'copyInProcess' }, { pattern: 'copyAtDpc' },
];

describe('patterns as programs', () => {
  it.each(drivers.flatMap((driver) => [true, false].map((slow) => ({ driver, slow }))))('give the same figures and the same calls: $driver.pattern, slow $slow, $driver', ({ driver, slow }) => {
    const capture = pin({ driver: { ...driver, processTime: constant(slow ? 2 * ms : 0), setDeviceStateTime: constant(slow ? ms : 0), dpcTime: constant(slow ? ms / 2 : 0) }, hardware: { listDepth: slow ? 1 : 3 }, client: { requests: 3, hold: constant(slow ? 45 * ms : 5 * ms) } });
    const [native, program] = both(scenario([capture], {
      limits: { calls: 10_000 },
      events: [{ kind: 'cancel', time: 31 * ms, pin: 0, which: 'oldest' }, { kind: 'reset', time: 52 * ms, pin: 0, duration: 5 * ms }, { kind: 'cancel', time: 77 * ms, pin: 0, which: 'all' }],
    }));
    expect(program).toEqual(native);
  });

  it.each([1, 2])('ask for processing when a reset takes back all that was programmed, with %s headers in each request', (headersPerRequest) => {
    const capture = pin({ driver: { pattern: 'cloneAndAdvance', unlocksClones: true, cancelCallback: 'deletes' }, hardware: { listDepth: 2 }, client: { requests: 4, hold: constant(ms), headersPerRequest } });
    const [native, program] = both(scenario([capture], { duration: 9 * ms, limits: { calls: 1_000 }, choices: { resetOrder: 'cancelFirst' }, events: [{ kind: 'reset', time: 5 * ms, pin: 0, duration: ms }] }));
    expect(native!.pins[0]!.attemptProcessingCalls).toBe(1);
    expect(program).toEqual(native);
  });

  it('do so whatever happens from outside', () => {
    fc.assert(fc.property(randomOutside, (what) => {
      const [native, program] = both({ ...steady(what), limits: { calls: 5_000 } });
      expect(program).toEqual(native);
    }), { numRuns: 40, seed: 6 });
  });
});
