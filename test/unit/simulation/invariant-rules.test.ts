// Rules that speak of AVStream's own promises: no driver, client or option may make the model break them.
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { AllocatorCall } from '../../../server/src/simulation/allocator/index';
import type { RunCall, Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { createSimulation } from '../../../server/src/simulation/index';
import { randomCircuits } from './circuits/random-circuits';
import { randomOutside } from './outside/random-captures';
import { randomGraphs } from './outside/random-graphs';

/** Runs a scenario with a record of its calls, the invariants of queues and circuits checked after every event. */
function runOf(scenario: Scenario, seed: number): SimulationResult {
  const simulation = createSimulation({ ...scenario, checkInvariants: true, limits: { ...scenario.limits, calls: 20_000, events: 20_000 } }, seed);
  while (!simulation.advance(5_000).done);
  return simulation.result();
}

const callsOf = (calls: readonly RunCall[], object: string): readonly RunCall[] => calls.filter((call) => call.object === object);

/** How often each rule had something to say about. */
const seen = { 'ALC-07': 0, 'ALC-08': 0, 'ALC-09': 0, 'STA-01': 0, 'STA-09': 0, conservation: 0 };

function holdsStates({ calls, pins }: SimulationResult): void {
  for (const { label } of pins) {
    let state = 0;
    let isReset = false;
    for (const { what, about, time } of callsOf(calls, label)) {
      if (what === 'SetDeviceState') {
        // STA-01: a pin on the standard transport goes by single steps.
        expect(Math.abs(about - state), `${label} from ${state} to ${about} at ${time} ns`).toBe(1);
        state = about;
        seen['STA-01'] += 1;
      }
      if (what === 'Reset') {
        isReset = about === 0;
        if (isReset) seen['STA-09'] += 1;
      }
      // STA-09: nothing new is accepted between KSRESET_BEGIN and KSRESET_END.
      if (what === 'frameArrived') expect(isReset, `a frame arrives at ${label} during its reset, ${time} ns`).toBe(false);
    }
  }
}

function holdsAllocators(log: readonly AllocatorCall[]): void {
  let isDeleted = true;
  let out = 0;
  for (const { call, irql, result, time } of log) {
    if (call === 'InitializeAllocator') {
      // ALC-09
      expect(irql).toBe('PASSIVE_LEVEL');
      seen['ALC-09'] += 1;
    }
    if (call === 'KsCreateAllocator') isDeleted = false;
    if (call === 'Allocate' || call === 'Free') {
      // ALC-07
      expect(isDeleted, `${call} at ${time} ns, after DeleteAllocator`).toBe(false);
      seen['ALC-07'] += 1;
    }
    if (call === 'Allocate' && result['frame'] !== 'NULL') out += 1;
    if (call === 'Free') out -= 1;
    if (call !== 'DeleteAllocator') continue;
    // ALC-08
    expect(out, `frames out at DeleteAllocator, ${time} ns`).toBe(0);
    seen['ALC-08'] += 1;
    isDeleted = true;
  }
}

function holdsQueues({ pins }: SimulationResult): void {
  for (const pin of pins) {
    expect(pin.framesProduced).toBe(pin.framesDelivered + pin.framesDropped + pin.framesInFlight);
    expect(pin.framesInFlight).toBeGreaterThanOrEqual(0);
    expect(pin.queueFramesReceived).toBeGreaterThanOrEqual(pin.queueFramesWaiting + pin.queueFramesCancelled);
    seen.conservation += 1;
  }
}

describe.each([['captures', randomOutside], ['circuits', randomCircuits], ['circuits and filters, with events from outside', randomGraphs]] as const)('whatever happens to %s', (_, scenarios) => {
  it('AVStream keeps its promises', () => {
    fc.assert(fc.property(scenarios, fc.nat(1_000), (scenario, seed) => {
      const result = runOf(scenario, seed);
      holdsStates(result);
      for (const { allocatorCalls } of result.circuits) holdsAllocators(allocatorCalls);
      holdsQueues(result);
    }), { numRuns: 150 });
  }, 60_000);
});

afterAll(() => {
  // A property that never met its subject has shown nothing.
  for (const [rule, times] of Object.entries(seen)) expect(times, rule).toBeGreaterThan(20);
});
