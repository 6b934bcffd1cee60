import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution, Scenario } from '../../../server/src/simulation/index';
import { checkScenario, createSimulation, runSliced } from '../../../server/src/simulation/index';
import { decodeTrace, encodeTrace } from '../../../server/src/trace/index';
import { constant, microseconds, milliseconds, pin, run, scenario, spansOf, expectSound } from './scenarios';

const ms = milliseconds;
const jitter: Distribution = { kind: 'uniform', minimum: -500_000, maximum: 500_000 };
const random = pin({ source: { period: 10 * ms, jitter }, client: { requests: 3, hold: { kind: 'triangular', minimum: 5 * ms, mode: 10 * ms, maximum: 40 * ms } } });

describe('determinism', () => {
  it('the same scenario and seed give the same result, fingerprint and trace', () => {
    const [first, second] = [run(scenario([random]), 5), run(scenario([random]), 5)];
    expect(second).toEqual(first);
  });

  it('without randomness every seed gives the same fingerprint', () => {
    expect(run(scenario(), 1).fingerprint).toBe(run(scenario(), 2 ** 50).fingerprint);
  });

  it('with randomness another seed gives another', () => {
    expect(new Set([1, 2, 3, 2 ** 33 + 1].map((seed) => run(scenario([random]), seed).fingerprint)).size).toBe(4);
  });

  it('the fingerprint does not depend on how the run is cut into slices', () => {
    const sliced = (events: number): string => {
      const simulation = createSimulation(scenario([random]), 5);
      while (!simulation.advance(events).done);
      return simulation.result().fingerprint;
    };
    expect(sliced(1)).toBe(sliced(100_000));
  });

  it('pins a fingerprint, so that every host must agree', () => {
    expect(run(scenario([random]), 5).fingerprint).toMatchInlineSnapshot(`"0c008fb36688301c"`);
  });

  it('another pin beside it, before or after, changes nothing of a pin', () => {
    const alone = run(scenario([random]), 5);
    const other = pin({ ...random, label: 'still' });
    const trace = (result: ReturnType<typeof run>): unknown => {
      const rows = result.trace.rows.flatMap((row, index) => (row.group === 'capture' ? [index] : []));
      return rows.map((row) => spansOf(result.trace, row));
    };
    for (const pins of [[random, other], [other, random]]) {
      const both = run(scenario(pins), 5);
      const own = both.pins.find(({ label }) => label === 'capture')!;
      const expected = alone.pins[0]!;
      expect({ ...own, drops: own.drops.map((drop) => ({ ...drop, paths: [] })) }).toEqual({ ...expected, drops: expected.drops.map((drop) => ({ ...drop, paths: [] })) });
      const cut = (spans: unknown): unknown => JSON.parse(JSON.stringify(spans));
      const last = Math.min(alone.virtualTime, both.virtualTime);
      const before = (spans: unknown): unknown => (cut(spans) as [string, number, number, number][][]).map((row) => row.filter(([, , end]) => end < last));
      expect(before(trace(both))).toEqual(before(trace(alone)));
    }
    const still = run(scenario([random, other]), 5).pins[1]!;
    expect(still.latency).not.toBe(null);
  });

  it('making one thing random leaves the numbers of another as they were', () => {
    const captured = (changes: Parameters<typeof pin>[0]): number[] => {
      const { trace } = run(scenario([pin({ source: { period: 10 * ms, jitter }, ...changes })]), 9);
      const { offsets, time, kind } = trace.instants;
      return Array.from({ length: offsets[offsets.length - 1]! }, (_, at) => at).filter((at) => trace.instantKinds[kind[at]!]!.key === 'captured').map((at) => time[at]!);
    };
    expect(captured({ hardware: { transferTime: { kind: 'uniform', minimum: 1 * ms, maximum: 4 * ms } } })).toEqual(captured({}));
  });
});

describe('limits', () => {
  it('ends the run at its limit of events and says so', () => {
    const result = run(scenario([pin()], { limits: { events: 20 } }));
    expect(result.stopReason).toBe('limitReached');
    expect(result.findings.at(-1)).toMatchObject({ key: 'limitReached', severity: 'info', arguments: { events: 20 } });
    expect(decodeTrace(encodeTrace(result.trace))).toEqual(result.trace);
  });

  it.each([20, 1, 0])('ends the recording at its limit of %i spans, and the run goes on to the same figures', (spans) => {
    const whole = run(scenario([pin()]));
    const result = run(scenario([pin()], { limits: { spans } }));
    expect(result.trace.spans.count).toBeLessThan(whole.trace.spans.count);
    expect(result.trace.recordedUntil).toBeLessThan(result.trace.duration);
    expect({ ...result, trace: null }).toEqual({ ...whole, trace: null });
    expect(decodeTrace(encodeTrace(result.trace))).toEqual(result.trace);
  });

  it('notices that virtual time stands still', () => {
    // Buffers that are too small, returned at once by a client that has them at once.
    const result = run({ ...scenario([pin({ client: { bufferBytes: 1, hold: constant(0) } })]), checkInvariants: false });
    expect(result.stopReason).toBe('noProgress');
  });
});

describe('slices', () => {
  it('yields in time, reports progress and ends with the result', async () => {
    let clock = 0;
    let yields = 0;
    const progress: number[] = [];
    const simulation = createSimulation(scenario([random], { duration: 200_000 * ms, checkInvariants: false }), 5);
    // Each look at the clock finds a millisecond gone.
    const result = await runSliced(simulation, { now: () => (clock += 1), yieldToHost: async () => { yields += 1; }, onProgress: (at) => progress.push(at.progress) });
    expect(result.stopReason).toBe('completed');
    expect(yields).toBeGreaterThan(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it('stops at the next slice when cancelled, with what it has', async () => {
    let looks = 0;
    const result = await runSliced(createSimulation(scenario([random], { duration: 3_600_000 * ms, checkInvariants: false }), 5), { now: () => performance.now(), yieldToHost: async () => undefined, isCancelled: () => (looks += 1) > 3 });
    expect(result.stopReason).toBe('cancelled');
    expect(result.framesProduced).toBeGreaterThan(0);
  });

  it('is over once its result was taken', () => {
    const simulation = createSimulation(scenario([random]), 5);
    simulation.advance(30);
    const result = simulation.result();
    expect(result.stopReason).toBe('cancelled');
    expect(simulation.advance(1000).done).toBe(true);
    expect(simulation.result()).toBe(result);
  });
});

describe('checkScenario', () => {
  const defects = (what: Scenario): string[] => checkScenario(what).map(({ key, field }) => `${key} ${field}`);

  it('accepts what the tests run', () => {
    expect(defects(scenario([random]))).toEqual([]);
  });

  it.each<[string, Scenario]>([
    ['notWhole duration', scenario([pin()], { duration: 0.5 })],
    ['noPins pins', scenario([])],
    ['duplicateLabel pins.1.label', scenario([pin(), pin()])],
    ['noQueue pins.0.flags', scenario([pin({ flags: 0x80000 })])],
    ['noProcess pins.0.callbacks.process', scenario([pin({ callbacks: { process: null } })])],
    ['notWhole pins.0.source.period', scenario([pin({ source: { period: 0 } })])],
    ['notWhole pins.0.client.hold', scenario([pin({ client: { hold: constant(-1) } })])],
    ['order pins.0.client.hold', scenario([pin({ client: { hold: { kind: 'triangular', minimum: 1, mode: 9, maximum: 5 } } })])],
    ['emptyTable pins.0.client.hold', scenario([pin({ client: { hold: { kind: 'table', values: [1], weights: [0] } } })])],
    ['order pins.0.states.1', scenario([pin({ states: [{ time: 5, state: 'RUN' }, { time: 4, state: 'STOP' }] })])],
  ])('%s', (expected, what) => {
    expect(defects(what)).toContain(expected);
    expect(() => createSimulation(what, 1)).toThrow(RangeError);
  });
});

describe('whatever the scenario', () => {
  const time = (most: number): fc.Arbitrary<Distribution> => fc.oneof(
    fc.nat(most).map(constant),
    fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]): Distribution => ({ kind: 'uniform', minimum: Math.min(a, b), maximum: Math.max(a, b) })),
    fc.tuple(fc.nat(most), fc.nat(most), fc.nat(most)).map((all): Distribution => { const [minimum, mode, maximum] = [...all].sort((a, b) => a - b) as [number, number, number]; return { kind: 'triangular', minimum, mode, maximum }; }),
    fc.array(fc.tuple(fc.nat(most), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 3 }).map((pairs): Distribution => ({ kind: 'table', values: pairs.map(([value]) => value), weights: pairs.map(([, weight]) => weight) })),
  );
  const flags = fc.subarray([0x1, 0x8, 0x10, 0x20, 0x80, 0x200, 0x10000]).map((bits) => bits.reduce((all, bit) => all | bit, 0));
  const state = fc.constantFrom('STOP', 'ACQUIRE', 'PAUSE', 'RUN' as const);
  const anyPin = fc.record({
    flags, period: fc.integer({ min: 1 * ms, max: 20 * ms }), jitter: time(3 * ms), transfer: time(15 * ms), fifo: fc.nat(3), depth: fc.integer({ min: 1, max: 4 }), requests: fc.integer({ min: 1, max: 6 }),
    hold: time(60 * ms), small: fc.boolean(), latency: time(2 * ms), short: time(100 * microseconds), setState: time(5 * ms),
    whenFull: fc.constantFrom('skipFrame', 'dropOldest' as const), interrupt: fc.constantFrom('perFrame', 'perPeriod' as const), whenListFull: fc.constantFrom('pending', 'pending', 'success' as const),
    attemptProcessing: fc.constantFrom('whenPended', 'oncePendedAlways', 'always', 'never' as const), attemptAsynchronous: fc.boolean(), tooSmall: fc.constantFrom('completeEmpty', 'truncate' as const),
    setsDataUsed: fc.boolean(), deletesClones: fc.constantFrom('atAcquire', 'atStop', 'never' as const), discipline: fc.constantFrom('parallel', 'serial' as const), first: fc.constantFrom('ACQUIRE', 'PAUSE', 'RUN' as const),
    states: fc.array(fc.tuple(fc.nat(200), state), { maxLength: 5 }),
  });

  it('no frame is ever lost sight of, every invariant holds, the trace is well formed and survives its encoding', () => {
    fc.assert(fc.property(anyPin, fc.nat(), (p, seed) => {
      const states = p.states.map(([at, to]) => ({ time: at * ms, state: to })).sort((a, b) => a.time - b.time);
      const what = scenario([pin({
        flags: p.flags, source: { period: p.period, jitter: p.jitter },
        hardware: { listDepth: p.depth, fifoFrames: p.fifo, whenFull: p.whenFull, transferTime: p.transfer, interrupt: p.interrupt },
        driver: { whenListFull: p.whenListFull, attemptProcessing: p.attemptProcessing, attemptAsynchronous: p.attemptAsynchronous, whenBufferTooSmall: p.tooSmall, setsDataUsed: p.setsDataUsed, deletesClones: p.deletesClones, processTime: p.short, setDeviceStateTime: p.setState, dpcTime: p.short },
        system: { interruptLatency: p.latency, dpcLatency: p.latency, workItemLatency: p.latency, completionLatency: p.latency },
        client: { requests: p.requests, hold: p.hold, holdDiscipline: p.discipline, firstQueuedAt: p.first, ...(p.small ? { bufferBytes: 10 } : {}), stalls: [{ start: 30 * ms, duration: 20 * ms }] },
        ...(states.length > 0 ? { states } : {}),
      })], { duration: 250 * ms, limits: { events: 5_000 } });
      const result = run(what, seed);
      const [stats] = result.pins;
      expect(stats!.framesInFlight).toBeGreaterThanOrEqual(0);
      expect(stats!.drops.reduce((sum, { count }) => sum + count, 0)).toBe(stats!.framesDropped);
      if (result.stopReason === 'completed' && p.deletesClones !== 'never') expect([stats!.framesInFlight, stats!.queueFramesWaiting]).toEqual([0, 0]);
      expectSound(result.trace);
    }), { numRuns: 150 });
  });
});
