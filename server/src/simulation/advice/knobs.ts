import type { ParameterOverride } from '../parameters/index';
import { framesOf, settlePin } from '../run/settled';
import { mostBuffers } from '../run/check/checker';
import type { CircuitScenario, Scenario } from '../scenario';
import { requestPath } from './ruled-frames';
import { type AdviceSubject, scenarioWith } from './subject';

/** Who decides how many buffers a section of the graph has. */
export type Decider =
  /** The application, by the requests it keeps outstanding; a framing only advises it. */
  | 'application'
  /** The driver, by the frames it injects. */
  | 'injection'
  /** The create request that the simulation states. */
  | 'request'
  /** `Frames` of the framings at its ends. */
  | 'framing';

/** A number that decides how many buffers a section of the graph has in flight. */
export interface Knob {
  /** Pin or circuit. */
  readonly label: string;
  readonly kind: 'client' | 'circuit';
  /** Position among the pins or the circuits of the scenario. */
  readonly index: number;
  readonly decider: Decider;
  /** Buffers that one more of the number adds: stream headers of a request, or 1. */
  readonly each: number;
  /** The number as the document has it. */
  readonly stated: number;
  /** The greatest number that a run takes. */
  readonly most: number;
  /** The pins whose frames the buffers take. */
  readonly pins: readonly number[];
}

/** The numbers of buffers that shape a scenario: of every client, then of every circuit. */
export function knobsOf(scenario: Scenario): readonly Knob[] {
  const clients = scenario.pins.flatMap((_, index): Knob[] => {
    const { client, label } = settlePin(scenario, index);
    if (client === null) return [];
    const { headersPerRequest, requests } = client;
    return [{ label, kind: 'client', index, decider: 'application', each: headersPerRequest, stated: requests, most: Math.floor(mostBuffers / headersPerRequest), pins: [index] }];
  });
  const circuits = (scenario.circuits ?? []).map((circuit, index): Knob => ({
    label: circuit.label, kind: 'circuit', index, decider: deciderOf(scenario, circuit, index), each: 1, stated: framesOf(circuit), most: mostBuffers,
    pins: circuit.stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : [])),
  }));
  return [...clients, ...circuits];
}

function deciderOf({ paths }: Scenario, { allocator }: CircuitScenario, index: number): Decider {
  if (allocator.kind === 'injection') return 'injection';
  return paths[requestPath(index)] === undefined ? 'framing' : 'request';
}

/** The scenario with other numbers of buffers, in the order of the knobs. */
export function withBuffers(scenario: Scenario, knobs: readonly Knob[], numbers: readonly number[]): Scenario {
  const numberOf = (kind: Knob['kind'], index: number): number | undefined => {
    const at = knobs.findIndex((knob) => knob.kind === kind && knob.index === index);
    return at === -1 ? undefined : numbers[at];
  };
  return {
    ...scenario,
    pins: scenario.pins.map((pin, index) => {
      const requests = numberOf('client', index);
      return pin.client === undefined || requests === undefined ? pin : { ...pin, client: { ...pin.client, requests } };
    }),
    ...(scenario.circuits ? { circuits: scenario.circuits.map((circuit, index) => withFrames(circuit, numberOf('circuit', index))) } : {}),
  };
}

function withFrames(circuit: CircuitScenario, frames: number | undefined): CircuitScenario {
  const { allocator } = circuit;
  if (frames === undefined) return circuit;
  if (allocator.kind !== 'life') return { ...circuit, allocator: { ...allocator, frames } };
  const { setup } = allocator;
  return { ...circuit, allocator: { ...allocator, setup: { ...setup, request: { ...setup.request, framing: { ...setup.request.framing, Frames: frames } } } } };
}

/** What the document would have to say so that a section has another number of buffers; nothing where no single place of it decides that. */
export function editOf(subject: AdviceSubject, knob: Knob, number: number): readonly ParameterOverride[] | null {
  const { parameters, frames } = subject;
  const owns = ({ owner }: { readonly owner: string }): boolean => owner === '' || owner === knob.label;
  const named = (name: string): string | undefined => parameters.find((parameter) => parameter.name === name && owns(parameter))?.pointer;
  const pointer = { application: 'Client.Requests', injection: 'Connections.InjectedFrames', request: 'Allocator.Request.Framing.Frames', framing: '' }[knob.decider];
  if (pointer !== '') {
    const found = named(pointer);
    return found === undefined ? null : proven([{ pointer: found, value: number }]);
  }
  // Of several framings one may do; where they agree, or the least counts, all of them have to change.
  const places = [...new Set(frames.filter(owns).map((each) => each.pointer))].map((each) => ({ pointer: each, value: number }));
  for (const place of places) if (proven([place])) return [place];
  return places.length > 1 ? proven(places) : null;

  /** Only what has been tried is offered. */
  function proven(overrides: readonly ParameterOverride[]): readonly ParameterOverride[] | null {
    const changed = scenarioWith(subject, overrides);
    return changed !== undefined && knobsOf(changed).some(({ kind, index, stated }) => kind === knob.kind && index === knob.index && stated === number) ? overrides : null;
  }
}
