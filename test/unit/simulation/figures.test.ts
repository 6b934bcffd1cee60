// Figures of runs against what can be worked out by hand, or otherwise: throughput, latencies, percentiles, buffers in flight, memory, buses, peers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { circuit, graph, life, peer, source } from './circuits/circuits';
import { constant, microseconds as us, milliseconds as ms, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

/** Frames that a driver with so many buffers delivers until a stop, all latencies being 0: each frame takes any buffer that is free at its instant. */
function delivered(frames: number, requests: number, transfer: number, hold: number, end: number): number {
  const free = Array.from({ length: requests }, () => 0);
  let count = 0;
  for (let frame = 1; frame <= frames; frame += 1) {
    const at = frame * 10 * ms;
    const buffer = free.findIndex((time) => time <= at);
    if (buffer < 0) continue;
    free[buffer] = at + transfer + hold;
    if (at + transfer <= end) count += 1;
  }
  return count;
}

/** The n-th of so many by nearest rank. */
const nearestRank = (sorted: readonly number[], percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;

/** Latencies as the trace has them: from the begin of each frame to its receipt, by frame. */
function latenciesOf({ trace }: SimulationResult): number[] {
  const captured = new Map<number, number>();
  const latencies: number[] = [];
  const { offsets, time, kind, frame } = trace.instants;
  for (const [row, key] of [[rowOfKind(trace, 'hardware'), 'captured'], [rowOfKind(trace, 'client'), 'delivered']] as const) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) {
      if (trace.instantKinds[kind[at]!]!.key !== key) continue;
      if (key === 'captured') captured.set(frame[at]!, time[at]!);
      else latencies.push(time[at]! - captured.get(frame[at]!)!);
    }
  }
  return latencies.sort((one, other) => one - other);
}

const random: fc.Arbitrary<Scenario> = fc.record({
  requests: fc.integer({ min: 1, max: 5 }), headersPerRequest: fc.integer({ min: 1, max: 2 }), hold: fc.integer({ min: 0, max: 40 * ms }), late: fc.integer({ min: 0, max: 5 * ms }), transfer: fc.integer({ min: 0, max: 9 * ms }),
  pattern: fc.constantFrom('cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc'), jitter: fc.integer({ min: 0, max: ms }),
} as const).map(({ requests, headersPerRequest, hold, late, transfer, pattern, jitter }) => scenario([pin({
  source: { period: 10 * ms, jitter: { kind: 'uniform', minimum: -jitter, maximum: jitter } }, client: { requests, headersPerRequest, hold: { kind: 'uniform', minimum: 0, maximum: hold } }, driver: { pattern },
  hardware: { transferTime: constant(transfer) }, system: { completionLatency: { kind: 'uniform', minimum: 0, maximum: late } },
})], { duration: 305 * ms }));

describe('throughput', () => {
  it('is that of buffers which are each away for transfer and hold', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 900 }), (requests, transfers, holds) => {
      // Not in step with the source, so that no buffer is free at the very instant of a frame.
      const [transfer, hold] = [transfers * 100 * us, holds * 100 * us + 33 * us];
      const result = run(scenario([pin({ client: { requests, hold: constant(hold) }, hardware: { transferTime: constant(transfer) } })], { duration: 1005 * ms }));
      expect(result.framesProduced).toBe(100);
      expect(result.framesDelivered).toBe(delivered(100, requests, transfer, hold, 1005 * ms));
    }), { numRuns: 150 });
  });

  it('is counted by the second of RUN', () => {
    const [only] = run(scenario([pin({ frameBytes: 700 })], { duration: 505 * ms })).pins;
    expect([only!.timeInRun, only!.framesDelivered]).toEqual([505 * ms, 50]);
    expect(only!.framesPerSecond).toBeCloseTo(50 / 0.505, 9);
    expect(only!.bytesPerSecond).toBeCloseTo((50 * 700) / 0.505, 6);
  });
});

describe('latency', () => {
  it('is the sum of transfer, interrupt, DPC, its time and completion', () => {
    const { latency } = run(scenario([pin({ hardware: { transferTime: constant(4 * ms) }, driver: { dpcTime: constant(7 * us) }, system: { interruptLatency: constant(11 * us), dpcLatency: constant(130 * us), completionLatency: constant(1700 * us) } })]));
    expect(latency).toEqual({ p50: 5_848 * us, p95: 5_848 * us, p99: 5_848 * us, max: 5_848 * us });
  });

  it('has the percentiles of the latencies in the trace, sorted', () => {
    fc.assert(fc.property(random, fc.nat({ max: 1000 }), (what, seed) => {
      const result = run(what, seed);
      const sorted = latenciesOf(result);
      expect(sorted.length).toBe(result.framesDelivered);
      if (sorted.length === 0) return;
      expect(result.latency).toEqual({ p50: nearestRank(sorted, 50), p95: nearestRank(sorted, 95), p99: nearestRank(sorted, 99), max: sorted.at(-1) });
    }), { numRuns: 100 });
  });
});

describe('buffers in flight', () => {
  it('are as many on average as come in a second, times the seconds that each stays (Little)', () => {
    const inDriver = new Set(['queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc']);
    fc.assert(fc.property(random, fc.nat({ max: 1000 }), (what, seed) => {
      const result = run(what, seed);
      const [only] = result.pins;
      const [, begin, end] = spansOf(result.trace, rowOfKind(result.trace, 'pinState')).find(([state]) => state === 'run')!;
      let stays = 0;
      result.trace.rows.forEach(({ kind }, row) => {
        if (kind !== 'buffer') return;
        for (const [state, from, to] of spansOf(result.trace, row)) if (inDriver.has(state)) stays += Math.max(0, Math.min(to, end) - Math.max(from, begin));
      });
      // A frame of a request that waits for its other headers is complete for the queue.
      if (what.pins[0]!.client!.headersPerRequest === 1) expect(only!.buffersInFlight.mean).toBeCloseTo(stays / (end - begin), 9);
      expect(only!.buffersInFlight.maximum).toBeLessThanOrEqual(what.pins[0]!.client!.requests * (what.pins[0]!.client!.headersPerRequest ?? 1));
      expect(Object.values(only!.stateShares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }), { numRuns: 100 });
  });
});

describe('memory', () => {
  it('is that of all buffers, each up to its alignment', () => {
    const [only] = run(scenario([pin({ frameBytes: 1000, client: { requests: 3, headersPerRequest: 2, hold: constant(0), bufferBytes: 1100, bufferAlignment: 511 } })])).pins;
    expect([only!.bufferStride, only!.memoryBytes]).toEqual([1536, 6 * 1536]);
  });

  it('of a circuit is that of its frames, and not of its pins', () => {
    const result = run(graph([source()], [circuit([0, 'peer'], { allocator: life() })]));
    expect([result.circuits[0]!.frames, result.circuits[0]!.frameBytes, result.pins[0]!.memoryBytes]).toEqual([3, 8192, 0]);
    expect(result.memoryBytes).toBe(result.circuits[0]!.allocator!.peakBytes);
    expect(result.memoryBytes).toBe(3 * 8192);
  });
});

describe('what is shared', () => {
  it('a bus gives each of two transfers half of itself', () => {
    const slow = { hardware: { transferTime: constant(0), bus: 0 } };
    const two = (labels: readonly string[]): SimulationResult => run(scenario(labels.map((label) => pin({ label, frameBytes: 2000, ...slow })), { buses: [{ label: 'bus', bytesPerSecond: 1_000_000 }] }));
    expect(two(['one']).pins[0]!.latency.max).toBe(2 * ms);
    expect(two(['one', 'other']).pins.map(({ latency }) => [latency.p50, latency.max])).toEqual([[4 * ms, 4 * ms], [4 * ms, 4 * ms]]);
  });

  // With three frames, those at 10, 20 and 30 ms find one; serially they are free again at 35.5, 61 and 86.5 ms, else each 45.5 ms later.
  it('a peer holds so many frames that the rest decides the rate', () => {
    for (const [hold, discipline, expected] of [[25, 'parallel', 10], [25.5, 'serial', 6], [45.5, 'parallel', 6]] as const) {
      const result = run(graph([source({ hardware: { transferTime: constant(0) } })], [circuit([0, 'peer'], { peers: [peer({ hold: constant(hold * ms), holdDiscipline: discipline })] })]));
      expect([hold, discipline, result.framesProduced]).toEqual([hold, discipline, 10]);
      expect([hold, discipline, result.framesDelivered]).toEqual([hold, discipline, expected]);
    }
  });
});
