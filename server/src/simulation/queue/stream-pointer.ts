import { leadingEdge, nullPointer, trailingEdge } from './pointer-numbers';
import type { StreamQueue } from './queue';
import { frameStates, movePointer, pointerStates, releaseClone, takeClone } from './queue';

/** NTSTATUS values the operations give, as the LONG they are. */
export enum ntStatus {
  success = 0x00000000,
  invalidParameter = 0xc000000d | 0,
  insufficientResources = 0xc000009a | 0,
  deviceNotReady = 0xc00000a3 | 0,
  cancelled = 0xc0000120 | 0,
}

/** KsPinGetLeadingEdgeStreamPointer: the leading edge, locked if asked; {@link nullPointer} when it is to be locked and there is no frame. */
export function getLeadingEdge(queue: StreamQueue, locked: boolean): number {
  if (!locked) return leadingEdge;
  return queue.pointerState[leadingEdge] === pointerStates.locked || lock(queue, leadingEdge) === ntStatus.success ? leadingEdge : nullPointer;
}

/** KsPinGetTrailingEdgeStreamPointer; {@link nullPointer} also when the pin has no trailing edge of its own. */
export function getTrailingEdge(queue: StreamQueue, locked: boolean): number {
  if (!queue.distinctTrailingEdge) return nullPointer;
  if (!locked) return trailingEdge;
  return queue.pointerState[trailingEdge] === pointerStates.locked || lock(queue, trailingEdge) === ntStatus.success ? trailingEdge : nullPointer;
}

/** KsStreamPointerLock. Not ready when the pointer is on no frame or its frame was cancelled; a second lock is a driver's error (SPT-02). */
export function lock(queue: StreamQueue, pointer: number): number {
  if (queue.pointerState[pointer] !== pointerStates.unlocked) return ntStatus.invalidParameter;
  const frame = queue.pointerFrame[pointer]!;
  if (frame < 0 || queue.frameState[frame] !== frameStates.queued) return ntStatus.deviceNotReady;
  queue.pointerState[pointer] = pointerStates.locked;
  queue.locks[frame]! += 1;
  return ntStatus.success;
}

/** KsStreamPointerUnlock; with `eject` the pointer also advances. */
export function unlock(queue: StreamQueue, pointer: number, eject: boolean): number {
  if (queue.pointerState[pointer] !== pointerStates.locked) return ntStatus.invalidParameter;
  queue.pointerState[pointer] = pointerStates.unlocked;
  queue.locks[queue.pointerFrame[pointer]!]! -= 1;
  return eject ? advance(queue, pointer) : ntStatus.success;
}

/**
 * KsStreamPointerAdvance: to the next newer frame. A locked pointer is unlocked, moved and locked again; when there is no frame to lock it stays unlocked and the
 * result is STATUS_DEVICE_NOT_READY. An unlocked one always succeeds. The trailing edge does not pass the leading one (inferred: pointers delimit the window).
 */
export function advance(queue: StreamQueue, pointer: number): number {
  const from = queue.pointerFrame[pointer]!;
  const locked = queue.pointerState[pointer] === pointerStates.locked;
  if (from < 0) return locked ? ntStatus.deviceNotReady : ntStatus.success;
  if (pointer === trailingEdge && queue.pointerFrame[leadingEdge] === from) return ntStatus.deviceNotReady;
  if (locked) {
    queue.pointerState[pointer] = pointerStates.unlocked;
    queue.locks[from]! -= 1;
  }
  const cancelled = queue.frameState[from] !== frameStates.queued;
  const to = cancelled ? -1 : queue.frameNewer[from]!;
  movePointer(queue, pointer, to);
  return locked ? lock(queue, pointer) : ntStatus.success;
}

/** KsStreamPointerClone: a pointer of its own on the same frame, in the same lock state; {@link nullPointer} when there is no frame. */
export function clone(queue: StreamQueue, pointer: number, context: number): number {
  const frame = queue.pointerFrame[pointer]!;
  if (frame < 0 || queue.pointerState[pointer] === pointerStates.free) return nullPointer;
  const made = takeClone(queue);
  movePointer(queue, made, frame);
  queue.cloneContext[made] = context;
  if (queue.pointerState[pointer] === pointerStates.locked) {
    queue.pointerState[made] = pointerStates.locked;
    queue.locks[frame]! += 1;
  }
  return made;
}

/** KsStreamPointerDelete: a clone, locked or not, never an edge (SPT-03). */
export function deleteClone(queue: StreamQueue, pointer: number): number {
  if (pointer === leadingEdge || pointer === trailingEdge || queue.pointerState[pointer] === pointerStates.free) return ntStatus.invalidParameter;
  const frame = queue.pointerFrame[pointer]!;
  if (queue.pointerState[pointer] === pointerStates.locked && frame >= 0) queue.locks[frame]! -= 1;
  movePointer(queue, pointer, -1);
  releaseClone(queue, pointer);
  return ntStatus.success;
}

/** KsPinGetFirstCloneStreamPointer: the oldest clone, or {@link nullPointer}. */
export function firstClone(queue: StreamQueue): number {
  return queue.oldestClone;
}

/** KsStreamPointerGetNextClone: the clone made after this one, or {@link nullPointer}. */
export function nextClone(queue: StreamQueue, pointer: number): number {
  return queue.cloneNewer[pointer]!;
}

/** Sets KSSTREAM_HEADER.DataUsed of the frame under a pointer. */
export function setDataUsed(queue: StreamQueue, pointer: number, bytes: number): void {
  queue.dataUsed[queue.pointerFrame[pointer]!] = bytes;
}
