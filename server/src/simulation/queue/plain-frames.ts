import { checkCompletedFrame } from './completion';
import { copyOffsets } from './offsets';
import type { CancelCallback, PinQueue, QueueRequest, StreamHeader, StreamPointer } from './pin-queue';
import { headerOptions, isAlive, ksReset, prepareRecord, recordFrame, requestStates, retirePointer, slotOf } from './pin-queue';
import { leadingEdge, nullPointer, slotBits } from './pointer-numbers';
import type { ProcessingObject } from './processing-object';
import { append, arrive, endFrame, frameStates, pointerStates, releaseClone, takeClone } from './queue';
import { ntStatus } from './stream-pointer';

/**
 * What every frame of a capture pin goes through, several steps in one: the clone that goes to the device while the leading edge goes on, and the end of that clone, which
 * completes the request. Each function leaves the queue as the general operations that it names leave it one after the other. `PinQueue.isPlain` says that none of them
 * can do anything else; what may still come up in between is looked at first, and then nothing is done. A run with a record of calls takes the general operations
 * alone, so that every step is recorded: tests compare the two.
 */

/** What {@link resubmitRequest} does with a request of one header that breaks no rule, up to the attempt to process. `false`: nothing was done, and the general operations are needed. */
export function arriveAlone(pin: PinQueue, request: QueueRequest): boolean {
  if (!isAlone(pin, request)) return false;
  const header = request.headers[0]!;
  noteArrival(pin, arrive(pin.frames, request.number, header.frameExtent), request, header);
  return true;
}

function isAlone(pin: PinQueue, { headers }: QueueRequest): boolean {
  const header = headers[0]!;
  return pin.isPlain && headers.length === 1 && header.submittedDataUsed === 0 && header.size >= pin.neededHeaderSize && pin.resetState !== ksReset.begin && !pin.removed;
}

function noteArrival(pin: PinQueue, frame: number, request: QueueRequest, header: StreamHeader): void {
  request.status = ntStatus.success;
  request.flushedOnPause = false;
  request.state = requestStates.queued;
  header.dataUsed = 0;
  header.optionsFlags = header.submittedFlags;
  recordFrame(pin, frame, request, header);
}

/** Whether {@link arriveCloned} can take a request of which it is not known yet whether Process is called for it. */
export function canArriveCloned(pin: PinQueue, request: QueueRequest): boolean {
  const { frames } = pin;
  return request.state === requestStates.withClient && !request.cancelWanted && frames.available === 0 && frames.pointerFrame[leadingEdge]! < 0 && frames.pointerState[leadingEdge] === pointerStates.unlocked
    && isAlone(pin, request);
}

/**
 * {@link arriveAlone} of a request for which Process is called at once, and {@link cloneAndAdvance} there: the leading edge comes to the frame and leaves it, so that it
 * is where it was, off the end. Returns the clone.
 */
export function arriveCloned(pin: PinQueue, request: QueueRequest, cancelCallback: CancelCallback | null, context: number, unlocks: boolean): StreamPointer {
  const { frames } = pin;
  const header = request.headers[0]!;
  const frame = append(frames, request.number, header.frameExtent);
  noteArrival(pin, frame, request, header);
  frames.references[frame] = 1;
  const clone = takeClone(frames);
  const record = prepareRecord(pin, clone);
  record.cancelCallback = cancelCallback;
  record.offsetSerial = -1;
  frames.pointerFrame[clone] = frame;
  frames.cloneContext[clone] = context;
  if (!unlocks) {
    frames.locks[frame] = 1;
    frames.pointerState[clone] = pointerStates.locked;
  }
  pin.progress += 1;
  return (record.generation << slotBits) | clone;
}

/**
 * `getLeadingEdgePointer` with a lock unless the edge has one, `clonePointer`, DataUsed 0, `unlockPointer` of the clone where it `unlocks`, and `advancePointer` of the edge, which is
 * locked on the next frame if there is one. Returns the clone; {@link nullPointer} when the general operations are needed.
 */
export function cloneAndAdvance(pin: PinQueue, cancelCallback: CancelCallback | null, context: number, unlocks: boolean): StreamPointer {
  const { frames } = pin;
  const frame = frames.pointerFrame[leadingEdge]!;
  if (!pin.isPlain || frame < 0 || frames.frameState[frame] !== frameStates.queued) return nullPointer;
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
  // The clone's reference stands in for that of the edge, and its lock likewise.
  const locks = (frames.pointerState[leadingEdge] === pointerStates.locked ? 0 : 1) - (unlocks ? 1 : 0);
  frames.locks[frame]! += locks;
  if (!unlocks) frames.pointerState[clone] = pointerStates.locked;
  frames.inWindow[frame] = 0;
  frames.ahead[frame] = 0;
  frames.available -= 1;
  pin.progress += 1;
  const next = frames.frameNewer[frame]!;
  frames.pointerFrame[leadingEdge] = next;
  if (next < 0) {
    frames.pointerState[leadingEdge] = pointerStates.unlocked;
  } else {
    frames.pointerState[leadingEdge] = pointerStates.locked;
    frames.inWindow[next] = 1;
    frames.references[next]! += 1;
    frames.locks[next]! += 1;
  }
  return (record.generation << slotBits) | clone;
}

/** Whether `beginProcess` can do nothing but begin, and `processReturns` after one frame nothing but return. */
export function isIdle({ processing, gate }: ProcessingObject): boolean {
  return !processing && gate.count === 1 && gate.next === null;
}

/** `beginProcess` and, one frame later, `processReturns` with STATUS_SUCCESS, when no frame is left. */
export function countWholeCall(object: ProcessingObject): void {
  object.pended = false;
  object.attemptRemembered = false;
  object.processCalls += 1;
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
  const record = pin.frameRecords[frame]!;
  const { request, header } = record;
  const { endOfStream, typeChanged } = headerOptions;
  if (request.cancelWanted || request.headers.length > 1 || (header.optionsFlags & (endOfStream | typeChanged)) !== 0 || pin.formatPending || pin.completedCount > 0 || frames.completedCount > 0) return null;
  if (frames.pointerState[clone] === pointerStates.locked) frames.locks[frame]! -= 1;
  releaseClone(frames, clone);
  retirePointer(pin, clone);
  endFrame(frames, frame, request.number);
  checkCompletedFrame(pin, record);
  request.state = requestStates.withClient;
  if (!request.reusable) pin.freeRequests.push(request.number);
  return request;
}
