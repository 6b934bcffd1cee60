import {
  type EffectiveItem, type Instance, type PinView, audioRateVaries, effectiveStates, formatSize, frameBytesOf, largestFrameBytesOf, sampleSize, takesSizeFromFormat, transportFrameSize, vbiBufferSize, wordOf, writesFrameSize,
} from '../../document/index';
import { grouped } from '../../findings/index';
import { RuntimeEdit, streamTopic } from '../../ks/index';
import { connectable, formatName, pinNames } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { noBound } from '../vocabulary';

/** Edits that come in time: before clients ask for the framing of the connection, or when they ask. */
const timely = new Set([undefined, 'Create', 'SetDataFormat', 'PropertyHandler']);
const isTimely = (edit: Instance<typeof RuntimeEdit>): boolean => timely.has(wordOf(edit, 'When')) && writesFrameSize(edit, 'FramingRange');

/** The data range whose images may become larger than the framing allows, with the bytes they may take. */
function outgrowing(pin: PinView, { framingRange }: EffectiveItem): { readonly range: Instance; readonly bytes: number } | undefined {
  const max = framingRange.max.value;
  if (max === undefined || max === 0 || max === noBound) return undefined;
  let found: { readonly range: Instance; readonly bytes: number } | undefined;
  for (const range of pin.dataRanges) {
    const usual = frameBytesOf(range);
    const bytes = largestFrameBytesOf(range);
    // A default format that is too large already is RNG-12.
    if (bytes === undefined || (usual !== undefined && usual > max) || bytes <= Math.max(max, found?.bytes ?? 0)) continue;
    found = { range, bytes };
  }
  return found;
}

/** True when a pin may be connected with formats of different sizes: it offers several, or one whose image or data rate may differ. */
function sizeVaries({ dataRanges }: PinView): boolean {
  const sizes = dataRanges.flatMap((range) => [transportFrameSize(range) ?? vbiBufferSize(range) ?? formatSize(range) ?? sampleSize(range), frameBytesOf(range), largestFrameBytesOf(range)]).filter((bytes) => bytes !== undefined);
  return new Set(sizes).size > 1 || dataRanges.some(audioRateVaries);
}

/** Frame sizes that do not follow the format. */
export const frm38 = defineRule({
  code: 'FRM-38', title: 'Frame size does not follow the format', area: 'framing', defaultSeverity: 'warning', evidence: ['D', 'S'], sources: [streamTopic('specifying-allocator-framing-in-avstream-codecs'), sampleDriver('avshws')], since: '0.1.0', scope: 'item',
  condition: "A format that the pin's data ranges allow needs larger frames than FramingRange has, or an edit takes the frame size from a format that may differ, and no edit in Create or SetDataFormat (or in a property handler) writes the size.",
  effect: 'Clients negotiate with the size that was there before the format was known, and get frames too small for the images of the connected format.',
  remedy: 'Write the frame size of the new format into an edited framing in SetDataFormat, or in Create, where the connected format is known.',
  texts: {
    outgrown: 'MaxFrameSize is {max} bytes, but {format} allows images of {bytes} bytes, and no edit in Create or SetDataFormat adapts the framing: after such a format is chosen, frames are too small. Write the frame size into an edited framing when the format is known.',
    late: 'This edit takes the frame size from the format, but comes only with a state change ({when}), after the framing has been negotiated: clients work with a stale size. Make the edit in SetDataFormat or Create.',
    early: 'This edit takes the frame size from the format, but comes too early ({when}): no format is connected yet, the pin offers formats of different sizes, and the one that is chosen later leaves the size stale. Make the edit in SetDataFormat or Create.',
    pin: 'Pin {pin} of filter {filter} offers this format.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      const about = [state.framingRange.max.from];
      for (const pin of connectable(state)) {
        if (!pin.editsKnown || pin.edits.some(isTimely)) continue;
        const stale = pin.edits.find((edit) => takesSizeFromFormat(edit, 'FramingRange'));
        const when = stale && wordOf(stale, 'When');
        if (stale && when === 'StateChange') report([stale, 'When'], 'late', { when }, { about });
        else if (stale && when !== undefined && sizeVaries(pin)) report([stale, 'When'], 'early', { when }, { about });
        if (stale) continue;
        const found = outgrowing(pin, state);
        if (!found) continue;
        const values = { max: grouped(state.framingRange.max.value!), format: formatName(found.range), bytes: grouped(found.bytes) };
        report(state.framingRange.max.from, 'outgrown', values, { about, related: [{ where: found.range.node, text: 'pin', arguments: pinNames(pin) }] });
      }
    }
  },
});
