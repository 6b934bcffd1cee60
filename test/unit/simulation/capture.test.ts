import { describe, expect, it } from 'vitest';
import { constant, instantsOf, microseconds, milliseconds, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

const ms = milliseconds;

describe('one capture pin and its application', () => {
  it('follows each buffer as computed by hand', () => {
    // RUN at 0, frames at 10, 20, 30 …; transfer 4; hold 15. Buffer 0 takes frame 0 at 10, is filled at 14, returned at 29; buffer 1 frame 1 at 20, 24, 39;
    // buffer 0 frame 2 at 30, 34, 49; buffer 1 frame 3 at 40 …
    const { trace, framesProduced, framesDelivered, framesDropped, latency, pins } = run(scenario());
    expect([framesProduced, framesDelivered, framesDropped]).toEqual([10, 10, 0]);
    expect(latency).toEqual({ p50: 4 * ms, p95: 4 * ms, p99: 4 * ms, max: 4 * ms });
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 0)).slice(0, 6)).toEqual([
      ['cloned', 0, 10 * ms, -1], ['hardwareFilling', 10 * ms, 14 * ms, 0], ['inApplication', 14 * ms, 29 * ms, 0],
      ['cloned', 29 * ms, 30 * ms, -1], ['hardwareFilling', 30 * ms, 34 * ms, 2], ['inApplication', 34 * ms, 49 * ms, 2],
    ]);
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 1)).slice(0, 4)).toEqual([
      ['cloned', 0, 20 * ms, -1], ['hardwareFilling', 20 * ms, 24 * ms, 1], ['inApplication', 24 * ms, 39 * ms, 1], ['cloned', 39 * ms, 40 * ms, -1],
    ]);
    expect(spansOf(trace, rowOfKind(trace, 'hardware'))[1]).toEqual(['transferring', 20 * ms, 24 * ms, 1]);
    expect(pins[0]!.processCalls).toBe(9);
    expect(pins[0]!.interrupts).toBe(10);
    expect(pins[0]!.timeInRun).toBe(105 * ms);
  });

  it('adds every latency on the way where it belongs', () => {
    const slow = pin({
      driver: { processTime: constant(20 * microseconds), dpcTime: constant(3 * microseconds) },
      system: { interruptLatency: constant(5 * microseconds), dpcLatency: constant(7 * microseconds), completionLatency: constant(11 * microseconds) },
    });
    const { trace, latency } = run(scenario([slow]));
    expect(latency.max).toBe(4 * ms + (5 + 7 + 3 + 11) * microseconds);
    const us = microseconds;
    // The first call works on buffer 0 from 0 to 20 µs, then on buffer 1; each waits under the leading edge meanwhile.
    expect(spansOf(trace, rowOfKind(trace, 'callback', 'PinProcess'))[0]).toEqual(['running', 0, 40 * us, -1]);
    expect(spansOf(trace, rowOfKind(trace, 'buffer', 1)).slice(0, 7)).toEqual([
      ['queued', 0, 20 * us, -1], ['leadingEdge', 20 * us, 40 * us, -1], ['cloned', 40 * us, 20 * ms, -1], ['hardwareFilling', 20 * ms, 24 * ms, 1],
      ['readyForDpc', 24 * ms, 24 * ms + 15 * us, 1], ['completing', 24 * ms + 15 * us, 24 * ms + 26 * us, 1], ['inApplication', 24 * ms + 26 * us, 39 * ms + 26 * us, 1],
    ]);
    expect(spansOf(trace, rowOfKind(trace, 'interrupt'))[0]).toEqual(['dpc', 14 * ms + 12 * us, 14 * ms + 15 * us, -1]);
    expect(instantsOf(trace, rowOfKind(trace, 'interrupt'), 'interrupt')[0]).toBe(14 * ms + 5 * us);
  });

  it('drops frames when the application holds all buffers, and says which values decide', () => {
    const { framesDropped, framesDelivered, pins, findings } = run(scenario([pin({ client: { requests: 2, hold: constant(35 * ms) } })]));
    // Frames at 10 and 20 are taken; the buffers come back at 49 and 59, just in time for 50 and 60; 89 and 99 for 90 and 100.
    expect([framesDelivered, framesDropped]).toEqual([6, 4]);
    expect(pins[0]!.drops).toEqual([{
      key: 'buffersInApplication', count: 4, firstTime: 30 * ms, firstFrame: 2,
      arguments: { requests: 2, inApplication: 2, queued: 0, inHardware: 0, completing: 0, period: 10 * ms, bufferBytes: 1000, frameBytes: 1000 },
      paths: ['/pins/0/client/requests', '/pins/0/client/hold', '/pins/0/source/period'],
    }]);
    expect(findings).toMatchObject([{ code: null, key: 'dropped.buffersInApplication', severity: 'warning', path: '/pins/0/client/requests', time: 30 * ms }]);
  });

  it('one more request in flight cures it', () => {
    expect(run(scenario([pin({ client: { requests: 4, hold: constant(35 * ms) } })])).framesDropped).toBe(0);
  });

  it('a stall of the application costs the frames of its length', () => {
    const stalls = [{ start: 25 * ms, duration: 40 * ms }];
    const { framesDropped, pins, trace } = run(scenario([pin({ client: { stalls } })]));
    // Returns due at 29 and 39 come at 65: frames at 30, 40, 50 and 60 find nothing.
    expect(framesDropped).toBe(4);
    expect(pins[0]!.drops[0]!.paths[0]).toBe('/pins/0/client/stalls');
    expect(spansOf(trace, rowOfKind(trace, 'client'))).toEqual([['stalled', 25 * ms, 65 * ms, -1]]);
  });

  it('serial holds add up, parallel ones do not', () => {
    const held = (holdDiscipline: 'serial' | 'parallel'): number => run(scenario([pin({ client: { requests: 2, hold: constant(15 * ms), holdDiscipline } })])).framesDropped;
    expect(held('parallel')).toBe(0);
    expect(held('serial')).toBeGreaterThan(0);
  });

  it('keeps frames in the device store until a buffer comes, and counts the wait as latency', () => {
    const { framesDropped, latency } = run(scenario([pin({ hardware: { fifoFrames: 1 }, client: { requests: 1, hold: constant(8 * ms) } })]));
    // One buffer, busy 12 of every 10 ms: each frame waits longer than the one before until one has to go.
    expect(framesDropped).toBeGreaterThan(0);
    expect(latency.max).toBeGreaterThan(4 * ms);
    const without = run(scenario([pin({ client: { requests: 1, hold: constant(8 * ms) } })]));
    expect(without.framesDropped).toBeGreaterThan(framesDropped);
  });

  it('drops the oldest stored frame if told to', () => {
    const kept = (whenFull: 'skipFrame' | 'dropOldest'): number => run(scenario([pin({ hardware: { fifoFrames: 2, whenFull }, client: { stalls: [{ start: 12 * ms, duration: 50 * ms }] } })])).latency.max!;
    expect(kept('dropOldest')).toBeLessThan(kept('skipFrame'));
  });

  it('says that the hardware is too slow when buffers are programmed and the transfer is not over', () => {
    const { pins } = run(scenario([pin({ hardware: { transferTime: constant(12 * ms) }, client: { requests: 8 } })]));
    expect(pins[0]!.drops.map(({ key }) => key)).toEqual(['hardwareBusy']);
    expect(pins[0]!.drops[0]!.paths[0]).toBe('/pins/0/hardware/transferTime');
  });

  it('measures buffers in flight over the time in RUN', () => {
    const { pins } = run(scenario([pin({ client: { requests: 2, hold: constant(15 * ms) } })]));
    const { minimum, mean, maximum } = pins[0]!.buffersInFlight;
    expect([minimum, maximum]).toEqual([0, 2]);
    expect(mean).toBeGreaterThan(0.5);
    expect(mean).toBeLessThan(1);
    const shares = Object.values(pins[0]!.stateShares).reduce((sum, share) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 10);
  });

  it('rounds the stride of a buffer up to the alignment', () => {
    const { memoryBytes, pins } = run(scenario([pin({ fileAlignment: 0x3f, client: { requests: 3 } })]));
    expect(pins[0]!.bufferStride).toBe(1024);
    expect(memoryBytes).toBe(3072);
    // 3 frames of 1920 × 1080 NV12.
    expect(run(scenario([pin({ frameBytes: 3_110_400, fileAlignment: 0x3f, client: { requests: 3 } })])).memoryBytes).toBe(9_331_200);
  });
});

describe('allocator', () => {
  it('never claims that one was chosen, and says why the pin\'s own takes no part', () => {
    const [allocator] = run(scenario([pin({ hasAllocatorDispatch: true })], { paths: { 'pins.0.hasAllocatorDispatch': '/PinDispatches/Capture/Allocator' } })).allocators;
    expect(allocator).toMatchObject({ simulatedWith: 'clientBuffers', eligible: [], rejected: [{ pin: 'capture', because: 'peerInUserMode', path: '/PinDispatches/Capture/Allocator' }] });
    expect(run(scenario()).allocators[0]!.rejected).toEqual([]);
  });
});

describe('assumptions', () => {
  it('lists the options that took part, with who decided, and no other', () => {
    const { assumptions } = run(scenario());
    const find = (key: string) => assumptions.find((each) => each.key === key);
    expect(find('transferTime')).toMatchObject({ decided: true, basis: 'scenario', value: '4000000', path: '/pins/0/hardware/transferTime' });
    expect(find('firstQueuedAt')).toMatchObject({ decided: false, basis: 'assumed', value: 'PAUSE', path: '' });
    for (const absent of ['whenFull', 'fifoFrames', 'whenListFull', 'attemptProcessing', 'workItemLatency', 'whenBufferTooSmall', 'emptyBufferHold']) expect(find(absent)).toBeUndefined();
  });

  it('lists what decided a drop', () => {
    const { assumptions } = run(scenario([pin({ client: { requests: 1, hold: constant(35 * ms) } })]));
    expect(assumptions.map(({ key }) => key)).toEqual(expect.arrayContaining(['whenFull', 'fifoFrames']));
  });
});
