import {
  advanceOffsets, advancePointer, bufferUnder, getLeadingEdgePointer, leadingEdge, nullPointer, pointerStates, unlockPointer,
} from '../../queue/index';
import { takeStored } from '../devices/store';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import type { ObjectModel } from '../processing/object';
import { returnFromProcess, workFor } from '../processing/processing';
import { takeCompleted } from '../supply';
import { attemptFromDpc } from './attempts';
import { ejectTooSmall, finishFrame, headerUnder, markFrame } from './frames';
import type { Pattern } from './pattern';
import { alongTrailingEdge } from './window';

/** The device fills a store of its own; Process copies from there into the frame under the leading edge and advances. */
export const copyInProcess: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    if (pin.device!.fifo.count === 0 || !lockEdge(pin)) returnFromProcess(model, object, 'pending');
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

const isLocked = ({ queue: { frames } }: PinModel): boolean => frames.pointerState[leadingEdge] === pointerStates.locked;

function lockEdge({ queue }: PinModel): boolean {
  return queue.frames.available > 0 && getLeadingEdgePointer(queue, true) !== nullPointer;
}

function unlockEdge(pin: PinModel): void {
  if (isLocked(pin)) unlockPointer(pin.queue, leadingEdge, false);
}

/** The device has stopped and its store is empty: nothing is held but a pointer that may be locked on a frame half full. */
function releaseCopied(model: SimulationModel, pin: PinModel): void {
  unlockEdge(pin);
  takeCompleted(model, pin);
}

/** The time for one frame is over: it is copied, and the next one begun. What a stop has overtaken copies nothing any more. */
function copyOn(model: SimulationModel, object: ObjectModel, pin: PinModel): void {
  const { fifo } = pin.device!;
  if (pin.queue.clientState < pinStates.PAUSE) object.overtaken += 1;
  for (;;) {
    if (fifo.count > 0 && isLocked(pin) && pin.queue.clientState >= pinStates.PAUSE) {
      copyFrame(model, pin);
      object.consumed += 1;
    }
    takeCompleted(model, pin);
    const hasEdge = isLocked(pin);
    if (fifo.count > 0 && hasEdge && pin.queue.clientState >= pinStates.PAUSE) {
      if (workFor(model, object)) return;
      continue;
    }
    unlockEdge(pin);
    takeCompleted(model, pin);
    // With nothing left to copy, or no lock, it has to be STATUS_PENDING: buffers that wait would have Process called again without end.
    returnFromProcess(model, object, pin.queue.frames.available > 0 ? 'pending' : 'success');
    return;
  }
}

/** Copies the oldest frame of the store into the frame under the locked leading edge; a buffer that is too small for it is ejected instead. */
function copyFrame(model: SimulationModel, pin: PinModel): void {
  const { queue, pool } = pin;
  const device = pin.device!;
  const buffer = bufferUnder(queue, leadingEdge);
  const isFirst = pool.buffers[buffer]!.carried === 0;
  if (isFirst && ejectTooSmall(pin)) {
    advancePointer(queue, leadingEdge);
    alongTrailingEdge(model, pin);
    return;
  }
  const { head } = device.fifo;
  const frame = takeStored(device);
  device.transfers += 1;
  if (isFirst) {
    pool.buffers[buffer]!.times[bufferTimes.captured] = device.fifoCaptured[head]!;
    pool.buffers[buffer]!.dataUsed = 0;
  }
  pool.buffers[buffer]!.carried += 1;
  enterState(model, pin, buffer, bufferStates.leadingEdge, frame);
  if (pin.settings.driver.chunkBytes === null) {
    finishFrame(model, pin, leadingEdge);
    advancePointer(queue, leadingEdge);
  } else appendFrame(model, pin, buffer, frame, pin.settings.driver.chunkBytes);
  alongTrailingEdge(model, pin);
}

/** In pieces behind what the buffer has: the offsets of the pointer go on, and the buffer ends when no further whole frame fits in, or with the stream. */
function appendFrame(model: SimulationModel, pin: PinModel, buffer: number, frame: number, chunkBytes: number): void {
  const { queue, pool, frameBytes } = pin;
  const header = headerUnder(pin, leadingEdge);
  let left = Math.min(frameBytes, header.frameExtent - pool.buffers[buffer]!.dataUsed);
  pool.buffers[buffer]!.dataUsed += left;
  if (pin.setsDataUsed) header.dataUsed = pool.buffers[buffer]!.dataUsed;
  const ends = header.frameExtent - pool.buffers[buffer]!.dataUsed < frameBytes || frame + 1 === pin.settings.driver.endOfStreamAt;
  if (ends) markFrame(model, pin, leadingEdge, header);
  if (queue.generatesMappings) {
    // Offsets count mappings there, and the driver counts bytes itself.
    if (ends) advancePointer(queue, leadingEdge);
    return;
  }
  for (; left > 0; left -= Math.min(left, chunkBytes)) advanceOffsets(queue, leadingEdge, 0, Math.min(left, chunkBytes), ends && left <= chunkBytes);
}

