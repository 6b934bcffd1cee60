import { effectiveStates } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { connectable, isTransform, relatedPins } from '../facts';
import { defineRule } from '../rule';

/** No demand on the number of frames. */
export const frm12 = defineRule({
  code: 'FRM-12', title: 'Frames is 0', area: 'framing', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-ksallocator_framing')], since: '0.1.0', scope: 'item',
  condition: 'Frames is 0 after the declared run-time edits.',
  effect: '0 states no requirement, so the other side alone decides how many buffers there are, possibly fewer than the driver needs to keep its hardware busy.',
  remedy: 'Write the number of frames that the driver keeps in flight, at least two for a streaming device. Keep 0 only if any number will do.',
  texts: { none: 'Frames is 0, which states no requirement: the other side alone decides how many buffers there are, perhaps fewer than the hardware needs to run without gaps. Write the number of frames that the driver keeps in flight.' },
  check(view, report) {
    for (const { frames } of effectiveStates(view)) if (frames.value === 0) report(frames.from, 'none');
  },
});

/** Too few frames for a codec. */
export const frm14 = defineRule({
  code: 'FRM-14', title: 'Codec with fewer than three frames', area: 'framing', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('specifying-allocator-framing-in-avstream-codecs')], since: '0.1.0', scope: 'item',
  condition: 'A pin of a codec or transform has Frames 1 or 2 (0 is FRM-12).',
  effect: 'Codecs are recommended to ask for at least three outstanding frames on input and output pins. With fewer, one side waits while the other works on the only buffers there are.',
  remedy: 'Write 3 or more.',
  texts: {
    few: 'Frames is {frames}, but for codecs and transforms at least three outstanding frames are recommended on input and output pins: with fewer, one side waits while the other holds the buffers. Write 3 or more.',
    pin: 'Pin {pin} of filter {filter}, a codec or transform, uses this framing.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      const frames = state.frames.value;
      if (frames === undefined || frames < 1 || frames > 2) continue;
      const pins = connectable(state).filter((pin) => isTransform(pin.filter));
      if (pins.length > 0) report(state.frames.from, 'few', { frames }, { related: relatedPins(pins, 'pin') });
    }
  },
});
