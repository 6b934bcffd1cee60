import { effectiveStates, guidOf } from '../../document/index';
import { headerLines, ksPage, guidLabel } from '../../ks/index';
import { defineRule } from '../rule';
import { hostMemoryTypes, memoryType, requirement } from '../vocabulary';

/** System memory and device memory claimed at once. */
export const frm17 = defineRule({
  code: 'FRM-17', title: 'System memory and device memory at once', area: 'framing', defaultSeverity: 'info', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item'), headerLines('1666-1698')], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY together with KSALLOCATOR_FLAG_DEVICE_SPECIFIC, or the memory type is KSMEMORY_TYPE_DEVICE_UNKNOWN.',
  effect: 'One statement puts the frames into system memory, the other onto the device. Which one a client believes is not documented (inferred).',
  remedy: 'Remove KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY if the frames lie on the device; otherwise remove KSALLOCATOR_FLAG_DEVICE_SPECIFIC and name the host memory in MemoryType.',
  texts: {
    flag: 'Flags has both KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY and KSALLOCATOR_FLAG_DEVICE_SPECIFIC: the frames cannot lie in system memory and on the device. Which one a client believes is not documented (inferred). Keep the one that is true.',
    type: 'Flags has KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY, but MemoryType is KSMEMORY_TYPE_DEVICE_UNKNOWN, memory of the device. Which one a client believes is not documented (inferred). Clear the flag, or name the host memory.',
  },
  check(view, report) {
    const unknownDevice = guidOf(view.item, 'MemoryType') === memoryType.deviceUnknown;
    for (const { flags } of effectiveStates(view)) {
      if (flags.value === undefined || (flags.value & requirement.systemMemory) === 0) continue;
      if ((flags.value & requirement.deviceSpecific) !== 0) report(flags.from, 'flag');
      else if (unknownDevice) report(flags.from, 'type');
    }
  },
});

/** Device specific, yet of a host memory type. */
export const frm22 = defineRule({
  code: 'FRM-22', title: 'DEVICE_SPECIFIC with a host memory type', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_FLAG_DEVICE_SPECIFIC, and MemoryType is one of the host memory types (system, user, paged or non-paged kernel memory).',
  effect: 'The flag says that the memory type means something to this device only, the GUID names memory that every driver knows. Matching by GUID then pairs the pin with ordinary host memory (inferred).',
  remedy: 'Clear the flag, or put a GUID of your own (or KSMEMORY_TYPE_DEVICE_UNKNOWN) into MemoryType.',
  texts: { host: 'Flags has KSALLOCATOR_FLAG_DEVICE_SPECIFIC, but MemoryType is {memory}, memory of the host: matched by its GUID, the pin is expected to get ordinary memory (inferred). Clear the flag, or name the memory of the device in MemoryType.' },
  check(view, report) {
    const memory = guidOf(view.item, 'MemoryType');
    if (memory === undefined || !hostMemoryTypes.has(memory)) return;
    for (const { flags } of effectiveStates(view)) {
      if (flags.value !== undefined && (flags.value & requirement.deviceSpecific) !== 0) report(flags.from, 'host', { memory: guidLabel(memory, 'memoryType') });
    }
  },
});
