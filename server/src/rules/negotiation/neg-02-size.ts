import { grouped } from '../../findings/index';
import { ksPage } from '../../ks/index';
import type { Demand } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { endName, isKernelCircuit, sizeNames } from './ends';

const allowed = ({ items }: Demand): string => items.map(({ sizes }) => (sizes ? sizeNames(sizes) : 'unknown sizes')).join(' or ');

/** No size for all. */
export const neg02 = defineRule({
  code: 'NEG-02', title: 'No common frame size', area: 'negotiation', defaultSeverity: 'error', otherSeverities: [{ severity: 'warning', when: 'the pins whose demands are more than preferences agree without the others' }], evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_range'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'graph',
  condition: 'Kernel connections share their frames, each end allows some frame size (large enough for the connected format, where it is known), and no size is allowed by all of them. Ranges that are broken or too small by themselves have rules of their own.',
  effect: 'No frame satisfies all pins: whoever allocates has to break a demand, or the connection fails (inferred).',
  remedy: 'Let the ranges overlap, and their steps meet: widen a range, write the size of the connected format into both, or set KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY where the driver copes with any size.',
  texts: {
    apart: 'FramingRange and PhysicalRange of {first} allow {firstSizes}, those of {second}, which gets the same frames, {secondSizes}: no size satisfies both, so that an allocator has to break a demand or the connection fails (inferred). Let the ranges overlap and their steps meet.',
    belowFormat: 'FramingRange and PhysicalRange of {first} allow {firstSizes}, those of {second}, which gets the same frames, {secondSizes}: each alone allows frames of the {bytes} bytes that the connected format takes, both together only smaller ones (inferred). Let the ranges meet at that size.',
    size: 'The ranges of {end}.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const { conflict } = negotiation.size;
      if (!conflict || !isKernelCircuit(negotiation)) continue;
      const { parties, isHard, isBelowFormat } = conflict;
      const format = negotiation.segment.connections.find((connection) => connection.format.frameBytes !== undefined)?.format.frameBytes;
      if (isBelowFormat && !format) continue;
      const [first, second] = [parties[0]!, parties.at(-1)!];
      const [near, far] = first.end.pin ? [first, second] : [second, first];
      const values = { first: endName(near.end), firstSizes: allowed(near), second: endName(far.end), secondSizes: allowed(far), bytes: grouped(format?.value ?? 0) };
      const item = near.items[0]!;
      report(item.framingRange.max.from, isBelowFormat ? 'belowFormat' : 'apart', values, {
        ...(isHard ? {} : { severity: 'warning' as const }), about: parties.flatMap(({ items }) => items.map(({ framingRange }) => framingRange.max.from)),
        related: parties.filter((party) => party !== near).slice(0, 8).map((party) => ({ where: party.items[0]!.framingRange.max.from, text: 'size', arguments: { end: endName(party.end) } })),
      });
    }
  },
});
