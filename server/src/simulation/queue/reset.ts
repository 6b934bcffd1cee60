import { flushQueue, hasOutstanding } from './cancellation';
import { chosen } from './environment';
import { choices } from './options';
import type { PinQueue } from './pin-queue';
import { ksReset, recordOn, reportOn } from './pin-queue';

/** What the driver does in its Reset callback; it has to delete the clones. */
export type ResetRoutine = (pin: PinQueue) => void;

/**
 * IOCTL_KS_RESET_STATE with KSRESET_BEGIN: requests are cancelled, new ones refused, the Reset callback deletes the clones (STA-04 otherwise). What is locked is
 * cancelled when it is unlocked. Which comes first is option `resetOrder`.
 */
export function resetBegin(pin: PinQueue, routine: ResetRoutine): void {
  pin.resetState = ksReset.begin;
  pin.stateChangedInReset = false;
  pin.endOfStreamPending = false;
  // Without requests there is nothing to put in order.
  const first = hasOutstanding(pin) && chosen(pin.environment, choices.resetOrder.cancelFirst);
  if (first) flushQueue(pin);
  callReset(pin, routine, ksReset.begin);
  if (pin.frames.cloneCount > 0) reportOn(pin, 'STA-04', { clones: pin.frames.cloneCount, when: 'reset' });
  if (!first) flushQueue(pin);
}

/** IOCTL_KS_RESET_STATE with KSRESET_END: the pin takes requests again. A change of the pin's state does not do that (K:ni-ks-ioctl_ks_reset_state). */
export function resetEnd(pin: PinQueue, routine: ResetRoutine): void {
  pin.resetState = ksReset.end;
  pin.stateChangedInReset = false;
  callReset(pin, routine, ksReset.end);
}

function callReset(pin: PinQueue, routine: ResetRoutine, reset: number): void {
  recordOn(pin, 'Reset', reset);
  pin.cleaningUp = true;
  routine(pin);
  pin.cleaningUp = false;
}
