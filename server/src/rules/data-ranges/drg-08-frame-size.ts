import { effectiveStates } from '../../document/index';
import { grouped } from '../../findings/index';
import { ksPage } from '../../ks/index';
import { formatName, pinNames } from '../facts';
import { greatestNeed } from '../frame-need';
import { defineRule } from '../rule';

/** A format that no frame can hold. */
export const drg08 = defineRule({
  code: 'DRG-08', title: 'Format larger than PhysicalRange', area: 'dataRange', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'A data range of the pin needs larger frames (biSizeImage, or SampleSize) than MaxFrameSize of PhysicalRange after the declared run-time edits. A maximum of 0 is not set; beyond FramingRange alone it is RNG-12.',
  effect: 'PhysicalRange holds the hard limits of the hardware. The format can be agreed on, but by the framing of the pin there is no buffer that holds a frame of it (inferred).',
  remedy: 'Raise MaxFrameSize of PhysicalRange, write the size when the format is known, or remove the data range if the hardware cannot do it.',
  texts: {
    unframed: 'MaxFrameSize of PhysicalRange is {max} bytes, but a frame of {format} takes {bytes}: the format can be agreed on, yet no buffer that the framing allows holds a frame of it (inferred). Raise the maximum, or remove the data range if the hardware cannot do it.',
    pin: 'Pin {pin} of filter {filter} offers {format}.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      const { physicalRange, framingRange } = state;
      const max = physicalRange.max.value;
      if (max === undefined || max === 0) continue;
      const need = greatestNeed(state);
      if (!need || need.bytes <= max) continue;
      const format = formatName(need.range);
      report(physicalRange.max.from, 'unframed', { max: grouped(max), bytes: grouped(need.bytes), format }, {
        about: [framingRange.min.from, framingRange.max.from], related: [{ where: need.range.node, text: 'pin', arguments: { ...pinNames(need.pin), format } }],
      });
    }
  },
});
