import { describe, expect, it } from 'vitest';
import type { PinStatistics } from '../../../../server/src/simulation/index';
import type { PinChanges } from '../scenarios';
import { constant, instantsOf, milliseconds, pin, rowOfKind, run, scenario, spansOf } from '../scenarios';

const ms = milliseconds;
type Changes = PinChanges;

/** Frames that the client gets, in order, and what became of the others. */
function play(changes: Changes): { readonly frames: number[]; readonly stats: PinStatistics } {
  const { trace, pins } = run(scenario([pin(changes)]));
  const { offsets, kind, frame } = trace.instants;
  const row = rowOfKind(trace, 'client');
  const frames: number[] = [];
  for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) if (trace.instantKinds[kind[at]!]!.key === 'delivered') frames.push(frame[at]!);
  return { frames, stats: pins[0]! };
}

describe('a frame comes and the device has no place for it', () => {
  const slowDpc = { system: { dpcLatency: constant(25 * ms) }, client: { requests: 1, hold: constant(0) } };

  it('skipFrame loses the new one', () => {
    expect(play({ ...slowDpc }).frames).toEqual([0, 3, 6]);
  });

  it('overwrite loses the one it filled last, as long as the driver has not taken it', () => {
    const { frames, stats } = play({ ...slowDpc, hardware: { whenFull: 'overwrite' } });
    // Filled at 14 ms, overwritten from 20 and from 30 ms, taken by the DPC at 39 ms.
    expect(frames).toEqual([2, 5, 8]);
    expect(stats.drops.map(({ key, count, firstFrame }) => [key, count, firstFrame])).toEqual([['buffersInCompletion', 6, 0], ['discardedAtStop', 1, 9]]);
  });

  it('overwrite does not touch a frame that is being filled', () => {
    const { frames, stats } = play({ hardware: { whenFull: 'overwrite', transferTime: constant(14 * ms) }, client: { requests: 1, hold: constant(0) } });
    expect(frames).toEqual([0, 2, 4, 6, 8]);
    expect(stats.drops.map(({ key }) => key)).toContain('hardwareBusy');
  });

  it('overwrite with a store of its own replaces the frame stored last, dropOldest the first', () => {
    const held = { client: { requests: 1, hold: constant(45 * ms) }, driver: { endOfStreamAt: 6 } };
    // Frame 0 is delivered at 14 ms; the buffer comes back at 59 ms, when frames 1 to 4 have come.
    expect(play({ ...held, hardware: { fifoFrames: 2, whenFull: 'overwrite' } }).frames).toEqual([0, 1]);
    expect(play({ ...held, hardware: { fifoFrames: 2, whenFull: 'overwrite' }, client: { requests: 2, hold: constant(45 * ms) } }).frames).toEqual([0, 1, 2, 4]);
    expect(play({ ...held, hardware: { fifoFrames: 2, whenFull: 'dropOldest' } }).frames).toEqual([0, 3]);
    expect(play({ ...held, hardware: { fifoFrames: 2, whenFull: 'skipFrame' } }).frames).toEqual([0, 1]);
  });

  it('halt stops at the overflow until a buffer is programmed, and says so', () => {
    const { frames, stats } = play({ hardware: { whenFull: 'halt' }, client: { requests: 1, hold: constant(45 * ms) } });
    // Halted at 20 ms; the buffer is programmed again at 59 ms.
    expect(frames).toEqual([0, 5]);
    expect(stats.halts).toBe(2);
    expect(stats.drops.map(({ key, count }) => [key, count])).toEqual([['buffersInApplication', 2], ['deviceHalted', 6]]);
  });

  it('halt keeps what is in its store for the next buffer', () => {
    const { frames, stats } = play({ hardware: { whenFull: 'halt', fifoFrames: 1 }, client: { requests: 1, hold: constant(45 * ms) } });
    expect(frames).toEqual([0, 1]);
    expect(stats.halts).toBe(2);
  });

  it('halt of a device whose driver copies ends when the driver copies', () => {
    const { stats, frames } = play({ hardware: { whenFull: 'halt', fifoFrames: 2, transferTime: constant(0) }, driver: { pattern: 'copyAtDpc' }, client: { requests: 1, hold: constant(35 * ms) } });
    expect(stats.halts).toBeGreaterThan(0);
    expect(frames.length).toBeGreaterThan(0);
  });
});

describe('a common buffer', () => {
  const copies = { driver: { pattern: 'copyAtDpc' as const }, hardware: { commonBufferFrames: 3, transferTime: constant(0) } };

  it('is filled whether or not anybody reads; the oldest unread frame is lost when it laps the reader', () => {
    // One buffer, away from 10 to 65 ms: at 70 ms the DPC finds the three latest frames.
    const { frames, stats } = play({ ...copies, client: { requests: 1, hold: constant(55 * ms) } });
    expect(frames).toEqual([0, 4]);
    expect(stats.drops[0]).toMatchObject({ key: 'buffersInApplication', firstFrame: 1 });
  });

  it('takes the time of a transfer before the driver can read', () => {
    const { trace } = run(scenario([pin({ ...copies, hardware: { commonBufferFrames: 3, transferTime: constant(4 * ms) }, client: { requests: 4, hold: constant(0) }, driver: { pattern: 'copyAtDpc', endOfStreamAt: 2 } })]));
    expect(instantsOf(trace, rowOfKind(trace, 'client'), 'delivered')).toEqual([14 * ms, 24 * ms]);
    expect(spansOf(trace, rowOfKind(trace, 'hardware')).map(([key, start, end, frame]) => [key, start, end, frame])).toEqual([['transferring', 10 * ms, 14 * ms, 0], ['transferring', 20 * ms, 24 * ms, 1]]);
  });

  it('is copied from by Process, which the DPC asks for', () => {
    const { frames, stats } = play({ ...copies, driver: { pattern: 'copyInProcess' }, client: { requests: 4, hold: constant(0) } });
    expect(frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(stats.attemptProcessingCalls).toBe(10);
  });
});

describe('a transport stream', () => {
  const packets: Changes = { frameBytes: 188, source: { period: 1 * ms }, hardware: { commonBufferFrames: 64, transferTime: constant(0), interruptEvery: 10 }, driver: { pattern: 'copyInProcess', chunkBytes: 188 } };

  it('gathers packets in one buffer until no further one fits in', () => {
    const { stats } = play({ ...packets, client: { requests: 4, bufferBytes: 20 * 188 + 100, hold: constant(0) } });
    expect(stats.framesDelivered).toBe(100);
    expect(stats.bytesPerSecond * stats.timeInRun / 1e9).toBeCloseTo(100 * 188, 0);
    // What is in a buffer half full at the stop is lost with it.
    expect(stats.drops).toMatchObject([{ key: 'discardedAtStop', count: stats.framesProduced - 100 }]);
  });

  it('ends a buffer with the stream', () => {
    const { stats, frames } = play({ ...packets, driver: { ...packets.driver, endOfStreamAt: 30 }, client: { requests: 4, bufferBytes: 20 * 188, hold: constant(0) } });
    expect(frames).toEqual([19, 29]);
    expect(stats).toMatchObject({ framesProduced: 30, framesDelivered: 30, framesDropped: 0 });
  });

  it('a buffer smaller than a packet is ejected empty, and the packet waits for another', () => {
    const { stats } = play({ ...packets, client: { requests: 2, bufferBytes: 100, hold: constant(1 * ms) } });
    expect(stats.framesDelivered).toBe(0);
    expect(stats.completedEmpty).toBeGreaterThan(0);
    expect(stats.drops[0]!.key).toBe('buffersTooSmall');
  });
});
