import type { CircuitScenario, ClientStall, FaultScenario, PinScenario, Scenario, ScenarioEvent, StateRequest } from '../scenario';
import { countsOf, timesOf } from './draw-faults';

/** Locks of one frame at most, as occasions to be drawn for: Process, the DPC and a cancellation take one each. */
const locksOfFrame = 4;
/** Calls of Allocate that are drawn for. */
const mostAllocations = 10_000;

/** A scenario under construction, with the paths that its new parts lead to. */
interface Draft {
  readonly pins: PinScenario[];
  circuits: readonly CircuitScenario[];
  readonly events: (ScenarioEvent & { readonly path?: string | undefined })[];
  readonly paths: Record<string, string>;
}

/**
 * A scenario with its faults turned into what a run knows: events, stalls, requests of states, locks and allocations that fail. One without faults is returned as it is.
 * The same seed gives the same faults, and each fault draws from numbers of its own.
 */
export function applyFaults(scenario: Scenario, seed: number): Scenario {
  const { faults = [], events = [], ...rest } = scenario;
  if (faults.length === 0) return scenario;
  const draft: Draft = {
    pins: [...scenario.pins], circuits: scenario.circuits ?? [], events: events.map((event, index) => ({ ...event, path: scenario.paths[`events.${index}`] })), paths: { ...scenario.paths },
  };
  faults.forEach((fault, index) => apply(scenario, draft, fault, seed, scenario.paths[`faults.${index}`]));
  draft.events.sort((first, second) => first.time - second.time);
  const inner = new Map(events.map((event, index) => [event, index]));
  return { ...rest, pins: draft.pins, ...(scenario.circuits ? { circuits: draft.circuits } : {}), ...(draft.events.length > 0 ? { events: draft.events.map((event) => withoutPath(event)) } : {}), paths: pathsOf(draft, inner.size) };
}

function withoutPath(event: Draft['events'][number]): ScenarioEvent {
  const plain: Record<string, unknown> = { ...event };
  delete plain['path'];
  return plain as unknown as ScenarioEvent;
}

/** The paths of events follow them to their new places. */
function pathsOf({ events, paths }: Draft, before: number): Readonly<Record<string, string>> {
  const kept = Object.fromEntries(Object.entries(paths).filter(([key]) => !key.startsWith('events.') || before === 0));
  events.forEach(({ path }, index) => {
    if (path !== undefined) kept[`events.${index}`] = path;
  });
  return kept;
}

function apply(scenario: Scenario, draft: Draft, fault: FaultScenario, seed: number, path: string | undefined): void {
  const { kind, pin } = fault;
  switch (kind) {
    case 'requestCancelled':
      for (const time of timesOf(scenario, fault, seed)) draft.events.push({ kind: 'cancel', time, pin, which: fault.which, path });
      return;
    case 'deviceGone': {
      // It goes once.
      const [time] = timesOf(scenario, fault, seed);
      if (time !== undefined) draft.events.push({ kind: 'surpriseRemoval', time, path });
      return;
    }
    case 'clientStalls':
      stall(draft, fault, timesOf(scenario, fault, seed), path);
      return;
    case 'stateChange':
      askForState(scenario, draft, fault, timesOf(scenario, fault, seed), path);
      return;
    case 'lockFails':
      failLocks(scenario, draft, fault, seed, path);
      return;
    case 'allocateFails':
      failAllocations(draft, fault, seed, path);
      return;
  }
}

/** Stalls that touch are one. */
function stall(draft: Draft, { pin, duration }: FaultScenario, times: readonly number[], path: string | undefined): void {
  const { client, ...rest } = draft.pins[pin]!;
  if (client === undefined || times.length === 0) return;
  const merged: { start: number; duration: number }[] = [];
  const all: readonly ClientStall[] = [...(client.stalls ?? []), ...times.map((start) => ({ start, duration }))].sort((first, second) => first.start - second.start);
  for (const each of all) {
    const last = merged.at(-1);
    if (last !== undefined && each.start <= last.start + last.duration) last.duration = Math.max(last.duration, each.start + each.duration - last.start);
    else merged.push({ ...each });
  }
  draft.pins[pin] = { ...rest, client: { ...client, stalls: merged } };
  if (path !== undefined) draft.paths[`pins.${pin}.client.stalls`] = path;
}

/** While the stream runs the client asks for another state, and for RUN again later. What it asked for meanwhile anyway comes at its own time. */
function askForState(scenario: Scenario, draft: Draft, { pin, state, duration }: FaultScenario, times: readonly number[], path: string | undefined): void {
  const settings = draft.pins[pin]!;
  const states: StateRequest[] = [...(settings.states ?? [{ time: 0, state: 'RUN' }])];
  let end = 0;
  for (const time of times) {
    const present = states.filter((request) => request.time <= time).at(-1)?.state;
    if (time < end || present !== 'RUN') continue;
    end = time + duration;
    const next = states.find((request) => request.time > time);
    states.push({ time, state });
    if (end < Math.min(next?.time ?? Infinity, scenario.duration)) states.push({ time: end, state: 'RUN' });
    states.sort((first, second) => first.time - second.time);
  }
  draft.pins[pin] = { ...settings, states };
  if (path !== undefined && times.length > 0) draft.paths[`pins.${pin}.states`] = path;
}

function failLocks(scenario: Scenario, draft: Draft, fault: FaultScenario, seed: number, path: string | undefined): void {
  const { pin } = fault;
  const settings = draft.pins[pin]!;
  const { hardware, source } = settings;
  const frames = Math.ceil(scenario.duration / (source?.period ?? fault.every)) + 1000;
  const at = [...new Set([...(hardware.lockFailures?.at ?? []), ...countsOf(fault, seed, frames * locksOfFrame)])].sort((first, second) => first - second);
  draft.pins[pin] = { ...settings, hardware: { ...hardware, lockFailures: { ...hardware.lockFailures, at } } };
  if (path !== undefined) draft.paths[`pins.${pin}.hardware.lockFailures`] = path;
}

/** The allocator of the circuit that the pin is a station of. */
function failAllocations(draft: Draft, fault: FaultScenario, seed: number, path: string | undefined): void {
  const counts = countsOf(fault, seed, mostAllocations);
  draft.circuits = draft.circuits.map((circuit, index) => {
    const { allocator, stations } = circuit;
    if (allocator.kind !== 'life' || !stations.some((station) => station.kind === 'pin' && station.pin === fault.pin)) return circuit;
    if (path !== undefined) draft.paths[`circuits.${index}.allocator.setup.allocateFaults`] = path;
    const { setup } = allocator;
    return { ...circuit, allocator: { ...allocator, setup: { ...setup, allocateFaults: [...new Set([...(setup.allocateFaults ?? []), ...counts])] } } };
  });
}
