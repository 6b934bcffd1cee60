// Steps taken together leave everything as the same steps one by one: a run without a record of calls against the same run with one, which takes every step for itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Distribution, Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { randomOutside } from './outside/random-captures';
import { randomGraphs } from './outside/random-graphs';
import { constant, microseconds, milliseconds as ms, pin, run, scenario } from './scenarios';

const time = (most: number): fc.Arbitrary<Distribution> => fc.oneof(fc.constant(constant(0)), fc.constant(constant(0)), fc.constant(constant(most)), fc.tuple(fc.nat(most), fc.nat(most)).map(([minimum, more]) => ({ kind: 'uniform', minimum, maximum: minimum + more }) as const));

/** Captures with clones of which next to nothing is out of the ordinary, and then now and then something is. */
const captures: fc.Arbitrary<Scenario> = fc.record({
  count: fc.integer({ min: 1, max: 2 }), flags: fc.constantFrom(0, 0x10000, 0x10000, 0x20, 0x8, 0x1, 0x80, 0x200), period: fc.integer({ min: ms, max: 8 * ms }),
  hardware: fc.record({
    transferTime: time(6 * ms), listDepth: fc.constantFrom(1, 2, 8), fifoFrames: fc.constantFrom(0, 0, 2), interrupt: fc.constantFrom('perFrame', 'perFrame', 'perPeriod', 'perField'),
    whenFull: fc.constantFrom('skipFrame', 'dropOldest', 'overwrite', 'halt'), interruptEvery: fc.constantFrom(1, 1, 3),
  }),
  driver: fc.record({
    processTime: time(2 * ms), dpcTime: time(50 * microseconds), unlocksClones: fc.boolean(), setsDataUsed: fc.constantFrom(true, true, false), marksDiscontinuity: fc.constantFrom(true, false, null),
    attemptProcessing: fc.constantFrom('whenPended', 'oncePendedAlways', 'always', 'never'), whenListFull: fc.constantFrom('pending', 'pending', 'success'), endOfStreamAt: fc.constantFrom(null, null, 7), typeChangedAt: fc.constantFrom(null, null, null, 5),
    whenBufferTooSmall: fc.constantFrom('completeEmpty', 'truncate'),
    cloneTimeout: fc.constantFrom(null, null, 9 * ms), cancelCallback: fc.constantFrom('none', 'deletes', 'keeps'), deletesClones: fc.constantFrom('atAcquire', 'atStop', 'never'),
  }),
  system: fc.record({ interruptLatency: time(20 * microseconds), dpcLatency: time(3 * ms), completionLatency: time(ms) }),
  client: fc.record({ requests: fc.integer({ min: 1, max: 5 }), headersPerRequest: fc.constantFrom(1, 1, 1, 2), hold: time(12 * ms), holdDiscipline: fc.constantFrom('parallel', 'parallel', 'serial'), bufferBytes: fc.constantFrom(1000, 1000, 1500, 700), stalls: fc.constantFrom([], [], [{ start: 40 * ms, duration: 9 * ms }]) }),
  cancels: fc.array(fc.record({ kind: fc.constant('cancel'), time: fc.nat(100 * ms), pin: fc.constant(0), which: fc.constantFrom('oldest', 'all') }), { maxLength: 2 }),
}).map(({ count, flags, period, hardware, driver, system, client, cancels }): Scenario => scenario(
  Array.from({ length: count }, (_, index) => pin({ label: `pin ${index}`, flags, source: { period }, hardware, driver, system, client } as Parameters<typeof pin>[0])),
  { events: [...cancels].sort((first, second) => first.time - second.time), limits: { events: 5_000 } },
));

/** Everything but the record of calls, which says where it comes from. */
function withoutCalls({ calls, callCount, ...rest }: SimulationResult): unknown {
  expect(calls.length).toBeLessThanOrEqual(callCount);
  return { ...rest, circuits: rest.circuits.map((circuit) => ({ ...circuit, allocatorCalls: [] })) };
}

function expectSame(what: Scenario, seed: number): void {
  const together = run(what, seed);
  const apart = run({ ...what, limits: { ...what.limits, calls: 1 } }, seed);
  expect(apart.callCount).toBeGreaterThan(0);
  expect(together.callCount).toBe(0);
  expect(withoutCalls(together)).toEqual(withoutCalls(apart));
}

describe('steps taken together', () => {
  it('come to the same as one by one: captures as they mostly are', () => {
    fc.assert(fc.property(captures, fc.nat(), expectSame), { numRuns: 300 });
  }, 120_000);

  it('come to the same as one by one: whatever happens from outside', () => {
    fc.assert(fc.property(randomOutside, fc.nat(), (what, seed) => { expectSame({ ...what, limits: { events: 5_000 } }, seed); }), { numRuns: 100 });
    fc.assert(fc.property(randomGraphs, fc.nat(), (what, seed) => { expectSame({ ...what, limits: { events: 5_000 } }, seed); }), { numRuns: 100 });
  }, 120_000);
});
