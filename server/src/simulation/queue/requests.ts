import { flushQueue } from './cancellation';
import { recordCall, reportViolation } from './environment';
import { turnInputOff, turnInputOn } from './gates';
import type { PhysicalPages } from './mappings';
import type { CompletedRequest, PinQueue, QueueRequest, StreamHeader } from './pin-queue';
import { headerOptions, ksReset, ksState } from './pin-queue';
import type { Dispatch, Level } from './processing-object';
import { frameArrived, nothingToDo } from './processing-object';
import { arrive, frameStates, irpStates, leadingEdge } from './queue';
import { ntStatus } from './stream-pointer';

/** A header a client submits; what is left out is 0 or plain. Sizes are bytes. */
export interface HeaderRequest {
  readonly frameExtent: number;
  readonly dataUsed?: number;
  readonly optionsFlags?: number;
  readonly size?: number;
  readonly pages?: PhysicalPages;
}

/** What becomes of a request that is submitted: NTSTATUS (STATUS_SUCCESS: taken), its number, and the processing it brings about. */
export interface Submission {
  readonly status: number;
  readonly request: number;
  readonly dispatch: Dispatch;
}

/**
 * A read or write request reaches the pin. Refused with STATUS_DEVICE_NOT_READY between KSRESET_BEGIN and KSRESET_END (K:ni-ks-ioctl_ks_reset_state) and after the
 * device was removed. All its frames arrive together; processing is attempted once for the request.
 */
export function submitRequest(pin: PinQueue, headers: readonly HeaderRequest[], level: Level): Submission {
  const { environment, settings } = pin;
  if (pin.resetState === ksReset.begin || pin.removed) {
    recordCall(environment, 'requestRefused', settings.name, -1);
    if (!pin.removed && pin.stateChangedInReset) reportViolation(environment, 'STA-10', settings.name, { state: pin.clientState });
    return { status: ntStatus.deviceNotReady, request: -1, dispatch: nothingToDo('refused') };
  }
  if (headers.length === 0) return { status: ntStatus.invalidParameter, request: -1, dispatch: nothingToDo('refused') };
  checkHeaders(pin, headers);
  const number = pin.freeRequests.pop() ?? pin.requests.length;
  const request: QueueRequest = {
    number, status: ntStatus.success, cancelWanted: false, cancelWantedAt: 0,
    headers: headers.map((header): StreamHeader => ({
      size: header.size ?? settings.headerSize, frameExtent: header.frameExtent, dataUsed: header.dataUsed ?? 0, optionsFlags: header.optionsFlags ?? 0, pages: header.pages ?? null,
    })),
  };
  pin.requests[number] = request;
  if (pin.endOfStreamPending) {
    pin.held.push(request);
    recordCall(environment, 'requestHeld', settings.name, number);
    return { status: ntStatus.success, request: number, dispatch: nothingToDo('held') };
  }
  return { status: ntStatus.success, request: number, dispatch: enqueue(pin, request, level) };
}

/** Puts the frames of a request into the queue. */
export function enqueue(pin: PinQueue, request: QueueRequest, level: Level): Dispatch {
  const { environment, frames, settings } = pin;
  const hadNone = frames.available === 0;
  for (const header of request.headers) {
    const onNone = frames.pointerFrame[leadingEdge]! < 0;
    const frame = arrive(frames, request.number, header.frameExtent);
    pin.arrivals += 1;
    pin.frameRecords[frame] = { serial: pin.arrivals, request, header, mappings: null, mapRegisters: 0 };
    recordCall(environment, 'frameArrived', settings.name, request.number);
    if (onNone) recordCall(environment, 'leadingEdgeSet', settings.name, request.number);
    // The input of a codec gets nothing more until the output has said the end of the stream, too (W:handling-end-of-stream-in-avstream-codecs).
    if (settings.direction === 'input' && (header.optionsFlags & headerOptions.endOfStream) !== 0 && hasOutputs(pin)) pin.endOfStreamPending = true;
  }
  updateFrameGate(pin);
  return pin.processing === null ? nothingToDo('noProcessing') : frameArrived(pin.processing, pin, hadNone, level);
}

function hasOutputs(pin: PinQueue): boolean {
  return pin.processing?.connected.some((other) => other.settings.direction === 'output') ?? false;
}

/** The rules about what a client submits: HDR-02, HDR-03 and HDR-08. */
function checkHeaders(pin: PinQueue, headers: readonly HeaderRequest[]): void {
  const { environment, settings } = pin;
  headers.forEach((header, position) => {
    const size = header.size ?? settings.headerSize;
    const reading = settings.direction === 'output';
    if (reading && (header.dataUsed ?? 0) !== 0) reportViolation(environment, 'HDR-02', settings.name, { dataUsed: header.dataUsed ?? 0 });
    if (!reading && (header.dataUsed ?? 0) > header.frameExtent) reportViolation(environment, 'HDR-01', settings.name, { dataUsed: header.dataUsed ?? 0, frameExtent: header.frameExtent });
    if (size < Math.max(settings.headerSize, settings.streamHeaderSize)) {
      reportViolation(environment, 'HDR-03', settings.name, { size, needed: Math.max(settings.headerSize, settings.streamHeaderSize), wrote: false });
    }
    const extended = size > settings.headerSize;
    if (!reading && ((header.optionsFlags ?? 0) & headerOptions.typeChanged) !== 0 && (headers.length > 1 || extended)) {
      reportViolation(environment, 'HDR-08', settings.name, { position, headers: headers.length, extended });
    }
  });
}

/** What has to follow when a frame may have left the queue: `frame` is where it was. Call it before the next frame can arrive. */
export function settleFrame(pin: PinQueue, frame: number, cancelled: boolean): void {
  if (frame < 0 || pin.frames.frameState[frame] !== frameStates.free) return;
  const record = pin.frameRecords[frame]!;
  releaseMappings(pin, record.mapRegisters);
  record.mapRegisters = 0;
  if (cancelled) return;
  recordCall(pin.environment, 'frameCompleted', pin.settings.name, record.request.number);
  checkCompletedFrame(pin, record.header, record.request);
}

/** Gives map registers back. */
export function releaseMappings(pin: PinQueue, mapRegisters: number): void {
  if (pin.settings.adapter !== null) pin.settings.adapter.inUse -= mapRegisters;
}

/** The rules about frames that are delivered: HDR-01, HDR-04 to HDR-06, and HDR-08 for read requests. */
function checkCompletedFrame(pin: PinQueue, header: StreamHeader, request: QueueRequest): void {
  const { environment, settings } = pin;
  if (settings.direction === 'input') return;
  if (header.dataUsed > header.frameExtent) reportViolation(environment, 'HDR-01', settings.name, { dataUsed: header.dataUsed, frameExtent: header.frameExtent });
  const typeChanged = (header.optionsFlags & headerOptions.typeChanged) !== 0;
  const position = request.headers.indexOf(header);
  const extended = header.size > settings.headerSize;
  if (typeChanged && extended && position < request.headers.length - 1) reportViolation(environment, 'HDR-08', settings.name, { position, headers: request.headers.length, extended });
  if (header.dataUsed === 0) {
    const stopping = pin.cleaningUp || pin.clientState < ksState.pause || pin.resetState === ksReset.begin || request.status !== ntStatus.success;
    if (header.optionsFlags === 0 && !stopping) reportViolation(environment, 'HDR-05', settings.name, { request: request.number });
    return;
  }
  if (pin.dropped > 0) {
    if ((header.optionsFlags & headerOptions.dataDiscontinuity) === 0) reportViolation(environment, 'HDR-04', settings.name, { dropped: pin.dropped });
    pin.dropped = 0;
  }
  const { fixedFrameBytes } = settings;
  if (fixedFrameBytes !== null && header.dataUsed < fixedFrameBytes && !typeChanged && (header.optionsFlags & headerOptions.vramDataTransfer) === 0) {
    reportViolation(environment, 'HDR-06', settings.name, { dataUsed: header.dataUsed, frameBytes: fixedFrameBytes });
  }
}

/** Takes up the requests that the last operation completed, in their order, and what follows from their flags. */
export function settleRequests(pin: PinQueue): void {
  const { environment, frames, settings } = pin;
  updateFrameGate(pin);
  const count = frames.completedCount;
  if (count === 0) return;
  let endOfStream = false;
  for (let at = 0; at < count; at += 1) {
    const number = frames.completedIrps[at]!;
    const request = pin.requests[number]!;
    const cancelled = frames.irpState[number] === irpStates.cancelled;
    if (complete(pin, request, cancelled ? ntStatus.cancelled : request.status)) endOfStream = true;
  }
  frames.completedCount = 0;
  if (!endOfStream || settings.direction !== 'output' || pin.resetState === ksReset.begin) return;
  // KS flushes the output queue, and the Reset callback hears of an end without a beginning (W:resetting-state-in-avstream-codecs).
  if (environment.options.endOfStreamFlush === 'cancelsWaiting') flushQueue(pin);
  recordCall(environment, 'Reset', settings.name, ksReset.end);
}

/** A request is complete: returns whether it carried the end of the stream out of the pin. */
export function complete(pin: PinQueue, request: QueueRequest, status: number): boolean {
  const { environment, settings } = pin;
  const completed: CompletedRequest = { request: request.number, status, headers: request.headers, destination: settings.communication === 'sink' ? 'caller' : 'connectedPin' };
  pin.requests[request.number] = undefined;
  const has = (flag: number): boolean => status === ntStatus.success && request.headers.some((header) => (header.optionsFlags & flag) !== 0);
  // What is cancelled waits for no format.
  if (pin.formatPending && status !== ntStatus.cancelled) {
    pin.withheld.push(completed);
    recordCall(environment, 'requestWithheld', settings.name, request.number);
  } else {
    pin.completed.push(completed);
    recordCall(environment, 'requestCompleted', settings.name, request.number);
  }
  // Further reads stay pending until the client has fetched the format (K:ns-ks-ksstream_header).
  if (settings.direction === 'output' && has(headerOptions.typeChanged)) pin.formatPending = true;
  return has(headerOptions.endOfStream);
}

/** The client has fetched the new format with KSPROPERTY_CONNECTION_DATAFORMAT: what was held back completes, up to the next change. */
export function formatRetrieved(pin: PinQueue): void {
  pin.formatPending = false;
  while (pin.withheld.length > 0 && !pin.formatPending) {
    const completed = pin.withheld.shift()!;
    pin.completed.push(completed);
    recordCall(pin.environment, 'requestCompleted', pin.settings.name, completed.request);
    if (completed.status === ntStatus.success && completed.headers.some((header) => (header.optionsFlags & headerOptions.typeChanged) !== 0)) pin.formatPending = true;
  }
}

/** Takes the requests that are complete; from here on their numbers may be given again. */
export function takeCompletedRequests(pin: PinQueue): CompletedRequest[] {
  if (pin.completed.length === 0) return [];
  const taken = pin.completed.splice(0);
  for (const { request } of taken) pin.freeRequests.push(request);
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

/** The driver dropped a frame it had no buffer for; the next one delivered has to say DATADISCONTINUITY. */
export function frameDropped(pin: PinQueue): void {
  pin.dropped += 1;
}
