import type { PinQueue } from './pin-queue';
import { headerOptions } from './pin-queue';
import { leadingEdge, trailingEdge } from './pointer-numbers';

/** Frames of a queue from the trailing edge on that are behind the leading edge. */
export function framesBehind({ frames }: PinQueue): number {
  const lead = frames.pointerFrame[leadingEdge]!;
  let count = 0;
  for (let frame = frames.pointerFrame[trailingEdge]!; frame >= 0 && frame !== lead; frame = frames.frameNewer[frame]!) count += 1;
  return count;
}

/** Frames by which the trailing edge of a driver that keeps so many is to advance: those that are more, and those up to one that ends the stream, for nothing behind it refers to them. */
export function framesToLetGo({ frames, frameRecords }: PinQueue, keeps: number): number {
  const lead = frames.pointerFrame[leadingEdge]!;
  let count = 0;
  let ended = 0;
  for (let frame = frames.pointerFrame[trailingEdge]!; frame >= 0 && frame !== lead; frame = frames.frameNewer[frame]!) {
    count += 1;
    // While a clone is on it, it may not be filled yet.
    if (frames.references[frame] === 1 && (frameRecords[frame]!.header.optionsFlags & headerOptions.endOfStream) !== 0) ended = count;
  }
  return Math.max(ended, count - keeps);
}
