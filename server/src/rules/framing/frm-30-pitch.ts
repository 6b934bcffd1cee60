import { type EffectiveItem, type ItemView, effectiveStates, linesOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { headerLines } from '../../ks/index';
import { connectable, formatName, pinNames } from '../facts';
import { defineRule } from '../rule';
import { requirement } from '../vocabulary';

const pitchLines = headerLines('1786-1789');

/** States of an item in which the member is known and is a pitch (the 2-D flag is set), as a signed number. */
function* pitches(view: ItemView): Generator<{ readonly state: EffectiveItem; readonly pitch: number }> {
  for (const state of effectiveStates(view)) {
    const { alignmentOrPitch, flags } = state;
    if (alignmentOrPitch.value === undefined || flags.value === undefined || (flags.value & requirement.twoDimensional) === 0) continue;
    yield { state, pitch: alignmentOrPitch.value | 0 };
  }
}

/** The pitch is missing. */
export const frm30 = defineRule({
  code: 'FRM-30', title: 'Two-dimensional buffer without a pitch', area: 'framing', defaultSeverity: 'warning', evidence: ['H'], sources: [pitchLines], since: '0.1.0', scope: 'item',
  condition: 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is set, and FramePitch (the memory of FileAlignment) is 0.',
  effect: 'The flag makes the member the required distance between lines. With 0 the buffer is demanded to be two-dimensional, and the distance between its lines is missing.',
  remedy: 'Write the pitch in FramePitch: bytes of a line plus padding. Or clear the flag if an ordinary buffer will do.',
  texts: { zero: 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is set, but FramePitch is 0: the buffer is demanded to be two-dimensional, and the distance between its lines is missing. Write the bytes of a line plus padding, or clear the flag.' },
  check(view, report) {
    for (const { state, pitch } of pitches(view)) if (pitch === 0) report(state.alignmentOrPitch.from, 'zero');
  },
});

/** The pitch does not fit the format. */
export const frm31 = defineRule({
  code: 'FRM-31', title: 'Pitch too small for the format', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [pitchLines], since: '0.1.0', scope: 'item',
  condition: 'KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is set, and the amount of FramePitch is below the bytes of one line of a format of the pin, or MinFrameSize of FramingRange (unless 0) is below that amount times the height.',
  effect: 'Lines overlap, or the last ones lie outside the buffer (inferred).',
  remedy: 'Write a pitch of at least the bytes of a line, and a MinFrameSize of at least pitch × height.',
  texts: {
    narrow: 'FramePitch is {pitch}, but a line of {format} takes {line} bytes: lines would overlap (inferred). Write {line} or more.',
    short: 'MinFrameSize is {min} bytes, but {height} lines of {format} at a pitch of {pitch} bytes take {needed}: the last lines would lie outside the buffer (inferred). Write {needed} or more.',
    pin: 'Pin {pin} of filter {filter} offers {format}.',
  },
  check(view, report) {
    for (const { state, pitch } of pitches(view)) {
      if (pitch === 0) continue;
      const amount = Math.abs(pitch);
      for (const pin of connectable(state)) {
        for (const range of state.format ? [state.format] : pin.dataRanges) {
          const lines = linesOf(range);
          if (!lines) continue;
          const format = formatName(range);
          const related = [{ where: range.node, text: 'pin', arguments: { ...pinNames(pin), format } }];
          const { min } = state.framingRange;
          if (amount < lines.lineBytes) report(state.alignmentOrPitch.from, 'narrow', { pitch: grouped(pitch), format, line: grouped(lines.lineBytes) }, { related });
          else if (min.value !== undefined && min.value !== 0 && min.value < amount * lines.height) {
            const values = { min: grouped(min.value), height: grouped(lines.height), format, pitch: grouped(amount), needed: grouped(amount * lines.height) };
            report(min.from, 'short', values, { related, about: [state.alignmentOrPitch.from] });
          }
        }
      }
    }
  },
});
