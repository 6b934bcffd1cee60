import { type EffectiveItem, type ItemView, effectiveStates } from '../../document/index';
import { grouped, hex } from '../../findings/index';
import { ksPage } from '../../ks/index';
import { decimalAndHex, relatedPins, withoutAllocator } from '../facts';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { isMask, requirement } from '../vocabulary';

const framingPage = ksPage('ns-ks-ksallocator_framing');
const alignmentConstants = { name: 'FILE_*_ALIGNMENT (wdm.h)' } as const;

/** The greatest of the FILE_*_ALIGNMENT constants: 512 bytes. */
const greatestConstant = 0x1ff;

/** States of an item in which the member is known and is an alignment (the 2-D flag is clear), as an unsigned number. */
function* alignments(view: ItemView): Generator<{ readonly state: EffectiveItem; readonly mask: number }> {
  for (const state of effectiveStates(view)) {
    const { alignmentOrPitch, flags } = state;
    if (alignmentOrPitch.value === undefined || flags.value === undefined || (flags.value & requirement.twoDimensional) !== 0) continue;
    yield { state, mask: alignmentOrPitch.value >>> 0 };
  }
}

const isPowerOfTwo = (value: number): boolean => value !== 0 && (value & (value - 1)) === 0;

/** An alignment that is no mask. The text `alignment` is FRM-26, the texts `pitch` and `flagMissing` are FRM-32. */
export const frm25 = defineRule({
  code: 'FRM-25', title: 'FileAlignment is not a mask', area: 'framing', defaultSeverity: 'error', evidence: ['D', 'H'], sources: [framingPage, alignmentConstants], since: '0.1.0', scope: 'item',
  condition: 'FileAlignment is not of the form 2ⁿ − 1, and KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is clear.',
  effect: 'FileAlignment is used as a mask: addresses are rounded with `& ~FileAlignment`. A value with holes in it keeps some low bits and clears others, so frames begin at addresses that are not aligned.',
  remedy: 'Write the alignment minus one: FILE_64_BYTE_ALIGNMENT (0x3F) for 64 bytes. For a required line pitch set KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED and write FramePitch.',
  texts: {
    mask: 'FileAlignment is {value} ({hex}), which is not of the form 2ⁿ − 1: rounding with & ~{hex} does not align addresses. Write the alignment minus one, such as 0x3F for 64 bytes.',
    alignment: 'FileAlignment is {value} ({hex}), probably the alignment itself; the field holds the alignment minus one. As a mask, {hex} clears one bit of an address and keeps those below it, so frames are not aligned. Write {wanted} ({wantedHex}) for an alignment of {value} bytes (inferred).',
    pitch: 'FileAlignment is {value} ({hex}), which is not of the form 2ⁿ − 1 and looks like the pitch of a line (inferred). As a mask it does not align addresses. For a pitch set KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED and write FramePitch; for an alignment write the alignment minus one.',
    flagMissing: 'FramePitch is written, but KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is clear, so the member is read as FileAlignment: {value} ({hex}) is not of the form 2ⁿ − 1 and does not align addresses. Set the flag, or write FileAlignment.',
  },
  check(view, report) {
    for (const { state, mask } of alignments(view)) {
      if (isMask(mask)) continue;
      const variant = state.alignmentOrPitch.from[1] === 'FramePitch' ? 'flagMissing' : isPowerOfTwo(mask) ? 'alignment' : mask >= 0x400 ? 'pitch' : 'mask';
      report(state.alignmentOrPitch.from, variant, { ...decimalAndHex(mask), wanted: mask - 1, wantedHex: hex(mask - 1) });
    }
  },
});

/** Above the constants of the header. */
export const frm27 = defineRule({
  code: 'FRM-27', title: 'FileAlignment above 512 bytes', area: 'framing', defaultSeverity: 'info', evidence: ['H'], sources: [alignmentConstants], since: '0.1.0', scope: 'item',
  condition: 'FileAlignment is a mask above 0x1FF (FILE_512_BYTE_ALIGNMENT), and KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is clear.',
  effect: 'The header has constants up to an alignment of 512 bytes. Whether every allocator honours a coarser one is not documented.',
  remedy: 'Ask for 512 bytes or less if the hardware allows. If it needs more, check the address of every frame.',
  texts: { coarse: 'FileAlignment is {value} ({hex}), an alignment of {bytes} bytes; the FILE_*_ALIGNMENT constants end at 512 (0x1FF), and whether every allocator honours more is not documented. Ask for less, or check the address of every frame.' },
  check(view, report) {
    for (const { state, mask } of alignments(view)) if (mask > greatestConstant && isMask(mask)) report(state.alignmentOrPitch.from, 'coarse', { ...decimalAndHex(mask), bytes: grouped(mask + 1) });
  },
});

/** More than a page, asked of the default allocator. */
export const frm28 = defineRule({
  code: 'FRM-28', title: 'FileAlignment above a page with the default allocator', area: 'framing', defaultSeverity: 'warning', evidence: ['R'], sources: [reactosFile('drivers/ksfilter/ks/allocators.c')], since: '0.1.0', scope: 'item',
  condition: 'FileAlignment is a mask above PAGE_SIZE − 1, and the pin has no KSALLOCATOR_DISPATCH, so that the default allocator serves it.',
  effect: "ReactOS's default allocator refuses such a request with STATUS_INVALID_PARAMETER. What Windows does is unknown.",
  remedy: 'Ask for PAGE_SIZE − 1 (0xFFF) or less, or supply a KSALLOCATOR_DISPATCH that can align so.',
  texts: {
    page: "FileAlignment is {value} ({hex}), more than PAGE_SIZE - 1 ({page}), and the pin has no allocator of its own: ReactOS's default allocator refuses that with STATUS_INVALID_PARAMETER; what Windows does is unknown. Write {page} or less, or supply an allocator of your own.",
    pin: 'Pin {pin} of filter {filter} uses this framing and has no KSALLOCATOR_DISPATCH.',
  },
  check(view, report, { pageSize }) {
    for (const { state, mask } of alignments(view)) {
      if (mask <= pageSize - 1 || !isMask(mask)) continue;
      const pins = withoutAllocator(state);
      if (pins.length > 0) report(state.alignmentOrPitch.from, 'page', { ...decimalAndHex(mask), page: hex(pageSize - 1) }, { related: relatedPins(pins, 'pin') });
    }
  },
});

/** Less than four bytes. */
export const frm29 = defineRule({
  code: 'FRM-29', title: 'FileAlignment below four bytes', area: 'framing', defaultSeverity: 'hint', evidence: ['D'], sources: [framingPage], since: '0.1.0', scope: 'item',
  condition: 'FileAlignment is 0 (any byte) or 1 (even addresses), and KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is clear.',
  effect: 'None that is known: byte alignment is legal, and Microsoft samples use it. Allocators are asked to support 4-byte alignment where possible.',
  remedy: 'Nothing needs to change. If the hardware or the processing code needs aligned frames, say so: FILE_LONG_ALIGNMENT (3) for four bytes.',
  texts: {
    byte: 'FileAlignment is 0: frames may begin at any address. That is legal; if the hardware or your code needs more, ask for it, such as FILE_LONG_ALIGNMENT (3) for four bytes.',
    word: 'FileAlignment is 1: frames may begin at any even address. That is legal; if the hardware or your code needs more, ask for it, such as FILE_LONG_ALIGNMENT (3) for four bytes.',
  },
  check(view, report) {
    for (const { state, mask } of alignments(view)) if (mask < 2) report(state.alignmentOrPitch.from, mask === 0 ? 'byte' : 'word');
  },
});
