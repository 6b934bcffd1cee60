import { isStated, pinReference } from '../../document/index';
import { grouped, hex } from '../../findings/index';
import { ksPage, streamTopic, guidLabel } from '../../ks/index';
import { type AllocatorVerdict, type ConditionName, type Demand, type Graph, type SegmentNegotiation, demandsFlag } from '../../simulation/negotiation/index';
import { isBroken } from '../facts';
import { defineRule } from '../rule';
import { endName, isAnyBroken, isKernelCircuit, sizeNames } from './ends';

const allocatorsPage = streamTopic('avstream-allocators');

/** Vendor allocators of a negotiation with the pin that has them. */
function* vendorsOf(segments: readonly SegmentNegotiation[]): Generator<{ readonly negotiation: SegmentNegotiation; readonly verdict: AllocatorVerdict; readonly pin: NonNullable<AllocatorVerdict['pin']> }> {
  for (const negotiation of segments) {
    if (!negotiation.demands.some(({ end }) => end.pin?.allocator.state === 'present')) continue;
    for (const verdict of negotiation.allocators) if (verdict.kind === 'vendor' && verdict.pin) yield { negotiation, verdict, pin: verdict.pin };
  }
}

/**
 * Reasons that no other finding tells, the strongest first. A mismatch of memory or size is MEM-12, NEG-01 or NEG-02, missing framing FRM-40, a pin off the
 * standard transport DSP-06 or NEG-10; another allocator named by the scenario is no mistake.
 */
const reasons: readonly ConditionName[] = ['kernelMode', 'systemTransport', 'kernelMemory', 'mustAllocate', 'pitch', 'systemMemory'];

/** True when the pin itself has a kernel connection in the graph; without any, DSP-04 speaks. */
const hasKernelConnection = ({ connections }: Graph, pin: NonNullable<AllocatorVerdict['pin']>): boolean => connections.some(({ mode, from, to }) => mode !== 'user' && (from.pin === pin || to.pin === pin));

const hasKnownFlags = ({ items, isComplete }: Demand): boolean => isComplete && items.every(({ flags }) => flags.value !== undefined);

/** What a simulation assumes of the allocators of a connection. */
const assumptions = ['AllocatorPin', 'InitializeAllocatorFails', 'DefaultAllocator', 'MemoryTransport', 'InjectsFrames'] as const;

/** True when something that a simulation says of a segment, or of its peers, is written and cannot be read, or cannot be resolved. */
const isUnclear = ({ segment }: SegmentNegotiation): boolean => segment.connections.some((connection) =>
  isAnyBroken(connection, assumptions) || (connection.allocatorPin === undefined && connection.stated !== undefined && isStated(connection.stated, 'AllocatorPin')))
  || segment.ends.some(({ peer }) => peer !== undefined && isBroken(peer, 'InPlace'));

/** An allocator that is out of the question. */
export const neg04 = defineRule({
  code: 'NEG-04', title: 'Vendor allocator rejected', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D'], sources: [allocatorsPage, ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'graph',
  condition: 'A pin with a KSALLOCATOR_DISPATCH is connected in kernel mode by a simulation, and a condition of its allocator is not met: an end of the segment is in user mode, VRAM was chosen, the memory is that of user mode, another pin must allocate, two pins demand different pitches, or a pin that needs system memory gets memory of a device. Demands that do not match are reported where they stand (MEM-12, NEG-01, NEG-02).',
  effect: 'The allocator is not used on this connection: none of its callbacks is called, and the frames come from elsewhere.',
  remedy: 'Remove the reason that the message names, and make the driver work with frames of other allocators in any case: a vendor allocator is never guaranteed.',
  texts: {
    kernelMode: 'In simulation "{simulation}" the allocator of {pin} is rejected because {end} shares its frames in user mode, where memory of a kernel allocator cannot go. Copy in between, or work with the buffers of the application.',
    systemTransport: 'In simulation "{simulation}" the allocator of {pin} is rejected because VRAM was chosen with KSPROPERTY_MEMORY_TRANSPORT, for which KsProxy itself allocates. Choose system memory if this allocator is to be considered.',
    kernelMemory: 'In simulation "{simulation}" the allocator of {pin} is rejected because the pins agree on KSMEMORY_TYPE_USER, and an allocator in the kernel cannot serve memory of user mode. Offer a kernel memory type on both pins.',
    mustAllocate: 'In simulation "{simulation}" the allocator of {pin} is rejected because {insistent}, which shares its frames, has KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE, so that it allocates them itself (the consequence is inferred). Clear that flag if {insistent} can work with frames of another allocator.',
    pitch: 'In simulation "{simulation}" the allocator of {pin} is rejected because pins of the segment demand different pitches ({pitches} bytes), which no frame has at once (the consequence is inferred). Agree on one pitch, or copy in between.',
    systemMemory: 'In simulation "{simulation}" the allocator of {pin} is rejected because the pins agree on {memory}, memory of a device, and one of them needs system memory (KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY; the consequence is inferred). Clear that flag if a mapping will do.',
    reason: 'This decides.',
  },
  check({ segments, graph }, report) {
    for (const { negotiation, verdict, pin } of vendorsOf(segments)) {
      if (!hasKernelConnection(graph, pin)) continue;
      // Where both insist, NEG-03 says so.
      const mayInsist = negotiation.demands.some((demand) => demand.end.pin === pin && (demandsFlag(demand, 'mustAllocate') || (demand.property !== 'none' && !hasKnownFlags(demand))));
      const failed = reasons.filter((name) => name !== 'mustAllocate' || !mayInsist).map((name) => verdict.conditions.find((condition) => condition.name === name && condition.isMet === false)).find((condition) => condition !== undefined);
      if (!failed) continue;
      const insistent = negotiation.demands.find((demand) => demand.end.pin !== pin && demandsFlag(demand, 'mustAllocate'));
      const ends = negotiation.segment.ends.find(({ mode }) => mode === 'user');
      const values = {
        simulation: graph.label, pin: pinReference(pin), end: ends ? endName(ends) : '', insistent: insistent ? endName(insistent.end) : '', pitches: negotiation.pitches.map(({ value }) => grouped(value!)).join(' and '),
        memory: guidLabel(negotiation.memory.cell.value?.[0]?.memoryType ?? '', 'memoryType'),
      };
      report(verdict.where, failed.name as 'kernelMode', values, { about: failed.decidedBy, related: failed.decidedBy.slice(0, 8).map((where) => ({ where, text: 'reason' })), pins: [pin] });
    }
  },
});

/** An allocator that could be used. */
export const neg05 = defineRule({
  code: 'NEG-05', title: 'Vendor allocator eligible', area: 'negotiation', defaultSeverity: 'info', evidence: ['D'], sources: [allocatorsPage, ksPage('ns-ks-_ksallocator_dispatch')], since: '0.1.0', scope: 'graph',
  condition: 'A pin with a KSALLOCATOR_DISPATCH is connected in kernel mode by a simulation, and its allocator meets every condition that is known: both ends in the kernel, on the standard transport, demands that match.',
  effect: 'The graph manager may choose this allocator. It may choose another as well: how it decides is not public.',
  remedy: 'Nothing needs to change. The driver still has to work with frames of other allocators.',
  texts: {
    eligible: 'In simulation "{simulation}" the allocator of {pin} is eligible: every end is in the kernel and on the standard transport, and the demands match (memory {memory}; frames of {size}; alignment mask {alignment}; the matching is inferred). The graph manager may still use another, so the driver has to work with foreign frames too.',
    connection: 'The connection that it is eligible for.',
  },
  check({ segments, graph }, report) {
    for (const { negotiation, verdict, pin } of vendorsOf(segments)) {
      if (verdict.verdict !== 'eligible' || !isKernelCircuit(negotiation) || isUnclear(negotiation)) continue;
      const { memory, size, alignment, segment } = negotiation;
      const values = {
        simulation: graph.label, pin: pinReference(pin), memory: [...new Set((memory.cell.value ?? []).map(({ memoryType }) => guidLabel(memoryType, 'memoryType')))].join(' or '),
        size: sizeNames(size.sizes ?? []), alignment: hex(alignment.value ?? 0),
      };
      report(verdict.where, 'eligible', values, { related: [{ where: segment.connections.find(({ from, to }) => from.pin === pin || to.pin === pin)!.where, text: 'connection' }], pins: [pin] });
    }
  },
});
