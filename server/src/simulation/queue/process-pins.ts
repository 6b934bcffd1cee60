import type { PinQueue } from './pin-queue';
import { ksState } from './pin-queue';
import { offsetsOf } from './offsets';
import { advanceOffsetsAndUnlock, getLeadingEdgePointer } from './pointers';
import type { ProcessingObject } from './processing-object';
import { leadingEdge, nullPointer } from './pointer-numbers';
import { frameStates, pointerStates } from './queue';


/** KSPROCESSPIN: what Process of a filter sees of a pin. */
export interface ProcessPin {
  readonly pin: PinQueue;
  /** Bytes at the leading edge: data of an input, room of an output; 0 without a frame. */
  readonly bytesAvailable: number;
  /** Header flags of an input's frame. */
  readonly flags: number;
}

/** What Process did with a pin. */
export interface ProcessPinResult {
  readonly pin: PinQueue;
  readonly bytesUsed: number;
  /** Send the frame on although not all of it is used. */
  readonly terminate: boolean;
}

/** Whether Process of a filter is given a pin: one that is not stopped, and that no splitter handles. */
export function isProcessPin(pin: PinQueue): boolean {
  return pin.processingState !== ksState.stop && !pin.automatic;
}

/**
 * Before Process of a filter: the leading edges of the pins that are not stopped are locked, and `bytesAvailable` and `processFlags` of each are what Process sees
 * of it (W:filter-centric-processing). Process answers in `bytesUsed` and `terminate`, which begin as 0 and `false`.
 */
export function lockProcessPins(object: ProcessingObject): void {
  for (const { instances } of object.factories) for (const pin of instances) if (isProcessPin(pin)) lockProcessPin(pin);
}

function lockProcessPin(pin: PinQueue): void {
  pin.bytesAvailable = 0;
  pin.processFlags = 0;
  pin.bytesUsed = 0;
  pin.terminate = false;
  pin.internal = true;
  const locked = getLeadingEdgePointer(pin, true) !== nullPointer;
  pin.internal = false;
  if (!locked) return;
  const { offsetIn, offsetOut } = offsetsOf(pin, leadingEdge);
  pin.bytesAvailable = pin.hasInput ? offsetIn.remaining : offsetOut.remaining;
  if (pin.hasInput) pin.processFlags = pin.frameRecords[pin.frames.pointerFrame[leadingEdge]!]!.header.optionsFlags;
}

/**
 * AVStream's part after Process of a filter: the leading edges go on by `bytesUsed`, to the next frame at the end of a frame or with `terminate`, and are unlocked.
 * DataUsed of an output becomes what was used of it (inferred: S:ssamp sets BytesUsed alone).
 */
export function advanceProcessPins(object: ProcessingObject): void {
  for (const pin of object.connected) if (pin.frames.pointerState[leadingEdge] === pointerStates.locked) advanceProcessPin(pin);
}

function advanceProcessPin(pin: PinQueue): void {
  const { frames, bytesUsed, terminate } = pin;
  const frame = frames.pointerFrame[leadingEdge]!;
  if (!pin.hasInput && frames.frameState[frame] === frameStates.queued && pin.frameRecords[frame]!.mappings === null) {
    const { count, remaining } = offsetsOf(pin, leadingEdge).offsetOut;
    pin.frameRecords[frame]!.header.dataUsed = count - remaining + Math.min(bytesUsed, remaining);
  }
  pin.bytesUsed = 0;
  pin.terminate = false;
  pin.internal = true;
  advanceOffsetsAndUnlock(pin, leadingEdge, pin.hasInput ? bytesUsed : 0, pin.hasOutput ? bytesUsed : 0, terminate);
  pin.internal = false;
}

/** {@link lockProcessPins}, and what it leads to by pin ID. */
export function gatherProcessPins(object: ProcessingObject): readonly (readonly ProcessPin[])[] {
  lockProcessPins(object);
  return object.factories.map(({ instances }) => instances.filter(isProcessPin).map((pin): ProcessPin => ({ pin, bytesAvailable: pin.bytesAvailable, flags: pin.processFlags })));
}

/** {@link advanceProcessPins} with the answers of Process; a pin without one has used nothing. */
export function answerProcessPins(object: ProcessingObject, results: readonly ProcessPinResult[]): void {
  for (const { pin, bytesUsed, terminate } of results) {
    pin.bytesUsed = bytesUsed;
    pin.terminate = terminate;
  }
  advanceProcessPins(object);
}
