import type { FamilyFixes, FamilyWithoutFix } from '../fixing/fix';
import { clear, elsewhere, leaveOut } from '../fixing/make';
import { relatedTo, textIn } from '../fixing/places';
import { pinFlag, requirement } from '../vocabulary';

const otherAllocator = 'Which allocator is left, and that another is not, is told then (NEG-04, DSP-04); a suppression of this may be idle (DOC-11).';

/** Fixes of the rules about whole graphs. */
export const negotiationFixes: FamilyFixes = {
  'NEG-03': [
    elsewhere('clearOther', clear(requirement.mustAllocate, { name: 'clear here', brings: otherAllocator }), (broken) => textIn(broken, 'first')),
    elsewhere('clearOther', clear(requirement.mustAllocate, { name: 'clear at the other end', at: relatedTo('pin'), brings: otherAllocator }), (broken) => textIn(broken, 'second')),
  ],
  'NEG-11': [clear(pinFlag.denyUserModeAccess, { brings: 'User mode brings buffers of its own (DSP-04).' })],
  'NEG-16': [leaveOut('AllocatorPin', { preferred: true, brings: otherAllocator })],
};

/** Rules about whole graphs without a fix. */
export const negotiationWithoutFix: FamilyWithoutFix = {
  'NEG-01': 'a choice at one of several pins',
  'NEG-02': 'a choice at one of several pins',
  'NEG-04': 'the reason that is named decides',
  'NEG-05': 'nothing needs to change',
  'NEG-06': 'what the framing says is the driver\'s to know',
  'NEG-07': 'an allocator has to be written in the driver',
  'NEG-08': 'a choice at one of several pins',
  'NEG-09': 'a choice of another graph or another way of working',
  'NEG-10': 'a choice of another medium or no allocator',
  'NEG-12': 'several conditions may stand in the way',
  'NEG-13': 'a choice of another size or another alignment',
  'NEG-14': 'a choice of fewer or smaller frames',
  'NEG-15': 'what the framing says is the driver\'s to know',
  'NEG-17': 'the check has to be written in the driver',
  'NEG-18': 'the size is the driver\'s to know',
};
