import { recordCounterNow, recordInstantNow, recordSpanSince } from '../../trace/index';
import { clockNow } from '../engine/index';
import { queueViolation } from '../queue/index';
import type { PinModel, SimulationModel } from './model';
import { bufferStates, countBuffers } from './model';

/** A buffer changes its state now; what it was in becomes a span. `frame` is what it carries from now on, or -1. */
export function enterState(model: SimulationModel, pin: PinModel, buffer: number, state: number, frame: number): void {
  const now = model.engine.clock[clockNow]!;
  const old = pin.bufferState[buffer]!;
  if (old !== bufferStates.idle && now > pin.bufferSince[buffer]!) {
    recordSpanSince(model.recorder, pin.rows.buffers + buffer, pin.traceStates[old]!, pin.bufferSince, buffer, pin.bufferFrame[buffer]!);
  }
  pin.bufferState[buffer] = state;
  pin.bufferSince[buffer] = now;
  pin.bufferFrame[buffer] = frame;
}

/** Marks something on a row, if the pin has that row. */
export function mark(model: SimulationModel, row: number, kind: number, frame: number): void {
  if (row >= 0) recordInstantNow(model.recorder, row, kind, frame);
}

/** Brings the counters up to date after an event; what came and went within it does not show. */
export function settleCounters(model: SimulationModel, pin: PinModel): void {
  const { queue } = pin;
  if (queue.available !== pin.lastDepth || queue.waiting !== pin.lastInFlight || pin.framesDropped !== pin.lastDropped) recordChanges(model, pin);
}

function recordChanges(model: SimulationModel, pin: PinModel): void {
  const { queue, counters } = pin;
  if (queue.available !== pin.lastDepth) {
    pin.lastDepth = queue.available;
    recordCounterNow(model.recorder, counters.depth, queue.available);
  }
  if (queue.waiting !== pin.lastInFlight) {
    pin.lastInFlight = queue.waiting;
    recordCounterNow(model.recorder, counters.inFlight, queue.waiting);
  }
  if (pin.framesDropped !== pin.lastDropped) {
    pin.lastDropped = pin.framesDropped;
    recordCounterNow(model.recorder, counters.dropped, pin.framesDropped);
  }
}

/**
 * What must hold of a pin between two events: the queue's own invariants, every buffer in exactly one place and the counts in agreement with it.
 * Returns the first violation or `null`.
 */
export function pinViolation(pin: PinModel): string | null {
  const wrong = queueViolation(pin.queue);
  if (wrong !== null) return wrong;
  const counts = countBuffers(pin);
  const { queued, leadingEdge, cloned, hardwareFilling, readyForDpc, neverCompleted } = bufferStates;
  const inDriver = counts[queued]! + counts[leadingEdge]! + counts[cloned]! + counts[hardwareFilling]! + counts[readyForDpc]! + counts[neverCompleted]!;
  // With ENFORCE_FIFO a request may be complete and wait for an older one.
  const { queue } = pin;
  let withheld = 0;
  for (let irp = queue.oldestIrp; irp >= 0; irp = queue.irpNewer[irp]!) if (queue.irpFrames[irp] === 0) withheld += 1;
  if (inDriver !== queue.waiting + withheld) return `${inDriver} buffers in the driver, ${queue.waiting} frames waiting in the queue`;
  if (pin.hardwareRunning && withheld === 0) {
    if (counts[cloned]! + counts[hardwareFilling]! !== pin.list.count) return 'the hardware list is not what the buffers say';
    if (counts[readyForDpc] !== pin.filled.count) return 'the filled buffers are not what the buffers say';
    if (counts[queued]! + counts[leadingEdge]! !== pin.queue.available) return 'the frames ahead of the leading edge are not what the buffers say';
  }
  let carried = pin.fifo.count;
  pin.bufferFrame.forEach((frame, buffer) => {
    const state = pin.bufferState[buffer];
    if (frame >= 0 && state !== bufferStates.inApplication && state !== bufferStates.idle) carried += 1;
  });
  const inTransit = pin.framesProduced - pin.framesDelivered - pin.framesDropped;
  if (inTransit !== carried) return `${inTransit} frames are neither delivered nor dropped, ${carried} are carried`;
  return null;
}
