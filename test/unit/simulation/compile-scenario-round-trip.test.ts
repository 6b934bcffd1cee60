import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choiceField } from '../../../server/src/simulation/compile/compile-choices';
import { clientNames, driverNames, hardwareNames, mappingNames, sourceNames, systemNames } from '../../../server/src/simulation/compile/field-names';
import { queueOptionTable } from '../../../server/src/simulation/queue/options';
import { checkScenario } from '../../../server/src/simulation/run/check-scenario';
import type { BusScenario, Distribution, PinScenario, Scenario, ScenarioEvent } from '../../../server/src/simulation/scenario';
import { type JsonObject, documentText, pinText, scenarioOf } from './compile-scenario-support';

type Value = JsonObject[string];
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const time = fc.integer({ min: 1, max: 1_000_000_000 });
const count = fc.integer({ min: 1, max: 100 });

const distribution: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), value: time }),
  fc.tuple(time, time).map(([a, b]) => ({ kind: 'uniform' as const, minimum: Math.min(a, b), maximum: Math.max(a, b) })),
  fc.tuple(time, time, time).map((three) => three.sort((a, b) => a - b)).map(([minimum, mode, maximum]) => ({ kind: 'triangular' as const, minimum: minimum, mode: mode, maximum: maximum })),
  fc.array(fc.tuple(time, count), { minLength: 1, maxLength: 4 }).map((rows) => ({ kind: 'table' as const, values: rows.map(([value]) => value), weights: rows.map(([, weight]) => weight) })),
);
/** An object in which any member may be left out. */
const partOf = <T extends object>(members: { readonly [K in keyof T]-?: fc.Arbitrary<NonNullable<T[K]>> }): fc.Arbitrary<T> => fc.record(members, { requiredKeys: [] }) as unknown as fc.Arbitrary<T>;
const word = <const T extends string>(...words: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...words);

const driver = partOf<Omit<PinScenario['driver'], 'routines'>>({
  pattern: word('copyInProcess', 'copyAtDpc'), whenListFull: word('pending', 'success'), attemptProcessing: word('whenPended', 'oncePendedAlways', 'always', 'never'), attemptAsynchronous: fc.boolean(),
  whenBufferTooSmall: word('completeEmpty', 'truncate'), chunkBytes: count, unlocksClones: fc.boolean(), cancelCallback: word('none', 'deletes', 'keeps'), cloneTimeout: time, setsDataUsed: fc.boolean(), marksDiscontinuity: fc.boolean(),
  deletesClones: word('atAcquire', 'atStop', 'never'), resetDeletesClones: fc.boolean(), takesResourcesAt: word('acquire', 'create'), endOfStreamAt: count, typeChangedAt: count, trailingEdgeFrames: count, reliesOnPowerFirst: fc.boolean(),
  handlesStateJumps: fc.boolean(), setDeviceStateFailsAt: count, keepsStateOnFailure: fc.boolean(), runningTestedBy: word('clientState', 'ownVariable', 'deviceState'), testsOldFormat: fc.boolean(),
  setDataFormatNeedsCreate: fc.boolean(), resetsCountersAt: word('stopToPause', 'pauseToRun', 'runToPause'), processTime: distribution,
  setDeviceStateTime: distribution, dpcTime: distribution,
});
const system = partOf<PinScenario['system']>({
  interruptLatency: distribution, dpcLatency: distribution, workItemLatency: distribution, criticalWorkItemLatency: distribution, hyperCriticalWorkItemLatency: distribution, completionLatency: distribution,
});
const client: fc.Arbitrary<NonNullable<PinScenario['client']>> = fc.record({
  requests: count, hold: distribution, kind: word('application', 'directShow', 'frameServer'), headersPerRequest: count, bufferBytes: count, bufferAlignment: fc.constantFrom(0, 1, 63), headerBytes: fc.integer({ min: 56, max: 200 }),
  holdDiscipline: word('parallel', 'serial'), flushOnPause: fc.boolean(), clearsDataUsed: fc.boolean(), takesStateChangeForResetEnd: fc.boolean(), atStop: word('cancels', 'waits'), firstQueuedAt: word('ACQUIRE', 'PAUSE', 'RUN'), stalls: fc.tuple(time, time).map(([start, duration]) => [{ start, duration }]),
}, { requiredKeys: ['requests', 'hold'] });
const hardware = (buses: number): fc.Arbitrary<PinScenario['hardware']> => fc.record({
  listDepth: count, fifoFrames: count, whenFull: word('skipFrame', 'dropOldest', 'overwrite', 'halt'), transferTime: distribution, interrupt: word('perFrame', 'perPeriod', 'perField'), interruptEvery: count, coalescingTime: time,
  lockFailures: fc.record({ at: fc.uniqueArray(count, { minLength: 1, maxLength: 3 }).map((list) => list.sort((a, b) => a - b)), perMillion: count }, { requiredKeys: [] }).filter((part) => Object.keys(part).length > 0),
  mappings: fc.record({ tableEntries: count, maximumBytes: fc.integer({ min: 4096, max: 100_000 }), stride: fc.constantFrom(16, 24, 64), expectsPageBoundaries: fc.boolean(), adjacentPages: fc.record({ kind: fc.constant('constant' as const), value: count }) }, { requiredKeys: [] }).filter((part) => Object.keys(part).length > 0),
  ...(buses > 0 ? { bus: fc.nat({ max: buses - 1 }) } : {}),
}, { requiredKeys: [] });
const source = fc.record({ period: time, jitter: distribution }, { requiredKeys: ['period'] });
const states = fc.uniqueArray(time, { minLength: 1, maxLength: 3 }).chain((times) => fc.tuple(...times.sort((a, b) => a - b).map((at) => fc.record({ time: fc.constant(at), state: word('STOP', 'ACQUIRE', 'PAUSE', 'RUN') }))));

/** What of a pin a simulation states; the rest follows from the descriptor. */
type StatedPin = Pick<PinScenario, 'frameBytes' | 'source' | 'hardware' | 'driver' | 'system' | 'client' | 'states'>;
const pin = (buses: number): fc.Arbitrary<StatedPin> => fc.record({ frameBytes: count, source, hardware: hardware(buses), driver, system, client, states }, { requiredKeys: ['frameBytes', 'source', 'hardware', 'driver', 'system', 'client'] });

const event = (pins: number): fc.Arbitrary<ScenarioEvent> => {
  const of = fc.nat({ max: pins - 1 });
  return fc.oneof(
    fc.record({ kind: fc.constant('cancel' as const), time, pin: of, which: word('oldest', 'all') }), fc.record({ kind: fc.constant('reset' as const), time, pin: of, duration: time }),
    fc.record({ kind: fc.constant('processEnds' as const), time, pin: of }), fc.record({ kind: fc.constant('formatChange' as const), time, pin: of, frameBytes: count }),
    fc.record({ kind: fc.constant('secondOpen' as const), time, pin: of, instancesPossible: fc.constant(4) }), fc.record({ kind: fc.constant('sleep' as const), time, duration: time }), fc.record({ kind: fc.constant('surpriseRemoval' as const), time }),
  );
};
const runOptions = { stateOrder: ['sinkFirst', 'sourceFirst'], stateChangeDuringProcess: ['waits', 'interrupts'], emptyBufferHold: ['asFilled', 'none'], peerFramesAtStop: ['atOnce', 'whenDone'] };
const choices: fc.Arbitrary<Partial<Readonly<Record<string, string>>>> = fc.record(Object.fromEntries([...queueOptionTable.map(({ name, choices: words }) => [name, words] as const), ...Object.entries(runOptions)].map(([name, words]) => [name, fc.constantFrom<string>(...words)])), { requiredKeys: [] });

interface Stated { readonly duration: number; readonly pins: readonly StatedPin[]; readonly buses: readonly BusScenario[]; readonly events: readonly ScenarioEvent[]; readonly choices: Partial<Readonly<Record<string, string>>>; readonly tieSeed: number }
const stated: fc.Arbitrary<Stated> = fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 3 })).chain(([buses, pins]) => fc.record({
  duration: time, pins: fc.array(pin(buses), { minLength: pins, maxLength: pins }), events: fc.array(event(pins), { maxLength: 4 }).map((list) => list.sort((a, b) => a.time - b.time)), choices, tieSeed: count,
  buses: fc.tuple(...Array.from({ length: buses }, (_, index) => fc.record({ label: fc.constant(`bus ${index + 1}`), bytesPerSecond: fc.integer({ min: 1_000_000, max: 2_000_000_000 }) }))),
}));

const ns = (value: number): string => `${value} ns`;
function distributionText(value: Distribution, write: (number: number) => Value = ns): Value {
  switch (value.kind) {
    case 'constant': return write(value.value);
    case 'uniform': return { Uniform: [write(value.minimum), write(value.maximum)] };
    case 'triangular': return { Triangular: [write(value.minimum), write(value.mode), write(value.maximum)] };
    case 'table': return { Table: value.values.map((each, index) => [write(each), value.weights[index]!]) };
  }
}

const durations = new Set(['period', 'coalescingTime', 'cloneTimeout']);

/** A part of a scenario as a document writes it. */
function partText(part: object, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key in names).map(([key, value]: [string, unknown]): [string, Value] => [names[key]!,
    typeof value === 'number' ? (durations.has(key) ? ns(value) : value) : typeof value === 'string' ? capital(value) : typeof value === 'boolean' || Array.isArray(value) ? (value as Value)
      : distributionText(value as Distribution, key === 'adjacentPages' ? (number) => number : ns)]));
}

function pinEntry({ frameBytes, source: device, hardware: board, driver: behaviour, system: machine, client: application, states: requests }: StatedPin): JsonObject {
  const { firstQueuedAt, stalls } = application!;
  return {
    Pin: 'capture/video',
    Source: { FrameSize: frameBytes, ...partText(device!, sourceNames) },
    Hardware: {
      ...partText(board, hardwareNames), ...(board.bus === undefined ? {} : { Bus: `bus ${board.bus + 1}` }),
      ...partText(board.lockFailures ?? {}, { at: 'LockFailsAt', perMillion: 'LockFailuresPerMillion' }),
      ...(board.mappings ? { Mappings: partText(board.mappings, mappingNames) } : {}),
    },
    Driver: partText(behaviour, driverNames), System: partText(machine, { ...systemNames }),
    Client: {
      ...partText(application!, clientNames), ...(firstQueuedAt === undefined ? {} : { FirstQueuedAt: `KSSTATE_${firstQueuedAt}` }),
      ...(stalls ? { Stalls: stalls.map(({ start, duration }) => ({ Start: ns(start), Duration: ns(duration) })) } : {}),
    },
    ...(requests ? { States: requests.map((request) => ({ Time: ns(request.time), State: `KSSTATE_${request.state}` })) } : {}),
  };
}

function eventText(what: ScenarioEvent): JsonObject {
  return {
    Time: ns(what.time), Kind: capital(what.kind), ...('pin' in what ? { Pin: 'capture/video', Instance: what.pin + 1 } : {}), ...('which' in what ? { Which: capital(what.which) } : {}),
    ...('duration' in what ? { Duration: ns(what.duration) } : {}), ...('frameBytes' in what ? { FrameSize: what.frameBytes } : {}),
  };
}

it('a scenario that is written as a document compiles to itself, every value with its place', () => {
  fc.assert(fc.property(stated, ({ duration, pins, buses, events, choices: chosen, tieSeed }) => {
    const simulation = {
      Duration: ns(duration), TieSeed: tieSeed, Pins: pins.map(pinEntry), Buses: buses.map(({ label, bytesPerSecond }) => ({ Label: label, BytesPerSecond: bytesPerSecond })), Events: events.map(eventText),
      Options: Object.fromEntries(Object.entries(chosen).map(([name, value]) => [choiceField(name as never), capital(value!)])),
    };
    const callbacks = { create: 'Create', close: 'Close', process: 'Process', reset: 'Reset', setDataFormat: 'SetDataFormat', setDeviceState: 'SetDeviceState' };
    const expected = {
      version: 1 as const, label: 's', duration, tieSeed,
      pins: pins.map((each, index) => ({ label: pins.length === 1 ? 'capture/video' : `capture/video (${index + 1})`, flags: 0x10200, callbacks, hasAllocatorDispatch: null, ...each })),
      ...(buses.length > 0 ? { buses } : {}), ...(events.length > 0 ? { events } : {}), ...(Object.keys(chosen).length > 0 ? { choices: chosen } : {}),
    };
    // What the engine does not run is not compiled.
    fc.pre(checkScenario({ ...expected, paths: {} }).length === 0);
    const { paths, ...compiled }: Scenario = scenarioOf(documentText(simulation, [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY', 'KSPIN_FLAG_DISTINCT_TRAILING_EDGE'] })] }]));
    expect(compiled).toEqual(expected);
    for (const [index, each] of pins.entries()) {
      for (const part of ['hardware', 'driver', 'system'] as const) for (const key of Object.keys(each[part])) {
        const within = key === 'mappings' || key === 'lockFailures' ? Object.keys(each.hardware[key]!).map((inner) => `${key}.${inner}`) : [key];
        for (const path of within) expect(paths[`pins.${index}.${part}.${path}`], path).toMatch(new RegExp(`^/Simulations/0/Pins/${index}/`));
      }
    }
  }), { numRuns: 150 });
});
