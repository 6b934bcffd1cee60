import { type FilterView, type FramingView, type PinView, booleanOf, declaredItem, isStated, showsDeclared, standardTransport } from '../../document/index';
import { ksPage, streamTopic } from '../../ks/index';
import { pinNames, pinProcess, processingOf } from '../facts';
import { type Where, defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { dataFlow, pinFlag, requirement } from '../vocabulary';
import { contradictoryBits } from './pin-01-exclusive-flags';
import { bitsOf, flagNames, hasAll } from './pin-flags';
import { remember } from './remember';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');
const about = { area: 'pin', since: '0.1.0', scope: 'pin' } as const;
const filterCentricFlags = pinFlag.framesNotRequired | pinFlag.someFramesRequired | pinFlag.ifAnyInRunState;

/** Flags that only a filter Process heeds. */
export const pin15 = defineRule({
  ...about, code: 'PIN-15', title: 'Filter-centric flags on a pin-centric filter', defaultSeverity: 'info', evidence: ['D'], sources: [pinPage, streamTopic('filter-centric-processing')], unnecessary: true,
  condition: 'A pin on the standard transport of a pin-centric filter has KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING, KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING or KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE.',
  effect: 'The flags say when a filter that processes as a whole may begin. A pin-centric filter processes each pin on its own, so they have no effect.',
  remedy: 'Remove the flags, or give the filter a Process callback.',
  texts: { ignored: 'Only a filter with a Process callback of its own heeds {names}. This filter processes each pin on its own, so that has no effect here. Remove what has none.' },
  check(pin, report) {
    const bits = bitsOf(pin, filterCentricFlags & ~contradictoryBits(pin));
    if (bits !== 0 && processingOf(pin.filter) === 'pin-centric' && standardTransport(pin) === 'yes') report([pin.pin, 'Flags'], 'ignored', { names: flagNames(bits) });
  },
});

/** Where a framing declares that its pin modifies frames in place. */
const inPlaceFlag = remember((framing: FramingView): Where | undefined =>
  framing.items.map((item) => declaredItem(item).flags).find(({ value = 0 }) => (value & requirement.inPlaceModifier) !== 0)?.from);

/** True when a pin has frames, and no run-time edit of it changes what the flags of its framing say. */
const showsDeclaredFlags = (pin: PinView): boolean => standardTransport(pin) !== 'no' && showsDeclared(pin) && !pin.edits.some((edit) => isStated(edit, 'Flags'));

/** Where a filter is known to transform in place: it says so, or it has pins in both directions and the framing of one of them says so. */
const inPlaceTransform = remember((view: FilterView): Where | undefined => {
  const stated = booleanOf(view.filter, 'InPlace');
  if (stated !== undefined) return stated ? [view.filter, 'InPlace'] : undefined;
  const has = (direction: number): boolean => view.pins.some((pin) => pin.dataFlow === direction);
  if (!has(dataFlow.in) || !has(dataFlow.out)) return undefined;
  for (const pin of view.pins) {
    const where = pin.framingView && inPlaceFlag(pin.framingView);
    if (where && showsDeclaredFlags(pin)) return where;
  }
  return undefined;
});

/** The output of an in-place transform runs with its input. */
export const pin17 = defineRule({
  ...about, code: 'PIN-17', title: 'PROCESS_IF_ANY_IN_RUN_STATE on the output of an in-place transform', defaultSeverity: 'error', evidence: ['D'], sources: [pinPage],
  condition: 'An output pin has KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE, and its filter transforms in place: InPlace is true, or left out while a framing of its pins has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER.',
  effect: 'The documentation forbids the flag there. Input and output of an in-place transform pass the same frames on; what happens when one of them processes while the other does not run is not documented.',
  remedy: 'Remove the flag from the output pin.',
  texts: {
    forbidden: 'Filter {filter} transforms in place, and KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE is documented not to be used on the output pin of such a transform, whose input and output share their frames. Remove the flag.',
    transform: 'This says that frames are changed in place.',
  },
  check(pin, report) {
    if (pin.dataFlow !== dataFlow.out || !hasAll(pin, pinFlag.ifAnyInRunState)) return;
    const transform = inPlaceTransform(pin.filter);
    if (transform) report([pin.pin, 'Flags'], 'forbidden', { filter: pinNames(pin).filter }, { related: [{ where: transform, text: 'transform' }] });
  },
});

/** True when the filter processes and the pin does not: where both have a callback it is not known which one is called, and FLT-18 says so. */
const isProcessedByFilter = (pin: PinView): boolean => processingOf(pin.filter) === 'filter-centric' && pinProcess(pin) !== 'present';

/** A second edge that AVStream itself moves. */
export const pin22 = defineRule({
  ...about, code: 'PIN-22', title: 'Trailing edge on a filter-centric filter', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('nf-ks-kspingettrailingedgestreampointer')],
  condition: 'A pin of a filter-centric filter has KSPIN_FLAG_DISTINCT_TRAILING_EDGE.',
  effect: 'A trailing edge is mostly of use to pin-centric filters, which move it themselves. Frames between both edges are not completed until the driver advances it.',
  remedy: 'Remove the flag unless the driver advances the trailing edge of this pin.',
  texts: { edge: 'KSPIN_FLAG_DISTINCT_TRAILING_EDGE is mostly of use on pin-centric filters: frames complete only when the driver itself advances the trailing edge, and this filter processes in its own Process callback. Remove the flag unless the driver does so.' },
  check(pin, report) {
    if (hasAll(pin, pinFlag.distinctTrailingEdge) && isProcessedByFilter(pin) && standardTransport(pin) !== 'no') report([pin.pin, 'Flags'], 'edge');
  },
});

const levelFlags = pinFlag.dispatchLevel | pinFlag.critical | pinFlag.hypercritical | pinFlag.asynchronous;

/** How to call a Process that the pin does not have. */
export const pin44 = defineRule({
  ...about, code: 'PIN-44', title: 'Flags for Process on a pin of a filter-centric filter', defaultSeverity: 'info', evidence: ['S', 'I'], sources: [sampleDriver('avssamp'), ksPage('ns-ks-_ksfilter_descriptor')],
  condition: 'A pin of a filter-centric filter has KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING, KSPIN_FLAG_CRITICAL_PROCESSING, KSPIN_FLAG_HYPERCRITICAL_PROCESSING or KSPIN_FLAG_ASYNCHRONOUS_PROCESSING.',
  effect: 'How Process of the filter is called is governed by the flags of the filter; those of the pin are expected to have no effect on it (inferred). The sample avssamp sets them on the filter.',
  remedy: 'Set the corresponding KSFILTER_FLAG_* on the filter (there is none for KSPIN_FLAG_ASYNCHRONOUS_PROCESSING), and clear the flags here.',
  texts: { filter: 'Flags of the pin has {names}, but this filter processes in its own Process callback, which the flags of the filter govern: on the pin it is expected to have no effect (inferred). Set the corresponding KSFILTER_FLAG_* on the filter, and clear it here.' },
  check(pin, report) {
    const bits = bitsOf(pin, levelFlags & ~contradictoryBits(pin));
    if (bits !== 0 && isProcessedByFilter(pin)) report([pin.pin, 'Flags'], 'filter', { names: flagNames(bits) });
  },
});
