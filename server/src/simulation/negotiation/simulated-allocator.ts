import { wordOf } from '../../document/index';
import { streamTopic } from '../../ks/index';
import type { AllocatorVerdict } from './allocators';
import type { Basis, Cell, DecidingPlace } from './cell';
import { type Demand, demandsFlag } from './demands';
import type { End } from './graph';
import type { NegotiationOptions, OptionName } from './options';
import type { Segment } from './segments';

/** The end that the default allocator is created on. */
export type Placement = Cell<End>;

/** Whose frames a simulation works with. */
export interface SimulatedAllocator {
  /** Nothing when no allocator can serve the segment, or when the document does not say enough to tell. */
  readonly allocator: AllocatorVerdict | undefined;
  readonly basis: Basis;
  readonly option?: OptionName;
  readonly decidedBy: readonly DecidingPlace[];
}

const placementSources = [streamTopic('allocation-schemes'), streamTopic('avstream-pipes-and-circuits'), streamTopic('avstream-allocators')];

/**
 * Where the default allocator sits: on the sink pin, as the pages on IRP-based filters say, or in the source filter, as the diagrams of AVStream pipes
 * draw it. The documentation does not settle it, so an option does, or the pin that the scenario names.
 */
export function placementOf(segment: Segment, options: NegotiationOptions): Placement {
  const named = segment.connections.find(({ allocatorPin }) => allocatorPin !== undefined);
  const end = named && segment.ends.find(({ pin }) => pin === named.allocatorPin);
  if (end) return { value: end, basis: 'scenario', sources: placementSources, decidedBy: [[named.stated!, 'AllocatorPin']] };
  const old = segment.ends.find(({ peer }) => peer !== undefined && wordOf(peer, 'Kind') === 'KernelKs1');
  const isSink = options.defaultAllocatorPin === 'byKind' ? old !== undefined : options.defaultAllocatorPin === 'sink';
  return {
    value: isSink ? segment.ends.at(-1) : segment.ends[0], basis: 'option', option: 'defaultAllocatorPin', sources: placementSources,
    decidedBy: options.defaultAllocatorPin === 'byKind' && old ? [[old.peer!, 'Kind']] : [],
  };
}

/**
 * Whose frames a simulation works with: the application's where an end is in user mode, KsProxy's for VRAM, the driver's own in injection mode, those of the pin
 * that must allocate, or of the pin that the scenario names; else, of those that are eligible, the one that the option prefers.
 */
export function simulatedAllocator(segment: Segment, demands: readonly Demand[], allocators: readonly AllocatorVerdict[], options: NegotiationOptions): SimulatedAllocator {
  for (const kind of ['userMode', 'proxy', 'injection'] as const) {
    const found = allocators.find((each) => each.kind === kind);
    if (found) return { allocator: found, basis: kind === 'userMode' ? 'inferred' : 'documented', decidedBy: [found.where] };
  }
  const usable = allocators.filter(({ verdict }) => verdict !== 'rejected');
  const settle = (allocator: AllocatorVerdict | undefined): AllocatorVerdict | undefined => (allocator?.verdict === 'eligible' ? allocator : undefined);
  const own = usable.filter(({ kind }) => kind === 'vendor' || kind === 'peer');
  const insisting = demands.find((demand) => demandsFlag(demand, 'mustAllocate') && own.some((each) => isOf(each, demand.end)));
  if (insisting) return { allocator: settle(own.find((each) => isOf(each, insisting.end))), basis: 'inferred', decidedBy: insisting.items.map(({ flags }) => flags.from) };
  const named = segment.connections.find(({ allocatorPin }) => allocatorPin !== undefined);
  const chosen = named && own.find(({ pin }) => pin === named.allocatorPin);
  if (chosen) return { allocator: settle(chosen), basis: 'scenario', decidedBy: [[named.stated!, 'AllocatorPin']] };
  const pool = usable.find(({ kind }) => kind === 'default');
  const preferred = options.preferredAllocator === 'default' ? (pool ?? own[0]) : (own[0] ?? pool);
  if (usable.length < 2 || !settle(preferred)) return { allocator: settle(preferred), basis: 'inferred', decidedBy: [] };
  return { allocator: settle(preferred), basis: 'option', option: 'preferredAllocator', decidedBy: [] };
}

const isOf = ({ pin, peer }: AllocatorVerdict, end: End): boolean => (end.pin !== undefined && pin === end.pin) || (end.peer !== undefined && peer === end.peer);

