import { advanceOffsets, advancePointer, bufferUnder, getLeadingEdgePointer, leadingEdge, ntStatus, nullPointer, pointerStates, readOffsets, unlockPointer } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import type { ObjectModel } from '../processing/object';
import { returnFromProcess, workFor } from '../processing/processing';
import { shiftRing } from '../ring';
import { takeCompleted } from '../supply';
import { attemptFromDpc } from './attempts';
import { alongTrailingEdge, finishFrame, headerUnder, markFrame } from './frames';
import type { Pattern } from './pattern';

/** The device fills a store of its own; Process copies from there into the frame under the leading edge and advances. */
export const copyInProcess: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    if (pin.device!.fifo.count === 0) returnFromProcess(model, object, 'pending');
    else if (!lockEdge(pin)) returnFromProcess(model, object, 'pending');
    else if (!workFor(model, object)) copyOn(model, object, pin);
  },
  step: (model, object) => {
    copyOn(model, object, object.pins[0]!);
  },
  dpc: attemptFromDpc,
  release: releaseCopied,
  held: () => 0,
};

/** The same from the DPC; the pin needs no Process routine. */
export const copyAtDpc: Pattern = {
  process: (model, object) => {
    returnFromProcess(model, object, 'pending');
  },
  step: () => undefined,
  dpc: (model, pin) => {
    while (pin.device!.fifo.count > 0 && lockEdge(pin)) copyFrame(model, pin);
    unlockEdge(pin);
    takeCompleted(model, pin);
  },
  release: releaseCopied,
  held: () => 0,
};

function lockEdge(pin: PinModel): boolean {
  if (pin.queue.frames.available === 0) return false;
  if (getLeadingEdgePointer(pin.queue, true) !== nullPointer) return true;
  pin.lockFailures += 1;
  return false;
}

function unlockEdge({ queue }: PinModel): void {
  if (queue.frames.pointerState[leadingEdge] === pointerStates.locked) unlockPointer(queue, leadingEdge, false);
}

/** The device has stopped and its store is empty: nothing is held but a pointer that may be locked on a frame half full. */
function releaseCopied(model: SimulationModel, pin: PinModel): void {
  unlockEdge(pin);
  takeCompleted(model, pin);
}

/** The time for one frame is over: it is copied, and the next one begun. */
function copyOn(model: SimulationModel, object: ObjectModel, pin: PinModel): void {
  for (;;) {
    if (pin.device!.fifo.count > 0) copyFrame(model, pin);
    object.consumed += 1;
    takeCompleted(model, pin);
    const hasEdge = pin.queue.frames.pointerState[leadingEdge] === pointerStates.locked;
    if (pin.device!.fifo.count > 0 && hasEdge) {
      if (workFor(model, object)) return;
      continue;
    }
    unlockEdge(pin);
    takeCompleted(model, pin);
    // With nothing left to copy it has to be STATUS_PENDING: buffers that wait would have Process called again without end.
    returnFromProcess(model, object, hasEdge || pin.queue.frames.available > 0 ? 'pending' : 'success');
    return;
  }
}

/** Copies the oldest frame of the store into the frame under the locked leading edge. */
function copyFrame(model: SimulationModel, pin: PinModel): void {
  const { queue, pool } = pin;
  const device = pin.device!;
  const buffer = bufferUnder(queue, leadingEdge);
  const { head } = device.fifo;
  const isFirst = pool.carried[buffer] === 0;
  const frame = shiftRing(device.fifo);
  if (isFirst) pool.captured[buffer] = device.fifoCaptured[head]!;
  pool.carried[buffer]! += 1;
  device.transfers += 1;
  enterState(model, pin, buffer, bufferStates.leadingEdge, frame);
  if (pin.settings.driver.chunkBytes === null) {
    finishFrame(model, pin, leadingEdge);
    advancePointer(queue, leadingEdge);
  } else copyChunks(model, pin, pin.settings.driver.chunkBytes);
  alongTrailingEdge(pin);
}

/** In pieces: the offsets of the pointer go on, and the frame ends when no further one fits in. */
function copyChunks(model: SimulationModel, pin: PinModel, chunkBytes: number): void {
  const { queue } = pin;
  let left = pin.frameBytes;
  while (left > 0) {
    const header = headerUnder(pin, leadingEdge);
    const { remaining } = readOffsets(queue, leadingEdge).offsetOut;
    const bytes = Math.min(chunkBytes, left, remaining);
    left -= bytes;
    if (pin.setsDataUsed) header.dataUsed += bytes;
    const isFull = remaining - bytes < Math.min(chunkBytes, pin.frameBytes);
    if (isFull) markFrame(model, pin, leadingEdge, header);
    if (advanceOffsets(queue, leadingEdge, 0, bytes, isFull) !== ntStatus.success) return;
  }
}
