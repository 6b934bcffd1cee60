import { effectiveStates } from '../../document/index';
import { grouped } from '../../findings/index';
import { ksPage } from '../../ks/index';
import { formatName, pinNames } from '../facts';
import { greatestNeed } from '../frame-need';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';

/** Frames that do not hold an image. */
export const rng12 = defineRule({
  code: 'RNG-12', title: 'Frame smaller than an image', area: 'frameSize', defaultSeverity: 'warning', otherSeverities: [{ severity: 'info', when: 'the image fits into MaxFrameSize, but not into MinFrameSize' }],
  evidence: ['I', 'S'], sources: [sampleDriver('avshws'), ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'A data range of the pin needs larger frames (biSizeImage, or SampleSize) than MaxFrameSize of FramingRange after the declared run-time edits (warning), or than its MinFrameSize (info). A maximum of 0 is RNG-09.',
  effect: 'Buffers are negotiated that an image does not fit into. Microsoft samples complete such buffers empty, with DataUsed 0; a driver that does not check them writes past their end (inferred).',
  remedy: 'Write the image size of the connected format into an edited framing, in Create or SetDataFormat; or declare a range whose minimum holds the largest image.',
  texts: {
    tooSmall: 'MaxFrameSize of FramingRange is {max} bytes, but a frame of {format} takes {bytes}: the buffers that are negotiated cannot hold it (inferred). Write the size into an edited framing when the format is known, or declare {bytes} or more.',
    mayBeTooSmall: 'MinFrameSize of FramingRange is {min} bytes, but a frame of {format} takes {bytes}: the negotiation may settle on buffers that cannot hold it (inferred). Raise the minimum to {bytes}, and check every buffer in the driver.',
    pin: 'Pin {pin} of filter {filter} offers {format}.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      const { min, max } = state.framingRange;
      if (max.value === undefined || max.value === 0) continue;
      const need = greatestNeed(state);
      if (!need || (need.bytes <= max.value && (min.value === undefined || min.value >= need.bytes || min.value > max.value))) continue;
      const values = { max: grouped(max.value), min: grouped(min.value ?? 0), bytes: grouped(need.bytes), format: formatName(need.range) };
      const options = { about: [max.from], related: [{ where: need.range.node, text: 'pin', arguments: { ...pinNames(need.pin), format: values.format } }] };
      if (need.bytes > max.value) report(max.from, 'tooSmall', values, options);
      else report(min.from, 'mayBeTooSmall', values, { ...options, severity: 'info' });
    }
  },
});
