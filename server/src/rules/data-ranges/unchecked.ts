import { dataRangePage } from '../../ks/index';
import type { SilentRule } from '../rule';
import { reactosFile } from '../sources';

/** Codes of this family that have a page and are never reported by the validator. */
export const silentDataRangeRules: readonly SilentRule[] = [
  {
    code: 'DRG-07', title: 'Data ranges in a property answer are not aligned', area: 'dataRange', defaultSeverity: 'info', evidence: ['D', 'R'], sources: [dataRangePage, reactosFile('drivers/ksfilter/ks/connectivity.c')], since: '0.1.0',
    because: { kind: 'unstated', reason: 'it is about a buffer that code fills at run time, the answer to KSPROPERTY_PIN_DATARANGES; a descriptor holds the ranges, not the buffer' },
    condition: 'In the answer to KSPROPERTY_PIN_DATARANGES a data range does not begin at a multiple of eight bytes.',
    effect: 'Each range is padded there to (FormatSize + 7) & ~7 bytes. A reader that steps by that finds the next range at another place than a writer that steps by FormatSize.',
    remedy: 'Leave the answer to AVStream. A handler of your own has to step by FormatSize rounded up to a multiple of eight.',
  },
];
