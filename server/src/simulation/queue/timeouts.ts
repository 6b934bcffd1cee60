import { chosen, nowOf } from './environment';
import { choices } from './options';
import type { PinQueue, StreamPointer } from './pin-queue';
import { dropTimeout, handleOf, isAlive, ksState, recordOf, recordOn, reportOn, slotOf } from './pin-queue';
import { pointerFacts } from './violation-facts';

/**
 * KsStreamPointerScheduleTimeout: `interval` in 100 ns from now; replaces an earlier timeout of the pointer. In PAUSE it breaks SPT-15: it may not fire until
 * another one is scheduled in RUN, at which all of them become active (K:nf-ks-ksstreampointerscheduletimeout).
 */
export function scheduleTimeout(pin: PinQueue, pointer: StreamPointer, interval: number): void {
  if (!isAlive(pin, pointer)) {
    if (pointer < 0) reportOn(pin, 'SPT-07', { operation: 'KsStreamPointerScheduleTimeout' });
    else reportOn(pin, 'SPT-06', { ...pointerFacts(pointer), operation: 'KsStreamPointerScheduleTimeout' });
    return;
  }
  const running = pin.deviceState === ksState.run;
  if (pin.deviceState === ksState.pause) reportOn(pin, 'SPT-15', { ...pointerFacts(pointer), state: pin.deviceState });
  const { timeout } = recordOf(pin, slotOf(pointer));
  if (!timeout.scheduled) pin.scheduledTimeouts += 1;
  pin.timeouts += 1;
  timeout.scheduled = true;
  timeout.due = nowOf(pin.environment) + interval * 100;
  timeout.sequence = pin.timeouts;
  timeout.active = running || chosen(pin.environment, choices.timeoutBeforeRun.firesOnTime);
  if (running) for (const record of pin.pointerRecords) record.timeout.active = record.timeout.scheduled;
}

/** KsStreamPointerCancelTimeout: without effect on a pointer that has none. */
export function cancelTimeout(pin: PinQueue, pointer: StreamPointer): void {
  if (isAlive(pin, pointer)) dropTimeout(pin, recordOf(pin, slotOf(pointer)));
}

/** The pointer whose active timeout is due first, of several at one time the one that was scheduled first; -1 without one. */
function firstTimeout(pin: PinQueue): number {
  if (pin.scheduledTimeouts === 0) return -1;
  const { pointerRecords } = pin;
  let first = -1;
  for (let slot = 0; slot < pointerRecords.length; slot += 1) {
    const { timeout } = pointerRecords[slot]!;
    if (!timeout.scheduled || !timeout.active) continue;
    if (first >= 0) {
      const { due, sequence } = pointerRecords[first]!.timeout;
      if (timeout.due > due || (timeout.due === due && timeout.sequence > sequence)) continue;
    }
    first = slot;
  }
  return first;
}

/** When the next active timeout is due, nanoseconds, or `null`. One that is overdue is due now. */
export function nextTimeout(pin: PinQueue): number | null {
  const first = firstTimeout(pin);
  return first < 0 ? null : Math.max(recordOf(pin, first).timeout.due, nowOf(pin.environment));
}

/** Fires the first timeout that is due, if there is one: its pointer, whose callback the caller now runs, or `null`. */
export function fireTimeout(pin: PinQueue): StreamPointer | null {
  const first = firstTimeout(pin);
  if (first < 0) return null;
  const record = recordOf(pin, first);
  if (record.timeout.due > nowOf(pin.environment)) return null;
  dropTimeout(pin, record);
  recordOn(pin, 'TimeoutCallback', first);
  return handleOf(pin, first);
}
