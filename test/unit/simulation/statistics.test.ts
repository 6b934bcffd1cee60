import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLatency, createLatencyStore, latencyStatistics } from '../../../server/src/simulation/statistics/latency';
import { rangeDuring } from '../../../server/src/simulation/statistics/range';

describe('latency percentiles', () => {
  it('are the nearest ranks of all stores together', () => {
    const latencies = fc.array(fc.oneof(fc.nat(3), fc.nat(2 ** 31 - 1)), { maxLength: 300 });
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
