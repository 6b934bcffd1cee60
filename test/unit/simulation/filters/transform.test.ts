import { describe, expect, it } from 'vitest';
import { callsOf, codesOf, constant, deliveredTo, filterScenario, input, milliseconds, output, reader, runFilter, runModel, writer } from './scenarios';

const ms = milliseconds;
const firstCalls = (calls: readonly string[], from: string, count: number): string[] => calls.slice(calls.indexOf(from), calls.indexOf(from) + count);

describe('a filter that copies (W:filter-centric-processing)', () => {
  it('is processed when each pin has a frame; AVStream goes on by BytesUsed, the frames leave behind Process', () => {
    const model = runFilter([input(), output()], { processTime: constant(2 * ms) });
    expect(firstCalls(callsOf(model), 'in frameArrived 0', 7)).toEqual([
      'in frameArrived 0', 'in leadingEdgeSet 0', 'filter Process 0', 'in frameCompleted 0', 'in requestCompleted 0', 'out frameCompleted 0', 'out requestCompleted 0',
    ]);
    expect(codesOf(model)).toEqual([]);
    expect(deliveredTo(model, 'out')).toEqual([11, 11_000]);
    expect(model.pins.map(({ framesDropped }) => framesDropped)).toEqual([0, 0]);
  });

  it('latency is end to end: from the writer to the reader', () => {
    const model = runFilter([input(), output()], { processTime: constant(2 * ms) });
    expect(model.pins[1]!.latency.count).toBe(11);
    expect(model.environment.calls!.filter(({ what, object }) => what === 'requestCompleted' && object === 'out').slice(0, 3).map(({ time }) => time)).toEqual([2 * ms, 12 * ms, 22 * ms]);
  });

  it('the frame of an output takes several of an input', () => {
    const model = runFilter([input(), output()], { ratio: { inputBytes: 2, outputBytes: 1 } });
    // Eleven frames of 1000 bytes are five of 1000 and half of one, which is lost at the stop.
    expect(deliveredTo(model, 'out')).toEqual([5, 5000]);
    expect(model.pins[1]).toMatchObject({ framesProduced: 6, framesDropped: 1, truncated: 0 });
    expect([...model.pins[1]!.drops.keys()]).toEqual(['discardedAtStop']);
    expect(firstCalls(callsOf(model), 'filter Process 0', 8)).toEqual([
      'filter Process 0', 'in frameCompleted 0', 'in requestCompleted 0', 'filter processReturned 0', 'in SetDeviceState 3', 'in frameArrived 0', 'in leadingEdgeSet 0', 'filter Process 1',
    ]);
  });

  it('a frame of an input fills several of an output, as far as there are any', () => {
    const model = runFilter([input(), output({ client: reader({ requests: 4 }) })], { ratio: { inputBytes: 1, outputBytes: 3 } });
    expect(deliveredTo(model, 'out')).toEqual([33, 33_000]);
    expect(firstCalls(callsOf(model, 'Process', 'processReturned', 'frameCompleted'), 'filter Process 0', 10)).toEqual([
      'filter Process 0', 'out frameCompleted 0', 'filter processReturned 0', 'filter Process 1', 'out frameCompleted 1', 'filter processReturned 1',
      'filter Process 2', 'in frameCompleted 0', 'out frameCompleted 2', 'filter processReturned 2',
    ]);
  });

  it('waits for the reader: the writer is held up, nothing is lost', () => {
    const model = runFilter([input({ client: writer({ period: 2 * ms }) }), output({ client: reader({ requests: 1, hold: constant(10 * ms) }) })]);
    const [into, out] = model.pins;
    expect(out!.framesDelivered).toBeGreaterThanOrEqual(10);
    expect(into!.framesProduced - into!.framesDelivered - into!.framesDropped).toBe(0);
    expect([...into!.drops.keys()]).toEqual(['discardedAtStop']);
  });

  it('without a filter Process, the routines of the pins do the work, and no rule about filters applies', () => {
    const callbacks = { create: null, close: null, process: 'PinProcess', setDataFormat: null, setDeviceState: null };
    const model = runFilter([input({ callbacks }), output({ callbacks })], { process: null });
    expect(deliveredTo(model, 'out')).toEqual([11, 11_000]);
    expect(codesOf(model)).toEqual([]);
    expect(callsOf(model, 'Process').slice(0, 3)).toEqual(['out Process 0', 'in Process 0', 'in Process 1']);
  });

  it('a sink uses up what comes', () => {
    const model = runFilter([input()]);
    expect(deliveredTo(model, 'in')).toEqual([11, 11_000]);
  });

  it('what is too small for a frame is ejected empty, or filled as far as it goes', () => {
    const small = { client: reader({ bufferBytes: 600, hold: constant(4 * ms) }) };
    const ejected = runFilter([input(), output(small)]);
    expect(ejected.pins[1]!.framesDelivered).toBe(0);
    expect(ejected.pins[1]!.tooSmall).toBeGreaterThan(0);
    const filled = runFilter([input(), output({ ...small, driver: { whenBufferTooSmall: 'truncate', setDeviceStateTime: constant(0), processTime: constant(0) } })]);
    expect(deliveredTo(filled, 'out')[1]).toBe(18 * 600);
  });
});

describe('flags of its pins (W:filter-centric-processing)', () => {
  const flags = { notRequired: 0x40, runOnly: 0x10000, someRequired: 0x800000, ifAny: 0x1000000, doNotInitiate: 0x10 };

  it('FRAMES_NOT_REQUIRED: an output without a frame misses what the other one gets', () => {
    const starved = output({ label: 'starved', flags: flags.notRequired, client: reader({ requests: 1, hold: constant(25 * ms) }) });
    const model = runFilter([input(), output(), starved]);
    expect(deliveredTo(model, 'out')).toEqual([11, 11_000]);
    const { framesProduced, framesDelivered, framesDropped } = model.pins[2]!;
    expect([framesProduced, framesDelivered, framesDropped]).toEqual([11, 4, 7]);
  });

  it('by default an output without a frame holds everything back', () => {
    const starved = output({ label: 'starved', client: reader({ requests: 1, hold: constant(25 * ms) }) });
    const model = runFilter([input(), output(), starved]);
    expect(deliveredTo(model, 'out')).toEqual(deliveredTo(model, 'starved'));
    expect(deliveredTo(model, 'out')[0]).toBe(5);
  });

  it('SOME_FRAMES_REQUIRED: one instance with a frame is enough', () => {
    const pins = [input(), output({ flags: flags.someRequired }), output({ label: 'starved', flags: flags.someRequired, client: reader({ requests: 1, hold: constant(25 * ms) }) })];
    const model = runFilter(pins, { factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: flags.someRequired, instancesNecessary: 1, pins: [1, 2] }] });
    expect(deliveredTo(model, 'out')).toEqual([11, 11_000]);
    expect(deliveredTo(model, 'starved')[0]).toBe(4);
  });

  it('PROCESS_IN_RUN_STATE_ONLY: Process comes after SetDeviceState(RUN) has returned, although frames came before', () => {
    const pins = [input({ flags: flags.runOnly }), output({ flags: flags.runOnly, driver: { setDeviceStateTime: constant(3 * ms), processTime: constant(0) } })];
    const model = runFilter(pins);
    const first = model.environment.calls!.find(({ what }) => what === 'Process')!;
    expect(callsOf(model).indexOf('in frameArrived 0')).toBeLessThan(callsOf(model).indexOf('in SetDeviceState 3'));
    expect(callsOf(model).indexOf('filter Process 0')).toBeGreaterThan(callsOf(model).indexOf('in SetDeviceState 3'));
    expect(first.time).toBe(9 * ms);
  });

  it('IF_ANY_IN_RUN: Process comes while one pin is in RUN and all are at least in PAUSE', () => {
    const pins = [input({ flags: flags.ifAny | flags.runOnly }), output({ flags: flags.ifAny | flags.runOnly })];
    const model = runFilter(pins, {}, { choices: { stateOrder: 'sinkFirst' } });
    const calls = callsOf(model, 'SetDeviceState', 'Process', 'frameArrived');
    expect(calls.slice(0, calls.indexOf('filter Process 0') + 2)).toEqual([
      'out SetDeviceState 1', 'in SetDeviceState 1', 'out SetDeviceState 2', 'out frameArrived 0', 'out frameArrived 1', 'in SetDeviceState 2', 'out SetDeviceState 3', 'in frameArrived 0',
      'filter Process 0', 'in SetDeviceState 3',
    ]);
  });

  it('STATUS_SUCCESS when no pin requires frames is an endless loop: SPT-16', () => {
    const model = runFilter([input({ flags: flags.notRequired }), output({ flags: flags.notRequired })], { whenDone: 'success' });
    expect(codesOf(model)).toEqual(['SPT-16']);
    expect(model.stopReason).toBe('endlessLoop');
  });

  it('STATUS_PENDING there is not: the next frame starts processing again, on either side', () => {
    const model = runFilter([input({ flags: flags.notRequired }), output({ flags: flags.notRequired })]);
    expect(codesOf(model)).toEqual([]);
    expect(deliveredTo(model, 'out')[0]).toBe(11);
  });

  it('DO_NOT_INITIATE on every pin, and nobody attempts: nothing is ever processed', () => {
    const model = runFilter([input({ flags: flags.doNotInitiate }), output({ flags: flags.doNotInitiate })]);
    expect(callsOf(model, 'Process')).toEqual([]);
  });
});

describe('states of its pins', () => {
  it('change together, the sink first on the way up and last on the way down', () => {
    const model = runFilter([input(), output()]);
    expect(model.groups).toHaveLength(1);
    expect(callsOf(model, 'SetDeviceState')).toEqual([...[1, 2, 3].flatMap((state) => [`out SetDeviceState ${state}`, `in SetDeviceState ${state}`]), ...[2, 1, 0].flatMap((state) => [`in SetDeviceState ${state}`, `out SetDeviceState ${state}`])]);
  });

  it('whatever the order of the pins in the scenario', () => {
    const model = runFilter([output(), input()]);
    expect(callsOf(model, 'SetDeviceState').slice(0, 2)).toEqual(['out SetDeviceState 1', 'in SetDeviceState 1']);
    expect(deliveredTo(model, 'out')[0]).toBe(11);
  });

  it('without an instance that is necessary none of them leaves STOP: STA-08', () => {
    const model = runFilter([input(), output()], { factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: 0, instancesNecessary: 1, pins: [1] }, { flags: 0, instancesNecessary: 1, pins: [] }] });
    expect(codesOf(model)).toEqual(['STA-08']);
    expect(callsOf(model, 'SetDeviceState', 'Process')).toEqual([]);
    expect(model.pins.map(({ queue: { deviceState } }) => deviceState)).toEqual([0, 0]);
  });
});

describe('gates (W:flow-control-gates-in-avstream)', () => {
  it('an OR gate: one of the inputs attached to it is enough', () => {
    const second = input({ label: 'second', client: writer({ period: 40 * ms }) });
    const both = runFilter([input(), second, output()]);
    // 0, 40 and 80 ms: each needs a frame of both.
    expect(deliveredTo(both, 'out')[0]).toBe(3);
    const either = runFilter([input(), second, output()], { gates: [{ kind: 'or', pins: [0, 1] }] });
    expect(deliveredTo(either, 'out')[0]).toBe(11 + 3);
    expect(codesOf(either)).toEqual([]);
  });

  it('an AND gate holds back like the frames themselves', () => {
    const model = runFilter([input(), output()], { gates: [{ kind: 'and', pins: [0, 1] }] });
    expect(deliveredTo(model, 'out')).toEqual([11, 11_000]);
  });
});

describe('end of stream (W:handling-end-of-stream-in-avstream-codecs)', () => {
  const ending = (frame: number) => ({ endOfStreamAt: frame, setDeviceStateTime: constant(0), processTime: constant(0) });
  const said = (model: ReturnType<typeof runFilter>): string[] => callsOf(model, 'requestHeld', 'Process', 'Reset', 'frameArrived').filter((call) => !call.startsWith('out frameArrived'));

  it('passes to the output with the last of the data; what was held is let in afterwards', () => {
    const model = runFilter([input({ driver: ending(3) }), output()], { processTime: constant(15 * ms) });
    expect(codesOf(model)).toEqual([]);
    expect(said(model).slice(4, 14)).toEqual(['in frameArrived 0', 'filter Process 2', 'in requestHeld 1', 'in frameArrived 1', 'out Reset 1', 'filter Process 3', 'in frameArrived 0', 'filter Process 4', 'in frameArrived 1', 'filter Process 5']);
    expect(model.pins[1]!.framesDelivered).toBe(model.pins[0]!.framesDelivered);
  });

  it('comes with a frame that is not full', () => {
    const model = runFilter([input({ driver: ending(3) }), output()], { ratio: { inputBytes: 2, outputBytes: 1 } });
    // 1500 bytes before the end, 4000 behind it.
    expect(deliveredTo(model, 'out')).toEqual([6, 5500]);
    expect(codesOf(model)).toEqual([]);
  });

  it('waits until all that was made is written, in as many frames as it takes', () => {
    const model = runFilter([input({ driver: ending(1) }), output({ frameBytes: 700 })], { ratio: { inputBytes: 3, outputBytes: 7 } });
    expect(codesOf(model)).toEqual([]);
    const first = model.environment.calls!.filter(({ what, object }) => object === 'out' && what === 'frameCompleted').length;
    expect(first).toBeGreaterThan(4);
    // floor(1000 × 7 / 3) of the first stream: three frames and 233 bytes; floor(10 000 × 7 / 3) of the second, of which the last part is not full.
    expect(deliveredTo(model, 'out')[1]).toBe(2333 + Math.floor(23_333 / 700) * 700);
  });

  it('cancels what waits on the output and calls its Reset with KSRESET_END (option endOfStreamFlush)', () => {
    const flushed = runFilter([input({ driver: ending(3) }), output({ client: reader({ requests: 3 }) })]);
    expect(flushed.pins[1]!.queue.frames.cancelled).toBe(2 + 3);
    const kept = runFilter([input({ driver: ending(3) }), output({ client: reader({ requests: 3 }) })], {}, { choices: { endOfStreamFlush: 'keepsWaiting' } });
    expect(kept.pins[1]!.queue.frames.cancelled).toBe(3);
    for (const model of [flushed, kept]) expect(callsOf(model, 'Reset')).toEqual(['out Reset 1']);
  });

  it('set by the driver while inputs wait breaks HDR-07; set when they are used up it does not', () => {
    const early = runFilter([input({ client: writer({ requests: 4, period: 2 * ms }) }), output({ driver: ending(3) })], { processTime: constant(10 * ms) });
    expect(codesOf(early)).toEqual(['HDR-07']);
    const drained = runFilter([input(), output({ driver: ending(3) })]);
    expect(codesOf(drained)).toEqual([]);
  });

  it('leaves a renderer alone: nothing is held', () => {
    const model = runFilter([input({ driver: ending(3) })]);
    expect(callsOf(model, 'requestHeld')).toEqual([]);
    expect(deliveredTo(model, 'in')[0]).toBe(11);
  });
});

describe('a filter in place', () => {
  const queue = input({ label: 'queue', dataFlow: 'inPlace' });

  it('works on each frame of its one queue and gives it back to the client that wrote it', () => {
    const model = runModel(filterScenario([queue], { role: 'inPlace', processTime: constant(3 * ms) }));
    expect(deliveredTo(model, 'queue')).toEqual([11, 11_000]);
    expect(firstCalls(callsOf(model), 'queue frameArrived 0', 5)).toEqual(['queue frameArrived 0', 'queue leadingEdgeSet 0', 'filter Process 0', 'queue frameCompleted 0', 'queue requestCompleted 0']);
    expect(codesOf(model)).toEqual([]);
  });

  it('with a Process of the pin as well', () => {
    const callbacks = { ...queue.callbacks, process: 'PinProcess' };
    const model = runModel(filterScenario([{ ...queue, callbacks }], { role: 'inPlace', process: null }));
    expect(deliveredTo(model, 'queue')).toEqual([11, 11_000]);
    expect(codesOf(model)).toEqual([]);
  });
});
