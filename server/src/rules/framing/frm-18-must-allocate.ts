import { effectiveStates, guidOf } from '../../document/index';
import { headerLines, ksPage, guidLabel } from '../../ks/index';
import { relatedPins, withoutAllocator } from '../facts';
import { defineRule } from '../rule';
import { hostMemoryTypes, memoryType, requirement } from '../vocabulary';

/** A demand that is only a preference. */
export const frm18 = defineRule({
  code: 'FRM-18', title: 'MUST_ALLOCATE as a preference', area: 'framing', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [ksPage('ns-ks-ksallocator_framing'), headerLines('1666-1698')], since: '0.1.0', scope: 'item',
  condition: 'Flags has both KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE and KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY.',
  effect: 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY makes every flag a wish, so the pin does not insist on allocating: it has to cope with frames that another allocator made (inferred from the two meanings).',
  remedy: 'Clear KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY if the frames really have to come from this pin; otherwise clear KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE.',
  texts: { wish: 'Flags has KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE, but KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY turns it into a wish: frames from another allocator may arrive all the same (inferred). Clear whichever is not meant.' },
  check(view, report) {
    const both = requirement.mustAllocate | requirement.preferencesOnly;
    for (const { flags } of effectiveStates(view)) if (flags.value !== undefined && ((flags.value & both) >>> 0) === both >>> 0) report(flags.from, 'wish');
  },
});

/** Nobody to allocate device memory. */
export const frm19 = defineRule({
  code: 'FRM-19', title: 'MUST_ALLOCATE device memory without an allocator', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-_ksallocator_dispatch'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE, the memory is on the device (KSALLOCATOR_FLAG_DEVICE_SPECIFIC, KSMEMORY_TYPE_DEVICE_UNKNOWN or a GUID that names no host memory), and the pin has no KSALLOCATOR_DISPATCH.',
  effect: 'The pin demands to allocate the frames itself, but has no callbacks to do so, and the default allocator knows only host memory: nobody can make the frames (inferred).',
  remedy: 'Supply the four callbacks of KSALLOCATOR_DISPATCH in KSPIN_DISPATCH.Allocator, or clear KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE.',
  texts: {
    nobody: 'Flags has KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE for memory of the device ({memory}), but there is no KSALLOCATOR_DISPATCH to allocate it, and the default allocator knows only host memory: nobody can make the frames (inferred). Supply an allocator dispatch table, or clear the flag.',
    pin: 'Pin {pin} of filter {filter} uses this framing and has no KSALLOCATOR_DISPATCH.',
  },
  check(view, report) {
    const memory = guidOf(view.item, 'MemoryType');
    if (memory === undefined) return;
    const onDevice = memory !== memoryType.wildcard && !hostMemoryTypes.has(memory);
    for (const state of effectiveStates(view)) {
      const flags = state.flags.value;
      if (flags === undefined || (flags & requirement.mustAllocate) === 0 || !(onDevice || (flags & requirement.deviceSpecific) !== 0)) continue;
      const pins = withoutAllocator(state);
      if (pins.length > 0) report(state.flags.from, 'nobody', { memory: guidLabel(memory, 'memoryType') }, { related: relatedPins(pins, 'pin') });
    }
  },
});
