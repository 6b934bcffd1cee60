import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLatency, createLatencyStore, latencyStatistics } from '../../../server/src/simulation/statistics/latency';
import { beginRange, createRangeTally, greatestTallied, rangeOf, stepRange, stopRange } from '../../../server/src/simulation/statistics/range-tally';
import { addCounter, createTraceRecorder, finishTrace, recordCounterNow } from '../../../server/src/trace/index';
import { rangeDuring } from './range-during';
import { milliseconds, pin, run, scenario } from './scenarios';

describe('latency percentiles', () => {
  it('are the nearest ranks of all stores together', () => {
    const latencies = fc.array(fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 2 ** 32 - 2, max: 2 ** 32 + 2 }), fc.integer({ min: 0, max: 2 ** 45 })), { maxLength: 300 });
    fc.assert(fc.property(latencies, latencies, (first, second) => {
      const stores = [first, second].map((values) => {
        const store = createLatencyStore();
        for (const value of values) addLatency(store, value);
        return store;
      });
      const sorted = [...first, ...second].sort((a, b) => a - b);
      const at = (percent: number): number | null => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
      expect(latencyStatistics(stores)).toEqual({ p50: at(50), p95: at(95), p99: at(99), max: at(100) });
      // Asking changes nothing.
      expect(latencyStatistics(stores)).toEqual({ p50: at(50), p95: at(95), p99: at(99), max: at(100) });
    }));
  });

  it('stay quick when all are alike or in order', () => {
    for (const value of [() => 7, (index: number) => index, (index: number) => 200_000 - index]) {
      const store = createLatencyStore();
      for (let index = 0; index < 200_000; index += 1) addLatency(store, value(index));
      const begin = performance.now();
      latencyStatistics([store]);
      expect(performance.now() - begin).toBeLessThan(1000);
    }
  });
});

describe('what is tallied while a run goes on', () => {
  /** What happens, one after the other; a gap of 0 keeps the instant. */
  const moments = fc.array(fc.record({ gap: fc.oneof(fc.constant(0), fc.nat(9), fc.nat(2 ** 40)), value: fc.oneof(fc.nat(3), fc.nat(200)), what: fc.constantFrom('step', 'step', 'step', 'begin', 'stop' as const) }), { maxLength: 60 });

  it('ranges are those of the trace\'s counter, number for number', () => {
    fc.assert(fc.property(moments, (all) => {
      const clock = new Float64Array(1);
      const recorder = createTraceRecorder(clock);
      const counter = addCounter(recorder, { key: 'queueDepth', unit: 'buffers', group: '', limit: null, path: '' });
      const tally = createRangeTally(2);
      const stretches: number[] = [];
      for (const { gap, value, what } of all) {
        clock[0]! += gap;
        if (what === 'step') {
          recordCounterNow(recorder, counter, value);
          stepRange(tally, clock, value);
        } else if ((what === 'begin') === (stretches.length % 2 === 0)) {
          stretches.push(clock[0]!);
          if (what === 'begin') beginRange(tally, clock);
          else stopRange(tally, clock);
        }
      }
      if (stretches.length % 2 === 1) stretches.push(clock[0]!);
      stopRange(tally, clock);
      const trace = finishTrace(recorder, { label: '', seed: 0, fingerprint: '', duration: clock[0]! });
      expect(rangeOf(tally)).toEqual(rangeDuring(trace.counters[0]!, stretches));
    }), { numRuns: 1000 });
  });

  it('does not take any value for a small one', () => {
    const tally = createRangeTally();
    expect(() => stepRange(tally, new Float64Array(1), greatestTallied + 1)).toThrow(RangeError);
  });

  it('shares are those of the trace\'s spans, number for number', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (hold, requests, seed) => {
      const { pins, trace } = run(scenario([pin({ client: { requests, hold: { kind: 'uniform', minimum: 0, maximum: hold * milliseconds } } })]), seed);
      const times = new Map<string, number>();
      trace.rows.forEach(({ kind }, row) => {
        if (kind !== 'buffer') return;
        for (let span = trace.spans.offsets[row]!; span < trace.spans.offsets[row + 1]!; span += 1) {
          const { key } = trace.states[trace.spans.state[span]!]!;
          times.set(key, (times.get(key) ?? 0) + trace.spans.end[span]! - trace.spans.start[span]!);
        }
      });
      const total = [...times.values()].reduce((sum, time) => sum + time, 0);
      for (const [key, time] of times) expect(pins[0]!.stateShares[key]).toBeCloseTo(time / total, 12);
      expect(Object.keys(pins[0]!.stateShares)).toHaveLength(times.size);
    }), { numRuns: 30 });
  });
});

describe('ranges', () => {
  it('weigh each value by the time it holds within the stretches', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(5)), { maxLength: 30 });
    const gaps = fc.array(fc.nat(20), { maxLength: 8 });
    fc.assert(fc.property(steps, gaps, (pairs, cuts) => {
      let time = 0;
      const times = Float64Array.from(pairs.map(([gap]) => (time += gap)));
      const values = Float64Array.from(pairs.map(([, value]) => value));
      time = 0;
      const stretches = cuts.map((gap) => (time += gap));
      const seen: number[] = [];
      for (let at = 0; at + 1 < stretches.length; at += 2) {
        for (let now = stretches[at]!; now < stretches[at + 1]!; now += 1) seen.push(values[Array.from(times).filter((each) => each <= now).length - 1] ?? 0);
      }
      const { minimum, mean, maximum } = rangeDuring({ times, values }, stretches);
      expect([minimum, maximum]).toEqual(seen.length === 0 ? [0, 0] : [Math.min(...seen), Math.max(...seen)]);
      expect(mean).toBeCloseTo(seen.length === 0 ? 0 : seen.reduce((sum, value) => sum + value) / seen.length, 9);
    }));
  });
});
