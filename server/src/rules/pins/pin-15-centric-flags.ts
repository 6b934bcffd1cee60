import { type FilterView, type FramingView, booleanOf, declaredItem, standardTransport } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { processingOf } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { dataFlow, pinFlag, requirement } from '../vocabulary';
import { contradictoryBits } from './pin-01-exclusive-flags';
import { bitsOf, flagNames, hasAll } from './pin-flags';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');
const about = { area: 'pin', since: '0.1.0', fixable: true, scope: 'pin' } as const;
const filterCentricFlags = pinFlag.framesNotRequired | pinFlag.someFramesRequired | pinFlag.ifAnyInRunState;

/** Flags that only a filter Process heeds. */
export const pin15 = defineRule({
  ...about, code: 'PIN-15', title: 'Filter-centric flags on a pin-centric filter', defaultSeverity: 'info', evidence: ['D'], sources: [pinPage, streamTopic('filter-centric-processing')], unnecessary: true,
  condition: 'A pin on the standard transport of a pin-centric filter has KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING, KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING or KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE.',
  effect: 'The flags say when a filter that processes as a whole may begin. A pin-centric filter processes each pin on its own, so they have no effect.',
  remedy: 'Remove the flags, or give the filter a Process callback.',
  texts: { ignored: '{names} is about filters with a Process callback of their own; this filter has none and processes each pin on its own, so nothing heeds it. Remove it.' },
  check(pin, report) {
    const bits = bitsOf(pin, filterCentricFlags & ~contradictoryBits(pin));
    if (bits !== 0 && processingOf(pin.filter) === 'pin-centric' && standardTransport(pin) === 'yes') report([pin.pin, 'Flags'], 'ignored', { names: flagNames(bits) });
  },
});

const modifiers = new WeakMap<FramingView, boolean>();

/** True when an item of a framing is declared to be modified in place. */
function modifiesInPlace(framing: FramingView): boolean {
  let found = modifiers.get(framing);
  if (found === undefined) modifiers.set(framing, (found = framing.items.some((item) => ((declaredItem(item).flags.value ?? 0) & requirement.inPlaceModifier) !== 0)));
  return found;
}

const transforms = new WeakMap<FilterView, boolean>();

/** True when a filter is known to transform in place: it says so, or it has pins in both directions and the framing of one of them says so. */
function isInPlaceTransform(view: FilterView): boolean {
  let found = transforms.get(view);
  if (found === undefined) {
    const has = (direction: number): boolean => view.pins.some((pin) => pin.dataFlow === direction);
    found = booleanOf(view.filter, 'InPlace') ?? (has(dataFlow.in) && has(dataFlow.out) && view.pins.some(({ framingView }) => framingView !== undefined && modifiesInPlace(framingView)));
    transforms.set(view, found);
  }
  return found;
}

/** The output of an in-place transform runs with its input. */
export const pin17 = defineRule({
  ...about, code: 'PIN-17', title: 'PROCESS_IF_ANY_IN_RUN_STATE on the output of an in-place transform', defaultSeverity: 'error', evidence: ['D'], sources: [pinPage],
  condition: 'An output pin has KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE, and its filter transforms in place: InPlace is true, or left out while a framing of its pins has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER.',
  effect: 'The documentation forbids the flag there. Input and output of an in-place transform pass the same frames on; what happens when one of them processes while the other does not run is not documented.',
  remedy: 'Remove the flag from the output pin.',
  texts: { forbidden: 'KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE is documented not to be used on an output pin of an in-place transform, which filter {filter} is: its input and output share their frames. Remove the flag.' },
  check(pin, report) {
    if (pin.dataFlow !== dataFlow.out || !hasAll(pin, pinFlag.ifAnyInRunState) || !isInPlaceTransform(pin.filter)) return;
    report([pin.pin, 'Flags'], 'forbidden', { filter: pin.filter.label });
  },
});

/** A second edge that AVStream itself moves. */
export const pin22 = defineRule({
  ...about, code: 'PIN-22', title: 'Trailing edge on a filter-centric filter', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('nf-ks-kspingettrailingedgestreampointer')],
  condition: 'A pin of a filter-centric filter has KSPIN_FLAG_DISTINCT_TRAILING_EDGE.',
  effect: 'A trailing edge is mostly of use to pin-centric filters, which move it themselves. Frames between both edges are not completed until the driver advances it.',
  remedy: 'Remove the flag unless the driver advances the trailing edge of this pin.',
  texts: { edge: 'KSPIN_FLAG_DISTINCT_TRAILING_EDGE is mostly of use on pin-centric filters: frames complete only when the driver itself advances the trailing edge, and this filter processes in its own Process callback. Remove the flag unless the driver does so.' },
  check(pin, report) {
    if (hasAll(pin, pinFlag.distinctTrailingEdge) && processingOf(pin.filter) === 'filter-centric' && standardTransport(pin) !== 'no') report([pin.pin, 'Flags'], 'edge');
  },
});

const levelFlags = pinFlag.dispatchLevel | pinFlag.critical | pinFlag.hypercritical | pinFlag.asynchronous;

/** How to call a Process that the pin does not have. */
export const pin44 = defineRule({
  ...about, code: 'PIN-44', title: 'Flags for Process on a pin of a filter-centric filter', defaultSeverity: 'info', evidence: ['S', 'I'], sources: [sampleDriver('avssamp'), ksPage('ns-ks-_ksfilter_descriptor')],
  condition: 'A pin of a filter-centric filter has KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING, KSPIN_FLAG_CRITICAL_PROCESSING, KSPIN_FLAG_HYPERCRITICAL_PROCESSING or KSPIN_FLAG_ASYNCHRONOUS_PROCESSING.',
  effect: 'How Process of the filter is called is governed by the flags of the filter; those of the pin are expected to have no effect on it (inferred). The sample avssamp sets them on the filter.',
  remedy: 'Set the corresponding KSFILTER_FLAG_* on the filter (there is none for KSPIN_FLAG_ASYNCHRONOUS_PROCESSING), and clear the flags here.',
  texts: { filter: '{names} is set on a pin, but the filter processes in its own Process callback, which the flags of the filter govern: here it is expected to have no effect (inferred). Set the corresponding KSFILTER_FLAG_* on the filter, and clear it here.' },
  check(pin, report) {
    const bits = bitsOf(pin, levelFlags & ~contradictoryBits(pin));
    if (bits !== 0 && processingOf(pin.filter) === 'filter-centric') report([pin.pin, 'Flags'], 'filter', { names: flagNames(bits) });
  },
});
