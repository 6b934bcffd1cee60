import { ksPage, streamTopic } from '../../ks/index';
import { type Demand, type Memory, commonMemories, isDemanding } from '../../simulation/negotiation/index';
import { endName, hasKernelFrames, memoryNames } from '../negotiation/ends';
import { defineRule } from '../rule';
import { memoryType as memoryTypeOf } from '../vocabulary';

/** Memory types of an end without their buses, when all are known. */
function typesOf({ items, isComplete }: Demand): readonly Memory[] | undefined {
  const known = items.flatMap(({ memory }) => (memory ? [memory] : []));
  return isComplete && known.length > 0 && known.length === items.length ? known.map(({ memoryType }) => ({ memoryType, busType: memoryTypeOf.wildcard })) : undefined;
}

/** Two pins that want different memory. */
export const mem12 = defineRule({
  code: 'MEM-12', title: 'Connected pins without a common memory type', area: 'memory', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'neither pin declares its demands as preferences only (KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY)' }],
  evidence: ['D', 'I'], sources: [streamTopic('avstream-allocators'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'graph',
  condition: 'The two ends of a kernel connection have no memory type in common: none is equal, none is KSMEMORY_TYPE_WILDCARD, and none is KSMEMORY_TYPE_SYSTEM against a kernel type (how types are matched is inferred).',
  effect: 'Requirements and capabilities do not match, for which an allocator is documented to be rejected. How the graph manager goes on is not documented.',
  remedy: 'Offer a memory type that the other end knows, as a further item if need be, or set KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY where any memory will do.',
  texts: {
    apart: 'Here {pin} wants {memory}, and {other}, to which it is connected, wants {otherMemory}: no memory type serves both (the matching is inferred), and an allocator whose capabilities do not match is rejected. Offer a type that both know, or set KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY where any memory will do.',
    other: 'In simulation "{simulation}", {other} wants {otherMemory}.',
  },
  check({ segments, graph }, report) {
    for (const { demands } of segments) {
      for (let index = 0; index + 1 < demands.length; index += 1) {
        const [from, to] = [demands[index]!, demands[index + 1]!];
        const { connection } = from;
        if (connection !== to.connection || !hasKernelFrames(connection)) continue;
        const [ours, theirs] = [typesOf(from), typesOf(to)];
        if (!ours || !theirs || commonMemories([ours, theirs])?.length !== 0) continue;
        const [near, far] = from.end.pin ? [from, to] : [to, from];
        const values = { pin: endName(near.end), memory: memoryNames(near), other: endName(far.end), otherMemory: memoryNames(far), simulation: graph.label };
        report(near.items[0]!.memoryFrom, 'apart', values, {
          ...(isDemanding(near) && isDemanding(far) ? { severity: 'error' as const } : {}),
          related: [{ where: far.items[0]!.memoryFrom, text: 'other', arguments: values }], about: [far.items[0]!.memoryFrom],
          pins: [near.end.pin, far.end.pin].filter((pin) => pin !== undefined),
        });
      }
    }
  },
});
