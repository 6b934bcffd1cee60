import { advanceOffsetsAndUnlock, advanceProcessPins, frameUnder, getLeadingEdgePointer, leadingEdge, lockProcessPins, nullPointer, pointerStates, readOffsets } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { alongTrailingEdge } from '../patterns/window';
import type { ObjectModel } from '../processing/object';
import { takeCompleted } from '../supply';

/** Whether Process has the frame under a pin's leading edge. */
export function hasFrame({ queue: { frames } }: PinModel): boolean {
  return frames.pointerState[leadingEdge] === pointerStates.locked;
}

/** Whether Process is given a pin at all: one that is not stopped, and that no splitter fills. */
export function takesPart({ queue }: PinModel): boolean {
  return queue.processingState !== pinStates.STOP && !queue.automatic;
}

/**
 * Before the work of Process: the leading edges are locked, of a filter's pins by AVStream (W:filter-centric-processing), else by the driver. `bytesAvailable` and
 * `processFlags` of each queue are what Process sees.
 */
export function lockEdges(object: ObjectModel, pins: readonly PinModel[]): void {
  if (object.object.kind === 'filter') lockProcessPins(object.object);
  else for (const pin of pins) lockEdge(pin);
}

function lockEdge(pin: PinModel): void {
  const { queue } = pin;
  queue.bytesAvailable = 0;
  queue.processFlags = 0;
  queue.bytesUsed = 0;
  queue.terminate = false;
  if (!takesPart(pin) || getLeadingEdgePointer(queue, true) === nullPointer) return;
  const { offsetIn, offsetOut } = readOffsets(queue, leadingEdge);
  queue.bytesAvailable = queue.hasInput ? offsetIn.remaining : offsetOut.remaining;
  if (queue.hasInput) queue.processFlags = frameUnder(queue, leadingEdge)!.header.optionsFlags;
}

/** After the work of Process: the leading edges go on by `bytesUsed` and `terminate` of each queue and are unlocked, by AVStream or by the driver; what is complete goes to its owner. */
export function advanceEdges(model: SimulationModel, object: ObjectModel, pins: readonly PinModel[]): void {
  if (object.object.kind === 'filter') advanceProcessPins(object.object);
  else for (const pin of pins) if (hasFrame(pin)) advanceEdge(pin);
  for (const pin of pins) {
    const { queue } = pin;
    // Who moves a trailing edge of a pin whose filter processes is not documented.
    queue.internal = true;
    alongTrailingEdge(model, pin);
    queue.internal = false;
    takeCompleted(model, pin);
  }
}

function advanceEdge({ queue }: PinModel): void {
  const { bytesUsed, terminate } = queue;
  if (!queue.hasInput) frameUnder(queue, leadingEdge)!.header.dataUsed += Math.min(bytesUsed, queue.bytesAvailable);
  queue.bytesUsed = 0;
  queue.terminate = false;
  advanceOffsetsAndUnlock(queue, leadingEdge, queue.hasInput ? bytesUsed : 0, queue.hasOutput ? bytesUsed : 0, terminate);
}
