import { type FramingView, type Instance, type Model, bound, effectiveStates, guidOf, isInstanceOf, pinsOf, pointerIn, showsDeclared } from '../../document/index';
import { KSALLOCATOR_FRAMING_EX, SimulationPeer, headerLines, ksPage, guidLabel } from '../../ks/index';
import { defineRule } from '../rule';
import { hostMemoryTypes, memoryType, requirement } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');
const typeLines = headerLines('1807-1845');

const framingsOfPeers = new WeakMap<Model, ReadonlySet<Instance>>();

/** Framings of drivers that simulations connect and that the document does not describe: of those it may state as little as it knows. */
function isOfPeer(model: Model, { framing, pins }: FramingView): boolean {
  if (pins.length > 0) return false;
  let found = framingsOfPeers.get(model);
  if (!found) {
    const framings = model.instances.flatMap((instance) => (isInstanceOf(instance, SimulationPeer) ? [pointerIn(instance, 'AllocatorFraming', KSALLOCATOR_FRAMING_EX)] : []));
    framingsOfPeers.set(model, (found = new Set(framings.flatMap((pointer) => (pointer.state === 'present' ? [pointer.instance] : [])))));
  }
  return found.has(framing);
}

/** No kind of memory at all. */
export const mem01 = defineRule({
  code: 'MEM-01', title: 'Framing item without MemoryType', area: 'memory', defaultSeverity: 'error', evidence: ['H'], sources: [headerLines('1780-1794'), itemPage], since: '0.1.0', scope: 'item',
  condition: 'MemoryType of a framing item is left out. (A value that is no GUID is reported as DOC-04 or DOC-05. Of a peer of a simulation it may be left out.)',
  effect: 'The framing macros of the header take MemoryType as an argument, so there is no usual value that could stand for one that is left out. In C, a member that an initializer list leaves out is GUID_NULL, that is KSMEMORY_TYPE_WILDCARD, any memory.',
  remedy: 'Write the memory that the frames lie in: KSMEMORY_TYPE_KERNEL_NONPAGED for most drivers, KSMEMORY_TYPE_WILDCARD if any will do.',
  texts: { missing: 'This item has no MemoryType: it does not say which memory its frames lie in, and no default holds. Write one, such as KSMEMORY_TYPE_KERNEL_NONPAGED, or KSMEMORY_TYPE_WILDCARD if any memory will do.' },
  check(view, report, model) {
    if (bound(view.item, 'MemoryType').state === 'absent' && !isOfPeer(model, view.framing)) report([view.item, 'MemoryType'], 'missing');
  },
});

const knownTypes: ReadonlySet<string> = new Set([...hostMemoryTypes, memoryType.wildcard, memoryType.deviceUnknown]);

/** Memory of a kind of its own, not called that of a device. */
export const mem02 = defineRule({
  code: 'MEM-02', title: 'Memory type of your own without DEVICE_SPECIFIC', area: 'memory', defaultSeverity: 'warning', evidence: ['I'], sources: [itemPage, typeLines], since: '0.1.0', scope: 'item',
  condition: 'MemoryType is none of the six KSMEMORY_TYPE_* values, and Flags does not have KSALLOCATOR_FLAG_DEVICE_SPECIFIC.',
  effect: 'No allocator but your own knows such memory: the type can match only the same GUID on the other pin (inferred). If that is meant, the flag says so; if not, the GUID is mistyped.',
  remedy: 'Write one of KSMEMORY_TYPE_*, or set KSALLOCATOR_FLAG_DEVICE_SPECIFIC.',
  texts: {
    own: 'MemoryType is {memory}, none of the types of ks.h, and Flags lacks KSALLOCATOR_FLAG_DEVICE_SPECIFIC: it can match only the same GUID on the other pin (inferred). Write one of KSMEMORY_TYPE_*, or set the flag if the memory is that of your device.',
    specific: 'Flags without KSALLOCATOR_FLAG_DEVICE_SPECIFIC.',
  },
  check(view, report) {
    const memory = guidOf(view.item, 'MemoryType');
    if (memory === undefined || knownTypes.has(memory)) return;
    const state = effectiveStates(view).find(({ flags }) => flags.value !== undefined && (flags.value & requirement.deviceSpecific) === 0);
    if (state) report([view.item, 'MemoryType'], 'own', { memory: guidLabel(memory, 'memoryType') }, { related: [{ where: state.flags.from, text: 'specific' }] });
  },
});

/** A type for those who did not say. */
export const mem10 = defineRule({
  code: 'MEM-10', title: 'Device memory of unknown kind', area: 'memory', defaultSeverity: 'info', evidence: ['H'], sources: [typeLines], since: '0.1.0', scope: 'item',
  condition: 'MemoryType is KSMEMORY_TYPE_DEVICE_UNKNOWN. (Together with KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY that is FRM-17.)',
  effect: 'By the comment in the header the value stands for old clients, which did not say what memory of a device they use. A new driver that writes it tells the other side nothing that could be matched.',
  remedy: 'Define a GUID for the memory of your device, write it here and set KSALLOCATOR_FLAG_DEVICE_SPECIFIC; for host memory write one of the other KSMEMORY_TYPE_* values.',
  texts: { legacy: 'KSMEMORY_TYPE_DEVICE_UNKNOWN stands for old clients that did not say which memory of a device they use (comment in ks.h), so it tells the other pin nothing. For memory of your device write a GUID of your own and KSALLOCATOR_FLAG_DEVICE_SPECIFIC, for host memory another KSMEMORY_TYPE_*.' },
  check(view, report) {
    if (guidOf(view.item, 'MemoryType') !== memoryType.deviceUnknown) return;
    const pins = pinsOf(view.framing);
    if (pins.length > 0 && !pins.some(showsDeclared)) return;
    if (effectiveStates(view).some(({ flags }) => flags.value !== undefined && (flags.value & requirement.systemMemory) !== 0)) return;
    report([view.item, 'MemoryType'], 'legacy');
  },
});
