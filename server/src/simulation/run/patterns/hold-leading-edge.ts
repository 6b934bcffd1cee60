import { bufferUnder, getLeadingEdgePointer, leadingEdge, nullPointer, pointerStates, unlockPointer } from '../../queue/index';
import { program } from '../devices/transfers';
import { dropFrame } from '../drops';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import type { ObjectModel } from '../processing/object';
import { returnFromProcess, workFor } from '../processing/processing';
import { shiftRing } from '../ring';
import { takeCompleted } from '../supply';
import { attemptFromDpc } from './attempts';
import { ejectTooSmall, finishFrame, headerUnder } from './frames';
import type { Pattern } from './pattern';
import { alongTrailingEdge } from './window';

/** Process locks the leading edge, programs its frame into the device and returns STATUS_PENDING with the pointer still locked; the DPC ejects it. One frame at a time. */
export const holdLeadingEdge: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    if (holds(pin)) {
      returnFromProcess(model, object, 'pending');
      return;
    }
    if (getLeadingEdgePointer(pin.queue, true) === nullPointer) returnFromProcess(model, object, 'pending');
    else if (!workFor(model, object)) hold(model, object, pin);
  },
  step: (model, object) => {
    hold(model, object, object.pins[0]!);
  },
  dpc: (model, pin) => {
    const { filled } = pin.device!;
    if (filled.count > 0) {
      finishFrame(model, pin, shiftRing(filled));
      eject(model, pin);
    }
    takeCompleted(model, pin);
    attemptFromDpc(model, pin);
  },
  release: (model, pin) => {
    if (!holds(pin)) return;
    const { queue, pool } = pin;
    const header = headerUnder(pin, leadingEdge);
    const frame = pool.buffers[header.buffer]!.frame;
    queue.cleaningUp = true;
    header.dataUsed = 0;
    if (frame >= 0) dropFrame(model, pin, frame, 'discardedAtStop');
    enterState(model, pin, header.buffer, bufferStates.completing, -1);
    eject(model, pin);
    takeCompleted(model, pin);
    queue.cleaningUp = false;
  },
  held: (pin) => (holds(pin) ? 1 : 0),
};

const holds = ({ queue: { frames } }: PinModel): boolean => frames.pointerState[leadingEdge] === pointerStates.locked;

function eject(model: SimulationModel, pin: PinModel): void {
  unlockPointer(pin.queue, leadingEdge, true);
  alongTrailingEdge(model, pin);
}

function hold(model: SimulationModel, object: ObjectModel, pin: PinModel): void {
  const { queue } = pin;
  // A stop has overtaken Process and taken the frame back, or is about to.
  if (!holds(pin) || queue.clientState < pinStates.PAUSE) {
    object.overtaken += 1;
    if (holds(pin)) unlockPointer(queue, leadingEdge, false);
    takeCompleted(model, pin);
    returnFromProcess(model, object, 'pending');
    return;
  }
  object.consumed += 1;
  if (ejectTooSmall(pin)) {
    eject(model, pin);
    takeCompleted(model, pin);
    returnFromProcess(model, object, 'success');
    return;
  }
  headerUnder(pin, leadingEdge).dataUsed = 0;
  if (program(model, pin, leadingEdge, bufferUnder(queue, leadingEdge))) {
    returnFromProcess(model, object, 'pending');
    return;
  }
  object.consumed = 0;
  unlockPointer(queue, leadingEdge, false);
  takeCompleted(model, pin);
  returnFromProcess(model, object, pin.settings.driver.whenListFull);
}
