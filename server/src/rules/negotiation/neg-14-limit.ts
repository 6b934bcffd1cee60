import { strideOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { ksPage } from '../../ks/index';
import { type SegmentNegotiation, isHostMemory } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { noBound } from '../vocabulary';
import { endName, isKernelCircuit } from './ends';

/** True when the framing of the pin with the allocator overruns a common buffer by itself, which CBF-07 says. Without an upper bound it does not. */
const overrunsAlone = ({ demands }: SegmentNegotiation, bytes: number): boolean => demands.some(({ end, items }) => end.pin?.allocator.state === 'present' && items.some(({ frames, framingRange: { max }, alignment }) =>
  frames.value !== undefined && max.value !== undefined && max.value !== noBound && frames.value * strideOf(max.value, (alignment.value ?? 0) >>> 0) > bytes));

/** More than there is. */
export const neg14 = defineRule({
  code: 'NEG-14', title: 'Frames take more memory than there is', area: 'negotiation', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'graph',
  condition: "Frames × size, each rounded up to the alignment, of a kernel connection is above System.PoolLimit of the simulation, or above the Length of the common buffer that the device declares for the pin's allocator. A framing that overruns its common buffer by itself is CBF-07.",
  effect: 'The allocation fails with STATUS_INSUFFICIENT_RESOURCES, or yields fewer frames than were agreed (inferred).',
  remedy: 'Ask for fewer or smaller frames, or provide more memory.',
  texts: {
    pool: 'The {frames} frames of {stride} bytes that {from} and {to} agree on take {total} bytes, above the {limit} bytes of pool that simulation "{simulation}" gives them: the allocation is expected to fail (inferred). Ask for fewer or smaller frames, or raise PoolLimit.',
    commonBuffer: 'The {frames} frames of {stride} bytes that {from} and {to} agree on take {total} bytes, above the {limit} bytes of the common buffer that holds them: the allocator is expected to run out of room (inferred). Ask for fewer or smaller frames, or make the buffer larger.',
    size: 'The limit of {limit} bytes.',
  },
  check({ segments, graph }, report) {
    for (const negotiation of segments) {
      if (!isKernelCircuit(negotiation)) continue;
      const { segment, total, frames, stride, limits, memory } = negotiation;
      if (total.value === undefined) continue;
      const isHost = memory.cell.value?.some(({ memoryType }) => isHostMemory(memoryType)) === true;
      const limit = limits.find(({ kind, bytes }) => total.value! > bytes && (kind === 'pool' ? isHost : !overrunsAlone(negotiation, bytes)));
      if (!limit) continue;
      const first = segment.connections[0]!;
      const values = { frames: grouped(frames.value!), stride: grouped(stride.value!), total: grouped(total.value), limit: grouped(limit.bytes), from: endName(first.from), to: endName(first.to), simulation: graph.label };
      report(frames.decidedBy[0] ?? first.where, limit.kind, values, { about: frames.decidedBy, related: [{ where: limit.from, text: 'size', arguments: values }] });
    }
  },
});
