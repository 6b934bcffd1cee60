import { cancelAfterUnlock, settleRequests } from './cancellation';
import { settleFrame } from './completion';
import { chosen, nowOf } from './environment';
import { lockFrame, unlockFrame } from './locks';
import { copyOffsets, moveOffsets, offsetsOf } from './offsets';
import { choices } from './options';
import type { CancelCallback, PinQueue, StreamPointer } from './pin-queue';
import { handleOf, isAlive, prepareRecord, recordOf, reportOn, retirePointer, slotOf } from './pin-queue';
import { leadingEdge, trailingEdge, nullPointer } from './pointer-numbers';
import { frameStates, pointerStates } from './queue';
import * as edges from './stream-pointer';
import { ntStatus } from './stream-pointer';
import { pointerFacts } from './violation-facts';

/** The number of the pointer an operation is given, or -1 with the rule it breaks: NULL (SPT-07), a deleted clone (SPT-06), in a cancel callback (SPT-12). */
function resolve(pin: PinQueue, pointer: StreamPointer, operation: string, moves: boolean): number {
  const isAsked = pin.spinLockHeld || (moves && pin.processing !== null && pin.processing.kind === 'filter') || !isAlive(pin, pointer);
  return isAsked ? judge(pin, pointer, operation, moves) : slotOf(pointer);
}

function judge(pin: PinQueue, pointer: StreamPointer, operation: string, moves: boolean): number {
  if (pin.spinLockHeld && operation !== 'KsStreamPointerDelete') reportOn(pin, 'SPT-12', { operation });
  if (moves && !pin.internal && pin.processing?.kind === 'filter') reportOn(pin, 'SPT-13', { operation });
  if (pointer < 0) {
    reportOn(pin, 'SPT-07', { operation });
    return -1;
  }
  if (isAlive(pin, pointer)) return slotOf(pointer);
  reportOn(pin, 'SPT-06', { ...pointerFacts(pointer), operation });
  return -1;
}

/** What follows an operation that may have completed a request or changed what is available. */
function settle(pin: PinQueue): void {
  if (pin.frames.completedCount > 0 || pin.frameGate !== null) settleRequests(pin);
}

/** KsPinGetLeadingEdgeStreamPointer; {@link nullPointer} without a queue, or when it is to be locked and cannot be. */
export function getLeadingEdgePointer(pin: PinQueue, locked: boolean): StreamPointer {
  return getEdge(pin, leadingEdge, locked);
}

/** KsPinGetTrailingEdgeStreamPointer; {@link nullPointer} also without KSPIN_FLAG_DISTINCT_TRAILING_EDGE. */
export function getTrailingEdgePointer(pin: PinQueue, locked: boolean): StreamPointer {
  if (pin.frames.distinctTrailingEdge) return getEdge(pin, trailingEdge, locked);
  if (!pin.internal) reportOn(pin, 'PIN-21', {});
  return nullPointer;
}

function getEdge(pin: PinQueue, slot: number, locked: boolean): StreamPointer {
  if (!pin.settings.standardTransport) return nullPointer;
  if (pin.spinLockHeld) reportOn(pin, 'SPT-12', { operation: slot === leadingEdge ? 'KsPinGetLeadingEdgeStreamPointer' : 'KsPinGetTrailingEdgeStreamPointer' });
  if (!locked || pin.frames.pointerState[slot] === pointerStates.locked) return handleOf(pin, slot);
  return lockFrame(pin, slot) === ntStatus.success ? handleOf(pin, slot) : nullPointer;
}

/** KsStreamPointerLock. */
export function lockPointer(pin: PinQueue, pointer: StreamPointer): number {
  const slot = resolve(pin, pointer, 'KsStreamPointerLock', false);
  if (slot < 0) return ntStatus.invalidParameter;
  if (pin.frames.pointerState[slot] === pointerStates.locked) {
    reportOn(pin, 'SPT-02', { ...pointerFacts(pointer), operation: 'lock' });
    return ntStatus.invalidParameter;
  }
  return lockFrame(pin, slot);
}

/** KsStreamPointerUnlock; with `eject` the pointer also advances. */
export function unlockPointer(pin: PinQueue, pointer: StreamPointer, eject: boolean): void {
  const slot = resolve(pin, pointer, 'KsStreamPointerUnlock', eject);
  if (slot < 0) return;
  if (pin.frames.pointerState[slot] !== pointerStates.locked) {
    reportOn(pin, 'SPT-02', { ...pointerFacts(pointer), operation: 'unlock' });
    return;
  }
  const frame = unlockFrame(pin, slot);
  if (eject) moveOn(pin, slot);
  cancelAfterUnlock(pin, frame, pointer);
  settle(pin);
}

/** KsStreamPointerAdvance: an unlocked pointer always succeeds; a locked one is locked on the new frame, STATUS_DEVICE_NOT_READY when there is none. */
export function advancePointer(pin: PinQueue, pointer: StreamPointer): number {
  const slot = resolve(pin, pointer, 'KsStreamPointerAdvance', true);
  return slot < 0 ? ntStatus.invalidParameter : advanceTo(pin, slot, pin.frames.pointerState[slot] === pointerStates.locked);
}

/** Unlocks if locked, moves on, and locks again if `relock`. */
function advanceTo(pin: PinQueue, slot: number, relock: boolean): number {
  if (pin.frames.pointerState[slot] !== pointerStates.locked) {
    moveOn(pin, slot);
    settle(pin);
    return ntStatus.success;
  }
  if (staysBehind(pin, slot)) {
    if (!relock) cancelAfterUnlock(pin, unlockFrame(pin, slot), handleOf(pin, slot));
    settle(pin);
    return ntStatus.deviceNotReady;
  }
  const frame = unlockFrame(pin, slot);
  const pointer = handleOf(pin, slot);
  moveOn(pin, slot);
  // A cancellation that waited for this lock comes before the next one: further frames of the same request are not locked any more.
  cancelAfterUnlock(pin, frame, pointer);
  const status = !relock ? ntStatus.success : isAlive(pin, pointer) ? lockFrame(pin, slot) : ntStatus.deviceNotReady;
  settle(pin);
  return status;
}

/** A trailing edge on the leading edge's frame does not pass it, unless the option says that it takes it along. */
function staysBehind(pin: PinQueue, slot: number): boolean {
  const { frames, environment } = pin;
  return slot === trailingEdge && frames.pointerFrame[slot]! >= 0 && frames.pointerFrame[slot] === frames.pointerFrame[leadingEdge]
    && (frames.pointerState[leadingEdge] === pointerStates.locked || chosen(environment, choices.trailingEdgeAtLeading.stays));
}

/** Moves an unlocked pointer to the next frame. */
function moveOn(pin: PinQueue, slot: number): void {
  const { frames } = pin;
  const from = frames.pointerFrame[slot]!;
  if (from < 0 || staysBehind(pin, slot)) return;
  if (slot === leadingEdge) {
    pin.progress += 1;
    if (pin.generatesMappings && pin.hasOutput) setMappedDataUsed(pin, slot, from);
  }
  if (slot === trailingEdge && frames.pointerFrame[leadingEdge] === from) edges.advance(frames, leadingEdge);
  if (slot > trailingEdge) chooseAhead(pin, from);
  edges.advance(frames, slot);
  settleFrame(pin, from, frames.frameState[from] === frameStates.cancelled);
}

/** A clone is about to leave a frame: ahead of the leading edge, and where nothing else holds it, an option decides what becomes of the frame. */
function chooseAhead(pin: PinQueue, frame: number): void {
  const { frames } = pin;
  if (frame >= 0 && frames.ahead[frame] === 1 && frames.references[frame] === 1) frames.keepsAhead = chosen(pin.environment, choices.cloneAheadOfEdge.frameStays);
}

function setMappedDataUsed(pin: PinQueue, slot: number, frame: number): void {
  const { mappings, header } = pin.frameRecords[frame]!;
  if (mappings === null) return;
  const { count, remaining } = offsetsOf(pin, slot).offsetOut;
  if (header.dataUsed !== count - remaining && chosen(pin.environment, choices.dataUsedWithMappings.countMinusRemaining)) header.dataUsed = count - remaining;
}

/**
 * KsStreamPointerAdvanceOffsets: moves Data or Mappings on by so much; at 0 Remaining or with `eject` the pointer goes to the next frame and is locked there.
 * STATUS_DEVICE_NOT_READY when it was not locked (SPT-08), or when there is no frame to lock.
 */
export function advanceOffsets(pin: PinQueue, pointer: StreamPointer, inUsed: number, outUsed: number, eject: boolean): number {
  return advanceBy(pin, pointer, inUsed, outUsed, eject, true);
}

/** KsStreamPointerAdvanceOffsetsAndUnlock. */
export function advanceOffsetsAndUnlock(pin: PinQueue, pointer: StreamPointer, inUsed: number, outUsed: number, eject: boolean): void {
  advanceBy(pin, pointer, inUsed, outUsed, eject, false);
}

function advanceBy(pin: PinQueue, pointer: StreamPointer, inUsed: number, outUsed: number, eject: boolean, relock: boolean): number {
  const slot = resolve(pin, pointer, relock ? 'KsStreamPointerAdvanceOffsets' : 'KsStreamPointerAdvanceOffsetsAndUnlock', true);
  if (slot < 0) return ntStatus.invalidParameter;
  if (pin.frames.pointerState[slot] !== pointerStates.locked) {
    reportOn(pin, 'SPT-08', pointerFacts(pointer));
    return ntStatus.deviceNotReady;
  }
  const atEnd = moveOffsets(pin, slot, inUsed, outUsed);
  // Whatever the lock on the next frame fails for, this is the status (K:nf-ks-ksstreampointeradvanceoffsets).
  if (atEnd || eject) return advanceTo(pin, slot, relock) === ntStatus.success ? ntStatus.success : ntStatus.deviceNotReady;
  if (!relock) {
    cancelAfterUnlock(pin, unlockFrame(pin, slot), pointer);
    settle(pin);
  }
  return ntStatus.success;
}

/**
 * KsStreamPointerClone: a pointer of its own on the same frame, in the same lock state and with the same offsets; {@link nullPointer} when there is no frame.
 * `context` stands for the clone's context memory.
 */
export function clonePointer(pin: PinQueue, pointer: StreamPointer, cancelCallback: CancelCallback | null, context: number): StreamPointer {
  const slot = resolve(pin, pointer, 'KsStreamPointerClone', false);
  if (slot < 0) return nullPointer;
  const frame = pin.frames.pointerFrame[slot]!;
  if (frame < 0 || pin.frames.frameState[frame] !== frameStates.queued) return nullPointer;
  const made = edges.clone(pin.frames, slot, context);
  const record = prepareRecord(pin, made);
  record.cancelCallback = cancelCallback;
  copyOffsets(pin, slot, made);
  return handleOf(pin, made);
}

/** KsStreamPointerDelete: a clone, locked or not; an edge and NULL break SPT-03. A timeout dies with the pointer. */
export function deletePointer(pin: PinQueue, pointer: StreamPointer): number {
  if (pointer < 0 || slotOf(pointer) <= trailingEdge) {
    reportOn(pin, 'SPT-03', pointerFacts(pointer));
    return ntStatus.invalidParameter;
  }
  const slot = resolve(pin, pointer, 'KsStreamPointerDelete', false);
  if (slot < 0) return ntStatus.invalidParameter;
  const frame = pin.frames.pointerFrame[slot]!;
  const cancelled = frame >= 0 && pin.frames.frameState[frame] === frameStates.cancelled;
  if (cancelled) checkAttention(pin, pointer, slot);
  if (pin.frames.pointerState[slot] === pointerStates.locked) unlockFrame(pin, slot);
  chooseAhead(pin, frame);
  edges.deleteClone(pin.frames, slot);
  retirePointer(pin, slot);
  settleFrame(pin, frame, cancelled);
  if (!cancelled) cancelAfterUnlock(pin, frame, pointer);
  // Inside a cancel callback the request is still being cancelled; what completes is settled behind it.
  if (!pin.spinLockHeld) settle(pin);
  return ntStatus.success;
}

/** SPT-10: a clone with neither cancel callback nor timeout that kept its cancelled request waiting for long. */
function checkAttention(pin: PinQueue, pointer: StreamPointer, slot: number): void {
  const { unattendedSince } = recordOf(pin, slot);
  if (unattendedSince < 0) return;
  const delay = nowOf(pin.environment) - unattendedSince;
  const threshold = pin.environment.thresholds.unattendedClone;
  const { request } = pin.frameRecords[pin.frames.pointerFrame[slot]!]!;
  if (delay > threshold && !pin.removed) reportOn(pin, 'SPT-10', { ...pointerFacts(pointer), request: request.number, delay, threshold });
}

/** KsPinGetFirstCloneStreamPointer: the oldest clone, or {@link nullPointer}. */
export function firstClonePointer(pin: PinQueue): StreamPointer {
  const slot = edges.firstClone(pin.frames);
  return slot < 0 ? nullPointer : handleOf(pin, slot);
}

/** KsStreamPointerGetNextClone: the clone made after this one, or {@link nullPointer}. */
export function nextClonePointer(pin: PinQueue, pointer: StreamPointer): StreamPointer {
  const slot = resolve(pin, pointer, 'KsStreamPointerGetNextClone', false);
  const next = slot < 0 ? -1 : edges.nextClone(pin.frames, slot);
  return next < 0 ? nullPointer : handleOf(pin, next);
}

/** KsStreamPointerSetStatusCode: the NTSTATUS the request of the frame completes with. */
export function setStatusCode(pin: PinQueue, pointer: StreamPointer, status: number): number {
  const slot = resolve(pin, pointer, 'KsStreamPointerSetStatusCode', false);
  const frame = slot < 0 ? -1 : pin.frames.pointerFrame[slot]!;
  if (frame < 0) return ntStatus.deviceNotReady;
  pin.frameRecords[frame]!.request.status = status;
  return ntStatus.success;
}

/** KsStreamPointerGetIrp, KsStreamPointerGetMdl: the number of the request; {@link nullPointer} for an unlocked pointer (SPT-14). */
export function getIrp(pin: PinQueue, pointer: StreamPointer, operation: 'GetIrp' | 'GetMdl', dereferenced: boolean): number {
  const slot = resolve(pin, pointer, `KsStreamPointer${operation}`, false);
  if (slot < 0) return nullPointer;
  if (pin.frames.pointerState[slot] === pointerStates.locked) return pin.frameRecords[pin.frames.pointerFrame[slot]!]!.request.number;
  reportOn(pin, 'SPT-14', { ...pointerFacts(pointer), operation, dereferenced });
  return nullPointer;
}
