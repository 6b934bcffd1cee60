import { leadingEdge, trailingEdge } from './pointer-numbers';

/**
 * A pin's queue: frames oldest to newest, the leading and (where asked for) trailing edge, clones, locks and reference counts, as the public pages on stream
 * pointers describe them (W:leading-and-trailing-edge-stream-pointers, W:introduction-to-stream-pointers). State lives in typed arrays: a frame and a pointer are numbers.
 *
 * A frame's count is the number of its clones, plus one when it is inside the window: from trailing to leading edge with KSPIN_FLAG_DISTINCT_TRAILING_EDGE,
 * else the frame under the leading edge alone. A frame completes when its count drops to 0; frames ahead of the leading edge have 0 and stay. Whether they stay
 * also where a clone was advanced to them and leaves them again is documented nowhere: {@link StreamQueue.keepsAhead}.
 */
export class StreamQueue {
  /** Oldest and newest frame, or -1. */
  oldest = -1;
  newest = -1;
  frameNewer = new Int32Array(0);
  frameOlder = new Int32Array(0);
  /** One of {@link frameStates}. */
  frameState = new Uint8Array(0);
  /** The count printed by `!ks.dumpqueue` as Refcount. */
  references = new Int32Array(0);
  /** Locked pointers on the frame. */
  locks = new Int32Array(0);
  inWindow = new Uint8Array(0);
  /** 1 while the frame is at or ahead of the leading edge. */
  ahead = new Uint8Array(0);
  /** KSSTREAM_HEADER.FrameExtent and DataUsed, bytes. */
  frameExtent = new Float64Array(0);
  dataUsed = new Float64Array(0);
  /** The IRP a frame came with. */
  frameIrp = new Int32Array(0);
  freeFrame = -1;

  /** Frame under each pointer, or -1; pointer 0 is the leading edge, 1 the trailing edge, from 2 on clones. */
  pointerFrame = new Int32Array(2).fill(-1);
  /** One of {@link pointerStates}. */
  pointerState: Uint8Array;
  /** Clones in the order they were made. */
  cloneNewer = new Int32Array(2).fill(-1);
  cloneOlder = new Int32Array(2).fill(-1);
  /** The driver's context of a clone. */
  cloneContext = new Int32Array(2);
  oldestClone = -1;
  newestClone = -1;
  freeClone = -1;
  cloneCount = 0;

  /** Frames of each IRP that have not completed, and what ends it: one of {@link irpStates}. */
  irpFrames = new Int32Array(0);
  irpState = new Uint8Array(0);
  irpNewer = new Int32Array(0);
  irpOlder = new Int32Array(0);
  oldestIrp = -1;
  newestIrp = -1;

  /** IRPs that are complete and whose owner has not taken them yet, in order of completion. */
  completedIrps = new Int32Array(16);
  completedCount = 0;

  /** Frames at or ahead of the leading edge. */
  available = 0;
  /** As `!ks.dumpqueue` counts: Frames Received, Waiting, Cancelled; received = completed + waiting + cancelled. */
  received = 0;
  waiting = 0;
  cancelled = 0;
  completed = 0;
  /** A frame ahead of the leading edge stays when the last clone leaves it. */
  keepsAhead = true;

  /** `enforceFifo`: IRPs complete in the order they arrived (KSPIN_FLAG_ENFORCE_FIFO). */
  constructor(readonly distinctTrailingEdge: boolean, readonly enforceFifo: boolean) {
    this.pointerState = Uint8Array.of(pointerStates.unlocked, distinctTrailingEdge ? pointerStates.unlocked : pointerStates.free);
  }
}

/** What can be said of a frame's slot. A `cancelled` frame has left the queue and lives only until its last clone is deleted. */
export enum frameStates { free = 0, queued = 1, cancelled = 2 }
/** KSSTREAM_POINTER_STATE, and `free` for a number that is no pointer. */
export enum pointerStates { free = 0, unlocked = 1, locked = 2 }
/** How an IRP ends. */
export enum irpStates { none = 0, pending = 1, completed = 2, cancelled = 3 }

/** An empty queue. */
export function createStreamQueue(distinctTrailingEdge: boolean, enforceFifo: boolean): StreamQueue {
  return new StreamQueue(distinctTrailingEdge, enforceFifo);
}

function grown<Column extends Int32Array | Uint8Array | Float64Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

function growFrames(queue: StreamQueue): void {
  const from = queue.frameNewer.length;
  const to = Math.max(8, from * 2);
  queue.frameNewer = grown(queue.frameNewer, new Int32Array(to));
  queue.frameOlder = grown(queue.frameOlder, new Int32Array(to));
  queue.frameState = grown(queue.frameState, new Uint8Array(to));
  queue.references = grown(queue.references, new Int32Array(to));
  queue.locks = grown(queue.locks, new Int32Array(to));
  queue.inWindow = grown(queue.inWindow, new Uint8Array(to));
  queue.ahead = grown(queue.ahead, new Uint8Array(to));
  queue.frameExtent = grown(queue.frameExtent, new Float64Array(to));
  queue.dataUsed = grown(queue.dataUsed, new Float64Array(to));
  queue.frameIrp = grown(queue.frameIrp, new Int32Array(to));
  for (let frame = to - 1; frame >= from; frame -= 1) {
    queue.frameNewer[frame] = queue.freeFrame;
    queue.freeFrame = frame;
  }
}

function growPointers(queue: StreamQueue): void {
  const from = queue.pointerFrame.length;
  const to = from * 2 + 4;
  queue.pointerFrame = grown(queue.pointerFrame, new Int32Array(to));
  queue.pointerState = grown(queue.pointerState, new Uint8Array(to));
  queue.cloneNewer = grown(queue.cloneNewer, new Int32Array(to));
  queue.cloneOlder = grown(queue.cloneOlder, new Int32Array(to));
  queue.cloneContext = grown(queue.cloneContext, new Int32Array(to));
  for (let pointer = to - 1; pointer >= from; pointer -= 1) {
    queue.cloneNewer[pointer] = queue.freeClone;
    queue.freeClone = pointer;
  }
}

function growIrps(queue: StreamQueue, irp: number): void {
  const to = Math.max(8, queue.irpFrames.length * 2, irp + 1);
  queue.irpFrames = grown(queue.irpFrames, new Int32Array(to));
  queue.irpState = grown(queue.irpState, new Uint8Array(to));
  queue.irpNewer = grown(queue.irpNewer, new Int32Array(to));
  queue.irpOlder = grown(queue.irpOlder, new Int32Array(to));
}

/**
 * A frame arrives with an IRP (any small number that is not in the queue, or the one that arrived last for its further frames) and becomes the newest. An edge
 * that is on no frame moves to it. Returns the frame.
 */
export function arrive(queue: StreamQueue, irp: number, frameExtent: number): number {
  const frame = append(queue, irp, frameExtent);
  queue.ahead[frame] = 1;
  queue.available += 1;
  if (queue.pointerFrame[leadingEdge]! < 0) {
    queue.pointerFrame[leadingEdge] = frame;
    enterWindow(queue, frame);
    // Both edges share the fate of having run off the end; the trailing one never overtakes.
    if (queue.distinctTrailingEdge && queue.pointerFrame[trailingEdge]! < 0) queue.pointerFrame[trailingEdge] = frame;
  }
  return frame;
}

/** Puts a frame behind the newest one, where no edge and no clone is on it, and behind the leading edge. Returns the frame. */
export function append(queue: StreamQueue, irp: number, frameExtent: number): number {
  if (queue.freeFrame < 0) growFrames(queue);
  if (irp >= queue.irpFrames.length) growIrps(queue, irp);
  const frame = queue.freeFrame;
  queue.freeFrame = queue.frameNewer[frame]!;
  // With ENFORCE_FIFO an IRP without frames may still wait for an older one, and then has its place.
  if (queue.irpFrames[irp] === 0 && queue.irpState[irp] !== irpStates.pending) {
    queue.irpState[irp] = irpStates.pending;
    if (queue.enforceFifo) appendIrp(queue, irp);
  }
  queue.irpFrames[irp]! += 1;
  queue.frameIrp[frame] = irp;
  queue.frameState[frame] = frameStates.queued;
  queue.frameExtent[frame] = frameExtent;
  queue.dataUsed[frame] = 0;
  queue.references[frame] = 0;
  queue.locks[frame] = 0;
  queue.inWindow[frame] = 0;
  queue.ahead[frame] = 0;
  queue.frameNewer[frame] = -1;
  queue.frameOlder[frame] = queue.newest;
  if (queue.newest >= 0) queue.frameNewer[queue.newest] = frame;
  else queue.oldest = frame;
  queue.newest = frame;
  queue.received += 1;
  queue.waiting += 1;
  return frame;
}

function appendIrp(queue: StreamQueue, irp: number): void {
  queue.irpNewer[irp] = -1;
  queue.irpOlder[irp] = queue.newestIrp;
  if (queue.newestIrp >= 0) queue.irpNewer[queue.newestIrp] = irp;
  else queue.oldestIrp = irp;
  queue.newestIrp = irp;
}

function enterWindow(queue: StreamQueue, frame: number): void {
  if (queue.inWindow[frame] === 1) return;
  queue.inWindow[frame] = 1;
  queue.references[frame]! += 1;
}

function leaveWindow(queue: StreamQueue, frame: number): void {
  if (queue.inWindow[frame] === 0) return;
  queue.inWindow[frame] = 0;
  dropReference(queue, frame);
}

/** Takes one reference off a frame; the last one completes it. */
function dropReference(queue: StreamQueue, frame: number): void {
  const references = queue.references[frame]! - 1;
  queue.references[frame] = references;
  if (references > 0) return;
  if (queue.frameState[frame] === frameStates.queued) {
    if (queue.ahead[frame] === 1 && queue.keepsAhead) return;
    unlink(queue, frame);
    queue.completed += 1;
  }
  releaseFrame(queue, frame);
}

/** A frame that is the last of its IRP, has left the edges behind it and lost its last reference is complete, and its IRP with it, which is not put among the completed ones. */
export function endFrame(queue: StreamQueue, frame: number, irp: number): void {
  unlink(queue, frame);
  queue.completed += 1;
  queue.references[frame] = 0;
  queue.frameState[frame] = frameStates.free;
  queue.frameNewer[frame] = queue.freeFrame;
  queue.freeFrame = frame;
  queue.irpFrames[irp] = 0;
  queue.irpState[irp] = irpStates.completed;
}

/** Takes a frame out of the order of the queue. */
function unlink(queue: StreamQueue, frame: number): void {
  const older = queue.frameOlder[frame]!;
  const newer = queue.frameNewer[frame]!;
  if (older >= 0) queue.frameNewer[older] = newer;
  else queue.oldest = newer;
  if (newer >= 0) queue.frameOlder[newer] = older;
  else queue.newest = older;
  queue.waiting -= 1;
  if (queue.ahead[frame] === 1) {
    queue.ahead[frame] = 0;
    queue.available -= 1;
  }
}

/** Ends a frame that has left the queue and has no reference; the last frame of an IRP completes it. */
function releaseFrame(queue: StreamQueue, frame: number): void {
  const irp = queue.frameIrp[frame]!;
  if (queue.frameState[frame] === frameStates.cancelled) queue.irpState[irp] = irpStates.cancelled;
  queue.frameState[frame] = frameStates.free;
  queue.frameNewer[frame] = queue.freeFrame;
  queue.freeFrame = frame;
  const left = queue.irpFrames[irp]! - 1;
  queue.irpFrames[irp] = left;
  if (left > 0) return;
  if (!queue.enforceFifo) {
    complete(queue, irp);
    return;
  }
  // A cancelled IRP waits for no other (inferred: cancellation is not a completion in the stream).
  if (queue.irpState[irp] === irpStates.cancelled) {
    removeIrp(queue, irp);
    complete(queue, irp);
  }
  while (queue.oldestIrp >= 0 && queue.irpFrames[queue.oldestIrp] === 0) {
    const first = queue.oldestIrp;
    removeIrp(queue, first);
    complete(queue, first);
  }
}

function removeIrp(queue: StreamQueue, irp: number): void {
  const older = queue.irpOlder[irp]!;
  const newer = queue.irpNewer[irp]!;
  if (older >= 0) queue.irpNewer[older] = newer;
  else queue.oldestIrp = newer;
  if (newer >= 0) queue.irpOlder[newer] = older;
  else queue.newestIrp = older;
}

function complete(queue: StreamQueue, irp: number): void {
  if (queue.irpState[irp] === irpStates.pending) queue.irpState[irp] = irpStates.completed;
  if (queue.completedCount === queue.completedIrps.length) queue.completedIrps = grown(queue.completedIrps, new Int32Array(queue.completedCount * 2));
  queue.completedIrps[queue.completedCount] = irp;
  queue.completedCount += 1;
}

/** Moves an edge or a clone to the frame `to` (-1: off the end) and settles the counts of what it leaves and enters. */
export function movePointer(queue: StreamQueue, pointer: number, to: number): void {
  const from = queue.pointerFrame[pointer]!;
  queue.pointerFrame[pointer] = to;
  if (pointer === leadingEdge) {
    if (from >= 0 && queue.ahead[from] === 1) {
      queue.ahead[from] = 0;
      queue.available -= 1;
    }
    if (to >= 0) enterWindow(queue, to);
    if (from >= 0 && !queue.distinctTrailingEdge) leaveWindow(queue, from);
  } else if (pointer === trailingEdge) {
    if (from >= 0) leaveWindow(queue, from);
  } else {
    if (to >= 0) queue.references[to]! += 1;
    if (from >= 0) dropReference(queue, from);
  }
}

/** Takes a clone's number out of use. */
export function releaseClone(queue: StreamQueue, clone: number): void {
  const older = queue.cloneOlder[clone]!;
  const newer = queue.cloneNewer[clone]!;
  if (older >= 0) queue.cloneNewer[older] = newer;
  else queue.oldestClone = newer;
  if (newer >= 0) queue.cloneOlder[newer] = older;
  else queue.newestClone = older;
  queue.pointerState[clone] = pointerStates.free;
  queue.pointerFrame[clone] = -1;
  queue.cloneNewer[clone] = queue.freeClone;
  queue.freeClone = clone;
  queue.cloneCount -= 1;
}

/** Makes a number for a new clone, the youngest, on no frame yet. */
export function takeClone(queue: StreamQueue): number {
  if (queue.freeClone < 0) growPointers(queue);
  const clone = queue.freeClone;
  queue.freeClone = queue.cloneNewer[clone]!;
  queue.pointerFrame[clone] = -1;
  queue.pointerState[clone] = pointerStates.unlocked;
  queue.cloneContext[clone] = 0;
  queue.cloneNewer[clone] = -1;
  queue.cloneOlder[clone] = queue.newestClone;
  if (queue.newestClone >= 0) queue.cloneNewer[queue.newestClone] = clone;
  else queue.oldestClone = clone;
  queue.newestClone = clone;
  queue.cloneCount += 1;
  return clone;
}

/**
 * Cancels an IRP. Refused (`false`) while a pointer on one of its frames is locked. Else its frames leave the queue, an edge on one of them advances to a newer
 * frame (W:stream-pointers-and-irp-cancellation), and the IRP completes as soon as no clone holds one of them any more, at once if none does.
 */
export function cancelIrp(queue: StreamQueue, irp: number): boolean {
  const frames: number[] = [];
  for (let frame = queue.oldest; frame >= 0; frame = queue.frameNewer[frame]!) {
    if (queue.frameIrp[frame] !== irp) continue;
    if (queue.locks[frame]! > 0) return false;
    frames.push(frame);
  }
  for (const frame of frames) {
    const newer = queue.frameNewer[frame]!;
    unlink(queue, frame);
    queue.cancelled += 1;
    queue.frameState[frame] = frameStates.cancelled;
    // A reference of the cancellation's own keeps the frame until the edges have left it.
    queue.references[frame]! += 1;
    if (queue.pointerFrame[leadingEdge] === frame) {
      queue.pointerFrame[leadingEdge] = newer;
      if (newer >= 0) enterWindow(queue, newer);
    }
    if (queue.distinctTrailingEdge && queue.pointerFrame[trailingEdge] === frame) queue.pointerFrame[trailingEdge] = newer;
    leaveWindow(queue, frame);
    dropReference(queue, frame);
  }
  return frames.length > 0;
}
