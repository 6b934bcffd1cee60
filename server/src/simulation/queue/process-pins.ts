import type { PinQueue } from './pin-queue';
import { ksState } from './pin-queue';
import { offsetsOf } from './offsets';
import { advanceOffsetsAndUnlock, getLeadingEdgePointer } from './pointers';
import type { ProcessingObject } from './processing-object';
import { frameStates, leadingEdge, pointerStates } from './queue';
import { nullPointer } from './stream-pointer';

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

/** Locks the leading edges of the pins that are not stopped and lists them by pin ID, as Process of a filter is given them (W:filter-centric-processing). */
export function gatherProcessPins(object: ProcessingObject): readonly (readonly ProcessPin[])[] {
  return object.factories.map(({ instances }) => instances.filter((pin) => pin.processingState !== ksState.stop && !object.automatic.has(pin)).map((pin): ProcessPin => {
    pin.internal = true;
    const locked = getLeadingEdgePointer(pin, true) !== nullPointer;
    pin.internal = false;
    const frame = pin.frames.pointerFrame[leadingEdge]!;
    if (!locked || frame < 0) return { pin, bytesAvailable: 0, flags: 0 };
    const { offsetIn, offsetOut } = offsetsOf(pin, leadingEdge);
    const input = pin.settings.direction !== 'output';
    return { pin, bytesAvailable: input ? offsetIn.remaining : offsetOut.remaining, flags: input ? pin.frameRecords[frame]!.header.optionsFlags : 0 };
  }));
}

/**
 * AVStream's part after Process of a filter: the leading edges go on by BytesUsed, to the next frame at the end of a frame or with Terminate, and are unlocked.
 * DataUsed of an output becomes what was used of it (inferred: S:ssamp sets BytesUsed alone).
 */
export function advanceProcessPins(object: ProcessingObject, results: readonly ProcessPinResult[]): void {
  for (const pin of object.connected) {
    const { frames } = pin;
    if (frames.pointerState[leadingEdge] !== pointerStates.locked) continue;
    const result = results.find((one) => one.pin === pin);
    const used = result?.bytesUsed ?? 0;
    const { direction } = pin.settings;
    const frame = frames.pointerFrame[leadingEdge]!;
    if (direction === 'output' && frames.frameState[frame] === frameStates.queued && pin.frameRecords[frame]!.mappings === null) {
      const { count, remaining } = offsetsOf(pin, leadingEdge).offsetOut;
      pin.frameRecords[frame]!.header.dataUsed = count - remaining + Math.min(used, remaining);
    }
    pin.internal = true;
    advanceOffsetsAndUnlock(pin, leadingEdge, direction === 'output' ? 0 : used, direction === 'input' ? 0 : used, result?.terminate ?? false);
    pin.internal = false;
  }
}
