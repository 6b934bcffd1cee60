import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution, Scenario } from '../../../../server/src/simulation/index';
import { checkScenario } from '../../../../server/src/simulation/index';
import { constant, microseconds, milliseconds, pin, run, scenario, expectSound } from '../scenarios';

const ms = milliseconds;

const time = (most: number): fc.Arbitrary<Distribution> => fc.oneof(
  fc.nat(most).map(constant),
  fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]): Distribution => ({ kind: 'uniform', minimum: Math.min(a, b), maximum: Math.max(a, b) })),
);
const flags = fc.subarray([0x1, 0x8, 0x10, 0x20, 0x80, 0x100, 0x200, 0x10000]).map((bits) => bits.reduce((all, bit) => all | bit, 0));
const state = fc.constantFrom('STOP', 'ACQUIRE', 'PAUSE', 'RUN' as const);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined });

const anyHardware = fc.record({
  listDepth: fc.integer({ min: 1, max: 4 }), fifoFrames: fc.nat(3), whenFull: fc.constantFrom('skipFrame', 'dropOldest', 'overwrite', 'halt' as const), transferTime: fc.oneof(fc.constant(constant(0)), time(15 * ms)),
  interrupt: fc.constantFrom('perFrame', 'perPeriod', 'perField' as const), interruptEvery: fc.constantFrom(1, 1, 2, 5), coalescingTime: maybe(fc.nat(20 * ms)), bus: maybe(fc.constant(0)),
  lockFailures: maybe(fc.record({ at: fc.constantFrom([], [1], [2, 3, 7]), perMillion: fc.constantFrom(0, 200_000) })),
  mappings: maybe(fc.record({ tableEntries: fc.integer({ min: 1, max: 9 }), maximumBytes: fc.constantFrom(1000, 4096, 1 << 20), adjacentPages: fc.constantFrom(constant(1), constant(3), { kind: 'uniform', minimum: 1, maximum: 4 } as const), mapRegisters: fc.integer({ min: 3, max: 12 }) })),
});
const anyDriver = fc.record({
  pattern: fc.constantFrom('cloneAndAdvance', 'cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc' as const), whenListFull: fc.constantFrom('pending', 'pending', 'pending', 'success' as const),
  attemptProcessing: fc.constantFrom('whenPended', 'oncePendedAlways', 'always', 'never' as const), attemptAsynchronous: fc.boolean(), whenBufferTooSmall: fc.constantFrom('completeEmpty', 'truncate' as const),
  chunkBytes: maybe(fc.constantFrom(1, 300, 1000, 5000)), unlocksClones: fc.boolean(), cancelCallback: fc.constantFrom('none', 'deletes', 'keeps' as const), cloneTimeout: fc.option(fc.integer({ min: 1, max: 40 * ms })),
  setsDataUsed: fc.constantFrom(true, true, true, false), marksDiscontinuity: maybe(fc.boolean()), deletesClones: fc.constantFrom('atAcquire', 'atStop', 'never' as const), endOfStreamAt: maybe(fc.integer({ min: 1, max: 20 })),
  processTime: time(5 * ms), setDeviceStateTime: time(5 * ms), dpcTime: time(100 * microseconds),
});
const anyCase = fc.record({
  flags, hardware: anyHardware, driver: anyDriver, period: fc.integer({ min: 1 * ms, max: 20 * ms }), jitter: time(3 * ms), latency: time(2 * ms),
  frameBytes: fc.constantFrom(1000, 9000), bufferFrames: fc.constantFrom(1, 1, 3, 0.5), common: fc.nat(3),
  client: fc.record({ requests: fc.integer({ min: 1, max: 6 }), headersPerRequest: fc.constantFrom(1, 1, 2), hold: time(60 * ms), holdDiscipline: fc.constantFrom('parallel', 'serial' as const), firstQueuedAt: fc.constantFrom('ACQUIRE', 'PAUSE', 'RUN' as const), atStop: fc.constantFrom('cancels', 'cancels', 'waits' as const) }),
  states: fc.array(fc.tuple(fc.nat(200), state), { maxLength: 6 }),
  cancels: fc.array(fc.record({ time: fc.nat(200 * ms), which: fc.constantFrom('oldest', 'all' as const) }), { maxLength: 3 }),
  choices: fc.record({
    cancelledClone: fc.constantFrom('lastCloneDeleted', 'withoutCallbackReleased', 'atOnce' as const), cancelWhileLocked: fc.constantFrom('atUnlock', 'forgotten' as const),
    stateChangeDuringProcess: fc.constantFrom('waits', 'interrupts' as const), endOfStreamFlush: fc.constantFrom('cancelsWaiting', 'keepsWaiting' as const),
    lockWithoutResources: fc.constantFrom('insufficientResources', 'deviceNotReady' as const), mappingLifetime: fc.constantFrom('whileLocked', 'untilCompletion' as const),
  }),
  tieSeed: fc.constantFrom(0, 7),
});

function scenarioOf(p: typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never): Scenario {
  const states = p.states.map(([at, to]) => ({ time: at * ms, state: to })).sort((a, b) => a.time - b.time);
  const copies = p.driver.pattern === 'copyInProcess' || p.driver.pattern === 'copyAtDpc';
  const defined = <Part extends object>(part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
  return scenario([pin({
    flags: p.flags, frameBytes: p.frameBytes, source: { period: p.period, jitter: p.jitter },
    hardware: { ...defined(p.hardware), ...(copies ? { commonBufferFrames: p.common } : {}) } as object,
    driver: defined(p.driver) as object,
    system: { interruptLatency: p.latency, dpcLatency: p.latency, workItemLatency: p.latency, completionLatency: p.latency },
    client: { ...p.client, bufferBytes: Math.max(1, p.bufferFrames * p.frameBytes), stalls: [{ start: 30 * ms, duration: 20 * ms }] },
    ...(states.length > 0 ? { states } : {}),
  })], {
    duration: 250 * ms, limits: { events: 4_000 }, buses: [{ label: 'bus', bytesPerSecond: 1_000_000 }], choices: p.choices, tieSeed: p.tieSeed,
    events: p.cancels.map((cancel) => ({ kind: 'cancel', pin: 0, ...cancel } as const)).sort((a, b) => a.time - b.time),
  });
}

describe('whatever hardware and driver', () => {
  it('no frame is ever lost sight of, every invariant holds, the trace is well formed and survives its encoding', () => {
    const reasons = new Map<string, number>();
    fc.assert(fc.property(anyCase, fc.nat(), (p, seed) => {
      const what = scenarioOf(p);
      expect(checkScenario(what)).toEqual([]);
      const result = run(what, seed);
      const [stats] = result.pins;
      reasons.set(result.stopReason, (reasons.get(result.stopReason) ?? 0) + 1);
      expect(stats!.framesInFlight).toBeGreaterThanOrEqual(0);
      expect(stats!.drops.reduce((sum, { count }) => sum + count, 0)).toBe(stats!.framesDropped);
      expectSound(result.trace);
    }), { numRuns: 200 });
    expect(reasons.get('completed')).toBeGreaterThan(100);
  });
});
