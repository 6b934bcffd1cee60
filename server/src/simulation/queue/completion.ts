import { turnInputOff, turnInputOn } from './gates';
import type { CompletedRequest, FrameRecord, PinQueue, QueueRequest, StreamHeader } from './pin-queue';
import { headerOptions, ksReset, ksState, recordOn, reportOn, requestStates } from './pin-queue';
import { frameStates, irpStates } from './queue';
import { ntStatus } from './stream-pointer';

/** What has to follow when a frame may have left the queue: `frame` is where it was. Call it before the next frame can arrive. */
export function settleFrame(pin: PinQueue, frame: number, cancelled: boolean): void {
  if (frame < 0 || pin.frames.frameState[frame] !== frameStates.free) return;
  const record = pin.frameRecords[frame]!;
  if (record.mapRegisters > 0) {
    releaseMappings(pin, record.mapRegisters);
    record.mapRegisters = 0;
  }
  if (cancelled) {
    // What said it is taken back, which is no doing of the driver.
    if (pin.losses.length > 0 && (record.header.optionsFlags & headerOptions.dataDiscontinuity) !== 0) lossesUpTo(pin, record.serial);
    return;
  }
  recordOn(pin, 'frameCompleted', record.request.number);
  if (pin.hasOutput) checkCompletedFrame(pin, record);
}

/** Gives map registers back. */
export function releaseMappings(pin: PinQueue, mapRegisters: number): void {
  if (pin.settings.adapter !== null) pin.settings.adapter.inUse -= mapRegisters;
}

/** HDR-08: a new format is told with the last header of a request. */
function checkPosition(pin: PinQueue, header: StreamHeader, { headers }: QueueRequest): void {
  const position = headers.indexOf(header);
  if (header.size > pin.settings.headerSize && position < headers.length - 1) reportOn(pin, 'HDR-08', { position, headers: headers.length, extended: true });
}

/** HDR-05: a frame is given back empty for a reason. */
function checkEmpty(pin: PinQueue, header: StreamHeader, request: QueueRequest): void {
  const stopping = pin.cleaningUp || pin.removed || pin.clientState < ksState.pause || pin.resetState === ksReset.begin || request.status !== ntStatus.success;
  // A frame that came empty leaves empty, which is no doing of a driver that works in place.
  const cameEmpty = pin.hasInput && header.submittedDataUsed === 0;
  if ((header.optionsFlags & ~headerOptions.flushOnPause) === 0 && !stopping && !cameEmpty) reportOn(pin, 'HDR-05', { request: request.number });
}

/** HDR-04: the first frame delivered behind a loss does not say so. */
function checkLosses(pin: PinQueue, serial: number, optionsFlags: number): void {
  const dropped = lossesUpTo(pin, serial);
  if (dropped > 0 && (optionsFlags & headerOptions.dataDiscontinuity) === 0) reportOn(pin, 'HDR-04', { dropped });
}

/** Takes the losses off the list that the frame of an arrival shows, or a later one, and counts them. */
function lossesUpTo({ losses }: PinQueue, serial: number): number {
  const later = losses.filter((loss) => loss > serial);
  const count = losses.length - later.length;
  losses.splice(0, losses.length, ...later);
  return count;
}

/** The rules about frames that are delivered: HDR-01, HDR-04 to HDR-06, and HDR-08 for read requests. */
export function checkCompletedFrame(pin: PinQueue, { header, request, serial }: FrameRecord): void {
  const { settings } = pin;
  const { dataUsed, optionsFlags, frameExtent } = header;
  if (dataUsed > frameExtent) reportOn(pin, 'HDR-01', { dataUsed, frameExtent });
  const typeChanged = (optionsFlags & headerOptions.typeChanged) !== 0;
  if (typeChanged) checkPosition(pin, header, request);
  if (dataUsed === 0) {
    checkEmpty(pin, header, request);
    return;
  }
  if (pin.losses.length > 0) checkLosses(pin, serial, optionsFlags);
  const { fixedFrameBytes } = settings;
  if (fixedFrameBytes !== null && dataUsed < fixedFrameBytes && !typeChanged && (optionsFlags & headerOptions.vramDataTransfer) === 0) {
    reportOn(pin, 'HDR-06', { dataUsed, frameBytes: fixedFrameBytes });
  }
}

/**
 * Takes up the requests whose last frame has gone, in their order, and lets the gate know what is available. `true` when one of them carried the end of the
 * stream out of the pin.
 */
export function takeUpCompleted(pin: PinQueue): boolean {
  const { frames } = pin;
  if (pin.frameGate !== null) updateFrameGate(pin);
  const count = frames.completedCount;
  if (count === 0) return false;
  let endOfStream = false;
  for (let at = 0; at < count; at += 1) {
    const number = frames.completedIrps[at]!;
    const request = pin.requests[number]!;
    if (complete(pin, request, frames.irpState[number] === irpStates.cancelled ? ntStatus.cancelled : request.status)) endOfStream = true;
  }
  frames.completedCount = 0;
  return endOfStream;
}

/** A request is complete: returns whether it carried the end of the stream. */
export function complete(pin: PinQueue, request: QueueRequest, status: number): boolean {
  request.status = status;
  request.cancelWanted = false;
  const flags = flagsOf(request);
  // What is cancelled waits for no format.
  if (pin.formatPending && status !== ntStatus.cancelled) {
    request.state = requestStates.withheld;
    pin.withheld.push(request);
    recordOn(pin, 'requestWithheld', request.number);
  } else {
    finish(pin, request);
  }
  // Further reads stay pending until the client has fetched the format (K:ns-ks-ksstream_header).
  if ((flags & headerOptions.typeChanged) !== 0 && pin.settings.direction === 'output') pin.formatPending = true;
  return (flags & headerOptions.endOfStream) !== 0;
}

/** The flags of a request that was successful. */
function flagsOf(request: QueueRequest): number {
  let flags = 0;
  const { headers, status } = request;
  if (status === ntStatus.success) for (let header = 0; header < headers.length; header += 1) flags |= headers[header]!.optionsFlags;
  return flags;
}

/** Puts a request at the end of those that wait for their owner. */
export function finish(pin: PinQueue, request: QueueRequest): void {
  request.state = requestStates.completed;
  pin.completed[(pin.completedHead + pin.completedCount) & (pin.completed.length - 1)] = request.number;
  pin.completedCount += 1;
  recordOn(pin, 'requestCompleted', request.number);
}

/** The client has fetched the new format with KSPROPERTY_CONNECTION_DATAFORMAT: what was held back completes, up to the next change. */
export function formatRetrieved(pin: PinQueue): void {
  pin.formatPending = false;
  while (pin.withheld.length > 0 && !pin.formatPending) {
    const request = pin.withheld.shift()!;
    finish(pin, request);
    if ((flagsOf(request) & headerOptions.typeChanged) !== 0) pin.formatPending = true;
  }
}

/**
 * Takes the request that completed first, or `null`; `pin.completedCount` says how many there are. It is its client's again, its headers are as the driver left
 * them, `status` is the NTSTATUS. The number of one that was submitted once may be given again.
 */
export function nextCompleted(pin: PinQueue): QueueRequest | null {
  if (pin.completedCount === 0) return null;
  const request = pin.requests[pin.completed[pin.completedHead]!]!;
  pin.completedHead = (pin.completedHead + 1) & (pin.completed.length - 1);
  pin.completedCount -= 1;
  request.state = requestStates.withClient;
  if (!request.reusable) pin.freeRequests.push(request.number);
  return request;
}

/** The requests that are complete, in order, which stay where they are. */
export function readCompletedRequests(pin: PinQueue): CompletedRequest[] {
  const destination = pin.settings.communication === 'sink' ? 'caller' : 'connectedPin';
  return Array.from({ length: pin.completedCount }, (_, at) => {
    const { number, owner, status, headers } = pin.requests[pin.completed[(pin.completedHead + at) & (pin.completed.length - 1)]!]!;
    return { request: number, owner, status, headers, destination };
  });
}

/** Takes the requests that are complete, as {@link nextCompleted} does one by one. */
export function takeCompletedRequests(pin: PinQueue): CompletedRequest[] {
  const taken = readCompletedRequests(pin);
  while (nextCompleted(pin) !== null);
  return taken;
}

/** Lets the gate attached to the pin know whether frames are available. */
export function updateFrameGate(pin: PinQueue): void {
  const on = pin.frames.available > 0;
  if (pin.frameGate === null || pin.frameGateOn === on) return;
  pin.frameGateOn = on;
  if (on) turnInputOn(pin.frameGate);
  else turnInputOff(pin.frameGate);
}
