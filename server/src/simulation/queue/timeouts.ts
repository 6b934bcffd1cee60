import { recordCall, reportViolation } from './environment';
import type { PinQueue, StreamPointer, Timeout } from './pin-queue';
import { handleOf, isAlive, ksState, recordOf, slotOf } from './pin-queue';
import { pointerFacts } from './violation-facts';

/**
 * KsStreamPointerScheduleTimeout: `interval` in 100 ns from now; replaces an earlier timeout of the pointer. In PAUSE it breaks SPT-15: it may not fire until
 * another one is scheduled in RUN, at which all of them become active (K:nf-ks-ksstreampointerscheduletimeout).
 */
export function scheduleTimeout(pin: PinQueue, pointer: StreamPointer, interval: number): void {
  const { environment, settings } = pin;
  if (!isAlive(pin, pointer)) {
    if (pointer < 0) reportViolation(environment, 'SPT-07', settings.name, { operation: 'KsStreamPointerScheduleTimeout' });
    else reportViolation(environment, 'SPT-06', settings.name, { ...pointerFacts(pointer), operation: 'KsStreamPointerScheduleTimeout' });
    return;
  }
  const running = pin.deviceState === ksState.run;
  if (pin.deviceState === ksState.pause) reportViolation(environment, 'SPT-15', settings.name, { ...pointerFacts(pointer), state: pin.deviceState });
  pin.timeouts += 1;
  recordOf(pin, slotOf(pointer)).timeout = {
    due: environment.now + interval * 100, sequence: pin.timeouts, active: running || environment.options.timeoutBeforeRun === 'firesOnTime',
  };
  if (running) for (const { timeout } of scheduled(pin)) timeout.active = true;
}

/** KsStreamPointerCancelTimeout: without effect on a pointer that has none. */
export function cancelTimeout(pin: PinQueue, pointer: StreamPointer): void {
  if (isAlive(pin, pointer)) recordOf(pin, slotOf(pointer)).timeout = null;
}

function scheduled(pin: PinQueue): { readonly slot: number; readonly timeout: Timeout }[] {
  const found: { slot: number; timeout: Timeout }[] = [];
  pin.pointerRecords.forEach((record, slot) => {
    if (record.timeout !== null) found.push({ slot, timeout: record.timeout });
  });
  return found.sort((a, b) => a.timeout.due - b.timeout.due || a.timeout.sequence - b.timeout.sequence);
}

/** When the next active timeout is due, nanoseconds, or `null`. One that is overdue is due now. */
export function nextTimeout(pin: PinQueue): number | null {
  const first = scheduled(pin).find(({ timeout }) => timeout.active);
  return first === undefined ? null : Math.max(first.timeout.due, pin.environment.now);
}

/** Fires the first timeout that is due, if there is one: its pointer, whose callback the caller now runs, or `null`. */
export function fireTimeout(pin: PinQueue): StreamPointer | null {
  const due = scheduled(pin).find(({ timeout }) => timeout.active && timeout.due <= pin.environment.now);
  if (due === undefined) return null;
  recordOf(pin, due.slot).timeout = null;
  recordCall(pin.environment, 'TimeoutCallback', pin.settings.name, due.slot);
  return handleOf(pin, due.slot);
}
