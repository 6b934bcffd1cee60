import { recordCall, reportViolation } from './environment';
import type { PinQueue, QueueRequest, StreamPointer } from './pin-queue';
import { handleOf, isAlive, recordOf, slotOf } from './pin-queue';
import { cancelIrp, frameStates, leadingEdge, movePointer } from './queue';
import { complete, settleFrame, settleRequests } from './requests';
import { ntStatus } from './stream-pointer';
import { pointerFacts } from './violation-facts';

/** What a cancellation comes to. `deferred`: a pointer is locked on one of the request's frames (W:stream-pointers-and-irp-cancellation). */
export type Cancellation = 'cancelled' | 'deferred' | 'notFound';

/** A client or the I/O manager cancels a request, by number. */
export function cancelRequest(pin: PinQueue, number: number): Cancellation {
  const withheldAt = pin.withheld.findIndex((completed) => completed.request === number);
  if (withheldAt >= 0) {
    const [withheld] = pin.withheld.splice(withheldAt, 1);
    pin.completed.push({ ...withheld!, status: ntStatus.cancelled });
    recordCall(pin.environment, 'requestCompleted', pin.settings.name, number);
    return 'cancelled';
  }
  const request = pin.requests[number];
  if (request === undefined) return 'notFound';
  const heldAt = pin.held.indexOf(request);
  if (heldAt >= 0) {
    pin.held.splice(heldAt, 1);
    complete(pin, request, ntStatus.cancelled);
    return 'cancelled';
  }
  const waiting = framesOf(pin, request);
  // Its frames were cancelled before, and clones still hold them.
  if (waiting.length === 0) return 'notFound';
  if (!waiting.some((frame) => pin.frames.locks[frame]! > 0)) {
    carryOut(pin, request, waiting);
    return 'cancelled';
  }
  if (!request.cancelWanted && pin.environment.options.cancelWhileLocked === 'atUnlock') {
    request.cancelWanted = true;
    request.cancelWantedAt = pin.environment.now;
    recordCall(pin.environment, 'cancelDeferred', pin.settings.name, number);
  }
  return 'deferred';
}

/** A lock on a frame has gone: a cancellation that waited for it is carried out. `pointer` is the one that held it. */
export function cancelAfterUnlock(pin: PinQueue, frame: number, pointer: StreamPointer): void {
  if (frame < 0) return;
  const { request } = pin.frameRecords[frame]!;
  if (!request.cancelWanted || pin.requests[request.number] !== request) return;
  const waiting = framesOf(pin, request);
  if (waiting.length === 0 || waiting.some((other) => pin.frames.locks[other]! > 0)) return;
  request.cancelWanted = false;
  const delay = pin.environment.now - request.cancelWantedAt;
  if (delay > 0) reportViolation(pin.environment, 'SPT-18', pin.settings.name, { ...pointerFacts(pointer), request: request.number, delay });
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
  const { environment, frames, settings } = pin;
  const lead = frames.pointerFrame[leadingEdge]!;
  const clones = clonesOn(pin, waiting);
  cancelIrp(frames, request.number);
  for (const frame of waiting) {
    recordCall(environment, 'frameCancelled', settings.name, request.number);
    settleFrame(pin, frame, true);
  }
  if (frames.pointerFrame[leadingEdge] !== lead) {
    const next = frames.pointerFrame[leadingEdge]!;
    recordCall(environment, 'leadingEdgeAdvanced', settings.name, next < 0 ? -1 : frames.frameIrp[next]!);
  }
  for (const clone of clones) {
    const record = recordOf(pin, slotOf(clone));
    const { cancelCallback } = record;
    if (cancelCallback === null) {
      // To find out by the next lock is a documented technique; it breaks SPT-10 by the time it takes.
      if (record.timeout === null) record.unattendedSince = environment.now;
      continue;
    }
    recordCall(environment, 'CancelCallback', settings.name, slotOf(clone));
    pin.spinLockHeld = true;
    cancelCallback(pin, clone);
    pin.spinLockHeld = false;
  }
  const { cancelledClone } = environment.options;
  for (const clone of clones) {
    if (cancelledClone === 'lastCloneDeleted' || !isAlive(pin, clone)) continue;
    const slot = slotOf(clone);
    if (cancelledClone === 'withoutCallbackReleased' && recordOf(pin, slot).cancelCallback !== null) continue;
    const frame = frames.pointerFrame[slot]!;
    movePointer(frames, slot, -1);
    settleFrame(pin, frame, true);
  }
  settleRequests(pin);
}

function clonesOn(pin: PinQueue, on: readonly number[]): StreamPointer[] {
  const found: StreamPointer[] = [];
  for (let slot = pin.frames.oldestClone; slot >= 0; slot = pin.frames.cloneNewer[slot]!) if (on.includes(pin.frames.pointerFrame[slot]!)) found.push(handleOf(pin, slot));
  return found;
}

/** Cancels every request in the queue, held before it or withheld behind it; what is locked follows when it is unlocked. */
export function flushQueue(pin: PinQueue): void {
  for (const { request } of [...pin.withheld]) cancelRequest(pin, request);
  for (const request of [...pin.requests]) if (request !== undefined && pin.requests[request.number] === request) cancelRequest(pin, request.number);
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
