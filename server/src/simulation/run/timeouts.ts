import { schedule } from '../engine/index';
import type { StreamPointer } from '../queue/index';
import { deletePointer, fireTimeout, nextTimeout, nullPointer } from '../queue/index';
import { forgetPointer } from './devices/transfers';
import { eventKinds, eventPriorities } from './events';
import type { PinModel, SimulationModel } from './model';
import { attemptWhenEmptied } from './patterns/attempts';
import { alongTrailingEdge } from './patterns/window';
import { callRoutine } from './routines/drive';
import { takeCompleted } from './supply';

/** Has the engine wake the pin up when its next timeout is due. To be called whenever one has been scheduled or the state has changed. */
export function scheduleTimeoutEvent(model: SimulationModel, pin: PinModel): void {
  if (pin.settings.driver.cloneTimeout === null && pin.routines === null) return;
  const due = nextTimeout(pin.queue);
  if (due === null || due === pin.timeoutAt) return;
  pin.timeoutAt = due;
  schedule(model.engine, due, eventPriorities.dpc, eventKinds.timeout, pin.index, 0);
}

/** Timeouts that are due fire: the driver's callback deletes the clone, unfilled. */
export function timeoutsDue(model: SimulationModel, pin: PinModel): void {
  pin.timeoutAt = -1;
  for (let pointer = fireTimeout(pin.queue); pointer !== null; pointer = fireTimeout(pin.queue)) {
    if (pin.routines !== null) {
      timeoutRoutine(model, pin, pointer);
      continue;
    }
    if (pin.device !== null) forgetPointer(model, pin.device, pointer);
    if (pin.previousClone === pointer) pin.previousClone = nullPointer;
    deletePointer(pin.queue, pointer);
  }
  if (pin.routines !== null) {
    scheduleTimeoutEvent(model, pin);
    return;
  }
  // In a window the frame of a clone stays, unfilled.
  if (pin.window !== null) alongTrailingEdge(model, pin);
  takeCompleted(model, pin);
  attemptWhenEmptied(model, pin);
  scheduleTimeoutEvent(model, pin);
}

/** The timeout callback as the document describes it. */
function timeoutRoutine(model: SimulationModel, pin: PinModel, pointer: StreamPointer): void {
  const { timeout } = pin.routines!.behaviour.entries;
  if (timeout >= 0) callRoutine(model, pin, timeout, () => undefined, pointer);
}
