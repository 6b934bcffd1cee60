import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimulationModel } from '../../../../server/src/simulation/run/model';
import type { FilterScenario, PinScenario, Scenario } from '../../../../server/src/simulation/scenario/index';
import { finishTrace } from '../../../../server/src/trace/index';
import { callsOf, captured, codesOf, filterOf, filterScenario, input, milliseconds, output, reader, runModel, writer } from './scenarios';

const ms = milliseconds;
const splitter = 0x20000;
const time = (most: number) => fc.oneof(fc.constant(0), fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: Math.floor(most / 1000) }).map((value) => value * 1000));
const distribution = (most: number): fc.Arbitrary<{ kind: 'uniform'; minimum: number; maximum: number }> =>
  fc.tuple(time(most), time(most)).map(([one, other]) => ({ kind: 'uniform', minimum: Math.min(one, other), maximum: Math.max(one, other) }));
const bytes = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5000 }));

const driver = (endOfStreamAt: number | undefined, setDeviceStateTime: PinScenario['driver']['setDeviceStateTime']): PinScenario['driver'] => ({
  processTime: { kind: 'constant', value: 0 }, dpcTime: { kind: 'constant', value: 0 }, ...(setDeviceStateTime ? { setDeviceStateTime } : {}), ...(endOfStreamAt === undefined ? {} : { endOfStreamAt }),
});

const system = fc.record({ completionLatency: time(3 * ms).map((value) => ({ kind: 'constant' as const, value })), workItemLatency: distribution(2 * ms), dpcLatency: distribution(ms), interruptLatency: distribution(ms) });

/** Either end of a transform or a splitter. */
const ends = fc.record({ frameBytes: bytes, requests: fc.integer({ min: 1, max: 4 }), hold: distribution(20 * ms), system, setDeviceStateTime: distribution(ms), kind: fc.constantFrom('parallel', 'serial') });

const choices = fc.record({
  endOfStreamFlush: fc.constantFrom('cancelsWaiting', 'keepsWaiting'), copyWithoutFrame: fc.constantFrom('waits', 'leftOut'), readOnlyBehindModifying: fc.constantFrom('copyEach', 'shareOneCopy'),
  stateOrder: fc.constantFrom('sinkFirst', 'sourceFirst'), stateChangeDuringProcess: fc.constantFrom('waits', 'interrupts'), attemptDuringProcess: fc.constantFrom('remembered', 'lost'),
}) as fc.Arbitrary<NonNullable<Scenario['choices']>>;

/** Bytes that the pins of a run have completed with data, in order, for the end a client sees. */
function sound(model: SimulationModel, ...allowed: readonly string[]): void {
  expect(model.stopReason).toBe('completed');
  for (const pin of model.pins) {
    const { queue: { frames }, framesProduced, framesDelivered, framesDropped, pool } = pin;
    expect(framesProduced - framesDelivered - framesDropped, pin.settings.label).toBe(0);
    expect(frames.waiting).toBe(0);
    expect(frames.received).toBe(frames.completed + frames.cancelled);
    expect(pool.buffers.every(({ state }) => state === 9), 'every buffer is with its client').toBe(true);
  }
  expect(codesOf(model).filter((code) => !allowed.includes(code) && !code.startsWith('KsTimed'))).toEqual([]);
}

/** The frames that the client of a pin has got, in order: their numbers never go back. */
function inOrder(model: SimulationModel): void {
  const { rows, instants, instantKinds } = finishTrace(model.recorder, { label: '', seed: 1, fingerprint: '', duration: 0 });
  for (const pin of model.pins) {
    const row = rows.findIndex(({ kind, group }) => kind === 'client' && group === pin.settings.label);
    let last = -1;
    let count = 0;
    for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) {
      if (instantKinds[instants.kind[at]!]!.key !== 'delivered') continue;
      expect(instants.frame[at]!).toBeGreaterThanOrEqual(last);
      last = instants.frame[at]!;
      count += 1;
    }
    expect(count).toBe(pin.framesDelivered);
  }
}

describe('random transforms', () => {
  it('lose and double nothing, keep the order, conserve the bytes by the ratio, and end', () => {
    fc.assert(fc.property(
      ends, fc.array(ends, { minLength: 1, maxLength: 3 }), fc.option(fc.record({ inputBytes: bytes, outputBytes: bytes }), { nil: undefined }), distribution(8 * ms), time(9 * ms),
      fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }), fc.constantFrom('FilterProcess', null), fc.constantFrom('pending' as const, undefined), choices, fc.integer({ min: 0, max: 1 }),
      (from, to, ratio, processTime, period, endOfStreamAt, process, whenDone, chosen, flags) => {
        const callbacks = { create: null, close: null, process: process === null ? 'PinProcess' : null, setDataFormat: null, setDeviceState: null };
        const pins = [
          input({ callbacks, frameBytes: from.frameBytes, system: from.system, client: writer({ requests: from.requests, hold: from.hold, period: 400_000 + period }), driver: driver(endOfStreamAt, from.setDeviceStateTime) }),
          ...to.map((end, index) => output({ label: `out ${index}`, callbacks, frameBytes: end.frameBytes, system: end.system, client: reader({ requests: end.requests, hold: end.hold, holdDiscipline: end.kind as 'serial' }), driver: driver(undefined, end.setDeviceStateTime) })),
        ];
        const filter: Partial<FilterScenario> = { process, processTime, flags, ...(ratio ? { ratio } : {}), ...(whenDone ? { whenDone } : {}) };
        // With an end of the stream there may be more frames than in a useful time.
        const heavy = ratio !== undefined && ratio.outputBytes / ratio.inputBytes * from.frameBytes / Math.min(...to.map(({ frameBytes }) => frameBytes)) > 40;
        fc.pre(!heavy);
        const model = runModel(filterScenario(pins, filter, { duration: 60 * ms, choices: chosen }));
        sound(model);
        inOrder(model);
        const used = model.pins[0]!.times[2]!;
        const { inputBytes, outputBytes } = ratio ?? { inputBytes: 1, outputBytes: 1 };
        for (const pin of model.pins.slice(1)) expect(pin.times[2]!).toBeLessThanOrEqual(Math.floor((used + from.frameBytes) * outputBytes / inputBytes));
      },
    ), { numRuns: 100 });
  });

  it('all that goes in comes out when the stream ends in time', () => {
    fc.assert(fc.property(
      ends, ends, fc.record({ inputBytes: bytes, outputBytes: bytes }), distribution(2 * ms), fc.integer({ min: 1, max: 6 }), fc.constantFrom('FilterProcess', null),
      (from, to, ratio, processTime, frames, process) => {
        const perFrame = ratio.outputBytes / ratio.inputBytes * from.frameBytes / to.frameBytes;
        fc.pre(perFrame < 30);
        const callbacks = { create: null, close: null, process: process === null ? 'PinProcess' : null, setDataFormat: null, setDeviceState: null };
        // The writer has as many requests as the stream has frames, and holds them until the run is over: one stream, and then nothing.
        const pins = [
          input({ callbacks, frameBytes: from.frameBytes, client: writer({ requests: frames, hold: { kind: 'constant', value: 100_000 * ms }, period: ms }), driver: driver(frames, undefined) }),
          output({ callbacks, frameBytes: to.frameBytes, client: reader({ requests: to.requests, hold: { kind: 'constant', value: ms } }), driver: driver(undefined, undefined) }),
        ];
        const model = runModel(filterScenario(pins, { process, processTime, ratio }, { duration: 20_000 * ms }));
        sound(model);
        const [into, out] = model.pins;
        expect(into!.framesDelivered).toBe(frames);
        expect(out!.times[2]!).toBe(Number(BigInt(frames * from.frameBytes) * BigInt(ratio.outputBytes) / BigInt(ratio.inputBytes)));
        expect(out!.framesDelivered).toBe(Math.ceil(out!.times[2]! / to.frameBytes));
        expect(callsOf(model, 'Reset')).toEqual(['out Reset 1']);
      },
    ), { numRuns: 100 });
  });
});

describe('random splitters', () => {
  it('give each branch every frame that is not left out, in order, and end', () => {
    fc.assert(fc.property(
      ends, fc.array(fc.tuple(ends, fc.boolean()), { minLength: 2, maxLength: 4 }), distribution(4 * ms), time(9 * ms), fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }), choices,
      (from, to, processTime, period, endOfStreamAt, chosen) => {
        const branches = to.map(([end], index) => output({ label: `branch ${index}`, flags: splitter, frameBytes: from.frameBytes, system: end.system, client: reader({ requests: end.requests, hold: end.hold }), driver: driver(undefined, end.setDeviceStateTime) }));
        const pins = [input({ frameBytes: from.frameBytes, client: writer({ requests: from.requests, hold: from.hold, period: 400_000 + period }), driver: driver(endOfStreamAt, from.setDeviceStateTime) }), ...branches];
        const factories = [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: splitter, instancesNecessary: 1, pins: to.map((_, index) => index + 1), modifiesData: to.map(([, modifies]) => modifies) }];
        const model = runModel(filterScenario(pins, { factories, processTime }, { duration: 60 * ms, choices: chosen }));
        sound(model);
        inOrder(model);
        const [, first, ...others] = model.pins;
        for (const pin of others) if (endOfStreamAt === undefined && chosen.stateChangeDuringProcess === 'waits') expect(pin.framesProduced).toBe(first!.framesProduced);
        for (const { kept, expected } of model.filters[0]!.splitters) expect([kept.length, expected.length]).toEqual([0, 0]);
      },
    ), { numRuns: 80 });
  });
});

describe('random filters that capture', () => {
  it('deliver or drop each frame of each device once, and end', () => {
    fc.assert(fc.property(
      fc.array(fc.tuple(ends, fc.integer({ min: ms / 2, max: 9 * ms }), fc.integer({ min: 0, max: 3 }), fc.constantFrom('perFrame', 'perPeriod', undefined), fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })), { minLength: 1, maxLength: 3 }),
      distribution(6 * ms), fc.integer({ min: 0, max: 1 }), choices,
      (described, processTime, flags, chosen) => {
        const pins = described.map(([end, period, fifoFrames, interrupt, endOfStreamAt], index) => captured(`pin ${index}`, {
          frameBytes: end.frameBytes, system: end.system, source: { period }, hardware: { fifoFrames, ...(interrupt ? { interrupt } : {}) }, client: reader({ requests: end.requests, hold: end.hold }), driver: driver(endOfStreamAt, end.setDeviceStateTime),
        }));
        const model = runModel({ ...filterScenario(pins, {}, { duration: 60 * ms, choices: chosen }), filters: [filterOf(pins, { role: 'capture', flags, processTime })] });
        // A device that interrupts for what it stores is silent when its store is full, and DO_NOT_INITIATE leaves nobody else to ask for processing.
        sound(model, 'SPT-17');
        inOrder(model);
      },
    ), { numRuns: 80 });
  });
});
