import { type FilterView, numberOf, standardTransport } from '../../document/index';
import { flagNames, ksPage, streamTopic } from '../../ks/index';
import { isBroken, pinNames, pinProcess, processingOf } from '../facts';
import { defineRule } from '../rule';
import { filterFlag } from '../vocabulary';

const page = ksPage('ns-ks-_ksfilter_descriptor');

/** Both kinds of processing. */
export const flt18 = defineRule({
  code: 'FLT-18', title: 'Process of the filter and of a pin', area: 'filter', defaultSeverity: 'error', evidence: ['D'], sources: [streamTopic('filter-centric-processing'), streamTopic('pin-centric-processing')], since: '0.1.0', scope: 'filter',
  condition: 'The filter has a Process callback, and so has one of its pins that may have a queue.',
  effect: 'A filter processes either as a whole (filter-centric) or by pin (pin-centric); the documentation knows no mixture. Which of the callbacks AVStream calls is not documented, so frames of that pin may reach code that does not expect them.',
  remedy: 'Remove Process from the filter, or from its pins.',
  texts: {
    both: 'The filter has a Process callback although pins of it have one too: processing is either filter-centric or pin-centric, and which of the callbacks is called is not documented. Set Process to null here or on the pins.',
    pin: 'Pin {pin} of filter {filter} has a Process callback too.',
  },
  check(view, report) {
    if (view.dispatch.state !== 'present' || processingOf(view) !== 'filter-centric') return;
    // On a pin without queue the callback is never called, so it does no harm there.
    const pins = view.pins.filter((pin) => pinProcess(pin) === 'present' && standardTransport(pin) !== 'no' && !isBroken(pin.pin, 'Flags'));
    if (pins.length === 0) return;
    const related = pins.slice(0, 8).flatMap((pin) => (pin.dispatch.state === 'present' ? [{ where: [pin.dispatch.instance, 'Process'] as const, text: 'pin', arguments: pinNames(pin) }] : []));
    report([view.dispatch.instance, 'Process'], 'both', {}, { related });
  },
});

/** True when a callback is missing altogether, which DSP-01 tells: flags about that of the filter are then no mistake of their own. */
const nobodyProcesses = ({ pins }: FilterView): boolean =>
  pins.some((pin) => pinProcess(pin) === 'null' && standardTransport(pin) === 'yes') && pins.every((pin) => pinProcess(pin) === 'null');

/** A flag for filter-centric filters. */
export const flt20 = defineRule({
  code: 'FLT-20', title: 'Zero-length samples for a pin-centric filter', area: 'filter', defaultSeverity: 'info', evidence: ['D'], sources: [page], since: '0.1.0', scope: 'filter',
  condition: 'Flags has KSFILTER_FLAG_RECEIVE_ZERO_LENGTH_SAMPLES, and the filter has no Process callback. When its pins have none either, that is DSP-01.',
  effect: 'The flag is documented for filter-centric filters, where it keeps AVStream from passing headers without data on past the minidriver. A pin-centric filter gets no use from it.',
  remedy: 'Remove the flag.',
  texts: { idle: 'KSFILTER_FLAG_RECEIVE_ZERO_LENGTH_SAMPLES is meant for filters with a Process callback of their own, and this filter has none: the flag is not documented to do anything here. Remove it.' },
  check(view, report) {
    const flags = numberOf(view.filter, 'Flags');
    if (flags !== undefined && (flags & filterFlag.receiveZeroLength) !== 0 && processingOf(view) === 'pin-centric' && !nobodyProcesses(view)) report([view.filter, 'Flags'], 'idle');
  },
});

const processMask = filterFlag.dispatchLevel | filterFlag.critical | filterFlag.hypercritical;

/** Flags about a callback that is not there. */
export const flt21 = defineRule({
  code: 'FLT-21', title: 'Processing flags without a Process callback', area: 'filter', defaultSeverity: 'info', evidence: ['D'], sources: [page], since: '0.1.0', scope: 'filter',
  condition: 'Flags has KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING, KSFILTER_FLAG_CRITICAL_PROCESSING or KSFILTER_FLAG_HYPERCRITICAL_PROCESSING, and the filter has no Process callback. When its pins have none either, that is DSP-01.',
  effect: 'These flags are about the Process callback of the filter. A pin-centric filter has none, so its pins process as their own flags say: at PASSIVE_LEVEL and on the delayed work queue unless they ask otherwise.',
  remedy: 'Set the corresponding KSPIN_FLAG_* on the pins, and remove the flags here.',
  texts: { idle: '{names}: these flags are about the Process callback of the filter, and this filter has none. Its pins process as their own flags say. Set KSPIN_FLAG_* on the pins instead.' },
  check(view, report) {
    const bits = (numberOf(view.filter, 'Flags') ?? 0) & processMask;
    if (bits !== 0 && processingOf(view) === 'pin-centric' && !nobodyProcesses(view)) report([view.filter, 'Flags'], 'idle', { names: flagNames('KSFILTER_FLAG', bits) });
  },
});
