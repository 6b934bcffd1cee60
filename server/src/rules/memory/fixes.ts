import type { FamilyFixes, FamilyWithoutFix } from '../fixing/fix';
import { add, leaveOut, setTo, text } from '../fixing/make';
import { relatedTo, textIn } from '../fixing/places';
import { requirement } from '../vocabulary';

const alreadyThere = 'Another item may have the type already (FRM-33).';
const nonPaged = text('KSMEMORY_TYPE_KERNEL_NONPAGED');

/** Fixes of the rules about memory. */
export const memoryFixes: FamilyFixes = {
  'MEM-01': [setTo('MemoryType', nonPaged), setTo('MemoryType', text('KSMEMORY_TYPE_WILDCARD'))],
  'MEM-02': [add(requirement.deviceSpecific, { at: relatedTo('specific') })],
  'MEM-03': [setTo('MemoryType', nonPaged, { brings: 'The type asks for KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY (FRM-16), and another item may have it already (FRM-33).' })],
  'MEM-04': [setTo('MemoryType', nonPaged, { brings: alreadyThere })],
  'MEM-05': [setTo('MemoryType', nonPaged, { preferred: true, brings: alreadyThere })],
  'MEM-06': [setTo('PoolType', text('NonPagedPool')), setTo('PoolType', text('PagedPool'))],
  'MEM-07': [
    setTo('PoolType', (broken) => (textIn(broken, 'memory') === 'KSMEMORY_TYPE_KERNEL_PAGED' ? text('PagedPool') : textIn(broken, 'memory') === 'KSMEMORY_TYPE_KERNEL_NONPAGED' ? text('NonPagedPool') : undefined)),
    setTo('MemoryType', (broken) => (textIn(broken, 'pool') === 'PagedPool' ? text('KSMEMORY_TYPE_KERNEL_PAGED') : nonPaged), { at: relatedTo('framing') }),
  ],
  'MEM-08': [leaveOut('BusType')],
  'MEM-09': [leaveOut('BusType')],
  'MEM-11': [setTo('MemoryType', nonPaged, { variants: ['item'] }), setTo('PoolType', text('NonPagedPool'), { variants: ['legacy'] })],
};

/** Rules about memory without a fix. */
export const memoryWithoutFix: FamilyWithoutFix = {
  'MEM-10': 'the GUID of the memory is the driver\'s',
  'MEM-12': 'a choice at either end of the connection',
};
