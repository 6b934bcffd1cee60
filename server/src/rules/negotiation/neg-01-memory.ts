import { ksPage, streamTopic } from '../../ks/index';
import { defineRule } from '../rule';
import { endName, isKernelCircuit, memoryAndBusNames, memoryNames, pinsIn } from './ends';

/** No memory for all. */
export const neg01 = defineRule({
  code: 'NEG-01', title: 'No memory that suits a whole segment', area: 'negotiation', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'none of the pins that cannot agree declares its demands as preferences only' }],
  evidence: ['D', 'I'], sources: [streamTopic('avstream-allocators'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'graph',
  condition: 'Kernel connections that share their frames have no memory type in common, or the two ends of one agree on a type, but over different buses. Two pins of a single connection with different types are MEM-12.',
  effect: 'Requirements and capabilities do not match, for which an allocator is documented to be rejected: no allocator suits the segment (how types are matched is inferred).',
  remedy: 'Offer a memory type and bus that the other pins know, as a further item if need be; or copy between them, so that each side has frames of its own.',
  texts: {
    memoryType: 'The same frames travel here through {pins} pins, and {first} wants {firstMemory} where {second} wants {secondMemory}: no memory type suits the segment (the matching is inferred), so that no allocator in the kernel does. Offer a type that all know, or copy between them.',
    several: 'The same frames travel here through {pins} pins whose memory types agree two by two, but not all together (the matching is inferred): no allocator in the kernel suits the segment. Offer a type that all know, or copy between them.',
    busType: 'Here {first} wants {firstMemory} and {second} wants {secondMemory}: the buses differ, so that no memory suits both (the matching is inferred). Name the same bus, or GUID_NULL where any bus will do.',
    pin: 'Memory of {end}: {memory}.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const { memory: { conflict }, segment, demands } = negotiation;
      if (!conflict || !isKernelCircuit(negotiation) || (conflict.about === 'memoryType' && segment.connections.length === 1)) continue;
      const { parties, about, isHard } = conflict;
      const [first, second] = parties;
      const names = about === 'busType' ? memoryAndBusNames : memoryNames;
      const values = { pins: demands.length, first: endName(first!.end), firstMemory: names(first!), second: endName(second!.end), secondMemory: names(second!) };
      report(first!.connection.where, about === 'busType' ? 'busType' : parties.length === 2 ? 'memoryType' : 'several', values, {
        ...(isHard ? { severity: 'error' as const } : {}), pins: pinsIn(segment),
        related: parties.slice(0, 8).map((party) => ({ where: party.items[0]!.memoryFrom, text: 'pin', arguments: { end: endName(party.end), memory: names(party) } })),
      });
    }
  },
});
