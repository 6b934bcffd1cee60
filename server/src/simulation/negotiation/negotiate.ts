import { type Instance, type Model, bound, instanceIn, instancesIn, isStated, numberOf, pinsNamed, strideOf, textOf, wordOf } from '../../document/index';
import { CommonBuffer, Device, DeviceDma, type Simulation, SimulationSystem } from '../../ks/index';
import { simulationsOf } from '../compile/simulations';
import { type AllocatorVerdict, judgeAllocators } from './allocators';
import type { Cell, DecidingPlace } from './cell';
import { commonAlignment, commonFrames, pitchesOf } from './common-frames';
import { type CommonMemory, commonMemoryOf, itemsFor } from './common-memory';
import { type CommonSize, commonSizeOf } from './common-size';
import { compressedSize } from './compression';
import { type Demand, type Stated, demandOf } from './demands';
import { ratioOf } from './filter-facts';
import { type Connection, type Graph, graphsOf } from './graph';
import { type NegotiationOptions, defaultOptions, optionsOf } from './options';
import { type Placement, type SimulatedAllocator, placementOf, simulatedAllocator } from './simulated-allocator';
import { type Segment, segmentsOf } from './segments';

/** A limit on the memory of frames, in bytes: what the simulation gives to pool, or a common buffer that holds the frames of a pin's allocator. */
export interface MemoryLimit {
  readonly kind: 'pool' | 'commonBuffer';
  readonly bytes: number;
  readonly from: DecidingPlace;
}

/** What the ends of one segment demand, what they have in common, and who may allocate. The rows and columns of a report. */
export interface SegmentNegotiation {
  readonly segment: Segment;
  /** One for each end, in the direction of the data. */
  readonly demands: readonly Demand[];
  readonly memory: CommonMemory;
  readonly size: CommonSize;
  readonly frames: Cell<number>;
  /** Mask: alignment minus one. */
  readonly alignment: Cell<number>;
  readonly pitches: readonly Stated[];
  /** Distance of frames in memory, in bytes: the size rounded up to the alignment (cbPrefix is taken as 0). */
  readonly stride: Cell<number>;
  /** Frames × stride, in bytes. */
  readonly total: Cell<number>;
  readonly limits: readonly MemoryLimit[];
  readonly allocators: readonly AllocatorVerdict[];
  /** The end that the default allocator would be created on. */
  readonly placement: Placement;
  /** Whose frames a simulation of the segment works with. Never whom Windows would choose. */
  readonly simulatedWith: SimulatedAllocator;
}

/** The negotiation of one graph. */
export interface Negotiation {
  readonly graph: Graph;
  readonly options: NegotiationOptions;
  readonly segments: readonly SegmentNegotiation[];
}

/**
 * Negotiates the graph of a simulation: documented conditions as far as they go, inferred ones beyond, options where neither decides. Says who may allocate
 * and why others may not; never whom Windows chooses. A segment behind a filter that changes the size of frames follows the one in front of it.
 */
export function negotiate(graph: Graph, options: NegotiationOptions = defaultOptions): Negotiation {
  const segments = segmentsOf(graph);
  const results = new Map<Segment, SegmentNegotiation>();
  const limits = limitsOf(graph);
  const owner: Owner = new Map(segments.flatMap((segment) => segment.connections.map((connection) => [connection, segment] as const)));
  for (const segment of inFlowOrder(segments, owner)) results.set(segment, negotiateSegment(segment, leastSize(segment, owner, results, options), limits, options));
  return { graph, options, segments: segments.map((segment) => results.get(segment)!) };
}

/** The segment of each connection. */
type Owner = ReadonlyMap<Connection, Segment>;

/** Segments such that each comes after those that feed it; in a circle, in the order of the document. */
function inFlowOrder(segments: readonly Segment[], owner: Owner): readonly Segment[] {
  const followers = new Map<Segment, Segment[]>();
  const waitingFor = new Map<Segment, number>(segments.map((segment) => [segment, 0]));
  const cuts = new Set(segments.flatMap((segment) => segment.cuts));
  for (const { upstream, downstream } of cuts) {
    const [before, after] = [owner.get(upstream)!, owner.get(downstream)!];
    if (before === after) continue;
    const known = followers.get(before);
    if (known) known.push(after);
    else followers.set(before, [after]);
    waitingFor.set(after, waitingFor.get(after)! + 1);
  }
  const ordered = new Set<Segment>();
  const ready = segments.filter((segment) => waitingFor.get(segment) === 0);
  for (let next = ready.pop(); next; next = ready.pop()) {
    ordered.add(next);
    for (const after of followers.get(next) ?? []) {
      waitingFor.set(after, waitingFor.get(after)! - 1);
      if (waitingFor.get(after) === 0) ready.push(after);
    }
  }
  return [...ordered, ...segments.filter((segment) => !ordered.has(segment))];
}

/** What frames of the segments in front become behind a filter whose ratio is known, in bytes; nothing when no ratio is. */
function leastSize(segment: Segment, owner: Owner, results: ReadonlyMap<Segment, SegmentNegotiation>, options: NegotiationOptions): number | undefined {
  let least: number | undefined;
  for (const { because, upstream, downstream } of segment.cuts) {
    if (because !== 'sizeChanges' || owner.get(downstream) !== segment) continue;
    const ratio = ratioOf(downstream.from.pin!);
    const before = owner.get(upstream);
    const size = before && results.get(before)?.size.cell.value;
    if (ratio && size !== undefined) least = Math.max(least ?? 0, compressedSize(size, ratio.value, options.compressionRounding));
  }
  return least;
}

interface Limits { readonly pool: MemoryLimit | undefined; readonly buffers: readonly { readonly pin: string; readonly limit: MemoryLimit }[] }

/** The limits that the document states: of pool in the simulation, of common buffers that hold a pin's frames in the device. */
function limitsOf({ model, simulation }: Graph): Limits {
  const system = simulation && instanceIn(simulation, 'System', SimulationSystem);
  const pool = system && isStated(system, 'PoolLimit') ? numberOf(system, 'PoolLimit') : undefined;
  const device = model.document && instanceIn(model.document, 'Device', Device);
  const dma = device && instanceIn(device, 'Dma', DeviceDma);
  const buffers = dma ? allocatorBuffers(instancesIn(dma, 'CommonBuffers', CommonBuffer)) : [];
  return { pool: pool === undefined ? undefined : { kind: 'pool', bytes: pool, from: [system!, 'PoolLimit'] }, buffers };
}

/** The common buffers that hold frames of vendor allocators, added up by pin; none where the length of one, or its pin, is not stated. */
function allocatorBuffers(all: readonly Instance<typeof CommonBuffer>[]): Limits['buffers'] {
  const sums = new Map<string, MemoryLimit>();
  for (const buffer of all) {
    if (wordOf(buffer, 'Purpose') !== 'VendorAllocator') continue;
    const length = numberOf(buffer, 'Length');
    const count = numberOf(buffer, 'Count');
    const pin = textOf(buffer, 'Pin');
    if (length === undefined || count === undefined || pin === undefined) return [];
    const before = sums.get(pin);
    sums.set(pin, { kind: 'commonBuffer', bytes: (before?.bytes ?? 0) + length * count, from: before?.from ?? [buffer, 'Length'] });
  }
  return [...sums].map(([pin, limit]) => ({ pin, limit }));
}

/** Works a value out when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What no rule asks of a segment is not worked out: most segments of most documents end in an application. */
function negotiateSegment(segment: Segment, least: number | undefined, limits: Limits, options: NegotiationOptions): SegmentNegotiation {
  const { model } = segment.graph;
  const demands = segment.connections.flatMap((connection) => [connection.from, connection.to].filter(({ mode }) => mode !== 'user').map((end) => demandOf(model, connection, end, options)));
  const memory = lazily(() => commonMemoryOf(demands, options));
  const size = lazily(() => {
    const format = segment.connections.find((connection) => connection.format.frameBytes !== undefined)?.format ?? segment.connections[0]!.format;
    return commonSizeOf(demands, memory().cell.value, format, least, options);
  });
  const offers = lazily(() => demands.map((demand) => ({ demand, items: itemsFor(demand, memory().cell.value) })));
  const frames = lazily(() => {
    const allocator = segment.connections.find(({ allocatorPin }) => allocatorPin !== undefined)?.allocatorPin;
    return commonFrames(offers(), demands.find(({ end }) => end.pin !== undefined && end.pin === allocator), options);
  });
  const alignment = lazily(() => commonAlignment(offers()));
  const pitches = lazily(() => pitchesOf(offers()));
  const stride = lazily(() => strideCell(size(), alignment(), pitches().length > 0));
  const total = lazily((): Cell<number> => {
    const [count, distance] = [frames(), stride()];
    return { ...distance, value: distance.value === undefined || count.value === undefined ? undefined : distance.value * count.value, decidedBy: [...count.decidedBy, ...distance.decidedBy] };
  });
  const allocators = lazily(() => judgeAllocators({ segment, demands, memory: memory(), size: size(), pitches: pitches() }));
  const ownLimits = lazily(() => [...(limits.pool ? [limits.pool] : []), ...limits.buffers.filter(({ pin }) => isIn(segment, pin)).map(({ limit }) => limit)]);
  return {
    segment, demands,
    get memory() { return memory(); },
    get size() { return size(); },
    get frames() { return frames(); },
    get alignment() { return alignment(); },
    get pitches() { return pitches(); },
    get stride() { return stride(); },
    get total() { return total(); },
    get limits() { return ownLimits(); },
    get allocators() { return allocators(); },
    get placement() { return placementOf(segment, options); },
    get simulatedWith() { return simulatedAllocator(segment, demands, allocators(), options); },
  };
}

/** Whether the one pin that a reference names is an end of a segment. */
function isIn(segment: Segment, reference: string): boolean {
  const named = pinsNamed(segment.graph.model, reference);
  return named.length === 1 && segment.ends.some((end) => end.pin?.filter.index === named[0]!.filter.index && end.pin.id === named[0]!.id);
}

function strideCell(size: CommonSize, alignment: Cell<number>, hasPitch: boolean): Cell<number> {
  return {
    value: size.cell.value === undefined || alignment.value === undefined || hasPitch ? undefined : strideOf(size.cell.value, alignment.value),
    basis: size.cell.basis === 'option' ? 'option' : 'inferred', ...(size.cell.option === undefined ? {} : { option: size.cell.option }), sources: alignment.sources, decidedBy: [...alignment.decidedBy, ...size.cell.decidedBy],
  };
}

const cache = new WeakMap<Model, readonly Negotiation[]>();

/** The negotiations of the simulations of a document, with the options that each states, in every configuration of its filters. Each model is worked out once, and of simulations with the same implied graph the first. */
export function negotiationsOf(model: Model): readonly Negotiation[] {
  let found = cache.get(model);
  if (!found) cache.set(model, (found = distinctSimulations(model).flatMap(({ simulation, index }) => negotiationsOfSimulation(model, simulation, index))));
  return found;
}

/** A simulation with its index in the document. */
interface Numbered { readonly simulation: Instance<typeof Simulation>; readonly index: number }

const distinct = new WeakMap<readonly Instance[], readonly Numbered[]>();

/** The simulations of a document with their indexes; of those with the same implied graph the first. */
export function distinctSimulations(model: Model): readonly Numbered[] {
  const simulations = simulationsOf(model);
  let found = distinct.get(simulations);
  if (!found) {
    const implied = new Set<string>();
    distinct.set(simulations, (found = simulations.flatMap((simulation, index) => {
      const key = impliedGraphOf(simulation);
      if (key === undefined) return [{ simulation, index }];
      const before = implied.size;
      return implied.add(key).size > before ? [{ simulation, index }] : [];
    })));
  }
  return found;
}

const impliedGraphs = new WeakMap<Instance, { readonly key: string | undefined }>();

function impliedGraphOf(simulation: Instance<typeof Simulation>): string | undefined {
  let found = impliedGraphs.get(simulation);
  if (!found) impliedGraphs.set(simulation, (found = { key: readImpliedGraph(simulation) }));
  return found.key;
}

/** What decides the graph of a simulation that states no connections: its pin and its format. Simulations of one driver mostly differ in times only, and are worked out once. */
function readImpliedGraph(simulation: Instance<typeof Simulation>): string | undefined {
  const system = instanceIn(simulation, 'System', SimulationSystem);
  if (bound(simulation, 'Connections').state !== 'absent' || bound(simulation, 'Pins').state !== 'absent' || bound(simulation, 'Client').state !== 'present' || (system && isStated(system, 'PoolLimit'))) return undefined;
  return JSON.stringify([textOf(simulation, 'Pin'), textOf(simulation, 'DataRange'), optionsOf(simulation)]);
}

/** The negotiations of one simulation, one for each configuration of the filters; with the options that it states unless others are given. */
export const negotiationsOfSimulation = (model: Model, simulation: Instance<typeof Simulation>, index = 0, options: NegotiationOptions = optionsOf(simulation)): readonly Negotiation[] =>
  graphsOf(model, simulation, index).map((graph) => negotiate(graph, options));
