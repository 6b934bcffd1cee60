import { complete, finish, settleFrame, takeUpCompleted } from './completion';
import { chosen, nowOf } from './environment';
import { choices } from './options';
import type { PinQueue, QueueRequest, StreamPointer } from './pin-queue';
import { handleOf, isAlive, ksReset, recordOf, recordOn, reportOn, requestStates, slotOf } from './pin-queue';
import { leadingEdge } from './pointer-numbers';
import { cancelIrp, frameStates, movePointer } from './queue';
import { ntStatus } from './stream-pointer';
import { pointerFacts } from './violation-facts';

/** What a cancellation comes to. `deferred`: a pointer is locked on one of the request's frames (W:stream-pointers-and-irp-cancellation). */
export type Cancellation = 'cancelled' | 'deferred' | 'notFound';

/** A client or the I/O manager cancels a request, by number. */
export function cancelRequest(pin: PinQueue, number: number): Cancellation {
  const request = pin.requests[number];
  if (request === undefined) return 'notFound';
  if (request.state === requestStates.withheld) {
    pin.withheld.splice(pin.withheld.indexOf(request), 1);
    request.status = ntStatus.cancelled;
    finish(pin, request);
    return 'cancelled';
  }
  if (request.state === requestStates.held) {
    pin.held.splice(pin.held.indexOf(request), 1);
    complete(pin, request, ntStatus.cancelled);
    return 'cancelled';
  }
  if (request.state !== requestStates.queued) return 'notFound';
  const waiting = framesOf(pin, request);
  // Its frames were cancelled before, and clones still hold them.
  if (waiting.length === 0) return 'notFound';
  if (!waiting.some((frame) => pin.frames.locks[frame]! > 0)) {
    carryOut(pin, request, waiting);
    return 'cancelled';
  }
  if (!request.cancelWanted && chosen(pin.environment, choices.cancelWhileLocked.atUnlock)) {
    request.cancelWanted = true;
    request.cancelWantedAt = nowOf(pin.environment);
    recordOn(pin, 'cancelDeferred', number);
  }
  return 'deferred';
}

/** A lock on a frame has gone: a cancellation that waited for it is carried out. `pointer` is the one that held it. */
export function cancelAfterUnlock(pin: PinQueue, frame: number, pointer: StreamPointer): void {
  if (frame < 0) return;
  const { request } = pin.frameRecords[frame]!;
  if (request.cancelWanted && request.state === requestStates.queued) carryOutDeferred(pin, request, pointer);
}

function carryOutDeferred(pin: PinQueue, request: QueueRequest, pointer: StreamPointer): void {
  const waiting = framesOf(pin, request);
  if (waiting.length === 0 || waiting.some((other) => pin.frames.locks[other]! > 0)) return;
  request.cancelWanted = false;
  const delay = nowOf(pin.environment) - request.cancelWantedAt;
  const threshold = pin.environment.thresholds.slowCancellation;
  // What becomes of the locks of a device that is gone is the model's choice, and no fault of the driver.
  if (delay > threshold && !pin.removed) reportOn(pin, 'SPT-18', { ...pointerFacts(pointer), request: request.number, delay, threshold });
  carryOut(pin, request, waiting);
}

/** Frames of a request that are in the queue, oldest first. */
function framesOf(pin: PinQueue, request: QueueRequest): number[] {
  const found: number[] = [];
  for (let frame = pin.frames.oldest; frame >= 0; frame = pin.frames.frameNewer[frame]!) if (pin.frames.frameIrp[frame] === request.number) found.push(frame);
  return found;
}

/** The frames leave the queue, the edges go on, the clones' callbacks are called; what then still holds the request is option `cancelledClone`. */
function carryOut(pin: PinQueue, request: QueueRequest, waiting: readonly number[]): void {
  const { frames } = pin;
  const lead = frames.pointerFrame[leadingEdge]!;
  const clones = clonesOn(pin, waiting);
  cancelIrp(frames, request.number);
  for (const frame of waiting) {
    recordOn(pin, 'frameCancelled', request.number);
    settleFrame(pin, frame, true);
  }
  if (frames.pointerFrame[leadingEdge] !== lead) {
    const next = frames.pointerFrame[leadingEdge]!;
    recordOn(pin, 'leadingEdgeAdvanced', next < 0 ? -1 : frames.frameIrp[next]!);
  }
  for (const clone of clones) {
    const record = recordOf(pin, slotOf(clone));
    const { cancelCallback } = record;
    if (cancelCallback === null) {
      // To find out by the next lock is a documented technique; it breaks SPT-10 by the time it takes.
      if (!record.timeout.scheduled) record.unattendedSince = nowOf(pin.environment);
      continue;
    }
    recordOn(pin, 'CancelCallback', slotOf(clone));
    pin.spinLockHeld = true;
    cancelCallback(pin, clone);
    pin.spinLockHeld = false;
  }
  for (const clone of clones) if (isAlive(pin, clone) && releases(pin, clone)) releaseClone(pin, slotOf(clone));
  settleRequests(pin);
}

/** Whether a clone that is left on a cancelled frame lets go of it. */
function releases(pin: PinQueue, clone: StreamPointer): boolean {
  const { environment } = pin;
  if (chosen(environment, choices.cancelledClone.atOnce)) return true;
  return recordOf(pin, slotOf(clone)).cancelCallback === null && chosen(environment, choices.cancelledClone.withoutCallbackReleased);
}

function releaseClone(pin: PinQueue, slot: number): void {
  const frame = pin.frames.pointerFrame[slot]!;
  movePointer(pin.frames, slot, -1);
  settleFrame(pin, frame, true);
}

function clonesOn(pin: PinQueue, on: readonly number[]): StreamPointer[] {
  const found: StreamPointer[] = [];
  for (let slot = pin.frames.oldestClone; slot >= 0; slot = pin.frames.cloneNewer[slot]!) if (on.includes(pin.frames.pointerFrame[slot]!)) found.push(handleOf(pin, slot));
  return found;
}

/**
 * Takes up the requests that the last operation completed, in their order. When the end of the stream has left an output, KS flushes its queue, and the Reset
 * callback hears of an end without a beginning (W:resetting-state-in-avstream-codecs).
 */
export function settleRequests(pin: PinQueue): void {
  if (!takeUpCompleted(pin) || pin.settings.direction !== 'output' || pin.resetState === ksReset.begin) return;
  if (hasOutstanding(pin) && chosen(pin.environment, choices.endOfStreamFlush.cancelsWaiting)) flushQueue(pin);
  recordOn(pin, 'Reset', ksReset.end);
}

/** Whether requests are in the queue, held before it or withheld behind it. */
export function hasOutstanding(pin: PinQueue): boolean {
  return pin.frames.waiting > 0 || pin.held.length > 0 || pin.withheld.length > 0;
}

/** Cancels every request withheld behind the queue, in it or held before it, the oldest first; what is locked follows when it is unlocked. */
export function flushQueue(pin: PinQueue): void {
  const requests = [...pin.withheld];
  for (let frame = pin.frames.oldest; frame >= 0; frame = pin.frames.frameNewer[frame]!) {
    const { request } = pin.frameRecords[frame]!;
    if (requests.at(-1) !== request) requests.push(request);
  }
  for (const request of [...requests, ...pin.held]) cancelRequest(pin, request.number);
  // A frame that was used up and waited in order behind a cancelled one has been completed meanwhile: into a change of format that nobody fetches any more.
  while (pin.withheld.length > 0) cancelRequest(pin, pin.withheld[0]!.number);
}

/** Clones that stay on cancelled frames, and how many requests they hold. */
export function cancelledRemains(pin: PinQueue): { readonly clones: number; readonly requests: number } {
  const held = new Set<number>();
  let clones = 0;
  for (let slot = pin.frames.oldestClone; slot >= 0; slot = pin.frames.cloneNewer[slot]!) {
    const frame = pin.frames.pointerFrame[slot]!;
    if (frame < 0 || pin.frames.frameState[frame] !== frameStates.cancelled) continue;
    clones += 1;
    held.add(pin.frames.frameIrp[frame]!);
  }
  return { clones, requests: held.size };
}
