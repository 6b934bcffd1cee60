import type { Instance, PinView } from '../../document/index';
import { type SimulationPeer, type Source, ksPage, streamTopic } from '../../ks/index';
import type { Basis, DecidingPlace } from './cell';
import type { CommonMemory } from './common-memory';
import type { CommonSize } from './common-size';
import { type Demand, type Stated, demandsFlag, hasFlag } from './demands';
import { isHostMemory, isUserMemory } from './memory';
import type { Segment } from './segments';

/**
 * What has to hold for an allocator to be eligible.
 *
 * - `kernelMode`: no end of the segment is in user mode
 * - `standardTransport`: the connection of the pin has an allocator circuit
 * - `systemTransport`: the scenario did not choose VRAM, where KsProxy allocates
 * - `framing`: there is a framing that speaks for the allocator
 * - `memory`, `frameSize`, `pitch`: the demands of all ends can be met together
 * - `kernelMemory`: the memory is not that of user mode
 * - `hostMemory`: pool can serve the memory
 * - `systemMemory`: no end needs system memory where the memory is a device's; for the default allocator: some framing asks for system memory
 * - `mustAllocate`: no other end insists on allocating itself
 * - `requestor`: frames are asked for by a requestor, not submitted by the driver (injection mode)
 * - `initialize`: InitializeAllocator succeeds in the scenario
 * - `notExcluded`: the scenario does not name another allocator, nor rule this one out
 */
export type ConditionName = 'kernelMode' | 'requestor' | 'standardTransport' | 'systemTransport' | 'framing' | 'memory' | 'kernelMemory' | 'hostMemory' | 'systemMemory' | 'frameSize' | 'pitch' | 'mustAllocate' | 'initialize' | 'notExcluded';

/** One condition of an allocator. */
export interface Condition {
  readonly name: ConditionName;
  /** Nothing when the document does not say enough. */
  readonly isMet: boolean | undefined;
  readonly basis: Basis;
  readonly sources: readonly Source[];
  readonly decidedBy: readonly DecidingPlace[];
}

/**
 * What can be said of one allocator. Eligible means that every condition is met, never that it will be used: how the graph manager chooses is not public.
 * Rejected: some condition is known not to be met. Undecided: none is, and some are unknown.
 */
export interface AllocatorVerdict {
  /** KSALLOCATOR_DISPATCH of a pin, an allocator of a peer, the default (pool) allocator, the allocator of a user-mode filter, KsProxy itself, or the driver that submits frames of its own. */
  readonly kind: 'vendor' | 'peer' | 'default' | 'userMode' | 'proxy' | 'injection';
  readonly pin: PinView | undefined;
  readonly peer: Instance<typeof SimulationPeer> | undefined;
  readonly where: DecidingPlace;
  readonly verdict: 'eligible' | 'rejected' | 'undecided';
  readonly conditions: readonly Condition[];
}

/** What the conditions look at. */
export interface Agreement {
  readonly segment: Segment;
  readonly demands: readonly Demand[];
  readonly memory: CommonMemory;
  readonly size: CommonSize;
  readonly pitches: readonly Stated[];
}

const allocators = streamTopic('avstream-allocators');
const dispatchPage = ksPage('ns-ks-_ksallocator_dispatch');
const itemPage = ksPage('ns-ks-ks_framing_item');
const vramPage = streamTopic('vram-capture-properties');
const schemes = streamTopic('allocation-schemes');
const injectionPage = ksPage('nf-ks-kspinregisterframereturncallback');

/** What holds or does not hold for every allocator of a segment; worked out once. */
interface SegmentFacts {
  readonly agreement: Agreement;
  readonly shared: readonly Condition[];
  /** Ends that insist on allocating. */
  readonly insisting: readonly Demand[];
  readonly chosen: { readonly pin: PinView; readonly from: DecidingPlace } | undefined;
}

const verdictOf = (conditions: readonly Condition[]): AllocatorVerdict['verdict'] =>
  conditions.some(({ isMet }) => isMet === false) ? 'rejected' : conditions.every(({ isMet }) => isMet === true) ? 'eligible' : 'undecided';

/** What must hold for any allocator in the kernel. */
function sharedConditions({ segment, memory, size, pitches, demands }: Agreement): readonly Condition[] {
  const users = segment.ends.filter(({ mode }) => mode === 'user');
  const vram = segment.connections.filter(({ isVram }) => isVram);
  const conditions: Condition[] = [
    { name: 'kernelMode', isMet: users.length > 0 ? false : segment.mode === 'kernel' && segment.isCertain ? true : undefined, basis: 'documented', sources: [allocators, dispatchPage], decidedBy: users.map(({ where }) => where) },
    { name: 'systemTransport', isMet: vram.length === 0, basis: 'documented', sources: [vramPage], decidedBy: vram.map(({ stated }) => [stated!, 'MemoryTransport']) },
  ];
  const injecting = segment.connections.filter(({ injectsFrames }) => injectsFrames);
  if (injecting.length > 0) conditions.push({ name: 'requestor', isMet: false, basis: 'documented', sources: [injectionPage], decidedBy: injecting.map(({ stated }) => [stated!, 'InjectsFrames']) });
  const candidates = memory.cell.value;
  conditions.push({
    name: 'memory', isMet: memory.conflict ? (memory.conflict.isHard ? false : undefined) : candidates === undefined ? undefined : true, basis: 'inferred', sources: memory.cell.sources,
    decidedBy: memory.conflict ? memory.conflict.parties.flatMap(({ items }) => items.slice(0, 1).map(({ memoryFrom }) => memoryFrom)) : memory.cell.decidedBy,
  });
  const isUserOnly = candidates !== undefined && candidates.length > 0 && candidates.every(({ memoryType }) => isUserMemory(memoryType));
  conditions.push({ name: 'kernelMemory', isMet: candidates === undefined ? undefined : !isUserOnly, basis: 'documented', sources: [dispatchPage], decidedBy: isUserOnly ? memory.cell.decidedBy : [] });
  conditions.push(systemMemoryCondition(demands, memory));
  const isSizeKnown = size.sizes !== undefined;
  conditions.push({
    name: 'frameSize', isMet: size.conflict ? (size.conflict.isHard ? false : undefined) : isSizeKnown ? true : undefined, basis: 'inferred', sources: size.cell.sources,
    decidedBy: size.conflict ? size.conflict.parties.flatMap(({ items }) => items.slice(0, 1).map(({ framingRange }) => framingRange.max.from)) : size.cell.decidedBy,
  });
  const pitchesMeet = pitches.length < 2;
  conditions.push({ name: 'pitch', isMet: pitchesMeet, basis: 'inferred', sources: [itemPage], decidedBy: pitchesMeet ? [] : pitches.map(({ from }) => from) });
  return conditions;
}

/** Device memory does not serve an end that needs system memory; whether a mapping of it would is not documented. */
function systemMemoryCondition(demands: readonly Demand[], memory: CommonMemory): Condition {
  const candidates = memory.cell.value;
  const isOnDevice = candidates !== undefined && candidates.length > 0 && candidates.every(({ memoryType }) => !isHostMemory(memoryType));
  const needing = isOnDevice ? demands.flatMap((demand) => (demandsFlag(demand, 'systemMemory') && demand.items.every(({ isWish }) => isWish === false) ? demand.items.map(({ flags }) => flags.from) : [])) : [];
  return { name: 'systemMemory', isMet: candidates === undefined ? undefined : needing.length === 0, basis: 'inferred', sources: [itemPage], decidedBy: needing };
}

function factsOf(agreement: Agreement): SegmentFacts {
  const { segment, demands } = agreement;
  const choosing = segment.connections.find(({ allocatorPin }) => allocatorPin !== undefined);
  return {
    agreement, shared: sharedConditions(agreement),
    insisting: demands.filter((demand) => demandsFlag(demand, 'mustAllocate') && demand.items.every(({ isWish }) => isWish === false)),
    chosen: choosing && { pin: choosing.allocatorPin!, from: [choosing.stated!, 'AllocatorPin'] },
  };
}

/** Every allocator that a segment could have, with what speaks for and against it. A pin that has several connections in it stands here once. */
export function judgeAllocators(agreement: Agreement): readonly AllocatorVerdict[] {
  const facts = factsOf(agreement);
  const { segment, demands } = agreement;
  const verdicts: AllocatorVerdict[] = [];
  const seen = new Set<PinView>();
  for (const demand of demands) {
    const { end } = demand;
    if (end.pin && end.pin.allocator.state === 'present' && !seen.has(end.pin)) {
      seen.add(end.pin);
      const conditions = [...facts.shared, ...ownConditions(facts, demand)];
      verdicts.push({ kind: 'vendor', pin: end.pin, peer: undefined, where: end.pin.allocator.node, verdict: verdictOf(conditions), conditions });
    } else if (end.peer && end.mode === 'kernel' && end.hasAllocator === true) {
      const conditions = [...facts.shared, ...ownConditions(facts, demand)];
      verdicts.push({ kind: 'peer', pin: undefined, peer: end.peer, where: [end.peer, 'HasAllocator'], verdict: verdictOf(conditions), conditions });
    }
  }
  for (const end of segment.ends) if (end.mode === 'user') verdicts.push({ kind: 'userMode', pin: undefined, peer: end.peer, where: end.where, verdict: 'eligible', conditions: [] });
  const vram = segment.connections.find(({ isVram }) => isVram);
  if (vram) verdicts.push({ kind: 'proxy', pin: undefined, peer: undefined, where: [vram.stated!, 'MemoryTransport'], verdict: 'eligible', conditions: [] });
  const injecting = segment.connections.find(({ injectsFrames }) => injectsFrames);
  if (injecting) verdicts.push({ kind: 'injection', pin: injecting.from.pin, peer: undefined, where: [injecting.stated!, 'InjectsFrames'], verdict: 'eligible', conditions: [] });
  verdicts.push(defaultAllocator(facts));
  return verdicts;
}

function ownConditions({ insisting, chosen }: SegmentFacts, demand: Demand): readonly Condition[] {
  const { end, connection } = demand;
  const { transport } = connection;
  // Both pins of an in-place filter can hand out one allocator.
  const other = insisting.find(({ end: insistent }) => insistent !== end && (insistent.pin === undefined || insistent.pin.filter !== end.pin?.filter));
  const isExcluded = chosen !== undefined && chosen.pin !== end.pin;
  const fails = end.pin !== undefined && connection.initializeFails;
  return [
    { name: 'standardTransport', isMet: transport.state === 'unknown' ? undefined : transport.state === 'standard', basis: 'inferred', sources: [ksPage('ns-ks-_kspin_descriptor_ex')], decidedBy: transport.decidedBy },
    { name: 'framing', isMet: demand.property === 'unknown' ? undefined : demand.property !== 'none', basis: 'inferred', sources: [allocators], decidedBy: end.framing.state === 'unknown' ? [] : [end.framing.node] },
    { name: 'mustAllocate', isMet: other === undefined, basis: 'inferred', sources: [itemPage, schemes], decidedBy: other?.items.map(({ flags }) => flags.from) ?? [] },
    { name: 'initialize', isMet: !fails, basis: 'scenario', sources: [ksPage('nc-ks-pfnkspininitializeallocator')], decidedBy: fails ? [[connection.stated!, 'InitializeAllocatorFails']] : [] },
    { name: 'notExcluded', isMet: !isExcluded, basis: 'scenario', sources: [], decidedBy: isExcluded ? [chosen.from] : [] },
  ];
}

/** The default allocator: pool, on the pin that the allocator is created on. It requires SYSTEM_MEMORY in the framing; which pin's is not documented, so any will do here. */
function defaultAllocator({ agreement, shared, insisting, chosen }: SegmentFacts): AllocatorVerdict {
  const { segment, demands, memory } = agreement;
  const excluded = segment.connections.find(({ hasDefaultAllocator }) => !hasDefaultAllocator);
  const candidates = memory.cell.value;
  const items = demands.flatMap((demand) => demand.items);
  const isAsked = items.some((item) => hasFlag(item, 'systemMemory') === true);
  const isUnknown = demands.some(({ isComplete }) => !isComplete) || items.some(({ flags }) => flags.value === undefined);
  const vendors = insisting.filter(({ end }) => end.hasAllocator === true);
  const conditions: Condition[] = [
    ...shared.filter(({ name }) => name !== 'systemMemory'),
    { name: 'standardTransport', isMet: segment.connections.some(({ transport }) => transport.state === 'off') ? false : segment.connections.every(({ transport }) => transport.state === 'standard') ? true : undefined, basis: 'inferred', sources: [ksPage('ns-ks-_kspin_descriptor_ex')], decidedBy: segment.connections.flatMap(({ transport }) => transport.decidedBy) },
    { name: 'hostMemory', isMet: candidates === undefined || candidates.length === 0 ? undefined : candidates.some(({ memoryType }) => isHostMemory(memoryType)), basis: 'documented', sources: [streamTopic('default-allocators')], decidedBy: memory.cell.decidedBy },
    { name: 'systemMemory', isMet: isAsked ? true : isUnknown ? undefined : items.length === 0, basis: 'documented', sources: [streamTopic('default-allocators')], decidedBy: isAsked ? [] : items.map(({ flags }) => flags.from) },
    { name: 'mustAllocate', isMet: vendors.length === 0, basis: 'inferred', sources: [itemPage], decidedBy: vendors.flatMap(({ items: own }) => own.map(({ flags }) => flags.from)) },
    { name: 'notExcluded', isMet: excluded === undefined && !(chosen?.pin.allocator.state === 'present'), basis: 'scenario', sources: [], decidedBy: excluded ? [[excluded.stated!, 'DefaultAllocator']] : chosen ? [chosen.from] : [] },
  ];
  return { kind: 'default', pin: undefined, peer: undefined, where: segment.connections[0]!.where, verdict: verdictOf(conditions), conditions };
}
