import type { FamilyFixes, FamilyWithoutFix } from '../fixing/fix';
import { setTo, text } from '../fixing/make';
import { numberIn } from '../fixing/places';

/** What the device does by calls that the driver makes. */
const inCode = { tellsOfCode: true } as const;

/** Fixes of the rules about DMA and common buffers. */
export const dmaFixes: FamilyFixes = {
  'CBF-01': [setTo('Registration', text('None'), inCode)],
  'CBF-03': [setTo('Length', (broken) => numberIn(broken, 'rounded'), inCode)],
  'CBF-06': [setTo('AllocatedWhen', text('DeviceStart'), inCode)],
  'CBF-11': [setTo('CacheEnabled', { json: 'false' }, { preferred: true, ...inCode })],
  'DMA-01': [setTo('MappingTableStride', 16, { preferred: true, ...inCode })],
};

/** Rules about DMA and common buffers without a fix. */
export const dmaWithoutFix: FamilyWithoutFix = {
  'CBF-02': 'a choice of less memory or another device',
  'CBF-07': 'a choice of a larger buffer, fewer frames or smaller ones',
  'CBF-12': 'a choice of smaller buffers or smaller frames',
  'DMA-09': 'a choice of smaller frames or another device',
  'DMA-10': 'programming in pieces is work in the driver',
};
