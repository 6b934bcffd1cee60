import { type EffectiveNumber, type ItemView, effectiveStates } from '../../document/index';
import { hex } from '../../findings/index';
import { flagNames, headerLines } from '../../ks/index';
import { defineRule } from '../rule';

const flagLines = headerLines('1666-1698');
const knownMask = 0x8000ffff;
const sharedBit = 0x10;
/** Bits that the header lists under allocator pipes. */
const pipeBits = 0x3f00;

/** Known flags of every state of an item, each value once. */
function* flagsOf(view: ItemView): Generator<EffectiveNumber & { readonly value: number }> {
  for (const { flags } of effectiveStates(view)) if (flags.value !== undefined) yield { value: flags.value, from: flags.from };
}

/** Bits that the header does not define. */
export const frm09 = defineRule({
  code: 'FRM-09', title: 'Unknown bits in Flags', area: 'framing', defaultSeverity: 'warning', evidence: ['H'], sources: [flagLines], since: '0.1.0', scope: 'item',
  condition: 'Flags has bits outside 0x8000FFFF.',
  effect: 'The ks.h that this catalog was read from defines no such bits, so no meaning is known. A newer SDK may define them.',
  remedy: 'Write only KSALLOCATOR_REQUIREMENTF_* and KSALLOCATOR_FLAG_*. If your SDK defines the bit, keep it and silence this rule.',
  texts: { bits: 'Flags has the bits {hex}, which the ks.h that this catalog was read from does not define; whether Windows ignores them is unknown. Remove them, unless your SDK defines them.' },
  check(view, report) {
    for (const { value, from } of flagsOf(view)) {
      const unknown = (value & ~knownMask) >>> 0;
      if (unknown !== 0) report(from, 'bits', { hex: hex(unknown) });
    }
  },
});

/** One number with two names. */
export const frm10 = defineRule({
  code: 'FRM-10', title: 'Flag 0x10 has two meanings', area: 'framing', defaultSeverity: 'info', evidence: ['H'], sources: [flagLines], since: '0.1.0', scope: 'item',
  condition: 'Flags has the bit 0x10.',
  effect: 'The bit is KSALLOCATOR_FLAG_PARTIAL_READ_SUPPORT and, in newer headers, KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION as well. Nothing public says how Windows tells which of them was meant.',
  remedy: 'Set the bit only if the filter copes with partly filled frames and a custom allocation of system memory does no harm; write the name you mean, and say so in Notes.',
  texts: { shared: 'Flags has the bit 0x10, which is both KSALLOCATOR_FLAG_PARTIAL_READ_SUPPORT and, in newer headers, KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION: how Windows reads it is not documented. Make sure that either meaning is true of this pin, or clear the bit.' },
  check(view, report) {
    for (const { value, from } of flagsOf(view)) if ((value & sharedBit) !== 0) report(from, 'shared');
  },
});

/** Flags that describe whole pipes. */
export const frm11 = defineRule({
  code: 'FRM-11', title: 'Pipe flags in a pin descriptor', area: 'framing', defaultSeverity: 'warning', evidence: ['H', 'I'], sources: [flagLines], since: '0.1.0', scope: 'item',
  condition: 'Flags has bits of 0x3F00 (KSALLOCATOR_FLAG_NO_FRAME_INTEGRITY to KSALLOCATOR_FLAG_ATTENTION_STEPPING).',
  effect: 'The header lists these bits as flags of allocator pipes. The graph manager is expected to compute them for a whole pipe; in the framing of one pin they state something that the pin cannot know (inferred).',
  remedy: 'Remove the bits.',
  texts: { pipe: 'Flags has {names} ({hex}). The header lists these as flags of a whole pipe, which the graph manager is expected to compute; a pin has no reason to set them (inferred). Remove them.' },
  check(view, report) {
    for (const { value, from } of flagsOf(view)) {
      const bits = value & pipeBits;
      if (bits !== 0) report(from, 'pipe', { names: flagNames('KSALLOCATOR_FLAGS', bits), hex: hex(bits) });
    }
  },
});
