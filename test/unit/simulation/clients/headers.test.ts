import { describe, expect, it } from 'vitest';
import { constant, milliseconds as ms, pin, run, scenario } from '../scenarios';
import { codesOf, framesMissing, runModel, timedCallsOf } from '../outside/support';

describe('several headers in one request', () => {
  const three = { client: { requests: 2, headersPerRequest: 3, hold: constant(15 * ms) } } as const;

  it('complete with the last frame of the request; the client has all of them then, each with its own latency', () => {
    const model = runModel(scenario([pin(three)]));
    expect(timedCallsOf(model, ['frameCompleted', 'requestCompleted']).slice(0, 8)).toEqual([
      [14, 'frameCompleted 0'], [24, 'frameCompleted 0'], [34, 'frameCompleted 0'], [34, 'requestCompleted 0'], [44, 'frameCompleted 1'], [54, 'frameCompleted 1'], [64, 'frameCompleted 1'], [64, 'requestCompleted 1'],
    ]);
    const result = run(scenario([pin(three)]));
    // 24, 14 and 4 ms for the frames of a request; the tenth frame is completed alone at the stop.
    expect(result.latency).toMatchObject({ p50: 14 * ms, max: 24 * ms });
    expect(result.framesDelivered).toBe(10);
  });

  it('are held as a whole', () => {
    const arrivals = timedCallsOf(runModel(scenario([pin(three)])), ['frameArrived']).map(([time]) => time);
    // Complete at 34 and 64 ms, held for 15 ms.
    expect(arrivals).toEqual([0, 0, 0, 0, 0, 0, 49, 49, 49, 79, 79, 79]);
  });

  it('are neither in the queue nor with the application while their request waits for its other frames', () => {
    const shares = run(scenario([pin(three)])).pins[0]!.stateShares;
    expect(shares['completing']).toBeGreaterThan(0.1);
    expect(shares['readyForDpc'] ?? 0).toBe(0);
  });

  it('of a cancelled request are lost with it, also those that were filled', () => {
    const model = runModel(scenario([pin({ ...three, driver: { unlocksClones: true, cancelCallback: 'deletes' } })], { events: [{ kind: 'cancel', time: 27 * ms, pin: 0, which: 'oldest' }] }));
    expect(timedCallsOf(model, ['requestCompleted'])[0]).toEqual([27, 'requestCompleted 0']);
    expect(model.pins[0]!.drops.get('cancelled')).toMatchObject({ count: 2 });
    expect(framesMissing(model.pins[0]!)).toBe(0);
  });

  it('wait for older requests with ENFORCE_FIFO', () => {
    const model = runModel(scenario([pin({ flags: 0x00010080, client: { requests: 3, headersPerRequest: 2, hold: constant(1 * ms) } })]));
    const completed = timedCallsOf(model, ['requestCompleted']).map(([, what]) => what);
    expect(completed.slice(0, 3)).toEqual(['requestCompleted 0', 'requestCompleted 1', 'requestCompleted 2']);
  });
});

describe('what a client brings along', () => {
  it('headers shorter than the pin asks for break HDR-03; as long as it asks for they do not', () => {
    const of = (headerBytes?: number) => codesOf(runModel(scenario([{ ...pin({ client: headerBytes === undefined ? {} : { headerBytes } }), streamHeaderBytes: 128 }])));
    expect(of(127)).toEqual(['HDR-03']);
    expect(of(128)).toEqual([]);
    expect(of()).toEqual([]);
  });

  it('buffers of its own size and alignment make the stride', () => {
    const stats = run(scenario([pin({ client: { bufferBytes: 1500, bufferAlignment: 0x3ff, requests: 3, headersPerRequest: 2 } })])).pins[0]!;
    expect(stats.bufferStride).toBe(2048);
    expect(stats.memoryBytes).toBe(6 * 2048);
  });

  it.each([['ACQUIRE', 1], ['PAUSE', 2], ['RUN', 3]] as const)('requests are first queued when the pin has come to %s', (firstQueuedAt, time) => {
    const model = runModel(scenario([pin({ client: { firstQueuedAt }, driver: { setDeviceStateTime: constant(1 * ms) } })]));
    expect(timedCallsOf(model, ['frameArrived'])[0]![0]).toBe(time);
  });

  it('a tail of its holds as a table is drawn by weight', () => {
    const tail = { kind: 'table', values: [1 * ms, 95 * ms], weights: [99, 1] } as const;
    const long = scenario([pin({ client: { requests: 2, hold: tail } })], { duration: 20_000 * ms, checkInvariants: false });
    const { pins: [stats] } = run(long);
    expect(stats!.framesDropped).toBeGreaterThan(0);
    expect(stats!.framesDropped).toBeLessThan(stats!.framesProduced / 10);
  });
});

describe('a client that waits at the stop', () => {
  const waits = { client: { requests: 4, hold: constant(15 * ms), atStop: 'waits' }, hardware: { listDepth: 1, transferTime: constant(4 * ms) } } as const;

  it('does not get back what nobody completes; the run ends, the pin is not closed', () => {
    const model = runModel(scenario([pin(waits)]));
    expect(model.stopReason).toBe('completed');
    expect(model.pins[0]!.client!.waitsForever.count).toBeGreaterThan(0);
    expect(model.pins[0]!.isClosed).toBe(false);
    expect(model.pins[0]!.leaked.count).toBe(0);
    expect(timedCallsOf(model, ['Close'])).toEqual([]);
  });

  it('has everything where the driver completes everything, and with clones that stay the driver is to blame', () => {
    const clean = runModel(scenario([pin({ client: { requests: 2, atStop: 'waits' } })]));
    expect(clean.pins[0]).toMatchObject({ isClosed: true });
    expect(clean.pins[0]!.client!.waitsForever.count).toBe(0);
    const kept = runModel(scenario([pin({ client: { requests: 4, atStop: 'waits' }, driver: { deletesClones: 'never' } })]));
    expect(kept.pins[0]!.leaked.count).toBeGreaterThan(0);
    expect(codesOf(kept)).toContain('STA-04');
  });

  it('uses what is still in the queue when it starts again', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 50 * ms, state: 'STOP' }, { time: 60 * ms, state: 'RUN' }] as const;
    const model = runModel(scenario([pin({ ...waits, states })]));
    expect(model.pins[0]!.framesDelivered).toBeGreaterThan(6);
  });
});
