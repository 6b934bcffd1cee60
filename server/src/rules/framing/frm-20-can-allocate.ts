import { effectiveStates } from '../../document/index';
import { ksPage } from '../../ks/index';
import { handlesProperty, relatedPins, withoutAllocator } from '../facts';
import { defineRule } from '../rule';
import { property, requirement } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');

/** A promise that nothing keeps. */
export const frm20 = defineRule({
  code: 'FRM-20', title: 'CAN_ALLOCATE without an allocator', area: 'framing', defaultSeverity: 'warning', evidence: ['D'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_FLAG_CAN_ALLOCATE, the pin has no KSALLOCATOR_DISPATCH, and its automation table is known not to handle KSPROPERTY_STREAM_ALLOCATOR.',
  effect: 'The flag promises that the filter can allocate device memory, not merely that it can address it. A graph manager that counts on it finds no allocator.',
  remedy: 'Clear KSALLOCATOR_FLAG_CAN_ALLOCATE, or supply a KSALLOCATOR_DISPATCH in KSPIN_DISPATCH.Allocator.',
  texts: {
    promise: 'Flags has KSALLOCATOR_FLAG_CAN_ALLOCATE, which promises that the filter can allocate device memory (being able to address it is not enough), but there is no allocator behind it. Clear the flag, or supply a KSALLOCATOR_DISPATCH.',
    pin: 'Pin {pin} of filter {filter} uses this framing and has no KSALLOCATOR_DISPATCH.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      if (state.flags.value === undefined || (state.flags.value & requirement.canAllocate) === 0) continue;
      const pins = withoutAllocator(state).filter((pin) => handlesProperty(pin, property.stream, [property.streamAllocator]) === false);
      if (pins.length > 0) report(state.flags.from, 'promise', {}, { related: relatedPins(pins, 'pin') });
    }
  },
});

/** The flag is about device memory. */
export const frm21 = defineRule({
  code: 'FRM-21', title: 'CAN_ALLOCATE without DEVICE_SPECIFIC', area: 'framing', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_FLAG_CAN_ALLOCATE, but not KSALLOCATOR_FLAG_DEVICE_SPECIFIC.',
  effect: 'KSALLOCATOR_FLAG_CAN_ALLOCATE was documented as being about memory specific to the device. Without the other flag there is no such memory to allocate, so the flag is expected to say nothing (inferred).',
  remedy: 'Add KSALLOCATOR_FLAG_DEVICE_SPECIFIC if the frames lie on the device; otherwise clear KSALLOCATOR_FLAG_CAN_ALLOCATE. An allocator of host memory needs neither: KSPIN_DISPATCH.Allocator declares it.',
  texts: { alone: 'Flags has KSALLOCATOR_FLAG_CAN_ALLOCATE without KSALLOCATOR_FLAG_DEVICE_SPECIFIC. The flag is about memory specific to the device, so on its own it is expected to say nothing (inferred). Add the other flag, or clear this one; an allocator of host memory is declared by KSPIN_DISPATCH.Allocator alone.' },
  check(view, report) {
    const mask = requirement.canAllocate | requirement.deviceSpecific;
    for (const { flags } of effectiveStates(view)) if (flags.value !== undefined && (flags.value & mask) === requirement.canAllocate) report(flags.from, 'alone');
  },
});
