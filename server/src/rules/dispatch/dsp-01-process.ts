import { type PinView, standardTransport, stateOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { processingOf } from '../facts';
import { defineRule } from '../rule';

/** True for a pin that has to process its frames itself. */
const hasToProcess = (pin: PinView): boolean => processingOf(pin.filter) === 'pin-centric' && standardTransport(pin) === 'yes';

/** True when the table itself is missing, which DSP-01 tells: rules about single callbacks have nothing to add. */
export const lacksTable = (pin: PinView): boolean => pin.dispatch.state === 'null' && hasToProcess(pin);

/** A queue that nobody empties. */
export const dsp01 = defineRule({
  code: 'DSP-01', title: 'Pin without a Process callback', area: 'dispatch', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex'), ksPage('ns-ks-_kspin_dispatch')], since: '0.1.0', scope: 'pin',
  condition: 'The filter has no Process callback, the pin is on the standard transport, and its Dispatch, or Process in it, is null.',
  effect: 'The filter is pin-centric then, and the documentation requires a dispatch table with a Process callback of its pins: frames arrive in the queue of the pin, and nobody is called to take them out. A driver that looks into the queue on its own needs the callback all the same.',
  remedy: 'Give the pin a Process callback, or the filter if it processes as a whole. A pin that moves no data through AVStream is marked with KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT, or has mediums of its own.',
  texts: {
    noDispatch: 'Dispatch is null, and the filter has no Process callback either: nobody is called when frames arrive in the queue of this pin. The documentation requires Process here, even of a driver that looks into the queue on its own. Write it for the pin or for the filter; KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT marks a pin without queue.',
    noProcess: 'Process is null, and the filter has no Process callback either: nobody is called when frames arrive in the queue of the pin. The documentation requires Process here, even of a driver that looks into the queue on its own. Write it for the pin or for the filter; KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT marks a pin without queue.',
    pin: 'The pin is on the standard transport, so it has a queue.',
  },
  check(pin, report) {
    if (!hasToProcess(pin)) return;
    if (pin.dispatch.state === 'null') report([pin.pin, 'Dispatch'], 'noDispatch');
    else if (pin.dispatch.state === 'present' && stateOf(pin.dispatch.instance, 'Process') === 'null') report([pin.dispatch.instance, 'Process'], 'noProcess', {}, { related: [{ where: pin.pin.node, text: 'pin' }] });
  },
});
