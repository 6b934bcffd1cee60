import { describe, expect, it } from 'vitest';
import type { DriverPattern, Scenario, SimulationResult } from '../../../../server/src/simulation/index';
import type { PinChanges } from '../scenarios';
import { constant, instantsOf, microseconds, milliseconds, pin, rowOfKind, run, scenario } from '../scenarios';

const ms = milliseconds;
const every: readonly DriverPattern[] = ['cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc'];
type Changes = PinChanges;

const events = (...cancels: readonly (readonly [number, 'oldest' | 'all'])[]): Partial<Scenario> => ({ events: cancels.map(([time, which]) => ({ kind: 'cancel', time, pin: 0, which })) });
const keys = ({ pins: [stats] }: SimulationResult): string[] => stats!.drops.map(({ key }) => key);
const delivered = ({ trace }: SimulationResult): number[] => instantsOf(trace, rowOfKind(trace, 'client'), 'delivered');

describe('a clone that is unlocked once it is programmed', () => {
  const unlocked = (cancelCallback: 'none' | 'deletes' | 'keeps'): Changes => ({ driver: { unlocksClones: true, cancelCallback }, client: { requests: 3, hold: constant(1 * ms) } });

  it('is deleted by its cancel callback while the device fills its buffer: the frame is lost, and the device goes on with the next', () => {
    const result = run(scenario([pin(unlocked('deletes'))], events([12 * ms, 'oldest'])));
    expect(result.pins[0]!.queueFramesCancelled).toBe(1);
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'cancelled', count: 1, firstFrame: 0, firstTime: 12 * ms });
    expect(delivered(result)[0]).toBe(24 * ms);
    expect(result.framesDelivered).toBe(9);
  });

  it('without a callback keeps the request until the DPC deletes it; what was filled meanwhile is lost', () => {
    const result = run(scenario([pin(unlocked('none'))], events([12 * ms, 'oldest'])));
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'cancelled', count: 1, firstFrame: 0, firstTime: 14 * ms });
    expect(delivered(result)[0]).toBe(24 * ms);
  });

  it('or lets go of it at once, by another reading: the device then fills what is not its own any more', () => {
    const result = run(scenario([pin({ ...unlocked('none'), client: { requests: 2, hold: constant(1 * ms) } })], { ...events([5 * ms, 'oldest']), choices: { cancelledClone: 'atOnce' } }));
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'cancelled', count: 1, firstFrame: 0, firstTime: 10 * ms });
    expect(result.framesDelivered).toBeGreaterThan(6);
  });

  it('a locked one cannot be cancelled before the DPC', () => {
    const result = run(scenario([pin({ client: { requests: 3, hold: constant(1 * ms) } })], events([12 * ms, 'oldest'])));
    expect(delivered(result)[0]).toBe(14 * ms);
    expect(result.pins[0]!.queueFramesCancelled).toBe(0);
  });
});

describe('a timeout of clones', () => {
  it('gives a buffer back unfilled, and the device has it no more', () => {
    const result = run(scenario([pin({ source: { period: 40 * ms }, driver: { cloneTimeout: 15 * ms }, client: { requests: 1, hold: constant(1 * ms) } })]));
    // Programmed at 0, 16 and 32 ms, when frame 0 comes at 40 ms; then at 45, 61 and 77 ms, and at 85 ms.
    expect(result.pins[0]!.completedEmpty).toBe(2 + 2 + 1);
    expect(delivered(result)).toEqual([44 * ms, 84 * ms]);
  });

  it('loses the frame that a buffer is being filled with', () => {
    const result = run(scenario([pin({ driver: { cloneTimeout: 12 * ms }, client: { requests: 1, hold: constant(60 * ms) } })]));
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'cancelled', firstFrame: 0, firstTime: 12 * ms });
  });

  it('takes the clone that found the list full, too', () => {
    const result = run(scenario([pin({ source: { period: 30 * ms }, hardware: { listDepth: 1, transferTime: constant(1 * ms), interrupt: 'perPeriod' }, driver: { cloneTimeout: 20 * ms }, client: { requests: 3, hold: constant(1 * ms) } })]));
    expect(result.stopReason).toBe('completed');
    expect(result.findings.map(({ code }) => code)).not.toContain('SPT-06');
  });
});

describe('whatever the pattern', () => {
  it.each(every)('%s: RUN, PAUSE, RUN goes on; STOP gives everything back; the next RUN begins anew', (pattern) => {
    const states = [{ time: 0, state: 'RUN' }, { time: 35 * ms, state: 'PAUSE' }, { time: 65 * ms, state: 'RUN' }, { time: 100 * ms, state: 'STOP' }, { time: 120 * ms, state: 'RUN' }, { time: 165 * ms, state: 'STOP' }] as const;
    const result = run(scenario([pin({ driver: { pattern }, hardware: { transferTime: constant(1 * ms) }, client: { requests: 3, hold: constant(1 * ms) }, states })], { duration: 165 * ms }));
    expect(delivered(result).map((at) => at / ms)).toEqual([11, 21, 31, 76, 86, 96, 131, 141, 151, 161]);
    expect(result.pins[0]).toMatchObject({ framesProduced: 10, framesInFlight: 0, queueFramesWaiting: 0 });
  });

  it.each(every)('%s: with ENFORCE_FIFO, a trailing edge of its own and several headers in a request', (pattern) => {
    for (const flags of [0x10080, 0x10200, 0x10280]) {
      const result = run(scenario([pin({ flags, driver: { pattern, attemptProcessing: 'always' }, hardware: { transferTime: constant(1 * ms) }, client: { requests: 2, headersPerRequest: 2, hold: constant(1 * ms) } })]));
      expect(result.framesDelivered).toBe(10);
      expect(result.pins[0]).toMatchObject({ framesInFlight: 0, queueFramesWaiting: 0 });
      expect(result.findings).toEqual([]);
    }
  });

  it.each(every)('%s: the stream ends with the frame that says so', (pattern) => {
    const result = run(scenario([pin({ driver: { pattern, endOfStreamAt: 3 }, client: { requests: 4, hold: constant(1 * ms) } })]));
    expect(result.pins[0]).toMatchObject({ framesProduced: 3, framesDelivered: 3, framesInFlight: 0 });
  });

  it.each(every)('%s: a stop in the middle of Process waits for it', (pattern) => {
    const during = { driver: { pattern, processTime: constant(8 * ms) }, client: { requests: 3, hold: constant(1 * ms) }, states: [{ time: 0, state: 'RUN' }, { time: 54 * ms, state: 'STOP' }] as const };
    for (const stateChangeDuringProcess of ['waits', 'interrupts'] as const) {
      const result = run(scenario([pin(during)], { choices: { stateChangeDuringProcess } }));
      expect(result.stopReason).toBe('completed');
      expect(result.pins[0]).toMatchObject({ framesInFlight: 0, queueFramesWaiting: 0 });
    }
  });

  it.each(every)('%s: cancelling everything again and again stops nothing for good', (pattern) => {
    const result = run(scenario([pin({ driver: { pattern, unlocksClones: true, cancelCallback: 'deletes' }, hardware: { transferTime: constant(1 * ms) }, client: { requests: 3, hold: constant(1 * ms) } })], events([15 * ms, 'all'], [20 * ms + 500 * microseconds, 'all'], [55 * ms, 'all'])));
    expect(result.framesDelivered).toBeGreaterThanOrEqual(9);
    expect(keys(result).filter((key) => key !== 'cancelled')).toEqual([]);
  });
});

describe('avshws sets its flag where it should clear it', () => {
  it('from the first STATUS_PENDING on every DPC attempts, and those with nothing to do are redundant', () => {
    const changes: Changes = { hardware: { listDepth: 2, interrupt: 'perPeriod', transferTime: constant(1 * ms) }, client: { requests: 3, hold: constant(1 * ms) } };
    const attempts = (attemptProcessing: 'whenPended' | 'oncePendedAlways') => {
      const [stats] = run(scenario([pin({ ...changes, driver: { attemptProcessing } })])).pins;
      return [stats!.processPending, stats!.attemptProcessingCalls, stats!.attemptProcessingRedundant];
    };
    const [pended, once, redundant] = attempts('whenPended');
    expect(once).toBe(pended);
    expect(redundant).toBe(0);
    const [, quirk, wasted] = attempts('oncePendedAlways');
    // An interrupt at each of ten periods, and each DPC behind the first STATUS_PENDING attempts.
    expect(quirk).toBe(10);
    expect(wasted).toBeGreaterThan(0);
    expect(quirk! - wasted!).toBeLessThanOrEqual(once! + 1);
  });
});
