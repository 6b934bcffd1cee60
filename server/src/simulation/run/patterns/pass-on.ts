import { bufferUnder, getLeadingEdgePointer, leadingEdge, nullPointer, pointerStates, unlockPointer } from '../../queue/index';
import type { ObjectModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { returnFromProcess, workFor } from '../processing/processing';
import { takeCompleted } from '../supply';
import { headerUnder } from './frames';
import type { Pattern } from './pattern';
import { alongTrailingEdge } from './window';

/** Process of a pin without a device that data comes to: it reads the frame under the leading edge, or changes it where it is, and ejects it. One frame for each call. */
export const passOn: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    if (getLeadingEdgePointer(pin.queue, true) === nullPointer) returnFromProcess(model, object, 'pending');
    else if (!workFor(model, object)) passFrame(model, object);
  },
  step: passFrame,
  dpc: () => undefined,
  release: () => undefined,
  held: () => 0,
};

/** The frame under the leading edge is done with. */
function passFrame(model: SimulationModel, object: ObjectModel): void {
  const pin = object.pins[0]!;
  const { queue, pool } = pin;
  if (queue.frames.pointerState[leadingEdge] === pointerStates.locked) {
    object.consumed += 1;
    // A frame that came empty leaves empty, which is no doing of this driver.
    const wasEmpty = headerUnder(pin, leadingEdge).submittedDataUsed === 0;
    if (wasEmpty) queue.cleaningUp = true;
    unlockPointer(queue, leadingEdge, true);
    alongTrailingEdge(model, pin);
    if (wasEmpty) queue.cleaningUp = false;
  }
  const buffer = bufferUnder(queue, leadingEdge);
  if (buffer >= 0) enterState(model, pin, buffer, bufferStates.leadingEdge, pool.buffers[buffer]!.frame);
  takeCompleted(model, pin);
  returnFromProcess(model, object, 'success');
}
