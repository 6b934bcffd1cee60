import { flushQueue } from './cancellation';
import { recordCall, reportViolation } from './environment';
import type { PinQueue } from './pin-queue';
import { ksReset } from './pin-queue';

/** What the driver does in its Reset callback; it has to delete the clones. */
export type ResetRoutine = (pin: PinQueue) => void;

/**
 * IOCTL_KS_RESET_STATE with KSRESET_BEGIN: requests are cancelled, new ones refused, the Reset callback deletes the clones (STA-04 otherwise). What is locked is
 * cancelled when it is unlocked. Which comes first is option `resetOrder`.
 */
export function resetBegin(pin: PinQueue, routine: ResetRoutine): void {
  const { environment, settings } = pin;
  pin.resetState = ksReset.begin;
  pin.stateChangedInReset = false;
  pin.endOfStreamPending = false;
  if (environment.options.resetOrder === 'cancelFirst') flushQueue(pin);
  callReset(pin, routine, ksReset.begin);
  if (pin.frames.cloneCount > 0) reportViolation(environment, 'STA-04', settings.name, { clones: pin.frames.cloneCount, when: 'reset' });
  if (environment.options.resetOrder === 'callbackFirst') flushQueue(pin);
}

/** IOCTL_KS_RESET_STATE with KSRESET_END: the pin takes requests again. A change of the pin's state does not do that (K:ni-ks-ioctl_ks_reset_state). */
export function resetEnd(pin: PinQueue, routine: ResetRoutine): void {
  pin.resetState = ksReset.end;
  pin.stateChangedInReset = false;
  callReset(pin, routine, ksReset.end);
}

function callReset(pin: PinQueue, routine: ResetRoutine, reset: number): void {
  recordCall(pin.environment, 'Reset', pin.settings.name, reset);
  pin.cleaningUp = true;
  routine(pin);
  pin.cleaningUp = false;
}
