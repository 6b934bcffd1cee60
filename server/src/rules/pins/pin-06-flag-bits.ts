import { hex } from '../../findings/index';
import { constantSetNamed, headerLines } from '../../ks/index';
import { defineRule } from '../rule';
import { bitsOf } from './pin-flags';

const knownMask = constantSetNamed('KSPIN_FLAG')?.knownMask ?? 0xffffffff;

/** Bits that the header does not define. */
export const pin06 = defineRule({
  code: 'PIN-06', title: 'Unknown bits in the flags of a pin', area: 'pin', defaultSeverity: 'warning', evidence: ['H'], sources: [headerLines('3734-3757')], since: '0.1.0', scope: 'pin',
  condition: 'Flags of the pin has bits outside 0x81FF03FF.',
  effect: 'The ks.h that this catalog was read from defines no such bits, so no meaning is known. A newer SDK may define them.',
  remedy: 'Write only KSPIN_FLAG_*. If your SDK defines the bit, keep it and silence this rule.',
  texts: { bits: 'Flags has the bits {hex}, which the ks.h that this catalog was read from does not define; whether Windows ignores them is unknown. Remove them, unless your SDK defines them.' },
  check(pin, report) {
    const unknown = bitsOf(pin, ~knownMask);
    if (unknown !== 0) report([pin.pin, 'Flags'], 'bits', { hex: hex(unknown) });
  },
});
