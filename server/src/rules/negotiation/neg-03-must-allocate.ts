import { ksPage, streamTopic } from '../../ks/index';
import { type Demand, demandsFlag, isWishful } from '../../simulation/negotiation/index';
import { isBroken } from '../facts';
import { defineRule } from '../rule';
import { endName, isKernelCircuit } from './ends';

/** True when it is written whether an end has an allocator, and cannot be read. */
const isAllocatorBroken = ({ end: { pin, peer } }: Demand): boolean =>
  (peer !== undefined && isBroken(peer, 'HasAllocator')) || (pin !== undefined && (isBroken(pin.pin, 'Dispatch') || (pin.dispatch.state === 'present' && isBroken(pin.dispatch.instance, 'Allocator'))));

/** Two that do not share one filter. */
function rivals(demands: readonly Demand[]): readonly [Demand, Demand] | undefined {
  const insisting = demands.filter((demand) => demand.end.hasAllocator !== false && !isAllocatorBroken(demand) && demandsFlag(demand, 'mustAllocate'));
  const first = insisting.find(({ end }) => end.pin !== undefined);
  const other = first && insisting.find(({ end }) => end !== first.end && end.pin?.filter !== first.end.pin!.filter);
  return first && other && [first, other];
}

/** Two that both insist. */
export const neg03 = defineRule({
  code: 'NEG-03', title: 'Two pins that must allocate the same frames', area: 'negotiation', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'neither declares its demands as preferences only' }], evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item'), streamTopic('allocation-schemes')], since: '0.1.0', scope: 'graph',
  condition: 'In kernel connections that share their frames, pins of two filters have KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE in Flags of all their items. A pin that is known to have no allocator does not count.',
  effect: 'Each says that it must allocate the frames itself, and frames come from one allocator: one of the two gets foreign frames, or the connection fails (inferred).',
  remedy: 'Clear the flag on the pin that can work with frames of another allocator, or copy between the two.',
  texts: {
    both: 'Both {first} and {second} insist on allocating the frames that they share (KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE), but frames come from one allocator: one of the two gets foreign frames, or the connection fails (inferred). Clear the flag on the pin that can work with frames of another allocator.',
    pin: 'The flags of {end}.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const pair = isKernelCircuit(negotiation) ? rivals(negotiation.demands) : undefined;
      if (!pair) continue;
      const [first, second] = pair;
      report(first.items[0]!.flags.from, 'both', { first: endName(first.end), second: endName(second.end) }, {
        ...(isWishful(first) || isWishful(second) ? {} : { severity: 'error' as const }),
        related: [{ where: second.items[0]!.flags.from, text: 'pin', arguments: { end: endName(second.end) } }],
      });
    }
  },
});
