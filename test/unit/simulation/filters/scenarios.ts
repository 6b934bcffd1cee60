import { expect } from 'vitest';
import { nextEvent } from '../../../../server/src/simulation/engine/index';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { closeRun } from '../../../../server/src/simulation/run/close-run';
import { createRun } from '../../../../server/src/simulation/run/create-run';
import { dispatch } from '../../../../server/src/simulation/run/dispatch';
import { runViolation } from '../../../../server/src/simulation/run/invariants';
import { type SimulationModel, pinTimes } from '../../../../server/src/simulation/run/model';
import type { ClientScenario, FilterScenario, PinScenario, Scenario } from '../../../../server/src/simulation/scenario/index';

export const milliseconds = 1_000_000;
/** A time that does not vary. */
export const constant = (value: number) => ({ kind: 'constant', value }) as const;
const nothing = constant(0);
const noTime = { interruptLatency: nothing, dpcLatency: nothing, workItemLatency: nothing, completionLatency: nothing };

/** A pin without a device and without a Process of its own, whose every delay is zero. */
export function plainPin(label: string, changes: Partial<PinScenario> = {}): PinScenario {
  return {
    label, flags: 0, hasAllocatorDispatch: null, frameBytes: 1000, hardware: {}, driver: { processTime: nothing, setDeviceStateTime: nothing, dpcTime: nothing, ...changes.driver }, system: noTime,
    callbacks: { create: null, close: null, process: null, setDataFormat: null, setDeviceState: null }, ...Object.fromEntries(Object.entries(changes).filter(([key]) => key !== 'driver')),
  };
}

/** A client that writes a frame every 10 ms, from two buffers. */
export function writer(changes: Partial<ClientScenario> = {}): ClientScenario {
  return { requests: 2, hold: nothing, period: 10 * milliseconds, ...changes };
}

/** A client that reads with two requests and holds nothing. */
export function reader(changes: Partial<ClientScenario> = {}): ClientScenario {
  return { requests: 2, hold: nothing, ...changes };
}

/** Pin 0, written by a client. */
export function input(changes: Partial<PinScenario> = {}): PinScenario {
  return plainPin('in', { dataFlow: 'in', client: writer(), ...changes });
}

/** A pin read by a client. */
export function output(changes: Partial<PinScenario> = {}): PinScenario {
  return plainPin('out', { client: reader(), ...changes });
}

/** A pin that a device fills every 10 ms, as of avssamp: FRAMES_NOT_REQUIRED, DO_NOT_INITIATE, RUN_ONLY. */
export function captured(label: string, changes: Partial<PinScenario> = {}): PinScenario {
  return plainPin(label, { flags: 0x00010050, source: { period: 10 * milliseconds }, client: reader(), ...changes });
}

/** A filter of pins 0 … n - 1, each of a type of its own with the flags of the pin, one instance necessary. */
export function filterOf(pins: readonly PinScenario[], changes: Partial<FilterScenario> = {}): FilterScenario {
  return {
    label: 'filter', flags: 0, process: 'FilterProcess', role: 'copy', processTime: nothing, factories: pins.map(({ flags }, index) => ({ flags, instancesNecessary: 1, pins: [index] })), ...changes,
  };
}

/** A scenario of 105 ms with one filter of all its pins. */
export function filterScenario(pins: readonly PinScenario[], filter: Partial<FilterScenario> = {}, changes: Partial<Scenario> = {}): Scenario {
  return { version: 1, label: 'test', duration: 105 * milliseconds, pins, filters: [filterOf(pins, filter)], paths: {}, checkInvariants: true, limits: { calls: 100_000 }, ...changes };
}

/** Runs a scenario event by event, holding the invariants of every pin, and returns what the run has become. */
export function runModel(scenario: Scenario, seed = 1): SimulationModel {
  expect(checkScenario(scenario)).toEqual([]);
  const model = createRun(scenario, seed);
  for (let events = 0; model.stopReason === null; events += 1) {
    if (events > 200_000) throw new Error('The run does not end.');
    if (!nextEvent(model.engine)) {
      model.stopReason = 'completed';
      break;
    }
    dispatch(model);
    expect(runViolation(model)).toBeNull();
  }
  closeRun(model);
  return model;
}

/** As {@link runModel}, with a filter of all the pins. */
export function runFilter(pins: readonly PinScenario[], filter: Partial<FilterScenario> = {}, changes: Partial<Scenario> = {}): SimulationModel {
  return runModel(filterScenario(pins, filter, changes));
}

/** The calls of a run as "object what about", those that are named, in order. */
export function callsOf({ environment }: SimulationModel, ...names: readonly string[]): string[] {
  return environment.calls!.filter(({ what }) => names.length === 0 || names.includes(what)).map(({ what, object, about }) => `${object} ${what} ${about}`);
}

/** The codes of the rules that the queues have seen broken, each once. */
export function codesOf({ environment }: SimulationModel): string[] {
  return [...environment.violations.counts.keys()];
}

/** What was delivered to the client of a pin: frames and bytes. */
export function deliveredTo({ pins }: SimulationModel, label: string): readonly [frames: number, bytes: number] {
  const pin = pins.find(({ settings }) => settings.label === label)!;
  return [pin.framesDelivered, pin.times[pinTimes.bytesDelivered]!];
}
