import { compressionFixes, compressionWithoutFix } from '../compression/fixes';
import { dataRangeFixes, dataRangeWithoutFix } from '../data-ranges/fixes';
import { dispatchFixes, dispatchWithoutFix } from '../dispatch/fixes';
import { dmaFixes, dmaWithoutFix } from '../dma/fixes';
import { documentFixes, documentWithoutFix } from '../document/fixes';
import { filterFixes, filterWithoutFix } from '../filters/fixes';
import { framingFixes, framingWithoutFix } from '../framing/fixes';
import { memoryFixes, memoryWithoutFix } from '../memory/fixes';
import { negotiationFixes, negotiationWithoutFix } from '../negotiation/fixes';
import { pinFixes, pinWithoutFix } from '../pins/fixes';
import { rangeFixes, rangeWithoutFix } from '../ranges/fixes';
import type { FixDescription } from './fix';

/** The fixes of every rule that has some, by code. */
export const fixesByCode: ReadonlyMap<string, readonly FixDescription[]> = new Map([
  documentFixes, framingFixes, rangeFixes, compressionFixes, memoryFixes, pinFixes, filterFixes, dispatchFixes, dmaFixes, dataRangeFixes, negotiationFixes,
].flatMap((family) => Object.entries(family)));

/** Every other rule by code, and why it has no fix. */
export const reasonsWithoutFix: ReadonlyMap<string, string> = new Map([
  documentWithoutFix, framingWithoutFix, rangeWithoutFix, compressionWithoutFix, memoryWithoutFix, pinWithoutFix, filterWithoutFix, dispatchWithoutFix, dmaWithoutFix, dataRangeWithoutFix, negotiationWithoutFix,
].flatMap((family) => Object.entries(family)));
