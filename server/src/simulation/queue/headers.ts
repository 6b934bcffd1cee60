import type { PinQueue, StreamHeader, StreamPointer } from './pin-queue';
import { headerOptions, isAlive, reportOn, slotOf } from './pin-queue';
import type { Dispatch, Level } from './processing-object';
import { nothingToDo } from './processing-object';
import { leadingEdge } from './pointer-numbers';
import { frameStates, pointerStates } from './queue';
import { releaseHeld } from './requests';
import { pointerFacts } from './violation-facts';

/**
 * StreamHeader of a pointer, as the driver dereferences it. On an unlocked pointer that breaks SPT-01 (`synchronised`: the driver holds off its cancel callback
 * meanwhile); `null` when no frame is there, which on Windows is a stale or NULL address.
 */
export function accessHeader(pin: PinQueue, pointer: StreamPointer, synchronised = false): StreamHeader | null {
  const { frames } = pin;
  if (pointer < 0) {
    reportOn(pin, 'SPT-07', { operation: 'StreamHeader' });
    return null;
  }
  if (!isAlive(pin, pointer)) {
    reportOn(pin, 'SPT-06', { ...pointerFacts(pointer), operation: 'StreamHeader' });
    return null;
  }
  const slot = slotOf(pointer);
  if (frames.pointerState[slot] !== pointerStates.locked && !pin.internal) reportOn(pin, 'SPT-01', { ...pointerFacts(pointer), synchronised });
  const frame = frames.pointerFrame[slot]!;
  return frame < 0 || frames.frameState[frame] === frameStates.free ? null : pin.frameRecords[frame]!.header;
}

/** Writes DataUsed, bytes. */
export function writeDataUsed(pin: PinQueue, pointer: StreamPointer, bytes: number, synchronised = false): void {
  const header = accessHeader(pin, pointer, synchronised);
  if (header !== null) header.dataUsed = bytes;
}

/** Writes KS_FRAME_INFO behind a header: into the void when the header is too short for it and the driver does not look (HDR-03). */
export function writeFrameInfo(pin: PinQueue, pointer: StreamPointer, frameInfoSize: number, looksAtSize: boolean): void {
  const header = accessHeader(pin, pointer);
  const needed = pin.settings.headerSize + frameInfoSize;
  if (header !== null && header.size < needed && !looksAtSize) reportOn(pin, 'HDR-03', { size: header.size, needed, wrote: true });
}

/**
 * Adds bits to OptionsFlags. ENDOFSTREAM on an output breaks HDR-07 while an input of the same filter still has frames before its end of stream, and lets the
 * inputs have the requests that were held since (W:handling-end-of-stream-in-avstream-codecs).
 */
export function setHeaderOptions(pin: PinQueue, pointer: StreamPointer, flags: number, level: Level): Dispatch {
  const header = accessHeader(pin, pointer);
  if (header === null) return nothingToDo('noFrame');
  const ends = (flags & headerOptions.endOfStream) !== 0 && (header.optionsFlags & headerOptions.endOfStream) === 0;
  header.optionsFlags |= flags;
  if (!ends || pin.settings.direction !== 'output' || pin.processing === null) return nothingToDo('noEndOfStream');
  let dispatch = nothingToDo('noFrame');
  const inputs = pin.processing.connected.filter((other) => other.settings.direction === 'input');
  const undrained = inputs.reduce((sum, input) => sum + framesBeforeEnd(input), 0);
  if (undrained > 0) reportOn(pin, 'HDR-07', { inputFrames: undrained });
  for (const input of inputs) {
    const released = releaseHeld(input, level);
    if (dispatch.kind === 'nothing') dispatch = released;
  }
  return dispatch;
}

/** Frames at or ahead of the leading edge, up to one that carries the end of the stream; without the one that Process of a filter has just used up. */
export function framesBeforeEnd(pin: PinQueue): number {
  const isUsedUp = pin.frames.pointerState[leadingEdge] === pointerStates.locked && pin.bytesUsed > 0 && pin.bytesUsed === pin.bytesAvailable;
  let count = isUsedUp ? -1 : 0;
  for (let frame = pin.frames.pointerFrame[leadingEdge]!; frame >= 0; frame = pin.frames.frameNewer[frame]!) {
    if ((pin.frameRecords[frame]!.header.optionsFlags & headerOptions.endOfStream) !== 0) break;
    count += 1;
  }
  return Math.max(0, count);
}
