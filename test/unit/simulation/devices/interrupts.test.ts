import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../../../server/src/simulation/index';
import { constant, instantsOf, milliseconds, pin, rowOfKind, run, scenario } from '../scenarios';

const ms = milliseconds;
const enough = { requests: 20, hold: constant(0) };
const interruptsOf = ({ trace }: SimulationResult): number[] => instantsOf(trace, rowOfKind(trace, 'interrupt'), 'interrupt');

describe('interrupts', () => {
  it('per field come at half the transfer and at its end; the DPC finishes the frame at the second', () => {
    const result = run(scenario([pin({ hardware: { interrupt: 'perField' }, client: enough, driver: { endOfStreamAt: 2 } })]));
    expect(interruptsOf(result)).toEqual([12 * ms, 14 * ms, 22 * ms, 24 * ms]);
    expect(instantsOf(result.trace, rowOfKind(result.trace, 'client'), 'delivered')).toEqual([14 * ms, 24 * ms]);
    expect(result.pins[0]).toMatchObject({ interrupts: 4, dpcs: 4, framesDelivered: 2 });
  });

  it('every n events: frames wait for the one that completes the number', () => {
    const result = run(scenario([pin({ hardware: { interruptEvery: 3 }, client: enough })]));
    expect(interruptsOf(result)).toEqual([34 * ms, 64 * ms, 94 * ms]);
    expect(instantsOf(result.trace, rowOfKind(result.trace, 'client'), 'delivered')).toEqual([34, 34, 34, 64, 64, 64, 94, 94, 94].map((at) => at * ms));
    // The tenth is captured, and never interrupted for.
    expect(result.pins[0]!.drops).toMatchObject([{ key: 'discardedAtStop', count: 1 }]);
  });

  it('a coalescing time bounds the wait, from the first event that waits', () => {
    const result = run(scenario([pin({ hardware: { interruptEvery: 4, coalescingTime: 15 * ms }, client: enough })]));
    expect(interruptsOf(result).slice(0, 3)).toEqual([29 * ms, 49 * ms, 69 * ms]);
    expect(result.pins[0]!.drops.map(({ key }) => key)).toEqual(['discardedAtStop']);
    expect(run(scenario([pin({ hardware: { interruptEvery: 1, coalescingTime: 15 * ms }, client: enough })])).pins[0]!.interrupts).toBe(10);
  });

  it('a period of every n-th frame', () => {
    expect(interruptsOf(run(scenario([pin({ hardware: { interrupt: 'perPeriod', interruptEvery: 5 }, client: enough })])))).toEqual([50 * ms, 100 * ms]);
  });

  it('one that is pending stands for all', () => {
    const result = run(scenario([pin({ client: enough, system: { interruptLatency: constant(25 * ms) } })]));
    // The last one is served when the device has stopped, and finds nothing.
    expect(interruptsOf(result)).toEqual([39 * ms, 69 * ms, 99 * ms, 129 * ms]);
    expect(result.framesDelivered).toBe(9);
  });

  it('more buffers in the device than one interrupt needs, or the stream stands still for good', () => {
    // Two buffers never make three events.
    const result = run(scenario([pin({ hardware: { interruptEvery: 3 }, client: { requests: 2, hold: constant(0) } })]));
    expect(result.framesDelivered).toBe(0);
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'buffersInCompletion', count: 8 });
    expect(run(scenario([pin({ hardware: { interruptEvery: 3, coalescingTime: 5 * ms }, client: { requests: 2, hold: constant(0) } })])).framesDelivered).toBeGreaterThan(6);
  });
});
