import { numberOf } from '../../document/index';
import { headerLines, ksPage } from '../../ks/index';
import { decimalAndHex } from '../facts';
import { defineRule } from '../rule';
import { requirement } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');

/** Documentation and header disagree about 0. */
export const frm06 = defineRule({
  code: 'FRM-06', title: 'MemoryFlags is 0', area: 'framing', defaultSeverity: 'hint', evidence: ['D', 'H'], sources: [itemPage, headerLines('1848-1945')], since: '0.1.0', scope: 'item',
  condition: 'MemoryFlags is 0, written or filled in by a framing macro.',
  effect: 'None that is known. The documentation says to set KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE here; DECLARE_SIMPLE_FRAMING_EX and every Microsoft sample write 0.',
  remedy: 'Nothing needs to change. Write KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE (8) to follow the documentation to the letter.',
  texts: { zero: 'MemoryFlags is 0. The documentation asks for KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE (8), but the framing macros and every Microsoft sample write 0; both are in use, and nothing needs to change.' },
  check({ item }, report) {
    if (numberOf(item, 'MemoryFlags') === 0) report([item, 'MemoryFlags'], 'zero');
  },
});

/** Bits without a meaning. */
export const frm07 = defineRule({
  code: 'FRM-07', title: 'Unknown bits in MemoryFlags', area: 'framing', defaultSeverity: 'warning', evidence: ['D'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'MemoryFlags has bits other than KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE (8).',
  effect: 'Only that bit is documented for MemoryFlags; the others have no meaning here. A requirement that was put here instead of in Flags is not made.',
  remedy: 'Write 0 or KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE. Requirements such as KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY belong in Flags.',
  texts: { bits: 'MemoryFlags has the bits {hex}, which have no meaning here; only KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE (8) does. A requirement written here is not made: move it to Flags, and write 0 or 8.' },
  check({ item }, report) {
    const flags = numberOf(item, 'MemoryFlags');
    if (flags === undefined) return;
    const others = (flags & ~requirement.mustAllocate) >>> 0;
    if (others !== 0) report([item, 'MemoryFlags'], 'bits', decimalAndHex(others));
  },
});
