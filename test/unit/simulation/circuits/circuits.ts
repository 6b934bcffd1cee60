import type { AllocatorSetup } from '../../../../server/src/simulation/allocator/index';
import { clockNow, nextEvent } from '../../../../server/src/simulation/engine/index';
import type { CircuitAllocator, CircuitScenario, PeerScenario, PinScenario, Scenario } from '../../../../server/src/simulation/index';
import { closeRun } from '../../../../server/src/simulation/run/close-run';
import { createRun } from '../../../../server/src/simulation/run/create-run';
import { dispatch } from '../../../../server/src/simulation/run/dispatch';
import { runViolation } from '../../../../server/src/simulation/run/invariants';
import type { SimulationModel } from '../../../../server/src/simulation/run/model';
import type { Trace } from '../../../../server/src/trace/index';
import { finishTrace } from '../../../../server/src/trace/index';
import { type Changes, setup } from '../allocator/setups';
import { type PinChanges, constant, milliseconds, pin } from '../scenarios';

/** A capture pin of a circuit: a frame each 10 ms, transferred in 4 ms. */
export function source(changes: PinChanges = {}): PinScenario {
  return without(pin(changes), 'client');
}

/** A pin without a device: data comes to it, or through it. */
export function sink(dataFlow: 'in' | 'inPlace', label: string, changes: PinChanges = {}): PinScenario {
  return { ...without(source({ label, ...changes }), 'source'), dataFlow };
}

const without = (whole: PinScenario, part: 'client' | 'source'): PinScenario => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== part)) as unknown as PinScenario;

/** A sink peer that keeps each frame for 15 ms. */
export const peer = (changes: Partial<PeerScenario> = {}): PeerScenario => ({ label: 'peer', kind: 'avStream', hold: constant(15 * milliseconds), ...changes });

/** The life of an allocator as `setups` makes them: three frames of 8192 bytes from the driver's own allocator. */
export const life = (changes: Changes = {}): CircuitAllocator => ({ kind: 'life', setup: setup(changes) satisfies AllocatorSetup, stated: [] });

/** One circuit: the stations in their order, pins by number, peers by name. */
export function circuit(stations: readonly (number | 'peer')[], changes: Partial<CircuitScenario> = {}): CircuitScenario {
  let peers = 0;
  const places = stations.map((station) => (station === 'peer' ? ({ kind: 'peer', peer: peers++ } as const) : ({ kind: 'pin', pin: station } as const)));
  return { label: 'circuit', stations: places, peers: Array.from({ length: peers }, (_, index) => peer(peers > 1 ? { label: `peer ${index}` } : {})), allocator: life(), ...changes };
}

/** A scenario of 105 ms with the given pins and circuits. */
export function graph(pins: readonly PinScenario[], circuits: readonly CircuitScenario[], changes: Partial<Scenario> = {}): Scenario {
  return { version: 1, label: 'test', duration: 105 * milliseconds, pins, circuits, limits: { calls: 100_000 }, checkInvariants: true, paths: {}, ...changes };
}

/** A run that is over. */
export interface Ended {
  readonly model: SimulationModel;
  readonly trace: Trace;
  /** Calls as `what about`, in their order. */
  readonly calls: readonly string[];
}

/** Runs a scenario to its end, checking the invariants after each event, and closes it. */
export function runGraph(scenario: Scenario, seed = 1, events = 200_000): Ended {
  const model = createRun(scenario, seed);
  const check = (): void => {
    const wrong = runViolation(model);
    if (wrong !== null) throw new Error(`After event ${model.engine.dispatched} at ${model.engine.clock[clockNow]!} ns: ${wrong}`);
  };
  check();
  while (model.stopReason === null && nextEvent(model.engine)) {
    dispatch(model);
    check();
    if (model.engine.dispatched > events) throw new Error('The run does not end.');
  }
  model.stopReason ??= 'completed';
  closeRun(model);
  check();
  const trace = finishTrace(model.recorder, { label: '', seed, fingerprint: '', duration: model.engine.clock[clockNow]! });
  return { model, trace, calls: model.environment.calls!.map(({ what, object, about }) => `${object} ${what} ${about}`) };
}

/** Calls with some names, by name alone. */
export const named = ({ model }: Ended, ...names: readonly string[]): string[] => model.environment.calls!.filter(({ what }) => names.includes(what)).map(({ what }) => what);
