import { standardTransport } from '../../document/index';
import { ksPage } from '../../ks/index';
import { pinProcess, processingOf } from '../facts';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

/** Nothing that could be initiated later. */
export const pin18 = defineRule({
  code: 'PIN-18', title: 'DO_NOT_INITIATE_PROCESSING without any Process', area: 'pin', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'pin',
  condition: 'A pin on the standard transport has KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING, and neither the pin nor its filter has a Process callback.',
  effect: 'The documentation requires a processing object in this case: some Process callback, of the pin or of the filter, has to be there even if it is never called. What AVStream does without one is not documented.',
  remedy: 'Give the pin a Process callback, which may do nothing but return STATUS_PENDING if the driver polls the queue itself; or clear the flag.',
  texts: {
    none: 'KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING is set, but neither the pin nor the filter has a Process callback. On the standard transport one must be provided even if it is never called; what AVStream does without it is not documented. Provide one that returns STATUS_PENDING, or clear the flag.',
    process: 'No Process of the pin.',
    filter: 'No Process of the filter.',
  },
  check(pin, report) {
    if (!hasAll(pin, pinFlag.doNotInitiate) || standardTransport(pin) !== 'yes' || processingOf(pin.filter) !== 'pin-centric' || pinProcess(pin) !== 'null') return;
    const { dispatch, filter } = pin;
    report([pin.pin, 'Flags'], 'none', {}, {
      related: [
        { where: dispatch.state === 'present' ? [dispatch.instance, 'Process'] : [pin.pin, 'Dispatch'], text: 'process' },
        { where: filter.dispatch.state === 'present' ? [filter.dispatch.instance, 'Process'] : [filter.filter, 'Dispatch'], text: 'filter' },
      ],
    });
  },
});
