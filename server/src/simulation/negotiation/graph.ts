import { type FilterView, type Instance, type Model, type PinView, type Pointer, allPins, booleanOf, bound, elementsOf, instanceIn, instancesIn, isInstanceOf, isStated, numberOf, pinsNamed, pointerIn, textOf, wordOf } from '../../document/index';
import { KSALLOCATOR_FRAMING_EX, KSPIN_MEDIUM, KSPIN_INTERFACE, Simulation, SimulationClient, SimulationConnection, SimulationPeer, SimulationPin } from '../../ks/index';
import type { DecidingPlace } from './cell';
import { type ConnectedFormat, formatOfConnection, formatOfPin, formatOfSimulation } from './connected-format';
import { type Transport, transportOf, unknownTransport } from './transport';

/** Where the other side of a connection runs; nothing when the document does not say. */
export type Mode = 'kernel' | 'user' | 'unknown';

/** One end of a connection: an instance of a pin of this document, a peer outside it, the application, or nothing that is known. */
export interface End {
  readonly side: 'from' | 'to';
  readonly pin: PinView | undefined;
  readonly peer: Instance<typeof SimulationPeer> | undefined;
  readonly mode: Mode;
  /** Where to point for the end itself. */
  readonly where: DecidingPlace;
  /** KSPIN_COMMUNICATION; nothing when unknown. */
  readonly communication: number | undefined;
  readonly framing: Pointer<typeof KSALLOCATOR_FRAMING_EX>;
  /** Whether the end has an allocator of its own; nothing when unknown. */
  readonly hasAllocator: boolean | undefined;
}

/** One connection of a graph, in the direction of the data. */
export interface Connection {
  /** Index in Simulation.Connections; -1 for the one that is implied when the list is left out. */
  readonly index: number;
  /** Nothing for the implied one. */
  readonly stated: Instance<typeof SimulationConnection> | undefined;
  readonly where: DecidingPlace;
  readonly from: End;
  readonly to: End;
  /** Kernel when both ends are in the kernel, user when one is in user mode. */
  readonly mode: Mode;
  readonly transport: Transport;
  readonly format: ConnectedFormat;
  /** The scenario chose VRAM: KsProxy itself allocates (KSPROPERTY_MEMORY_TRANSPORT). */
  readonly isVram: boolean;
  /** Pin whose allocator the scenario assumes to be chosen. */
  readonly allocatorPin: PinView | undefined;
  /** Name of the allocator that the scenario says serves the connection. */
  readonly allocatorName: string | undefined;
  readonly initializeFails: boolean;
  readonly hasDefaultAllocator: boolean;
  /** The driver submits the frames itself (injection mode): nothing allocates for the connection. */
  readonly injectsFrames: boolean;
}

/** The graph of one simulation, with the pins in one of their configurations. */
export interface Graph {
  /** Nothing for a graph that no simulation states: one that is supposed for a pin. */
  readonly simulation: Instance<typeof Simulation> | undefined;
  readonly label: string;
  readonly model: Model;
  readonly connections: readonly Connection[];
  /** False when a part of the list cannot be read: then it is not known what else is connected. */
  readonly isComplete: boolean;
}

const unknownFraming = { state: 'unknown' } as const;

/** The filters in their n-th configuration: of a filter with fewer, the last one. */
function configurationsOf(model: Model): readonly (readonly FilterView[])[] {
  const byFilter = new Map<number, FilterView[]>();
  for (const filter of model.configurations) {
    const forms = byFilter.get(filter.index);
    if (forms) forms.push(filter);
    else byFilter.set(filter.index, [filter]);
  }
  const filters = [...byFilter.values()];
  const count = Math.max(1, ...filters.map((forms) => forms.length));
  return Array.from({ length: count }, (_, number) => filters.map((forms) => forms[Math.min(number, forms.length - 1)]!));
}

/** Pins of one configuration by filter index and pin id. */
type PinTable = ReadonlyMap<string, PinView>;

const tables = new WeakMap<Model, readonly PinTable[]>();

const keyOf = (pin: PinView): string => `${pin.filter.index} ${pin.id}`;

function pinTables(model: Model): readonly PinTable[] {
  let found = tables.get(model);
  if (!found) {
    found = configurationsOf(model).map((filters) => new Map(filters.flatMap((filter) => filter.pins.map((pin) => [keyOf(pin), pin] as const))));
    tables.set(model, found);
  }
  return found;
}

/**
 * The graph of a simulation, once for each configuration of the filters. Nothing when its connections cannot be read, or when there is neither a
 * connection nor a client. References that name no pin are problems of the document; such connections are left out.
 */
export function graphsOf(model: Model, simulation: Instance<typeof Simulation>, index = 0): readonly Graph[] {
  const label = textOf(simulation, 'Label') ?? `simulation ${index + 1}`;
  const connections = bound(simulation, 'Connections');
  const graphs: Graph[] = [];
  for (const pins of pinTables(model)) {
    const reader: Reader = { model, pins };
    if (connections.state === 'absent') {
      const implied = impliedConnections(reader, simulation);
      if (implied.length > 0) graphs.push({ simulation, label, model, connections: implied, isComplete: true });
      continue;
    }
    const elements = elementsOf(simulation, 'Connections');
    if (elements === undefined) continue;
    const read = elements.map((element, number) => (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, SimulationConnection) ? readConnection(reader, element.instance, number) : undefined));
    const known = read.filter((connection) => connection !== undefined);
    graphs.push({ simulation, label, model, connections: known, isComplete: known.length === elements.length });
  }
  return graphs;
}

interface Reader {
  readonly model: Model;
  readonly pins: PinTable;
}

/** The pin of this configuration that a reference names; nothing when it names none or several. */
function pinNamed({ model, pins }: Reader, reference: string): PinView | undefined {
  const named = pinsNamed(model, reference);
  return named.length === 1 ? pins.get(keyOf(named[0]!)) : undefined;
}

function pinEnd(side: End['side'], pin: PinView, where: DecidingPlace): End {
  return {
    side, pin, peer: undefined, mode: 'kernel', where, communication: pin.communication, framing: pin.framing,
    hasAllocator: pin.allocator.state === 'unknown' ? undefined : pin.allocator.state === 'present',
  };
}

const modes: Readonly<Record<string, Mode>> = { UserMode: 'user', KernelAvStream: 'kernel', KernelKs1: 'kernel' };

function peerEnd(side: End['side'], peer: Instance<typeof SimulationPeer>): End {
  const kind = wordOf(peer, 'Kind');
  return {
    side, pin: undefined, peer, mode: (kind === undefined ? undefined : modes[kind]) ?? 'unknown', where: peer.node, communication: numberOf(peer, 'Communication'),
    framing: pointerIn(peer, 'AllocatorFraming', KSALLOCATOR_FRAMING_EX), hasAllocator: booleanOf(peer, 'HasAllocator'),
  };
}

const unknownEnd = (side: End['side'], where: DecidingPlace): End => ({ side, pin: undefined, peer: undefined, mode: 'unknown', where, communication: undefined, framing: unknownFraming, hasAllocator: undefined });

/**
 * Why a connection between the pins that it names cannot be: data does not leave by `From`, or does not arrive by `To`, or a peer stands beside two pins; nothing
 * when nothing is known to be wrong with it.
 */
export function impossibilityOf(from: PinView | undefined, to: PinView | undefined, hasPeer: boolean): 'from' | 'to' | 'peer' | undefined {
  if (from?.dataFlow === 1) return 'from';
  if (to?.dataFlow === 2) return 'to';
  return from && to && hasPeer ? 'peer' : undefined;
}

/** Reads one connection; nothing when it names no pin or cannot be, or a part that its ends depend on is broken. */
function readConnection(reader: Reader, stated: Instance<typeof SimulationConnection>, index: number): Connection | undefined {
  const peer = instanceIn(stated, 'Peer', SimulationPeer);
  const end = (side: End['side'], field: 'From' | 'To'): End | 'broken' | undefined => {
    const value = bound(stated, field);
    if (value.state === 'absent') return undefined;
    const pin = value.state === 'present' && value.kind === 'text' ? pinNamed(reader, value.text) : undefined;
    return pin ? pinEnd(side, pin, [stated, field]) : 'broken';
  };
  const from = end('from', 'From');
  const to = end('to', 'To');
  if (from === 'broken' || to === 'broken' || (!from && !to) || bound(stated, 'Peer').state === 'invalid') return undefined;
  if (impossibilityOf(from?.pin, to?.pin, peer !== undefined) !== undefined) return undefined;
  const other = (side: End['side']): End => (peer ? peerEnd(side, peer) : unknownEnd(side, stated.node));
  const ends = { from: from ?? other('from'), to: to ?? other('to') };
  const allocatorPin = textOf(stated, 'AllocatorPin');
  return {
    index, stated, where: stated.node, ...ends, mode: modeOf(ends.from, ends.to),
    transport: isBroken(stated, 'Medium') || isBroken(stated, 'Interface') ? unknownTransport
      : transportOf(ends, instanceIn(stated, 'Medium', KSPIN_MEDIUM), instanceIn(stated, 'Interface', KSPIN_INTERFACE), isStated(stated, 'Medium') ? [stated, 'Medium'] : undefined),
    format: formatOfConnection(reader.model, stated, [ends.from.pin, ends.to.pin]),
    isVram: wordOf(stated, 'MemoryTransport') === 'Vram',
    allocatorPin: allocatorPin === undefined ? undefined : pinNamed(reader, allocatorPin),
    allocatorName: textOf(stated, 'Allocator'),
    initializeFails: booleanOf(stated, 'InitializeAllocatorFails') === true,
    hasDefaultAllocator: booleanOf(stated, 'DefaultAllocator') !== false,
    injectsFrames: booleanOf(stated, 'InjectsFrames') === true,
  };
}

/** Whether a part of a connection is written and cannot be read: what was meant is unknown then. */
const isBroken = (stated: Instance<typeof SimulationConnection>, field: 'Medium' | 'Interface'): boolean => bound(stated, field).state === 'invalid';

/** What holds of a connection that no object states. */
const unstated = { isVram: false, allocatorPin: undefined, allocatorName: undefined, initializeFails: false, hasDefaultAllocator: true, injectsFrames: false } as const;

/**
 * The graph of one pin and a peer that nothing states: an application, or a kernel filter that demands nothing and has no allocator. Connected is the
 * pin's first data range. Once for each configuration of the filters that changes the pin.
 */
export function supposedGraphs(model: Model, pin: PinView, mode: 'user' | 'kernel', label: string): readonly Graph[] {
  const forms = new Set(pinTables(model).map((pins) => pins.get(keyOf(pin))).filter((form) => form !== undefined));
  return [...forms].map((form) => {
    const where: DecidingPlace = form.pin.node;
    const isInput = form.dataFlow === 1;
    const own = pinEnd(isInput ? 'to' : 'from', form, where);
    const peer: End = { ...unknownEnd(isInput ? 'from' : 'to', where), mode, framing: { state: 'null', node: form.pin.node }, hasAllocator: false };
    const ends = isInput ? { from: peer, to: own } : { from: own, to: peer };
    const connection: Connection = { index: -1, stated: undefined, where, ...ends, mode, transport: transportOf(ends, undefined, undefined, undefined), format: formatOfPin(model, form), ...unstated };
    return { simulation: undefined, label, model, connections: [connection], isComplete: true };
  });
}

/** Without a list of connections, each pin of the simulation is connected to its client, in user mode. */
function impliedConnections(reader: Reader, simulation: Instance<typeof Simulation>): readonly Connection[] {
  const pins = bound(simulation, 'Pins');
  if (pins.state !== 'absent') {
    return instancesIn(simulation, 'Pins', SimulationPin).flatMap((stated) => {
      const client = instanceIn(stated, 'Client', SimulationClient);
      const reference = textOf(stated, 'Pin');
      const pin = reference === undefined ? undefined : pinNamed(reader, reference);
      return client && pin ? [impliedConnection(reader, stated, client, pin)] : [];
    });
  }
  const client = instanceIn(simulation, 'Client', SimulationClient);
  const pin = simulatedPin(reader, simulation);
  return client && pin ? [impliedConnection(reader, simulation, client, pin)] : [];
}

function impliedConnection(reader: Reader, stated: Instance<typeof Simulation> | Instance<typeof SimulationPin>, client: Instance<typeof SimulationClient>, pin: PinView): Connection {
  const owner = stated as Instance<typeof SimulationPin>;
  const where: DecidingPlace = isStated(owner, 'Pin') ? [owner, 'Pin'] : owner.node;
  const isInput = pin.dataFlow === 1;
  const own = pinEnd(isInput ? 'to' : 'from', pin, where);
  const application: End = { ...unknownEnd(isInput ? 'from' : 'to', client.node), mode: 'user' };
  const ends = isInput ? { from: application, to: own } : { from: own, to: application };
  return {
    index: -1, stated: undefined, where, ...ends, mode: 'user', transport: transportOf(ends, undefined, undefined, undefined),
    format: formatOfSimulation(reader.model, stated, pin), ...unstated,
  };
}

function simulatedPin(reader: Reader, simulation: Instance<typeof Simulation>): PinView | undefined {
  const value = bound(simulation, 'Pin');
  if (value.state !== 'absent') return value.state === 'present' && value.kind === 'text' ? pinNamed(reader, value.text) : undefined;
  const first = allPins(reader.model).find((pin) => pin.dataFlow === 2);
  return first && reader.pins.get(keyOf(first));
}

function modeOf(from: End, to: End): Mode {
  if (from.mode === 'user' || to.mode === 'user') return 'user';
  return from.mode === 'kernel' && to.mode === 'kernel' ? 'kernel' : 'unknown';
}
