import { headerLines, ksPage } from '../../ks/index';
import type { SilentRule } from '../rule';

const common = { area: 'framing', since: '0.1.0' } as const;

/** Codes of this family that have a page and are never reported by the validator. */
export const silentFramingRules: readonly SilentRule[] = [
  {
    ...common, code: 'FRM-26', title: 'FileAlignment holds the alignment, not the mask', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ksallocator_framing')], because: { kind: 'text', partOf: 'FRM-25' },
    condition: 'FileAlignment is a power of two from 2 on, such as 16.',
    effect: 'The author probably wrote the alignment where the alignment minus one is wanted (inferred): 16 for 0xF. FRM-25 says so in its message.',
    remedy: 'Write the alignment minus one.',
  },
  {
    ...common, code: 'FRM-32', title: 'FileAlignment holds a pitch', defaultSeverity: 'warning', evidence: ['I'], sources: [headerLines('1786-1789')], because: { kind: 'text', partOf: 'FRM-25' },
    condition: 'FileAlignment is 0x400 or more and no mask, and KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is clear.',
    effect: 'The author probably wrote the pitch of a line and forgot the flag that gives the member that meaning (inferred). FRM-25 says so in its message.',
    remedy: 'Set KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED and write FramePitch, or write an alignment minus one.',
  },
];
