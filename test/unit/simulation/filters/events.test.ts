import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ScenarioEvent } from '../../../../server/src/simulation/scenario/index';
import { captured, constant, filterScenario, input, milliseconds, output, reader, runModel, writer } from './scenarios';

const ms = milliseconds;
const splitter = 0x20000;
const time = fc.integer({ min: 0, max: 70 }).map((value) => value * ms);
const pin = fc.integer({ min: 0, max: 2 });
const event: fc.Arbitrary<ScenarioEvent> = fc.oneof(
  fc.record({ kind: fc.constant('cancel' as const), time, pin, which: fc.constantFrom('oldest' as const, 'all' as const) }),
  fc.record({ kind: fc.constant('reset' as const), time, pin, duration: fc.integer({ min: 0, max: 10 * ms }) }),
  fc.record({ kind: fc.constant('processEnds' as const), time, pin }),
  fc.record({ kind: fc.constant('sleep' as const), time, duration: fc.integer({ min: ms, max: 10 * ms }) }),
  fc.record({ kind: fc.constant('surpriseRemoval' as const), time }),
);
const events = fc.array(event, { maxLength: 4 }).map((all) => {
  const sorted = [...all].sort((one, other) => one.time - other.time);
  // One reset of a pin, one sleep and one end of each process, which is what can be.
  return sorted.filter((one, index) => !sorted.slice(0, index).some((other) => other.kind === one.kind && (!('pin' in one) || !('pin' in other) || one.pin === other.pin) && one.kind !== 'cancel'));
});

it('whatever happens from outside, filters and splitters lose sight of no frame, and the run ends', () => {
  fc.assert(fc.property(
    events, fc.constantFrom('copy', 'splitter', 'capture'), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), fc.constantFrom('waits' as const, 'leftOut' as const),
    (happening, role, processTime, hold, endOfStreamAt, copyWithoutFrame) => {
      const client = reader({ hold: constant(hold * ms) });
      const flags = role === 'splitter' ? splitter : 0;
      const driver = { processTime: constant(0), setDeviceStateTime: constant(ms), ...(endOfStreamAt === undefined ? {} : { endOfStreamAt }) };
      const pins = role === 'capture'
        ? [captured('video', { client, driver }), captured('audio', { client }), captured('text')]
        : [input({ client: writer({ requests: 3, period: 4 * ms }), driver }), output({ flags, client }), output({ label: 'second', flags })];
      const factories = role === 'splitter' ? { factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags, instancesNecessary: 1, pins: [1, 2], modifiesData: [false, hold % 2 === 0] }] } : {};
      const model = runModel(filterScenario(pins, { role: role === 'capture' ? 'capture' : 'copy', processTime: constant(processTime * ms), ...factories }, { duration: 80 * ms, events: happening, choices: { copyWithoutFrame } }));
      expect(model.stopReason).toBe('completed');
      for (const { framesProduced, framesDelivered, framesDropped, settings } of model.pins) expect(framesProduced - framesDelivered - framesDropped, settings.label).toBe(0);
      for (const { kept, expected } of model.filters[0]!.splitters) expect([kept.length, expected.length]).toEqual([0, 0]);
    },
  ), { numRuns: 150 });
});
