import { checkCompletedFrame } from './completion';
import { copyOffsets } from './offsets';
import type { CancelCallback, PinQueue, QueueRequest, StreamPointer } from './pin-queue';
import { headerOptions, isAlive, prepareRecord, requestStates, retirePointer, slotOf } from './pin-queue';
import { leadingEdge, nullPointer, slotBits } from './pointer-numbers';
import { endFrame, frameStates, pointerStates, releaseClone, takeClone } from './queue';

/**
 * What every frame of a capture pin goes through, several steps in one: the clone that goes to the device while the leading edge goes on, and the end of that clone, which
 * completes the request. Each function leaves the queue as the general operations that it names leave it one after the other. `PinQueue.isPlain` says that none of them
 * can do anything else; what may still come up in between is looked at first, and then nothing is done. A run with a record of calls takes the general operations
 * alone, so that every step is recorded: tests compare the two.
 */

/**
 * `clonePointer` of the locked leading edge, `unlockPointer` of the clone where it `unlocks`, DataUsed 0, and `advancePointer` of the edge, which is locked on the next frame if there is one.
 * Returns the clone; {@link nullPointer} when the general operations are needed.
 */
export function cloneAndAdvance(pin: PinQueue, cancelCallback: CancelCallback | null, context: number, unlocks: boolean): StreamPointer {
  const { frames } = pin;
  const frame = frames.pointerFrame[leadingEdge]!;
  if (!pin.isPlain || frame < 0 || frames.pointerState[leadingEdge] !== pointerStates.locked || frames.frameState[frame] !== frameStates.queued) return nullPointer;
  const { request, header, serial } = pin.frameRecords[frame]!;
  // The locks may go with which a cancellation waits.
  if (request.cancelWanted) return nullPointer;
  const clone = takeClone(frames);
  const record = prepareRecord(pin, clone);
  record.cancelCallback = cancelCallback;
  record.offsetSerial = -1;
  if (pin.pointerRecords[leadingEdge]!.offsetSerial === serial) copyOffsets(pin, leadingEdge, clone);
  header.dataUsed = 0;
  frames.pointerFrame[clone] = frame;
  frames.cloneContext[clone] = context;
  // The clone's reference and lock stand in for those of the edge.
  if (unlocks) frames.locks[frame]! -= 1;
  else frames.pointerState[clone] = pointerStates.locked;
  frames.inWindow[frame] = 0;
  frames.ahead[frame] = 0;
  frames.available -= 1;
  pin.progress += 1;
  const next = frames.frameNewer[frame]!;
  frames.pointerFrame[leadingEdge] = next;
  if (next < 0) {
    frames.pointerState[leadingEdge] = pointerStates.unlocked;
  } else {
    frames.inWindow[next] = 1;
    frames.references[next]! += 1;
    frames.locks[next]! += 1;
  }
  return (record.generation << slotBits) | clone;
}

/**
 * `deletePointer` of a clone that alone holds the only frame of its request, and `nextCompleted`. Returns the request, which is its owner's again; `null` when the general
 * operations are needed.
 */
export function completeClone(pin: PinQueue, pointer: StreamPointer): QueueRequest | null {
  if (!pin.isPlain || !isAlive(pin, pointer)) return null;
  const { frames } = pin;
  const clone = slotOf(pointer);
  const frame = frames.pointerFrame[clone]!;
  if (frame < 0 || frames.references[frame] !== 1 || frames.frameState[frame] !== frameStates.queued) return null;
  const { request, header } = pin.frameRecords[frame]!;
  const { endOfStream, typeChanged } = headerOptions;
  if (request.cancelWanted || request.headers.length > 1 || (header.optionsFlags & (endOfStream | typeChanged)) !== 0 || pin.formatPending || pin.completedCount > 0 || frames.completedCount > 0) return null;
  if (frames.pointerState[clone] === pointerStates.locked) frames.locks[frame]! -= 1;
  releaseClone(frames, clone);
  retirePointer(pin, clone);
  endFrame(frames, frame, request.number);
  checkCompletedFrame(pin, header, request);
  request.state = requestStates.withClient;
  if (!request.reusable) pin.freeRequests.push(request.number);
  return request;
}
