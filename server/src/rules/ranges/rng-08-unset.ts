import { effectiveStates } from '../../document/index';
import { ksPage } from '../../ks/index';
import { connectable, onlyInputPins, relatedPins } from '../facts';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { dataFlow } from '../vocabulary';

/** A hardware limit of nothing. */
export const rng08 = defineRule({
  code: 'RNG-08', title: 'PhysicalRange without a maximum', area: 'frameSize', defaultSeverity: 'warning', otherSeverities: [{ severity: 'info', when: 'only input pins use the framing' }], evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'After the declared run-time edits MaxFrameSize of PhysicalRange is 0, on an output pin (warning) or an input pin (info).',
  effect: 'Read literally, the hardware can handle no frame at all (inferred). Drivers that fill the range in at run time are fine; the edit has to be declared to be known.',
  remedy: 'Write the largest frame that the hardware can handle, or 0 to (ULONG)-1 for any size; or declare the run-time edit that sets the range.',
  texts: {
    nothing: 'MaxFrameSize of PhysicalRange is 0 after the run-time edits that are declared: read literally, the hardware can handle no frame at all (inferred). Write the real limit, (ULONG)-1 for none, or declare the edit that sets it.',
    pin: 'Pin {pin} of filter {filter} uses this framing.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      if (state.physicalRange.max.value !== 0) continue;
      const pins = connectable(state).filter((pin) => pin.dataFlow === dataFlow.out);
      const related = { related: relatedPins(pins.length > 0 ? pins : state.pins, 'pin'), about: [state.physicalRange.min.from, state.framingRange.max.from] };
      if (pins.length > 0) report(state.physicalRange.max.from, 'nothing', {}, related);
      else if (onlyInputPins(state)) report(state.physicalRange.max.from, 'nothing', {}, { ...related, severity: 'info' });
    }
  },
});

/** An optimum of nothing. */
export const rng09 = defineRule({
  code: 'RNG-09', title: 'FramingRange without a maximum', area: 'frameSize', defaultSeverity: 'info', evidence: ['R'], sources: [reactosFile('drivers/ksfilter/ks/allocators.c')], since: '0.1.0', scope: 'item',
  condition: 'After the declared run-time edits MaxFrameSize of FramingRange is 0.',
  effect: 'In the older KSALLOCATOR_FRAMING a size of 0 states no requirement. ReactOS refuses to create an allocator for frames of size 0; what Windows does is unknown.',
  remedy: 'Write the size that suits the driver, or declare the run-time edit that sets it.',
  texts: { nothing: 'MaxFrameSize of FramingRange is 0 after the run-time edits that are declared. In KSALLOCATOR_FRAMING that states no requirement, but ReactOS refuses to create an allocator with frame size 0; what Windows does is unknown. Write a size, or declare the edit that sets it.' },
  check(view, report) {
    for (const { framingRange } of effectiveStates(view)) if (framingRange.max.value === 0) report(framingRange.max.from, 'nothing');
  },
});
