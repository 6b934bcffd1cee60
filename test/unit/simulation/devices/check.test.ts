import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../../server/src/simulation/index';
import { checkScenario, createSimulation } from '../../../../server/src/simulation/index';
import { longestBusTime } from '../../../../server/src/simulation/run/devices/bus-time';
import { constant, pin, scenario } from '../scenarios';

const hardware = (part: object): Scenario => scenario([pin({ hardware: part })], { buses: [{ label: 'bus', bytesPerSecond: 1000 }] });
const driver = (part: object): Scenario => scenario([pin({ driver: part })]);

describe('what cannot be is refused', () => {
  it.each<[string, Scenario]>([
    ['notWhole pins.0.hardware.listDepth', hardware({ listDepth: 0 })],
    ['notWhole pins.0.hardware.fifoFrames', hardware({ fifoFrames: -1 })],
    ['notWhole pins.0.hardware.commonBufferFrames', hardware({ commonBufferFrames: 0.5 })],
    ['notCopied pins.0.hardware.commonBufferFrames', hardware({ commonBufferFrames: 2 })],
    ['notWhole pins.0.hardware.interruptEvery', hardware({ interruptEvery: 0 })],
    ['notWhole pins.0.hardware.coalescingTime', hardware({ coalescingTime: -1 })],
    ['notWhole pins.0.hardware.bus', hardware({ bus: 1 })],
    ['notWhole buses.0.bytesPerSecond', scenario([pin()], { buses: [{ label: 'bus', bytesPerSecond: 0 }] })],
    ['busTooSlow pins.0.hardware.bus', scenario([pin({ frameBytes: 1_000_000, hardware: { bus: 0 } })], { buses: [{ label: 'bus', bytesPerSecond: 1000 }] })],
    ['notWhole pins.0.hardware.lockFailures.perMillion', hardware({ lockFailures: { perMillion: 1_000_001 } })],
    ['notWhole pins.0.hardware.lockFailures.at.0', hardware({ lockFailures: { at: [0] } })],
    ['order pins.0.hardware.lockFailures.at.1', hardware({ lockFailures: { at: [3, 3] } })],
    ['notWhole pins.0.hardware.mappings.tableEntries', hardware({ mappings: { tableEntries: 0 } })],
    ['notWhole pins.0.hardware.mappings.maximumBytes', hardware({ mappings: { maximumBytes: 0 } })],
    ['notWhole pins.0.hardware.mappings.stride', hardware({ mappings: { stride: 15 } })],
    ['notWhole pins.0.hardware.mappings.adjacentPages', hardware({ mappings: { adjacentPages: constant(0) } })],
    ['notWhole pins.0.hardware.mappings.mapRegisters', hardware({ mappings: { mapRegisters: 0 } })],
    ['notWhole pins.0.client.bufferBytes', scenario([pin({ flags: 0x100, client: { bufferBytes: 2 ** 36 } })])],
    ['notWhole pins.0.driver.chunkBytes', driver({ chunkBytes: 0 })],
    ['notWhole pins.0.driver.cloneTimeout', driver({ cloneTimeout: 0 })],
    ['notWhole pins.0.driver.endOfStreamAt', driver({ endOfStreamAt: 0 })],
    ['notWhole pins.0.driver.processTime', driver({ processTime: constant(-1) })],
    ['notWhole pins.0.system.criticalWorkItemLatency', scenario([pin({ system: { criticalWorkItemLatency: constant(0.5) } })])],
    ['notWhole pins.0.system.hyperCriticalWorkItemLatency', scenario([pin({ system: { hyperCriticalWorkItemLatency: constant(-1) } })])],
  ])('%s', (expected, what) => {
    expect(checkScenario(what).map(({ key, field }) => `${key} ${field}`)).toContain(expected);
    expect(() => createSimulation(what, 1)).toThrow(RangeError);
  });

  it('and what just can be is not', () => {
    expect(checkScenario(hardware({ bus: 0, interruptEvery: 1, coalescingTime: 0, lockFailures: { at: [1, 2], perMillion: 1_000_000 }, mappings: { tableEntries: 1, stride: 16, maximumBytes: 1, mapRegisters: 1 } }))).toEqual([]);
    expect(checkScenario(scenario([pin({ driver: { pattern: 'copyAtDpc' }, hardware: { commonBufferFrames: 2 } })]))).toEqual([]);
    // The frame takes its time on the bus exactly.
    expect(longestBusTime).toBeGreaterThan(27 * 1_000_000_000);
  });
});
