import { stateOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

/** A callback that hears of one format only. */
export const pin23 = defineRule({
  code: 'PIN-23', title: 'Fixed format with a SetDataFormat callback', area: 'pin', defaultSeverity: 'info', evidence: ['D', 'S'], sources: [ksPage('ns-ks-_kspin_descriptor_ex'), sampleDriver('avssamp')], since: '0.1.0', scope: 'pin',
  condition: 'Flags has KSPIN_FLAG_FIXED_FORMAT, and the dispatch table of the pin has SetDataFormat.',
  effect: 'Every attempt to set another format returns STATUS_INVALID_DEVICE_REQUEST. The callback only serves to verify the first format, as on the audio pin of the sample avssamp.',
  remedy: 'Nothing needs to change if the callback only verifies. If it is meant to change formats, clear the flag.',
  texts: {
    verifies: 'KSPIN_FLAG_FIXED_FORMAT makes every later change of format fail with STATUS_INVALID_DEVICE_REQUEST, so SetDataFormat only verifies the first one. That is fine, as in the sample avssamp; clear the flag if formats are meant to change.',
    callback: 'The callback that is called for the first format only.',
  },
  check(pin, report) {
    if (!hasAll(pin, pinFlag.fixedFormat) || pin.dispatch.state !== 'present' || stateOf(pin.dispatch.instance, 'SetDataFormat') !== 'present') return;
    report([pin.pin, 'Flags'], 'verifies', {}, { related: [{ where: [pin.dispatch.instance, 'SetDataFormat'], text: 'callback' }] });
  },
});
