import { type FieldName, type Instance, type Model, numberOf, pointerOf, rawText, resolvePointer } from '../../document/index';
import {
  KSALLOCATOR_FRAMING, Simulation, SimulationBus, SimulationClient, SimulationConnection, SimulationDriver, SimulationEvent, SimulationFilter, SimulationHardware, SimulationMappings, SimulationPeer, SimulationSource, SimulationStall, SimulationSystem,
  type Field, type Structure,
} from '../../ks/index';
import { type GraphPlan, planGraph } from '../compile/plan-graph';
import type { Reader } from '../compile/reader';
import { settlePin, type SettledPin } from '../run/settled';
import type { Distribution, Scenario } from '../scenario';
import { commonest, numbersOf } from './numbers-of';
import { type Parameter, type ParameterOrigin, stretchOf } from './parameter';

const ulong = 0xffffffff;
const microseconds = 1_000;
const milliseconds = 1_000_000;

/** Gathers the parameters of one simulation. */
interface Gathering {
  readonly model: Model;
  readonly scenario: Scenario;
  /** Pointer of the simulation. */
  readonly at: string;
  readonly found: Map<string, Parameter>;
}

/** A number of the scenario: its dotted path, whose it is, and where the document states it, or would. */
interface Source<S extends Structure> {
  readonly key: string;
  readonly owner: string;
  /** Pointer of the object that has it; nothing where the document has no place for it: then it is left out unless it is stated. */
  readonly object: string | undefined;
  readonly part: string;
  readonly structure: S;
  readonly field: FieldName<S>;
  readonly kind: 'integer' | 'time' | 'probability';
  readonly value: number | Distribution;
  readonly lowest?: number;
  /** What is worth trying at least. */
  readonly reach: number;
}

/**
 * The numbers that shaped a run of a simulation and that it can state, the run as a whole first, then pin by pin. Defaults of the model and values of a preset are
 * among them, with the place where the simulation would state them.
 * @param scenario what the simulation was compiled to
 */
export function listParameters(model: Model, simulation: Instance<typeof Simulation>, scenario: Scenario): readonly Parameter[] {
  const at = pointerOf(model.tree, simulation.node);
  const gathering: Gathering = { model, scenario, at, found: new Map() };
  const run = { owner: '', object: at, part: '', structure: Simulation } as const;
  add(gathering, { ...run, key: 'duration', field: 'Duration', kind: 'time', value: scenario.duration, lowest: 1, reach: 1_000 * milliseconds });
  // The seed stands beside the scenario, not in it.
  add(gathering, { ...run, key: resolvePointer(model.tree, `${at}/Seed`) === -1 ? '' : 'seed', field: 'Seed', kind: 'integer', value: numberOf(simulation, 'Seed') ?? 1, reach: 100 });
  const reader: Reader = { model, paths: {}, presets: {}, assumptions: [] };
  const plan = planGraph(reader, simulation);
  scenario.pins.forEach((_, index) => addPin(gathering, plan, index));
  addCircuits(gathering);
  addFilters(gathering, simulation);
  scenario.buses?.forEach((bus, index) => add(gathering, {
    key: `buses.${index}.bytesPerSecond`, owner: bus.label, object: scenario.paths[`buses.${index}`], part: 'Bus', structure: SimulationBus, field: 'BytesPerSecond', kind: 'integer', value: bus.bytesPerSecond, lowest: 1, reach: 1_000_000,
  }));
  scenario.events?.forEach((event, index) => {
    const of = { owner: '', object: scenario.paths[`events.${index}`], part: `Events.${event.kind.charAt(0).toUpperCase()}${event.kind.slice(1)}`, structure: SimulationEvent, kind: 'time', reach: scenario.duration } as const;
    add(gathering, { ...of, key: `events.${index}.time`, field: 'Time', value: event.time });
    if ('duration' in event) add(gathering, { ...of, key: `events.${index}.duration`, field: 'Duration', value: event.duration });
  });
  return [...gathering.found.values()];
}

function add<S extends Structure>({ model, scenario, at, found }: Gathering, source: Source<S>): void {
  const { key, owner, object, part, structure, field, kind, value, lowest = 0, reach } = source;
  const stands = key === 'seed' ? `${at}/Seed` : scenario.paths[key];
  const isPreset = scenario.presets?.[key] !== undefined;
  // What stands outside of the simulation, a data range, a table of latencies, is not changed for the sake of one run: the simulation states its own.
  const isStated = stands !== undefined && !isPreset && stands.startsWith(`${at}/`);
  const member = isStated ? stands : object === undefined ? undefined : `${object}/${field}`;
  if (member === undefined) return;
  const origin: ParameterOrigin = isStated ? 'stated' : isPreset ? 'preset' : stands !== undefined ? 'elsewhere' : 'default';
  const { summary }: Field = (structure as Structure).fields[field]!;
  const of = { owner, summary, origin, name: part === '' ? field : `${part}.${field}` };
  const writtenAt = (pointer: string): string => (isStated ? rawText(model.tree, resolvePointer(model.tree, pointer)) : '');
  const highest = kind === 'probability' ? 1_000_000 : kind === 'integer' ? ulong : Number.MAX_SAFE_INTEGER;
  const put = (parameter: Parameter): void => { if (!found.has(parameter.pointer)) found.set(parameter.pointer, parameter); };
  if (typeof value === 'number') {
    put({ ...of, pointer: member, member, part: 'value', kind, value, written: writtenAt(member), lowest, highest, ...stretchOf(value, reach, lowest, highest) });
    return;
  }
  if (value.kind === 'table') {
    const most = commonest(value);
    put({ ...of, pointer: member, member, part: 'value', kind: 'table', value: most, written: writtenAt(member), lowest, highest, ...stretchOf(most, reach, lowest, highest) });
    return;
  }
  const numbers = numbersOf(value);
  // Numbers that belong together have one scale, so that their sliders can be compared.
  const least = numbers[0]!.value < 0 ? -Number.MAX_SAFE_INTEGER : lowest;
  const stretch = stretchOf(numbers.reduce((most, number) => Math.max(most, Math.abs(number.value)), 0) * (least < 0 ? -1 : 1), reach, least, highest);
  for (const number of numbers) {
    const pointer = `${member}${number.within}`;
    put({ ...of, pointer, member, part: number.part, kind, value: number.value, written: writtenAt(pointer), lowest: least, highest, ...stretch, minimum: Math.min(stretch.minimum, number.value) });
  }
}

function addPin(gathering: Gathering, graph: GraphPlan, index: number): void {
  const { model, scenario } = gathering;
  const settled = settlePin(scenario, index);
  const { plan } = graph.pins[index]!;
  const owner = scenario.pins.length > 1 || scenario.circuits !== undefined ? settled.label : '';
  const pin = plan.stated && pointerOf(model.tree, plan.stated.node);
  const key = (member: string): string => `pins.${index}.${member}`;
  const placeOf = (part: 'Source' | 'Hardware' | 'Driver' | 'Client', instance: Instance | undefined): string | undefined =>
    instance && !instance.defaulted ? pointerOf(model.tree, instance.node) : pin === undefined ? undefined : `${pin}/${part}`;
  const { source, client } = settled;
  const period = source?.period ?? client?.period ?? 10 * milliseconds;
  if (source) {
    const of = { owner, object: placeOf('Source', plan.source), part: 'Source', structure: SimulationSource } as const;
    add(gathering, { ...of, key: key('source.period'), field: 'Period', kind: 'time', value: source.period, lowest: 1, reach: 2 * period });
    // A constant jitter would shift everything and show nothing.
    if (scenario.pins[index]!.source?.jitter !== undefined) add(gathering, { ...of, key: key('source.jitter'), field: 'Jitter', kind: 'time', value: source.jitter, lowest: -Number.MAX_SAFE_INTEGER, reach: milliseconds });
  }
  if (client) {
    const of = { owner, object: placeOf('Client', plan.client), part: 'Client', structure: SimulationClient } as const;
    add(gathering, { ...of, key: key('client.requests'), field: 'Requests', kind: 'integer', value: client.requests, lowest: 1, reach: 16 });
    if (client.headersPerRequest > 1) add(gathering, { ...of, key: key('client.headersPerRequest'), field: 'HeadersPerRequest', kind: 'integer', value: client.headersPerRequest, lowest: 1, reach: 8 });
    add(gathering, { ...of, key: key('client.hold'), field: 'Hold', kind: 'time', value: client.hold, reach: 2 * period });
    if (client.period !== null) add(gathering, { ...of, key: key('client.period'), field: 'Period', kind: 'time', value: client.period, lowest: 1, reach: 2 * period });
    client.stalls.forEach((stall, number) => {
      const object = scenario.paths[key(`client.stalls.${number}`)];
      if (object === undefined) return;
      const paths = { [key(`client.stalls.${number}.start`)]: `${object}/Start`, [key(`client.stalls.${number}.duration`)]: `${object}/Duration` };
      const within: Gathering = { ...gathering, scenario: { ...scenario, paths } };
      const stalled = { owner, object, part: 'Client.Stalls', structure: SimulationStall, kind: 'time' } as const;
      add(within, { ...stalled, key: key(`client.stalls.${number}.start`), field: 'Start', value: stall.start, reach: scenario.duration });
      add(within, { ...stalled, key: key(`client.stalls.${number}.duration`), field: 'Duration', value: stall.duration, reach: 4 * period });
    });
  }
  if (source) addHardware(gathering, settled, key, { owner, object: placeOf('Hardware', plan.hardware), part: 'Hardware', structure: SimulationHardware }, period);
  const isOfFilter = scenario.filters?.some(({ process, factories }) => process !== null && factories.some(({ pins }) => pins.includes(index))) ?? false;
  addDriver(gathering, settled, isOfFilter, key, { owner, object: placeOf('Driver', plan.driver), part: 'Driver', structure: SimulationDriver }, period);
  const system = { owner, object: pin === undefined ? undefined : `${pin}/System`, part: 'System', structure: SimulationSystem, kind: 'time', reach: milliseconds } as const;
  const latency = (name: keyof SettledPin['system'], field: FieldName<typeof SimulationSystem>): void => add(gathering, { ...system, key: key(`system.${name}`), field, value: settled.system[name] });
  if (source) {
    latency('interruptLatency', 'InterruptLatency');
    latency('dpcLatency', 'DpcLatency');
  }
  latency('workItemLatency', 'WorkItemLatency');
  for (const name of ['criticalWorkItemLatency', 'hyperCriticalWorkItemLatency'] as const) {
    if (scenario.paths[key(`system.${name}`)] !== undefined) latency(name, name === 'criticalWorkItemLatency' ? 'CriticalWorkItemLatency' : 'HyperCriticalWorkItemLatency');
  }
  if (client) latency('completionLatency', 'CompletionLatency');
}

type Owner<S extends Structure> = Pick<Source<S>, 'owner' | 'object' | 'part' | 'structure'>;
type KeyOf = (member: string) => string;

function addHardware(gathering: Gathering, { hardware, driver: { pattern } }: SettledPin, key: KeyOf, of: Owner<typeof SimulationHardware>, period: number): void {
  const integer = (name: 'listDepth' | 'fifoFrames' | 'commonBufferFrames' | 'interruptEvery', field: FieldName<typeof SimulationHardware>, lowest: number): void =>
    add(gathering, { ...of, key: key(`hardware.${name}`), field, kind: 'integer', value: hardware[name], lowest, reach: 16 });
  const copies = pattern === 'copyInProcess' || pattern === 'copyAtDpc';
  if (!copies) integer('listDepth', 'ListDepth', 1);
  if (hardware.commonBufferFrames > 0) integer('commonBufferFrames', 'CommonBufferFrames', 1);
  else integer('fifoFrames', 'FifoFrames', 0);
  add(gathering, { ...of, key: key('hardware.transferTime'), field: 'TransferTime', kind: 'time', value: hardware.transferTime, reach: period });
  integer('interruptEvery', 'InterruptEvery', 1);
  if (hardware.coalescingTime !== null) add(gathering, { ...of, key: key('hardware.coalescingTime'), field: 'CoalescingTime', kind: 'time', value: hardware.coalescingTime, reach: 2 * period });
  const { perMillion } = hardware.lockFailures ?? {};
  if (perMillion !== undefined) add(gathering, { ...of, key: key('hardware.lockFailures.perMillion'), field: 'LockFailuresPerMillion', kind: 'probability', value: perMillion, reach: 10_000 });
  const { tableEntries } = hardware.mappings ?? {};
  if (tableEntries !== undefined && of.object !== undefined) {
    add(gathering, { ...of, object: `${of.object}/Mappings`, part: 'Hardware.Mappings', structure: SimulationMappings, key: key('hardware.mappings.tableEntries'), field: 'TableEntries', kind: 'integer', value: tableEntries, lowest: 1, reach: 512 });
  }
}

function addDriver(gathering: Gathering, { driver, source }: SettledPin, isOfFilter: boolean, key: KeyOf, of: Owner<typeof SimulationDriver>, period: number): void {
  const time = (name: 'processTime' | 'dpcTime' | 'setDeviceStateTime', field: FieldName<typeof SimulationDriver>, reach: number): void => add(gathering, { ...of, key: key(`driver.${name}`), field, kind: 'time', value: driver[name], reach });
  if (!isOfFilter) time('processTime', 'ProcessTime', Math.min(period, 10 * milliseconds));
  if (source) time('dpcTime', 'DpcTime', 200 * microseconds);
  time('setDeviceStateTime', 'SetDeviceStateTime', 10 * milliseconds);
  if (driver.cloneTimeout !== null) add(gathering, { ...of, key: key('driver.cloneTimeout'), field: 'CloneTimeout', kind: 'time', value: driver.cloneTimeout, reach: 4 * period });
}

function addCircuits(gathering: Gathering): void {
  const { scenario, at } = gathering;
  scenario.circuits?.forEach(({ label, peers, allocator }, index) => {
    const own = `circuits.${index}`;
    peers.forEach((peer, number) => {
      const key = `${own}.peers.${number}`;
      const of = { owner: peer.label, object: scenario.paths[key], part: 'Peer', structure: SimulationPeer, kind: 'time' } as const;
      const period = peer.period ?? 10 * milliseconds;
      if (peer.period !== undefined) add(gathering, { ...of, key: `${key}.period`, field: 'Period', value: peer.period, lowest: 1, reach: 2 * period });
      add(gathering, { ...of, key: `${key}.hold`, field: 'Hold', value: peer.hold, reach: 2 * period });
      add(gathering, { ...of, key: `${key}.hopLatency`, field: 'HopLatency', value: peer.hopLatency ?? { kind: 'constant', value: peer.kind === 'ks1' ? 10_000 : 0 }, reach: 100 * microseconds });
    });
    if (allocator.kind === 'injection') {
      add(gathering, { key: `${own}.allocator.frames`, owner: label, object: scenario.paths[own], part: 'Connections', structure: SimulationConnection, field: 'InjectedFrames', kind: 'integer', value: allocator.frames, lowest: 1, reach: 16 });
    } else if (allocator.kind === 'life') {
      const key = `${own}.allocator.setup.request.framing.Frames`;
      // One request holds for all circuits of a simulation, so that it is inserted only where there is one.
      const object = scenario.circuits!.length === 1 ? `${at}/Allocator/Request/Framing` : undefined;
      const { Frames: frames } = allocator.setup.request.framing;
      // Whatever the framings settle stands in the document, somewhere.
      const paths = { ...scenario.paths, [key]: scenario.paths[key] ?? '' };
      add({ ...gathering, scenario: { ...scenario, paths } }, { key, owner: label, object, part: 'Allocator.Request.Framing', structure: KSALLOCATOR_FRAMING, field: 'Frames', kind: 'integer', value: frames, lowest: 1, reach: 16 });
    }
  });
}

function addFilters(gathering: Gathering, simulation: Instance<typeof Simulation>): void {
  const { model, scenario, at } = gathering;
  const list = resolvePointer(model.tree, `${pointerOf(model.tree, simulation.node)}/Filters`);
  scenario.filters?.forEach(({ label, process, processTime }, index) => {
    if (process === null && processTime === undefined) return;
    const entry = scenario.paths[`filters.${index}`];
    const object = entry?.startsWith(`${at}/`) === true ? entry : list === -1 && scenario.filters!.length === 1 ? `${at}/Filters/0` : undefined;
    add(gathering, { key: `filters.${index}.processTime`, owner: label, object, part: 'Filters', structure: SimulationFilter, field: 'ProcessTime', kind: 'time', value: processTime ?? { kind: 'constant', value: 10_000 }, reach: 5 * milliseconds });
  });
}
