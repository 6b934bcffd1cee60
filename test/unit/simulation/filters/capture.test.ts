import { describe, expect, it } from 'vitest';
import { callsOf, captured, codesOf, constant, deliveredTo, milliseconds, reader, runFilter } from './scenarios';

const ms = milliseconds;
const avssamp = { role: 'capture', flags: 1 } as const;

describe('a filter that captures (S:ssamp)', () => {
  it('is processed by its timer alone, at DISPATCH_LEVEL, although nothing is required; STATUS_PENDING ends each call', () => {
    const model = runFilter([captured('video')], avssamp);
    expect(deliveredTo(model, 'video')).toEqual([10, 10_000]);
    expect(callsOf(model, 'Process')).toHaveLength(10);
    expect(callsOf(model, 'workItemQueued')).toEqual([]);
    expect(codesOf(model)).toEqual([]);
    const calls = callsOf(model);
    expect(calls.slice(calls.indexOf('filter Process 0'), calls.indexOf('filter Process 0') + 6)).toEqual([
      'filter Process 0', 'video frameCompleted 0', 'video requestCompleted 0', 'filter processReturned 0', 'video frameArrived 0', 'filter Process 1',
    ]);
    expect(model.environment.calls!.filter(({ what }) => what === 'Process').slice(0, 3).map(({ time }) => time)).toEqual([10 * ms, 20 * ms, 30 * ms]);
  });

  it('a processing routine for PASSIVE_LEVEL comes by a work item', () => {
    const model = runFilter([captured('video')], { ...avssamp, flags: 0 });
    expect(callsOf(model, 'workItemQueued')).toHaveLength(10);
    expect(deliveredTo(model, 'video')).toEqual([10, 10_000]);
  });

  it('video and audio: each gets its own, one call serves both', () => {
    const audio = captured('audio', { frameBytes: 200, source: { period: 5 * ms } });
    const model = runFilter([captured('video'), audio], avssamp);
    expect(deliveredTo(model, 'video')).toEqual([10, 10_000]);
    expect(deliveredTo(model, 'audio')).toEqual([21, 4200]);
    expect(model.groups).toHaveLength(1);
    // At 10 ms the timer of the one finds the frames of both, that of the other nothing.
    const both = callsOf(model, 'Process', 'frameCompleted', 'processReturned');
    expect(both.slice(3, 8)).toEqual(['filter Process 1', 'video frameCompleted 0', 'audio frameCompleted 1', 'filter processReturned 1', 'filter Process 2']);
    expect(codesOf(model)).toEqual([]);
  });

  it('a pin without an empty frame drops what it has, and its counter says so; the other goes on', () => {
    const starved = captured('audio', { client: reader({ requests: 1, hold: constant(35 * ms) }) });
    const model = runFilter([captured('video'), starved], avssamp);
    expect(deliveredTo(model, 'video')).toEqual([10, 10_000]);
    const { framesProduced, framesDelivered, framesDropped, drops } = model.pins[1]!;
    expect([framesProduced, framesDelivered, framesDropped]).toEqual([10, 3, 7]);
    expect([...drops.keys()]).toEqual(['buffersInApplication']);
  });

  it('a device with a store of several frames keeps them until there is one', () => {
    const starved = captured('video', { hardware: { fifoFrames: 4 }, client: reader({ requests: 1, hold: constant(15 * ms) }) });
    const model = runFilter([starved], avssamp);
    expect(model.pins[0]!.framesDelivered).toBeGreaterThan(4);
    expect(model.pins[0]!.framesProduced).toBe(model.pins[0]!.framesDelivered + model.pins[0]!.framesDropped);
  });

  it('an audio pin that is stopped holds nothing back', () => {
    const model = runFilter([captured('video'), captured('audio', { states: [{ time: 40 * ms, state: 'RUN' }, { time: 70 * ms, state: 'STOP' }] })], { ...avssamp, factories: [1, 0].map((instancesNecessary, pin) => ({ flags: 0x00010050, instancesNecessary, pins: [pin] })) });
    expect(model.groups).toHaveLength(2);
    expect(deliveredTo(model, 'video')).toEqual([10, 10_000]);
    expect(model.pins[1]!.framesProduced).toBeLessThanOrEqual(3);
    expect(model.pins[1]!.framesDelivered).toBeGreaterThanOrEqual(2);
  });

  it('STATUS_SUCCESS is an endless loop: SPT-16', () => {
    const model = runFilter([captured('video')], { ...avssamp, whenDone: 'success' });
    expect(codesOf(model)).toEqual(['SPT-16']);
    expect(model.stopReason).toBe('endlessLoop');
  });

  it('a buffer too small for a frame is ejected empty, or cut', () => {
    const small = reader({ bufferBytes: 300 });
    const driver = { processTime: constant(0), setDeviceStateTime: constant(0), dpcTime: constant(0) };
    expect(deliveredTo(runFilter([captured('video', { client: small })], avssamp), 'video')).toEqual([0, 0]);
    expect(deliveredTo(runFilter([captured('video', { client: small, driver: { ...driver, whenBufferTooSmall: 'truncate' } })], avssamp), 'video')).toEqual([10, 3000]);
  });

  it('the last frame of the stream says so', () => {
    const driver = { processTime: constant(0), setDeviceStateTime: constant(0), dpcTime: constant(0), endOfStreamAt: 4 };
    const model = runFilter([captured('video', { driver })], avssamp);
    expect(deliveredTo(model, 'video')).toEqual([4, 4000]);
    expect(callsOf(model, 'Reset')).toEqual(['video Reset 1']);
  });

  it('while Process works its frames cannot be taken away, and a change of state waits', () => {
    const model = runFilter([captured('video')], { ...avssamp, processTime: constant(8 * ms) });
    expect(deliveredTo(model, 'video')[0]).toBe(10);
    const pause = model.environment.calls!.find(({ what, about, time }) => what === 'SetDeviceState' && about === 2 && time > 0)!;
    expect(pause.time).toBe(108 * ms);
  });
});
