import { declaredItem, pinsOf, standardTransport } from '../../document/index';
import { grouped } from '../../findings/index';
import { relatedPins } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';

/** The samples' placeholder without what goes with it. */
export const rng17 = defineRule({
  code: 'RNG-17', title: 'Placeholder size without a run-time edit', area: 'frameSize', defaultSeverity: 'info', evidence: ['S'], sources: [sampleDriver('avshws'), sampleDriver('avssamp')], since: '0.1.0', scope: 'item',
  condition: 'FramingRange is 2 × PAGE_SIZE to 2 × PAGE_SIZE, and no run-time edit is declared.',
  effect: 'Microsoft samples declare this size as a placeholder and write the real one with KsEdit as soon as the format is known. Left alone, clients negotiate buffers of two pages.',
  remedy: 'Declare the run-time edit that writes the real size, or write the size that the data needs.',
  texts: {
    placeholder: 'FramingRange is {size} to {size} bytes, the two pages that Microsoft samples declare as a placeholder, and no run-time edit replaces it: clients negotiate buffers of two pages. Declare the edit in RuntimeEdits, or write the size that the data needs.',
    pin: 'Pin {pin} of filter {filter} uses this framing and declares no run-time edit.',
  },
  check(view, report, { pageSize }) {
    const { min, max } = declaredItem(view).framingRange;
    if (min.value !== 2 * pageSize || max.value !== min.value) return;
    const pins = pinsOf(view.framing);
    const unedited = pins.filter((pin) => pin.editsKnown && pin.edits.length === 0 && standardTransport(pin) !== 'no');
    if (pins.length > 0 && unedited.length === 0) return;
    report(max.from, 'placeholder', { size: grouped(max.value) }, { related: relatedPins(unedited, 'pin') });
  },
});
