import { advancePointer, frameUnder, framesBehind, framesToLetGo, leadingEdge, trailingEdge } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import type { Occurrence } from '../occurrence';
import { createOccurrence } from '../occurrence';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { takeCompleted } from '../supply';

/**
 * The window of a driver that keeps its trailing edge behind the leading one, with KSPIN_FLAG_DISTINCT_TRAILING_EDGE: frames that it still reads, such as the
 * references of a codec. They have one reference for being between the edges, and complete when the trailing edge leaves them
 * (W:leading-and-trailing-edge-stream-pointers). How far the edges are apart is the driver's own affair, and so is when it lets the window go.
 */
export interface WindowModel {
  /** Frames that it keeps behind the leading edge. */
  readonly frames: number;
  /** Counter of the trace, and what it shows. */
  readonly counter: number;
  behind: number;
  /** Frames that were let go because the stream ended with one of them, and because the pin came down or was reset. */
  atEndOfStream: number;
  atStop: number;
  /** Frames that were cancelled while the trailing edge alone kept them. */
  cancelled: number;
  /** All buffers there are were in windows, so that no frame could come that moves one on; and whether that is so now. */
  readonly full: Occurrence;
  isFull: boolean;
}

/** A window of so many frames, empty yet. */
export function createWindow(frames: number, counter: number): WindowModel {
  return { frames, counter, behind: 0, atEndOfStream: 0, atStop: 0, cancelled: 0, full: createOccurrence(), isFull: false };
}

/** The driver moves its trailing edge, one frame after another, as far as its window lets it: behind a leading edge that has advanced, or when it has let go of clones. Without a window both edges go together. */
export function alongTrailingEdge(model: SimulationModel, pin: PinModel): void {
  const { queue, window } = pin;
  const { frames } = queue;
  if (!frames.distinctTrailingEdge) return;
  if (window === null) {
    while (frames.pointerFrame[trailingEdge] !== frames.pointerFrame[leadingEdge]) advancePointer(queue, trailingEdge);
    return;
  }
  // Counted anew each time: with the end of the stream AVStream may flush the queue meanwhile.
  for (let left = framesToLetGo(queue, window.frames); left > 0; left = framesToLetGo(queue, window.frames)) {
    if (framesBehind(queue) <= window.frames) window.atEndOfStream += 1;
    advancePointer(queue, trailingEdge);
  }
  settleKept(model, pin);
}

/** Frames behind the leading edge that no clone holds are in the window and nowhere else. */
function settleKept(model: SimulationModel, pin: PinModel): void {
  const { queue: { frames, frameRecords }, pool } = pin;
  const lead = frames.pointerFrame[leadingEdge]!;
  for (let frame = frames.pointerFrame[trailingEdge]!; frame >= 0 && frame !== lead; frame = frames.frameNewer[frame]!) {
    const { buffer } = frameRecords[frame]!.header;
    if (frames.references[frame] === 1 && pool.buffers[buffer]!.state !== bufferStates.inWindow) enterState(model, pin, buffer, bufferStates.inWindow, pool.buffers[buffer]!.frame);
  }
}

/** The driver stops or resets: it lets go of its window, the oldest frame first, each with what is in it. */
export function letWindowGo(model: SimulationModel, pin: PinModel): void {
  const { queue, window } = pin;
  if (window === null || frameUnder(queue, trailingEdge) === null) return;
  const { frames } = queue;
  queue.cleaningUp = true;
  for (; frames.pointerFrame[trailingEdge] !== frames.pointerFrame[leadingEdge]; window.atStop += 1) advancePointer(queue, trailingEdge);
  takeCompleted(model, pin);
  queue.cleaningUp = false;
}

/** What must hold of a window between two events: it is no larger than the driver wants it, and the buffers that it alone keeps are those whose state says so. Returns the first violation, or `null`. */
export function windowViolation({ queue, window, pool }: PinModel): string | null {
  if (window === null) return null;
  const { frames, frameRecords } = queue;
  const behind = framesBehind(queue);
  if (behind > window.frames) return `${behind} frames are in a window of ${window.frames}`;
  const lead = frames.pointerFrame[leadingEdge]!;
  let isBehind = false;
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) {
    const { buffer } = frameRecords[frame]!.header;
    if (frame === frames.pointerFrame[trailingEdge]) isBehind = true;
    if (frame === lead) isBehind = false;
    const isKept = isBehind && frames.references[frame] === 1;
    if (isKept !== (pool.buffers[buffer]!.state === bufferStates.inWindow)) return `buffer ${buffer} is ${isKept ? '' : 'not '}kept by the trailing edge alone, and in state ${pool.buffers[buffer]!.state}`;
  }
  return null;
}
