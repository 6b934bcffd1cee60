import { updateFrameGate } from './completion';
import type { PhysicalPages } from './mappings';
import type { PinQueue } from './pin-queue';
import { QueueRequest, StreamHeader, headerOptions, ksReset, recordFrame, recordOn, reportOn, requestStates } from './pin-queue';
import { arriveAlone } from './plain-frames';
import type { Dispatch, Level } from './processing-object';
import { frameArrived, nothingToDo } from './processing-object';
import { leadingEdge } from './pointer-numbers';
import { arrive } from './queue';
import { ntStatus } from './stream-pointer';

/** A header a client submits; what is left out is 0 or plain. Sizes are bytes. */
export interface HeaderRequest {
  readonly frameExtent: number;
  readonly dataUsed?: number;
  readonly optionsFlags?: number;
  readonly size?: number;
  readonly pages?: PhysicalPages;
  /** The owner's number for the buffer. */
  readonly buffer?: number;
}

/** What becomes of a request that is submitted: NTSTATUS (STATUS_SUCCESS: taken), its number, and the processing it brings about. */
export interface Submission {
  readonly status: number;
  readonly request: number;
  readonly dispatch: Dispatch;
}

/**
 * A read or write request that its client keeps and submits again and again with {@link resubmitRequest}. It has at least one header; a RangeError otherwise.
 * Before a write the client sets `submittedDataUsed` and `submittedFlags` of its headers.
 */
export function createRequest(pin: PinQueue, headers: readonly HeaderRequest[], owner = -1): QueueRequest {
  if (headers.length === 0) throw new RangeError('a request has at least one header');
  return makeRequest(pin, headers, owner, true);
}

function makeRequest(pin: PinQueue, headers: readonly HeaderRequest[], owner: number, reusable: boolean): QueueRequest {
  const number = pin.freeRequests.pop() ?? pin.requests.length;
  const { headerSize } = pin.settings;
  const request = new QueueRequest(
    number, owner, headers.map(({ size = headerSize, frameExtent, dataUsed = 0, optionsFlags = 0, buffer = -1, pages = null }) => new StreamHeader(size, frameExtent, dataUsed, optionsFlags, buffer, pages)), reusable,
  );
  pin.requests[number] = request;
  // No request completes twice before it is taken, so the ring holds them all.
  if (pin.requests.length > pin.completed.length) growCompleted(pin);
  return request;
}

function growCompleted(pin: PinQueue): void {
  const larger = new Int32Array(pin.completed.length * 2);
  for (let at = 0; at < pin.completedCount; at += 1) larger[at] = pin.completed[(pin.completedHead + at) & (pin.completed.length - 1)]!;
  pin.completed = larger;
  pin.completedHead = 0;
}

/**
 * A read or write request reaches the pin, once. Refused with STATUS_DEVICE_NOT_READY between KSRESET_BEGIN and KSRESET_END (K:ni-ks-ioctl_ks_reset_state) and after
 * the device was removed. All its frames arrive together; processing is attempted once for the request.
 */
export function submitRequest(pin: PinQueue, headers: readonly HeaderRequest[], level: Level): Submission {
  if (refuses(pin)) return { status: ntStatus.deviceNotReady, request: -1, dispatch: nothingToDo('refused') };
  if (headers.length === 0) return { status: ntStatus.invalidParameter, request: -1, dispatch: nothingToDo('refused') };
  const request = makeRequest(pin, headers, -1, false);
  return { status: ntStatus.success, request: request.number, dispatch: accept(pin, request, level) };
}

/**
 * A request of {@link createRequest} reaches the pin, as with {@link submitRequest}. When it is refused, `request.status` is the NTSTATUS and it stays with its
 * client. Throws an Error for a request that is not with its client.
 */
export function resubmitRequest(pin: PinQueue, request: QueueRequest, level: Level): Dispatch {
  if (request.state !== requestStates.withClient) throw new Error(`request ${request.number} of ${pin.settings.name} is outstanding`);
  if (pin.isPlain) {
    const hadNone = pin.frames.available === 0;
    if (arriveAlone(pin, request)) return pin.processing === null ? nothingToDo('noProcessing') : frameArrived(pin.processing, pin, hadNone, level);
  }
  if (refuses(pin)) {
    request.status = ntStatus.deviceNotReady;
    return nothingToDo('refused');
  }
  request.status = ntStatus.success;
  request.flushedOnPause = false;
  const { headers } = request;
  for (let at = 0; at < headers.length; at += 1) {
    const header = headers[at]!;
    header.dataUsed = header.submittedDataUsed;
    header.optionsFlags = header.submittedFlags;
  }
  return accept(pin, request, level);
}

function refuses(pin: PinQueue): boolean {
  if (pin.resetState !== ksReset.begin && !pin.removed) return false;
  recordOn(pin, 'requestRefused', -1);
  if (!pin.removed && pin.stateChangedInReset) reportOn(pin, 'STA-10', { state: pin.clientState });
  return true;
}

function accept(pin: PinQueue, request: QueueRequest, level: Level): Dispatch {
  checkHeaders(pin, request.headers);
  if (!pin.endOfStreamPending) return enqueue(pin, request, level);
  request.state = requestStates.held;
  pin.held.push(request);
  recordOn(pin, 'requestHeld', request.number);
  return nothingToDo('held');
}

/** Puts the frames of a request into the queue. */
export function enqueue(pin: PinQueue, request: QueueRequest, level: Level): Dispatch {
  const { frames } = pin;
  const hadNone = frames.available === 0;
  const { headers, number } = request;
  request.state = requestStates.queued;
  for (let at = 0; at < headers.length; at += 1) {
    const header = headers[at]!;
    const onNone = frames.pointerFrame[leadingEdge]! < 0;
    const frame = arrive(frames, number, header.frameExtent);
    recordFrame(pin, frame, request, header);
    recordOn(pin, 'frameArrived', number);
    if (onNone) recordOn(pin, 'leadingEdgeSet', number);
    // The input of a codec gets nothing more until the output has said the end of the stream, too (W:handling-end-of-stream-in-avstream-codecs).
    if ((header.optionsFlags & headerOptions.endOfStream) !== 0 && pin.settings.direction === 'input' && hasOutputs(pin)) pin.endOfStreamPending = true;
  }
  if (pin.frameGate !== null) updateFrameGate(pin);
  return pin.processing === null ? nothingToDo('noProcessing') : frameArrived(pin.processing, pin, hadNone, level);
}

/** Lets an input have the requests that were held behind an end of the stream, up to the next one. */
export function releaseHeld(pin: PinQueue, level: Level): Dispatch {
  let first = nothingToDo('noFrame');
  pin.endOfStreamPending = false;
  while (pin.held.length > 0 && !pin.endOfStreamPending) {
    const dispatch = enqueue(pin, pin.held.shift()!, level);
    if (first.kind === 'nothing') first = dispatch;
  }
  return first;
}

function hasOutputs(pin: PinQueue): boolean {
  return pin.processing?.connected.some((other) => other.settings.direction === 'output') ?? false;
}

/** The rules about what a client submits: HDR-01, HDR-02, HDR-03 and HDR-08. */
function checkHeaders(pin: PinQueue, headers: readonly StreamHeader[]): void {
  const { neededHeaderSize: needed } = pin;
  for (let position = 0; position < headers.length; position += 1) {
    const { size, dataUsed } = headers[position]!;
    if (size < needed) reportOn(pin, 'HDR-03', { size, needed, wrote: false });
    if (pin.hasInput) checkWritten(pin, headers, position);
    else if (dataUsed !== 0) reportOn(pin, 'HDR-02', { dataUsed });
  }
}

function checkWritten(pin: PinQueue, headers: readonly StreamHeader[], position: number): void {
  const { size, dataUsed, frameExtent, optionsFlags } = headers[position]!;
  if (dataUsed > frameExtent) reportOn(pin, 'HDR-01', { dataUsed, frameExtent });
  const extended = size > pin.settings.headerSize;
  if ((optionsFlags & headerOptions.typeChanged) !== 0 && (headers.length > 1 || extended)) reportOn(pin, 'HDR-08', { position, headers: headers.length, extended });
}

/**
 * The driver dropped a frame it had no buffer for; the next one delivered has to say DATADISCONTINUITY, of those from the arrival `serial` on: older ones that are still
 * in the queue were filled before.
 */
export function frameDropped(pin: PinQueue, serial = 0): void {
  pin.losses.push(serial);
}
