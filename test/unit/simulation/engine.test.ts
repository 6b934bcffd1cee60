import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockNow, createEngine, createRandomStream, createSampler, fingerprintOf, nextEvent, nextRandom, randomBelow, RandomStream, sample, schedule } from '../../../server/src/simulation/engine/index';
import type { Distribution } from '../../../server/src/simulation/index';

describe('event loop', () => {
  it('dispatches in the order of time, priority and scheduling', () => {
    const event = fc.record({ time: fc.oneof(fc.nat(20), fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 + 3 }), fc.integer({ min: 2 ** 50, max: 2 ** 50 + 3 })), priority: fc.nat(31), argument: fc.integer() });
    fc.assert(fc.property(fc.array(event, { maxLength: 300 }), (events) => {
      const engine = createEngine();
      events.forEach(({ time, priority, argument }, index) => schedule(engine, time, priority, index % 256, index, argument));
      const expected = events.map((each, index) => ({ ...each, index })).sort((a, b) => a.time - b.time || a.priority - b.priority || a.index - b.index);
      for (const { time, argument, index } of expected) {
        expect(nextEvent(engine)).toBe(true);
        expect([engine.clock[clockNow], engine.kind, engine.component, engine.argument]).toEqual([time, index % 256, index, argument]);
      }
      expect(nextEvent(engine)).toBe(false);
    }));
  });

  it('keeps the order while events are added between', () => {
    const engine = createEngine();
    const random = createRandomStream(1, 'hold');
    for (let index = 0; index < 100; index += 1) schedule(engine, randomBelow(random, 1000), index % 4, 0, 0, index);
    let last = -1;
    for (let count = 0; count < 20_000; count += 1) {
      nextEvent(engine);
      expect(engine.clock[clockNow]).toBeGreaterThanOrEqual(last);
      last = engine.clock[clockNow]!;
      schedule(engine, last + randomBelow(random, 1000), count % 4, 0, 0, count);
    }
    expect(engine.heap.count).toBe(100);
  });
});

describe('shuffled ties', () => {
  const order = (tieSeed: number | undefined, events: readonly { readonly time: number; readonly priority: number }[]): { readonly order: readonly number[]; readonly fingerprint: string } => {
    const engine = tieSeed === undefined ? createEngine() : createEngine({ tieSeed });
    events.forEach(({ time, priority }, index) => schedule(engine, time, priority, 0, 0, index));
    const seen: number[] = [];
    while (nextEvent(engine)) seen.push(engine.argument);
    return { order: seen, fingerprint: fingerprintOf(engine) };
  };
  const event = fc.record({ time: fc.nat(3), priority: fc.nat(2) });

  it('keep time and priority, lose and double nothing, and are the same for the same seed', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 200 }), fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (events, seed) => {
      const first = order(seed, events);
      expect([...first.order].sort((a, b) => a - b)).toEqual(events.map((_, index) => index));
      first.order.forEach((index, at) => {
        const [before, after] = [events[first.order[at - 1] ?? index]!, events[index]!];
        expect(before.time < after.time || (before.time === after.time && before.priority <= after.priority)).toBe(true);
      });
      expect(order(seed, events)).toEqual(first);
    }));
  });

  it('are another order for another seed, and the documented one for 0', () => {
    const events = Array.from({ length: 100 }, () => ({ time: 5, priority: 1 }));
    const documented = order(undefined, events);
    expect(order(0, events)).toEqual(documented);
    expect(documented.order).toEqual(events.map((_, index) => index));
    expect(new Set([0, 1, 2, 3, -1].map((seed) => order(seed, events).order.join())).size).toBe(5);
  });

  it('bring each of two events first about as often', () => {
    const two = [{ time: 0, priority: 0 }, { time: 0, priority: 0 }];
    const swapped = Array.from({ length: 2_000 }, (_, seed) => order(seed + 1, two).order[0]).filter((first) => first === 1).length;
    expect(Math.abs(swapped - 1_000)).toBeLessThan(100);
  });

  it('change nothing where there are none', () => {
    const events = Array.from({ length: 50 }, (_, index) => ({ time: index, priority: 0 }));
    expect(order(9, events).order).toEqual(order(0, events).order);
  });

  it('stay apart beyond 2^32 events', () => {
    const engine = createEngine({ tieSeed: 5 });
    for (let index = 0; index < 64; index += 1) {
      engine.sequence = index % 8 + Math.floor(index / 8) * 2 ** 32;
      schedule(engine, 0, 3, 0, 0, index);
    }
    const orders = Array.from({ length: 64 }, (_, entry) => engine.heap.keys[2 * entry + 1]!);
    expect(new Set(orders).size).toBe(64);
    expect(Math.min(...orders) >= 3 * 2 ** 47 && Math.max(...orders) < 4 * 2 ** 47).toBe(true);
  });
});

describe('fingerprint', () => {
  const run = (change: (event: { time: number; priority: number; kind: number; component: number; argument: number }, index: number) => void): string => {
    const engine = createEngine();
    for (let index = 0; index < 50; index += 1) {
      const event = { time: index * 5_000_000_000, priority: 1, kind: 2, component: 3, argument: index };
      change(event, index);
      schedule(engine, event.time, event.priority, event.kind, event.component, event.argument);
    }
    while (nextEvent(engine));
    return fingerprintOf(engine);
  };
  const base = run(() => undefined);

  it('is 16 hexadecimal digits and the same each time', () => {
    expect(base).toMatch(/^[0-9a-f]{16}$/);
    expect(run(() => undefined)).toBe(base);
  });

  it.each(['time', 'priority', 'kind', 'component', 'argument'] as const)('sees one %s that differs by one in one event, the last one too', (field) => {
    const seen = new Set([base]);
    for (const at of [0, 25, 49]) seen.add(run((event, index) => { if (index === at) event[field] += 1; }));
    expect(seen.size).toBe(4);
  });

  it('sees times that differ above 32 bits', () => {
    expect(run((event, index) => { if (index === 49) event.time += 2 ** 40; })).not.toBe(base);
  });

  it('pins its value, so that every host must agree', () => {
    expect(base).toBe(run((event) => event));
    expect(base).toMatchInlineSnapshot(`"a38c0e1d30205d69"`);
  });
});

describe('random streams', () => {
  it('pins its numbers, so that every host must agree', () => {
    const stream = createRandomStream(1, 'capture/jitter');
    expect(Array.from({ length: 4 }, () => nextRandom(stream))).toMatchInlineSnapshot(`
      [
        3815946681,
        362839683,
        1477825892,
        1425270187,
      ]
    `);
  });

  it('depends on the seed, also above 32 bits, and on the name', () => {
    const first = (seed: number, name: string): number => nextRandom(createRandomStream(seed, name));
    expect(new Set([first(1, 'a'), first(2, 'a'), first(2 ** 40, 'a'), first(1, 'b'), first(1, 'ab'), first(1, 'ba'), first(0, '')]).size).toBe(7);
  });

  it('are the high half of the product of draw and bound, wherever the low half is about to wrap', () => {
    const two32 = 2n ** 32n;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 5_000 }), (half, below) => {
      // For an odd bound there is one draw for each low half: its inverse by Newton's method.
      const bound = BigInt(2 * half + 1);
      let inverse = bound;
      for (let round = 0; round < 5; round += 1) inverse = BigInt.asUintN(32, inverse * (2n - bound * inverse));
      const low = two32 - 1n - BigInt(below);
      const draw = BigInt.asUintN(32, low * inverse);
      expect(BigInt.asUintN(32, draw * bound)).toBe(low);
      if (low < bound) return;
      expect(BigInt(randomBelow(Object.assign(new RandomStream(Number(BigInt.asIntN(32, draw)), 0, 0), { counter: 0 }), Number(bound)))).toBe(draw * bound / two32);
    }), { numRuns: 2_000 });
  });

  it('stays within bounds that are no power of two, at any size', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.nat(), (bound, seed) => {
      const stream = createRandomStream(seed, 'x');
      for (let count = 0; count < 20; count += 1) {
        const value = randomBelow(stream, bound);
        expect(Number.isSafeInteger(value) && value >= 0 && value < bound).toBe(true);
      }
    }));
  });
});

describe('distributions', () => {
  const draws = (distribution: Distribution, count: number, seed = 3): number[] => {
    const sampler = createSampler(distribution, seed, 'test');
    return Array.from({ length: count }, () => sample(sampler));
  };
  /** Greatest distance of the observed share from the expected one, in standard deviations. */
  const worst = (values: readonly number[], probabilities: ReadonlyMap<number, number>): number => {
    const seen = new Map<number, number>();
    for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
    for (const value of seen.keys()) expect(probabilities.has(value)).toBe(true);
    return Math.max(...[...probabilities].map(([value, probability]) => Math.abs((seen.get(value) ?? 0) - values.length * probability) / Math.sqrt(values.length * probability * (1 - probability))));
  };

  it('constant', () => {
    expect(new Set(draws({ kind: 'constant', value: 7 }, 10))).toEqual(new Set([7]));
  });

  it('uniform gives every value alike, both ends included', () => {
    const probabilities = new Map(Array.from({ length: 7 }, (_, index) => [index - 2, 1 / 7]));
    expect(worst(draws({ kind: 'uniform', minimum: -2, maximum: 4 }, 100_000), probabilities)).toBeLessThan(4.5);
  });

  it('triangular has exactly the law it documents', () => {
    const [minimum, mode, maximum] = [10, 14, 20];
    const [rising, falling] = [mode - minimum, maximum - mode];
    const probabilities = new Map<number, number>();
    const add = (value: number, probability: number): void => { probabilities.set(value, (probabilities.get(value) ?? 0) + probability); };
    for (let k = 0; k <= rising; k += 1) add(minimum + k, (rising / (rising + falling)) * (2 * k + 1) / (rising + 1) ** 2);
    for (let k = 0; k <= falling; k += 1) add(maximum - k, (falling / (rising + falling)) * (2 * k + 1) / (falling + 1) ** 2);
    expect([...probabilities.values()].reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(worst(draws({ kind: 'triangular', minimum, mode, maximum }, 200_000), probabilities)).toBeLessThan(4.5);
  });

  it.each([[0, 0, 1_000_000], [0, 1_000_000, 1_000_000], [0, 300_000, 1_000_000]])('triangular %i %i %i has the mean of the triangle', (minimum, mode, maximum) => {
    const values = draws({ kind: 'triangular', minimum, mode, maximum }, 100_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(minimum);
    expect(Math.max(...values)).toBeLessThanOrEqual(maximum);
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(Math.abs(mean - (minimum + mode + maximum) / 3)).toBeLessThan(4_000);
  });

  it('table follows its weights and never gives a value of weight 0', () => {
    const values = draws({ kind: 'table', values: [5, 1, 9, 5], weights: [1, 2, 0, 3] }, 100_000);
    expect(worst(values, new Map([[5, 4 / 6], [1, 2 / 6]]))).toBeLessThan(4.5);
  });

  it.each<Distribution>([{ kind: 'uniform', minimum: 4, maximum: 4 }, { kind: 'triangular', minimum: 4, mode: 4, maximum: 4 }, { kind: 'table', values: [4, 8, 4], weights: [1, 0, 2] }])('%o draws no random numbers', (distribution) => {
    const sampler = createSampler(distribution, 1, 'x');
    const before = structuredClone(sampler.stream);
    expect(sample(sampler)).toBe(4);
    expect(structuredClone(sampler.stream)).toEqual(before);
  });
});
