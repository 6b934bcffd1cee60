import { advancePointer, bufferUnder, getLeadingEdgePointer, leadingEdge, ntStatus, nullPointer, pointerStates, unlockPointer } from '../../queue/index';
import type { ObjectModel, PinModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { returnFromProcess, workFor } from '../processing/processing';
import { takeCompleted } from '../supply';
import { alongTrailingEdge, headerUnder } from './frames';
import type { Pattern } from './pattern';

/** Process of a pin without a device that data comes to: it reads each frame under the leading edge, or changes it where it is, and advances. */
export const passOn: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    if (getLeadingEdgePointer(pin.queue, true) === nullPointer) returnFromProcess(model, object, 'pending');
    else work(model, object, pin);
  },
  step: (model, object) => {
    const pin = object.pins[0]!;
    if (passFrame(model, object, pin)) work(model, object, pin);
  },
  dpc: () => undefined,
  release: () => undefined,
  held: () => 0,
};

/** Process works on the frame under the leading edge; when that takes time, the outcome comes as an event. */
function work(model: SimulationModel, object: ObjectModel, pin: PinModel): void {
  do {
    if (workFor(model, object)) return;
  } while (passFrame(model, object, pin));
}

/** The frame under the leading edge is done with. `true` when a further one is under the (locked) leading edge, `false` when Process has returned. */
function passFrame(model: SimulationModel, object: ObjectModel, pin: PinModel): boolean {
  const { queue } = pin;
  object.consumed += 1;
  // A frame that came empty leaves empty, which is no doing of this driver.
  const wasEmpty = headerUnder(pin, leadingEdge).submittedDataUsed === 0;
  if (wasEmpty) queue.cleaningUp = true;
  const status = advancePointer(queue, leadingEdge);
  alongTrailingEdge(pin);
  if (wasEmpty) queue.cleaningUp = false;
  if (status === ntStatus.success) {
    const buffer = bufferUnder(queue, leadingEdge);
    enterState(model, pin, buffer, bufferStates.leadingEdge, pin.pool.frame[buffer]!);
    takeCompleted(model, pin);
    return true;
  }
  if (queue.frames.pointerState[leadingEdge] === pointerStates.locked) unlockPointer(queue, leadingEdge, false);
  takeCompleted(model, pin);
  returnFromProcess(model, object, 'success');
  return false;
}
