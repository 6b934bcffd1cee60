import type { CapturePinScenario, Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { createSimulation } from '../../../server/src/simulation/index';
import { type Trace, decodeTrace, encodeTrace } from '../../../server/src/trace/index';
import { expect } from 'vitest';

/** Parts of a pin that differ from {@link pin}'s, one level deep. */
export type PinChanges = { readonly [Key in keyof CapturePinScenario]?: CapturePinScenario[Key] extends object | undefined ? Partial<CapturePinScenario[Key]> : CapturePinScenario[Key] };

export const milliseconds = 1_000_000;
export const microseconds = 1_000;
const nothing = { kind: 'constant', value: 0 } as const;

/** A time that does not vary. */
export const constant = (value: number) => ({ kind: 'constant', value }) as const;

/** A pin whose every delay is zero but the source's period (10 ms), the transfer (4 ms) and the application's hold (15 ms); two requests. */
export function pin(changes: PinChanges = {}): CapturePinScenario {
  return {
    label: 'capture', flags: 0x00010000, hasAllocatorDispatch: false, frameBytes: 1000,
    ...changes,
    callbacks: { create: 'PinCreate', close: 'PinClose', process: 'PinProcess', setDataFormat: 'PinSetDataFormat', setDeviceState: 'PinSetDeviceState', ...changes.callbacks },
    source: { period: 10 * milliseconds, ...changes.source },
    hardware: { transferTime: constant(4 * milliseconds), ...changes.hardware },
    driver: { processTime: nothing, setDeviceStateTime: nothing, dpcTime: nothing, ...changes.driver },
    system: { interruptLatency: nothing, dpcLatency: nothing, workItemLatency: nothing, completionLatency: nothing, ...changes.system },
    client: { requests: 2, hold: constant(15 * milliseconds), ...changes.client },
    ...(changes.states ? { states: changes.states as CapturePinScenario['states'] } : {}),
  } as CapturePinScenario;
}

/** A scenario of 105 ms (ten frames at 10 ms) with every value linked to a pointer that repeats its field. */
export function scenario(pins: readonly CapturePinScenario[] = [pin()], changes: Partial<Scenario> = {}): Scenario {
  const paths: Record<string, string> = { duration: '/duration' };
  pins.forEach((each, index) => {
    paths[`pins.${index}`] = `/pins/${index}`;
    for (const part of ['source', 'hardware', 'driver', 'system', 'client', 'callbacks'] as const) {
      for (const key of Object.keys(each[part])) paths[`pins.${index}.${part}.${key}`] = `/pins/${index}/${part}/${key}`;
    }
  });
  return { version: 1, label: 'test', duration: 105 * milliseconds, pins, paths, checkInvariants: true, ...changes };
}

/** Runs a scenario to its end. */
export function run(what: Scenario, seed = 1): SimulationResult {
  const simulation = createSimulation(what, seed);
  for (let slices = 0; slices < 100_000; slices += 1) if (simulation.advance(1000).done) return simulation.result();
  throw new Error('The run does not end.');
}

/** Spans of a row as [state key, start, end, frame]. */
export function spansOf(trace: Trace, row: number): [string, number, number, number][] {
  const { offsets, start, end, state, frame } = trace.spans;
  const found: [string, number, number, number][] = [];
  for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) found.push([trace.states[state[at]!]!.key, start[at]!, end[at]!, frame[at]!]);
  return found;
}

/** Index of a row by kind and, where it matters, label or number. */
export function rowOfKind(trace: Trace, kind: string, which: string | number = 0): number {
  return trace.rows.findIndex((row) => row.kind === kind && (typeof which === 'string' ? row.label === which : row.index === which));
}

/** Instants of one kind on a row, as times. */
export function instantsOf(trace: Trace, row: number, key: string): number[] {
  const { offsets, time, kind } = trace.instants;
  const found: number[] = [];
  for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) if (trace.instantKinds[kind[at]!]!.key === key) found.push(time[at]!);
  return found;
}

/** The spans of every row come in time order, without overlap and within the run, and the trace survives its encoding. */
export function expectSound(trace: Trace): void {
  trace.rows.forEach((_, row) => {
    let last = 0;
    for (const [, start, end] of spansOf(trace, row)) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThanOrEqual(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(trace.duration);
  });
  expect(decodeTrace(encodeTrace(trace))).toEqual(trace);
}
