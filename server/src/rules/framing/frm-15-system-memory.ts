import { type FramingView, type Model, type PinView, effectiveStates, guidOf } from '../../document/index';
import { ksPage, streamTopic, guidLabel } from '../../ks/index';
import type { Connection } from '../../simulation/negotiation/index';
import { relatedPins, withoutAllocator } from '../facts';
import { defineRule } from '../rule';
import { graphFactsOf } from '../simulation-facts';
import { memoryType, requirement } from '../vocabulary';

/** True when some item, in some state, allows system memory or may do so. */
const mayAllowSystemMemory = ({ items, elementCount }: FramingView): boolean =>
  elementCount !== items.length || items.some((item) => effectiveStates(item).some(({ flags }) => flags.value === undefined || (flags.value & requirement.systemMemory) !== 0));

const connections = new WeakMap<Model, ReadonlyMap<string, Connection>>();

const keyOf = ({ filter, id }: PinView): string => `${filter.index} ${id}`;

/** Pins that a simulation connects in kernel mode where only the default allocator remains and no framing asks for system memory, with that connection. */
function unserved(model: Model): ReadonlyMap<string, Connection> {
  let found = connections.get(model);
  if (!found) {
    const pins = new Map<string, Connection>();
    for (const { unserved: there } of graphFactsOf(model)) for (const { pin, connection } of there) if (!pins.has(keyOf(pin))) pins.set(keyOf(pin), connection);
    connections.set(model, (found = pins));
  }
  return found;
}

/** The default allocator cannot serve the pin. */
export const frm15 = defineRule({
  code: 'FRM-15', title: 'Default allocator without SYSTEM_MEMORY', area: 'framing', defaultSeverity: 'warning', otherSeverities: [{ severity: 'error', when: 'a simulation connects the pin in kernel mode, no end has an allocator of its own and no framing has the flag' }], evidence: ['D'], sources: [streamTopic('default-allocators')], since: '0.1.0', scope: 'framing',
  condition: 'A pin has no KSALLOCATOR_DISPATCH, so that only the default allocator can serve it in kernel mode, and no item of its framing has KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY.',
  effect: 'The default allocator takes frames from system memory and requires the flag. Without it other pins assume that this one maps memory of its device, which nobody allocates.',
  remedy: 'Add KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY to Flags, or give the pin an allocator of its own (KSPIN_DISPATCH.Allocator).',
  texts: {
    missing: 'Flags lacks KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY, which the default allocator requires, and the pin has no allocator of its own. Peers then assume a mapping of device memory, which nobody allocates. Add the flag, or give the pin a KSALLOCATOR_DISPATCH.',
    nobody: 'Flags lacks KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY, which the default allocator requires, and on this connection no other allocator remains: nobody can allocate the frames. Add the flag, or give the pin a KSALLOCATOR_DISPATCH.',
    pin: 'Pin {pin} of filter {filter} uses this framing and has no KSALLOCATOR_DISPATCH.',
    connection: 'The connection, in kernel mode and without an allocator at either end.',
  },
  check(view, report, model) {
    if (view.items.length === 0 || mayAllowSystemMemory(view)) return;
    for (const item of view.items) {
      for (const state of effectiveStates(item)) {
        const pins = withoutAllocator(state);
        if (pins.length === 0) continue;
        const connection = pins.map((pin) => unserved(model).get(keyOf(pin))).find((candidate) => candidate !== undefined);
        if (connection) report(state.flags.from, 'nobody', {}, { severity: 'error', related: [{ where: connection.where, text: 'connection' }, ...relatedPins(pins, 'pin')] });
        else report(state.flags.from, 'missing', {}, { related: relatedPins(pins, 'pin') });
      }
    }
  },
});

const systemMemoryTypes: ReadonlySet<string> = new Set([memoryType.system, memoryType.kernelPaged, memoryType.kernelNonPaged]);

/** Memory type and flag disagree. */
export const frm16 = defineRule({
  code: 'FRM-16', title: 'System memory type without SYSTEM_MEMORY', area: 'framing', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'MemoryType is KSMEMORY_TYPE_SYSTEM, KSMEMORY_TYPE_KERNEL_PAGED or KSMEMORY_TYPE_KERNEL_NONPAGED, and Flags lacks KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY.',
  effect: 'The kernel memory types are documented to correspond to a pool type together with that flag. Without it the two members say different things about where the frames lie.',
  remedy: 'Add KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY to Flags.',
  texts: { missing: 'MemoryType is {memory}, but Flags lacks KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY: one member says host memory, the other a mapping of device memory. Add the flag.' },
  check(view, report) {
    const memory = guidOf(view.item, 'MemoryType');
    if (memory === undefined || !systemMemoryTypes.has(memory)) return;
    for (const { flags } of effectiveStates(view)) {
      if (flags.value !== undefined && (flags.value & requirement.systemMemory) === 0) report(flags.from, 'missing', { memory: guidLabel(memory, 'memoryType') });
    }
  },
});
