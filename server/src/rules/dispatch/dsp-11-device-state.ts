import { type PinView, stateOf, wordOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { communication, pinFlag } from '../vocabulary';
import { lacksTable } from './dsp-01-process';

/** How the hardware is known to move the data of a pin: by the scheme that the document states, or by scatter/gather mappings. */
function transferOf({ pin, flags }: PinView): 'scheme' | 'mappings' | undefined {
  const scheme = wordOf(pin, 'DmaScheme');
  if (scheme !== undefined && scheme !== 'None') return 'scheme';
  return flags !== undefined && (flags & pinFlag.generateMappings) !== 0 ? 'mappings' : undefined;
}

/** Hardware that nobody starts. */
export const dsp11 = defineRule({
  code: 'DSP-11', title: 'DMA without SetDeviceState', area: 'dispatch', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [ksPage('ns-ks-_kspin_dispatch'), ksPage('nc-ks-pfnkspinsetdevicestate')], since: '0.1.0', scope: 'pin',
  condition: 'The pin has KSPIN_FLAG_GENERATE_MAPPINGS or a DmaScheme other than "None", and its SetDeviceState, or its whole Dispatch, is null.',
  effect: 'SetDeviceState is where drivers start and stop their hardware and, on the way to STOP, delete the clones of frames that the hardware still holds. Without it the hardware may run on into frames that are gone, and stopping may never end (inferred).',
  remedy: 'Write SetDeviceState: start the hardware in RUN, stop it in PAUSE, delete every clone before STOP.',
  texts: {
    scheme: 'SetDeviceState is null although the device moves the data of pin {pin} (DmaScheme "{scheme}"): there is no place to start and stop the hardware and to release frames that it still holds; stopping may never end (inferred). Write the callback.',
    mappings: 'SetDeviceState is null although pin {pin} generates mappings for DMA: there is no place to start and stop the hardware and to release frames that it still holds; stopping may never end (inferred). Write the callback.',
    pin: 'The pin whose data the device moves.',
  },
  check(pin, report) {
    const { dispatch } = pin;
    if (pin.communication === communication.none || pin.communication === communication.bridge || lacksTable(pin)) return;
    const isNull = dispatch.state === 'null' || (dispatch.state === 'present' && stateOf(dispatch.instance, 'SetDeviceState') === 'null');
    const transfer = isNull ? transferOf(pin) : undefined;
    if (transfer === undefined) return;
    const values = { pin: pinNames(pin).pin, scheme: wordOf(pin.pin, 'DmaScheme') ?? '' };
    const related = [{ where: transfer === 'scheme' ? [pin.pin, 'DmaScheme'] as const : [pin.pin, 'Flags'] as const, text: 'pin' }];
    report(dispatch.state === 'present' ? [dispatch.instance, 'SetDeviceState'] : [pin.pin, 'Dispatch'], transfer, values, { related });
  },
});
