import { type PinView, standardTransport } from '../../document/index';
import { ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

const about = { area: 'pin', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'pin' } as const;

/** Pairs of flags that the documentation calls mutually exclusive. */
export const exclusive = {
  workQueues: pinFlag.critical | pinFlag.hypercritical,
  initiation: pinFlag.doNotInitiate | pinFlag.initiateOnEveryArrival,
  frames: pinFlag.framesNotRequired | pinFlag.someFramesRequired,
  runState: pinFlag.runStateOnly | pinFlag.ifAnyInRunState,
} as const;

/** Bits of a pin that a pair of exclusive flags makes doubtful, so that other rules leave them alone. */
export const contradictoryBits = (pin: PinView): number => Object.values(exclusive).reduce((bits, pair) => (hasAll(pin, pair) ? bits | pair : bits), 0);

/** Two work queues at once. */
export const pin01 = defineRule({
  ...about, code: 'PIN-01', title: 'CRITICAL and HYPERCRITICAL processing', defaultSeverity: 'error',
  condition: 'Flags has both KSPIN_FLAG_CRITICAL_PROCESSING and KSPIN_FLAG_HYPERCRITICAL_PROCESSING.',
  effect: 'Each flag names a work queue for processing that is deferred, and they are documented as mutually exclusive; which queue is used when both are set is not documented.',
  remedy: 'Keep one of the two.',
  texts: { both: 'Flags has KSPIN_FLAG_CRITICAL_PROCESSING and KSPIN_FLAG_HYPERCRITICAL_PROCESSING, which are mutually exclusive: each names another queue for deferred processing, and which one is used then is not documented. Keep one.' },
  check(pin, report) {
    if (hasAll(pin, exclusive.workQueues)) report([pin.pin, 'Flags'], 'both');
  },
});

/** Never and always. */
export const pin02 = defineRule({
  ...about, code: 'PIN-02', title: 'Processing on every arrival and never initiated', defaultSeverity: 'error',
  condition: 'Flags has both KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING and KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL.',
  effect: 'One flag says that AVStream never initiates processing on its own, the other that it does so at every arrival of a frame. They are documented as mutually exclusive; what happens with both is not documented.',
  remedy: 'Keep KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING if the driver calls KsPinAttemptProcessing or polls the queue itself; otherwise keep the other, or neither.',
  texts: { both: 'Flags has KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING and KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL, which are mutually exclusive: frames that arrive would have to start processing at once and never. Keep the first only if the driver attempts processing itself.' },
  check(pin, report) {
    if (hasAll(pin, exclusive.initiation)) report([pin.pin, 'Flags'], 'both');
  },
});

/** No frames and some frames. */
export const pin03 = defineRule({
  ...about, code: 'PIN-03', title: 'Frames not required, yet some required', defaultSeverity: 'error',
  condition: 'Flags has both KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING and KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING.',
  effect: 'One flag takes the pin out of what the filter waits for, the other makes the filter wait for a frame on one of its instances. They are documented as mutually exclusive; what happens with both is not documented.',
  remedy: 'Keep KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING if Process copes with a pin without frames, otherwise the other.',
  texts: { both: 'Flags has KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING and KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING, which are mutually exclusive: the filter can either wait for a frame on this pin or not. Keep the first only if Process copes with a pin without frames.' },
  check(pin, report) {
    if (hasAll(pin, exclusive.frames)) report([pin.pin, 'Flags'], 'both');
  },
});

/** Two minimum processing states. */
export const pin04 = defineRule({
  ...about, code: 'PIN-04', title: 'Processing in RUN only, yet if any instance runs', defaultSeverity: 'error', otherSeverities: [{ severity: 'warning', when: 'the pin is not known to be on the standard transport' }],
  condition: 'Flags has both KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY (also as part of KSPIN_FLAG_RENDERER) and KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE.',
  effect: 'One flag holds the filter back until this very instance is in RUN, the other lets it process as soon as any flagged instance is. They are documented as mutually exclusive; what happens with both is not documented.',
  remedy: 'Keep one of the two. With KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE write KSPIN_FLAG_GENERATE_EOS_EVENTS instead of KSPIN_FLAG_RENDERER.',
  texts: {
    both: 'Flags has KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY and KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE, which are mutually exclusive: processing waits either for this instance to run or for any instance. Keep one.',
    renderer: 'KSPIN_FLAG_RENDERER is KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY | KSPIN_FLAG_GENERATE_EOS_EVENTS, and the first of these excludes KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE: processing waits either for this instance to run or for any instance. Drop KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE, or write KSPIN_FLAG_GENERATE_EOS_EVENTS instead of KSPIN_FLAG_RENDERER.',
  },
  check(pin, report) {
    if (!hasAll(pin, exclusive.runState)) return;
    report([pin.pin, 'Flags'], hasAll(pin, pinFlag.renderer) ? 'renderer' : 'both', {}, standardTransport(pin) === 'yes' ? {} : { severity: 'warning' });
  },
});

/** Use it, and do not. */
export const pin05 = defineRule({
  ...about, code: 'PIN-05', title: 'Standard transport both demanded and refused', defaultSeverity: 'warning',
  condition: 'Flags has both KSPIN_FLAG_USE_STANDARD_TRANSPORT and KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT.',
  effect: 'The standard transport is used: KSPIN_FLAG_USE_STANDARD_TRANSPORT overrides every other check. A driver that counts on being off the transport gets a queue and a pipe section after all.',
  remedy: 'Remove KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT, which has no effect here; or remove the other if the pin is meant to stay off the transport.',
  texts: { both: 'Flags has KSPIN_FLAG_USE_STANDARD_TRANSPORT and KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT: the first wins, and the pin gets a queue and a pipe section. Remove the one that is not meant.' },
  check(pin, report) {
    if (hasAll(pin, pinFlag.useStandardTransport | pinFlag.doNotUseStandardTransport)) report([pin.pin, 'Flags'], 'both');
  },
});
