import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CapturePinScenario } from '../../../../server/src/simulation/index';
import { timeAlone } from '../../../../server/src/simulation/run/devices/bus-time';
import { createRun } from '../../../../server/src/simulation/run/create-run';
import { dispatch } from '../../../../server/src/simulation/run/dispatch';
import { busTimes } from '../../../../server/src/simulation/run/devices/bus';
import { nextEvent } from '../../../../server/src/simulation/engine/index';
import { constant, milliseconds, pin, rowOfKind, run, scenario, spansOf } from '../scenarios';

const ms = milliseconds;

/** One frame after 10 ms, then none for long. */
const single = (label: string, frameBytes: number, changes: Parameters<typeof pin>[0] = {}): CapturePinScenario => pin({
  label, frameBytes, ...changes, source: { period: 10 * ms, ...changes.source }, hardware: { transferTime: constant(0), bus: 0, ...changes.hardware },
  driver: { endOfStreamAt: 1, ...changes.driver },
});
const bus = (bytesPerSecond: number): { readonly buses: readonly { readonly label: string; readonly bytesPerSecond: number }[] } => ({ buses: [{ label: 'PCIe', bytesPerSecond }] });

/** When the transfers of each pin began and ended. */
function transfers(pins: readonly CapturePinScenario[], bytesPerSecond: number): (readonly [number, number])[][] {
  const { trace } = run(scenario(pins, bus(bytesPerSecond)));
  return pins.map(({ label }) => {
    const row = trace.rows.findIndex(({ kind, group }) => kind === 'hardware' && group === label);
    return spansOf(trace, row).map(([, start, end]) => [start, end] as const);
  });
}

describe('a bus shared by pins', () => {
  it('one pin alone takes bytes / bandwidth, or its own time where that is longer', () => {
    expect(transfers([single('one', 1000)], 1_000_000)).toEqual([[[10 * ms, 11 * ms]]]);
    expect(transfers([single('one', 1000, { hardware: { transferTime: constant(3 * ms) } })], 1_000_000)).toEqual([[[10 * ms, 13 * ms]]]);
    expect(transfers([single('one', 1000, { hardware: { transferTime: constant(300_000) } })], 1_000_000)).toEqual([[[10 * ms, 11 * ms]]]);
  });

  it('equal transfers that begin together end together, after the time of all', () => {
    expect(transfers(['a', 'b', 'c'].map((label) => single(label, 1000)), 1_000_000)).toEqual([[[10 * ms, 13 * ms]], [[10 * ms, 13 * ms]], [[10 * ms, 13 * ms]]]);
  });

  it('who comes later takes a share from then on, and who is done leaves its share to the others', () => {
    // From 10 to 11 ms the first has the bus alone and moves 1000 of 3000; then both have half, so the second is done with its 500 at 12 ms; the rest goes alone.
    expect(transfers([single('a', 3000), single('b', 500, { source: { period: 11 * ms } })], 1_000_000)).toEqual([[[10 * ms, 13_500_000]], [[11 * ms, 12 * ms]]]);
  });

  it('names the bus when a frame is lost because of it, and only then', () => {
    const crowded = (bytesPerSecond: number) => run(scenario(['a', 'b'].map((label) => pin({ label, hardware: { transferTime: constant(1 * ms), bus: 0 }, client: { requests: 4, hold: constant(0) } })), bus(bytesPerSecond)));
    // Two frames of 1000 bytes every 10 ms are 200,000 bytes a second.
    expect(crowded(250_000).pins.flatMap(({ drops }) => drops.map(({ key }) => key))).toEqual(['discardedAtStop', 'discardedAtStop']);
    const slow = crowded(150_000);
    expect(slow.pins[0]!.drops.map(({ key }) => key)).toContain('busBusy');
    const drop = slow.pins[0]!.drops.find(({ key }) => key === 'busBusy')!;
    expect(drop.arguments).toMatchObject({ bus: 'PCIe' });
    const own = run(scenario([pin({ hardware: { transferTime: constant(14 * ms), bus: 0 }, client: { requests: 4, hold: constant(0) } })], bus(1_000_000_000)));
    expect(own.pins[0]!.drops.map(({ key }) => key)).toContain('hardwareBusy');
    expect(own.pins[0]!.drops.map(({ key }) => key)).not.toContain('busBusy');
  });

  it('is left by a transfer that is broken off', () => {
    // The first pin stops in the middle of its transfer.
    const first = single('a', 2000, { states: [{ time: 0, state: 'RUN' }, { time: 11 * ms, state: 'STOP' }] });
    expect(transfers([first, single('b', 2000)], 1_000_000)).toEqual([[[10 * ms, 11 * ms]], [[10 * ms, 12_500_000]]]);
  });

  it('moves frames into a store of the device, too', () => {
    const copies = { driver: { pattern: 'copyAtDpc', endOfStreamAt: 1 } as const };
    const { trace, framesDelivered } = run(scenario([single('a', 1000, copies), single('b', 1000, copies)], bus(1_000_000)));
    expect(framesDelivered).toBe(2);
    expect(spansOf(trace, rowOfKind(trace, 'hardware')).map(([, start, end]) => [start, end])).toEqual([[10 * ms, 12 * ms]]);
  });

  it('whatever comes and goes: no time is wasted, and none is gained but for rounding up', () => {
    fc.assert(fc.property(
      fc.array(fc.record({ frameBytes: fc.integer({ min: 1, max: 5000 }), period: fc.integer({ min: 100_000, max: 9 * ms }), own: fc.nat(3 * ms), requests: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 100_000, max: 20_000_000 }),
      (pins, bytesPerSecond) => {
        const what = scenario(pins.map(({ frameBytes, period, own, requests }, index) => pin({
          label: `pin ${index}`, frameBytes, source: { period }, hardware: { transferTime: constant(own), bus: 0 }, client: { requests, hold: constant(0) },
          states: [{ time: 0, state: 'RUN' }, { time: 60 * ms, state: 'PAUSE' }],
        })), { ...bus(bytesPerSecond), duration: 2000 * ms, checkInvariants: false });
        const model = createRun(what, 1);
        while (nextEvent(model.engine)) dispatch(model);
        const [shared] = model.buses;
        const moved = model.pins.reduce((sum, { device, frameBytes }) => sum + device!.transfers * timeAlone(frameBytes, bytesPerSecond), 0);
        const transfersInAll = model.pins.reduce((sum, { device }) => sum + device!.transfers, 0);
        // PAUSE lets every transfer end, so all that began was moved.
        const busy = shared!.times[busTimes.busy]!;
        expect(busy).toBeGreaterThanOrEqual(moved);
        expect(busy).toBeLessThanOrEqual(moved + transfersInAll);
        const { trace } = run(what);
        for (const [index, { own, frameBytes }] of pins.entries()) {
          const row = trace.rows.findIndex(({ kind, group }) => kind === 'hardware' && group === `pin ${index}`);
          for (const [, start, end] of spansOf(trace, row)) expect(end - start).toBeGreaterThanOrEqual(Math.max(own, timeAlone(frameBytes, bytesPerSecond)));
        }
      },
    ), { numRuns: 40 });
  });

  it('counts the time that bytes take exactly', () => {
    expect(timeAlone(12_441_600, 1_500_000_000)).toBe(8_294_400);
    expect(timeAlone(1, 3)).toBe(333_333_334);
    expect(timeAlone(2 ** 40, 1)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
