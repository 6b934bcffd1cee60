import fc from 'fast-check';
import type { CapturePinScenario, ScenarioEvent, SimulationChoices } from '../../../../server/src/simulation/index';
import { queueOptionTable } from '../../../../server/src/simulation/queue/index';
import { milliseconds as ms, pin, scenario } from '../scenarios';

const time = (most: number) => fc.integer({ min: 0, max: most * 4 }).map((quarters) => quarters * (ms / 4));
const duration = (most: number) => fc.oneof(fc.constant({ kind: 'constant', value: 0 } as const), time(most).map((value) => ({ kind: 'constant', value }) as const), time(most).map((maximum) => ({ kind: 'uniform', minimum: 0, maximum }) as const));

/** Without any delay on the way a client would queue a buffer that is too small without end at one instant. */
const delay = (most: number) => fc.tuple(time(most), time(most)).map(([value, spread]) => ({ kind: 'uniform', minimum: ms / 4 + value, maximum: ms / 4 + value + spread }) as const);

const clients = fc.record({
  requests: fc.integer({ min: 1, max: 5 }), headersPerRequest: fc.integer({ min: 1, max: 3 }), bufferBytes: fc.constantFrom(500, 1000, 2000), hold: duration(20),
  holdDiscipline: fc.constantFrom('parallel', 'serial'), firstQueuedAt: fc.constantFrom('ACQUIRE', 'PAUSE', 'RUN'), atStop: fc.constantFrom('cancels', 'waits'),
  kind: fc.constantFrom('application', 'directShow', 'frameServer'),
}) as fc.Arbitrary<CapturePinScenario['client']>;
const drivers = fc.record({
  pattern: fc.constantFrom('cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc'), attemptAsynchronous: fc.boolean(), whenBufferTooSmall: fc.constantFrom('completeEmpty', 'truncate'),
  unlocksClones: fc.boolean(), cancelCallback: fc.constantFrom('none', 'deletes', 'keeps'), cloneTimeout: fc.constantFrom(null, 3 * ms), deletesClones: fc.constantFrom('atAcquire', 'atStop', 'never'),
  resetDeletesClones: fc.boolean(), reliesOnPowerFirst: fc.boolean(), processTime: duration(6), setDeviceStateTime: duration(4), dpcTime: duration(1),
}) as fc.Arbitrary<CapturePinScenario['driver']>;
const pins = fc.record({ client: clients, driver: drivers, flags: fc.constantFrom(0, 0x10000, 0x80, 0x10080, 0x20, 0x8, 0x1, 0x280, 0x00100000), listDepth: fc.integer({ min: 1, max: 4 }), latency: delay(3), perPeriod: fc.boolean() });
const events = (count: number) => fc.array(fc.oneof(
  fc.record({ kind: fc.constant('cancel'), time: time(70), pin: fc.nat(count - 1), which: fc.constantFrom('oldest', 'all') }),
  fc.record({ kind: fc.constant('reset'), time: time(70), pin: fc.nat(count - 1), duration: time(30) }),
  fc.record({ kind: fc.constant('processEnds'), time: time(70), pin: fc.nat(count - 1) }),
  fc.record({ kind: fc.constant('formatChange'), time: time(70), pin: fc.nat(count - 1), frameBytes: fc.constantFrom(500, 1500) }),
  fc.record({ kind: fc.constant('secondOpen'), time: time(70), pin: fc.nat(count - 1), instancesPossible: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('sleep'), time: time(70), duration: time(40) }),
  fc.record({ kind: fc.constant('surpriseRemoval'), time: time(70) }),
), { maxLength: 6 }).map((list) => list.sort((first, second) => first.time - second.time) as ScenarioEvent[]);
const choices = fc.record({
  ...Object.fromEntries(queueOptionTable.map(({ name, choices: words }) => [name, fc.constantFrom(...(words as readonly string[]))])),
  stateOrder: fc.constantFrom('sinkFirst', 'sourceFirst'), stateChangeDuringProcess: fc.constantFrom('waits', 'interrupts'), emptyBufferHold: fc.constantFrom('asFilled', 'none'),
}) as unknown as fc.Arbitrary<Partial<SimulationChoices>>;
const states = fc.option(fc.array(fc.record({ time: time(60), state: fc.constantFrom('STOP', 'ACQUIRE', 'PAUSE', 'RUN') }), { minLength: 1, maxLength: 6 })
  .map((list) => list.sort((first, second) => first.time - second.time)), { nil: undefined }) as fc.Arbitrary<CapturePinScenario['states']>;

/** Captures by one or two pins, with whatever happens to them from outside. */
export const randomOutside = fc.integer({ min: 1, max: 2 }).chain((count) => fc.record({ pins: fc.array(fc.tuple(pins, states), { minLength: count, maxLength: count }), events: events(count), choices, tieSeed: fc.constantFrom(0, 7) })
  .map(({ pins: list, events: happened, choices: chosen, tieSeed }) => scenario(list.map(([each, requests], index) => pin({
    label: `pin ${index}`, flags: each.flags, client: each.client, driver: each.driver, hardware: { listDepth: each.driver.pattern === 'holdLeadingEdge' ? 1 : each.listDepth, interrupt: each.perPeriod ? 'perPeriod' : 'perFrame' },
    system: { workItemLatency: each.latency, completionLatency: each.latency, dpcLatency: each.latency }, ...(requests ? { states: requests } : {}),
  })), { duration: 60 * ms, events: happened, choices: chosen, tieSeed })));
