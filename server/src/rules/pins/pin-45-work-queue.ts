import { type PinView, booleanOf, standardTransport } from '../../document/index';
import { ksPage } from '../../ks/index';
import { pinProcess, processingOf } from '../facts';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { contradictoryBits } from './pin-01-exclusive-flags';
import { bitsOf, flagNames, hasAll } from './pin-flags';

/** Why processing of a pin is never deferred to a work item, when that is known. */
function neverDeferred(pin: PinView): 'synchronous' | 'noProcess' | undefined {
  if (processingOf(pin.filter) !== 'pin-centric') return undefined;
  if (standardTransport(pin) === 'no' && pinProcess(pin) === 'null') return 'noProcess';
  const mayDefer = !hasAll(pin, pinFlag.dispatchLevel) || hasAll(pin, pinFlag.asynchronous) || booleanOf(pin.pin, 'AsynchronousAttempts') !== false;
  return mayDefer ? undefined : 'synchronous';
}

/** A queue for work that is never put off. */
export const pin45 = defineRule({
  code: 'PIN-45', title: 'Work queue chosen where no work item is used', area: 'pin', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [ksPage('ns-ks-_kspin_descriptor_ex'), ksPage('nf-ks-kspinattemptprocessing')], since: '0.1.0', unnecessary: true, scope: 'pin',
  condition: 'Flags of a pin of a pin-centric filter has KSPIN_FLAG_CRITICAL_PROCESSING or KSPIN_FLAG_HYPERCRITICAL_PROCESSING, and its processing is never deferred: it runs at DISPATCH_LEVEL, is not asynchronous, and the driver attempts none asynchronously; or the pin has neither a queue nor a Process callback.',
  effect: 'The flag only chooses the queue for the work item that a deferred call of Process takes. With no such work item it has no effect (inferred).',
  remedy: 'Remove the flag.',
  texts: {
    synchronous: '{names} chooses the queue for deferred processing, but with KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING and no asynchronous attempts processing of this pin is never deferred: the flag has no effect (inferred). Remove it.',
    noProcess: '{names} chooses the queue for deferred processing, but this pin has neither a queue nor a Process callback: the flag has no effect (inferred). Remove it.',
  },
  check(pin, report) {
    const bits = bitsOf(pin, (pinFlag.critical | pinFlag.hypercritical) & ~contradictoryBits(pin));
    const reason = bits === 0 ? undefined : neverDeferred(pin);
    if (reason) report([pin.pin, 'Flags'], reason, { names: flagNames(bits) });
  },
});
