import { type EffectiveItem, type PinView, declaredItem, effectiveStates, isStated, numberOf, pinsOf, standardTransport } from '../../document/index';
import { grouped } from '../../findings/index';
import { ksPage, streamTopic } from '../../ks/index';
import { isCodec, relatedPins } from '../facts';
import { defineRule } from '../rule';
import { communication, dataFlow, filterFlag, noBound, pinFlag, requirement } from '../vocabulary';

/** True when user-mode filters are known to be able to send frames to the pin. */
function fedFromUserMode(pin: PinView): boolean {
  if (pin.dataFlow !== dataFlow.in || (pin.communication !== communication.sink && pin.communication !== communication.both) || standardTransport(pin) === 'no') return false;
  const filterFlags = numberOf(pin.filter.filter, 'Flags');
  return pin.flags !== undefined && (pin.flags & pinFlag.denyUserModeAccess) === 0 && filterFlags !== undefined && (filterFlags & filterFlag.denyUserModeAccess) === 0;
}

/** True when an item makes demands on the frames themselves, and not as preferences. */
const demands = ({ flags, alignmentOrPitch, framingRange }: EffectiveItem): boolean =>
  flags.value !== undefined && (flags.value & requirement.preferencesOnly) === 0 && ((alignmentOrPitch.value ?? 0) !== 0 || (framingRange.min.value ?? 0) > 1);

/** Demands that a user-mode filter need not meet. */
export const frm41 = defineRule({
  code: 'FRM-41', title: 'Framing that a user-mode source may ignore', area: 'framing', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'item',
  condition: 'An input pin that a user-mode filter can feed demands a frame size or an alignment, and not only as a preference.',
  effect: "A user-mode filter upstream may bring its own allocator and look at neither size nor alignment; the documentation names the MPEG-2 splitter. The driver then meets frames that its framing forbids.",
  remedy: 'Check size and alignment of every frame before using it, and copy where it does not fit. KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY says that the driver does so.',
  texts: {
    ignored: 'This framing demands a size or an alignment of frames that may come from user mode, where an allocator may ignore both (the documentation names the MPEG-2 splitter). Check every frame in the driver, and set KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY if it copes.',
    pin: 'Input pin {pin} of filter {filter} can be fed from user mode.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      if (!demands(state)) continue;
      const pins = state.pins.filter(fedFromUserMode);
      if (pins.length > 0) report(state.flags.from, 'ignored', {}, { related: relatedPins(pins, 'pin') });
    }
  },
});

/** A physical range that is not looked at. */
export const frm42 = defineRule({
  code: 'FRM-42', title: 'PhysicalRange on an input pin of a codec', area: 'framing', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('specifying-allocator-framing-in-avstream-codecs')], since: '0.1.0', scope: 'item',
  condition: 'The framing of an input pin of a codec states a PhysicalRange other than "any size" (0 to (ULONG)-1) or "not set" (all 0).',
  effect: 'On input pins of codecs the range is documented as not used; only Frames is. Frames outside the range arrive all the same.',
  remedy: 'Leave PhysicalRange out, and check the size of frames in the driver.',
  texts: {
    unused: 'PhysicalRange is not used on input pins of codecs, where only Frames counts: frames outside {min} to {max} bytes arrive all the same. Leave the range out, and check frames in the driver.',
    pin: 'Input pin {pin} of filter {filter}, a codec, uses this framing.',
  },
  check(view, report) {
    if (!isStated(view.item, 'PhysicalRange')) return;
    const pins = pinsOf(view.framing).filter((pin) => pin.dataFlow === dataFlow.in && isCodec(pin.filter));
    if (pins.length === 0) return;
    const { min, max } = declaredItem(view).physicalRange;
    if (min.value === undefined || max.value === undefined || (min.value === 0 && max.value === noBound) || max.value === 0) return;
    report([view.item, 'PhysicalRange'], 'unused', { min: grouped(min.value), max: grouped(max.value) }, { related: relatedPins(pins, 'pin') });
  },
});
