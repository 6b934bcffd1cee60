import {
  advancePointer, arriveCloned, bufferUnder, callsOnArrival, canArriveCloned, cloneAndAdvance as cloneThenAdvance, clonePointer, completeClone, countWholeCall, deletePointer, firstClonePointer, frameUnder, getLeadingEdgePointer, isIdle, leadingEdge, ntStatus, nullPointer, pointerStates, scheduleTimeout, slotOf,
  unlockPointer,
} from '../../queue/index';
import type { QueueRequest, StreamPointer } from '../../queue/index';
import { settleForgotten } from '../cancellation';
import { receiveAtOnce } from '../clients/receive-at-once';
import { program } from '../devices/transfers';
import { hasRoom } from '../devices/table';
import { clockNow } from '../../engine/index';
import { dropFrame } from '../drops';
import type { ObjectModel, PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { objectTimes } from '../processing/object';
import { recordReturn, returnFromProcess, workFor } from '../processing/processing';
import { shiftRing } from '../ring';
import { handOver, takeCompleted } from '../supply';
import { scheduleTimeoutEvent } from '../timeouts';
import { attemptFromDpc } from './attempts';
import { ejectTooSmall, finishFrame, headerUnder } from './frames';
import type { Pattern } from './pattern';
import { alongTrailingEdge } from './window';

/** Process locks the leading edge, clones it, gives the clone to the device and advances; the DPC deletes the clones of filled frames (S:hws capture.cpp). */
export const cloneAndAdvance: Pattern = {
  process: (model, object) => {
    const pin = object.pins[0]!;
    // Locking can always fail; there is no point in being called again at once (S:hws capture.cpp).
    if (getLeadingEdgePointer(pin.queue, true) === nullPointer) returnFromProcess(model, object, 'pending');
    else work(model, object, pin);
  },
  step: (model, object) => {
    const pin = object.pins[0]!;
    if (consume(model, object, pin)) work(model, object, pin);
  },
  wholeCall,
  wholeArrival,
  dpc: (model, pin) => {
    const { queue } = pin;
    const device = pin.device!;
    while (device.filled.count > 0) {
      const pointer = shiftRing(device.filled);
      finishFrame(model, pin, pointer);
      // Where several are filled all are finished before the first one goes back.
      const request = device.filled.count === 0 ? completeClone(queue, pointer) : null;
      if (request === null) deletePointer(queue, pointer);
      else if (pin.client === null || !receiveAtOnce(model, pin.client, request)) handOver(model, pin, request);
      // With this lock a cancellation may have come through that takes others of the filled frames.
      if (pin.forgotten.length > 0) settleForgotten(model, pin);
    }
    // What no clone holds any more may be in the window still.
    if (pin.window !== null) alongTrailingEdge(model, pin);
    takeCompleted(model, pin);
    attemptFromDpc(model, pin);
  },
  release: (model, pin) => {
    const { queue, pool } = pin;
    queue.cleaningUp = true;
    // Deleting one may cancel others, so each time the first one that is left.
    for (let pointer = firstClonePointer(queue); pointer !== nullPointer; pointer = firstClonePointer(queue)) {
      // A clone that lost its frame to a cancellation has no buffer any more.
      if (frameUnder(queue, pointer) !== null) {
        const buffer = queue.frames.cloneContext[slotOf(pointer)]!;
        const frame = pool.buffers[buffer]!.frame;
        headerUnder(pin, pointer).dataUsed = 0;
        if (frame >= 0) dropFrame(model, pin, frame, 'discardedAtStop');
        // A clone that found the list full leaves its frame under the leading edge.
        if (bufferUnder(queue, leadingEdge) !== buffer) enterState(model, pin, buffer, bufferStates.completing, -1);
      }
      deletePointer(queue, pointer);
      if (pin.forgotten.length > 0) settleForgotten(model, pin);
    }
    pin.previousClone = nullPointer;
    takeCompleted(model, pin);
    queue.cleaningUp = false;
  },
  held: ({ queue }) => queue.frames.cloneCount,
};

/** A call of Process that takes no time and finds one frame, which the device has room for, and after which nobody waits. */
function wholeCall(model: SimulationModel, object: ObjectModel): boolean {
  const pin = object.pins[0]!;
  const { queue } = pin;
  if (!takesOneFrame(object, pin) || queue.frames.available !== 1) return false;
  const { buffer, frameExtent } = headerUnder(pin, leadingEdge);
  if (frameExtent < pin.frameBytes) return false;
  const clone = cloneThenAdvance(queue, pin.cancelCallback, buffer, pin.settings.driver.unlocksClones);
  if (clone === nullPointer) return false;
  endWholeCall(model, object, pin, clone, buffer);
  return true;
}

/** The same for a frame that arrives just now and finds none before it. */
function wholeArrival(model: SimulationModel, object: ObjectModel, request: QueueRequest): boolean {
  const pin = object.pins[0]!;
  const { queue } = pin;
  const { buffer, frameExtent } = request.headers[0]!;
  if (!takesOneFrame(object, pin) || frameExtent < pin.frameBytes || !canArriveCloned(queue, request) || !callsOnArrival(object.object, queue)) return false;
  pin.pool.buffers[buffer]!.carried = 0;
  endWholeCall(model, object, pin, arriveCloned(queue, request, pin.cancelCallback, buffer, pin.settings.driver.unlocksClones), buffer);
  return true;
}

/** Whether a call of Process for one frame that is large enough can do nothing but give it to the device. */
function takesOneFrame(object: ObjectModel, pin: PinModel): boolean {
  const { queue, client } = pin;
  return object.takesNoTime && queue.isPlain && pin.previousClone === nullPointer && queue.clientState >= pinStates.PAUSE && queue.deviceState !== pinStates.STOP
    && !pin.group.isWaiting && hasRoom(pin.device!) && queue.completedCount === 0 && pin.forgotten.length === 0 && (client === null || !client.separates)
    && pin.settings.driver.cloneTimeout === null && isIdle(object.object);
}

function endWholeCall(model: SimulationModel, object: ObjectModel, pin: PinModel, clone: StreamPointer, buffer: number): void {
  countWholeCall(object.object);
  object.consumed = 1;
  object.times[objectTimes.processStart] = model.engine.clock[clockNow]!;
  program(model, pin, clone, buffer);
  recordReturn(model, object);
}

/** Process works on the frame under the leading edge; when that takes time, the outcome comes as an event. */
function work(model: SimulationModel, object: ObjectModel, pin: PinModel): void {
  do {
    if (workFor(model, object)) return;
  } while (consume(model, object, pin));
}

/** Puts the frame under the leading edge into the device and advances. `true` when a further frame is under the (locked) leading edge, `false` when Process has returned. */
function consume(model: SimulationModel, object: ObjectModel, pin: PinModel): boolean {
  const { queue } = pin;
  const { driver } = pin.settings;
  const buffer = bufferUnder(queue, leadingEdge);
  if (queue.clientState < pinStates.PAUSE) {
    // A stop has overtaken Process, which programs nothing any more.
    object.overtaken += 1;
    finish(model, object, pin, 'pending');
    return false;
  }
  const isTooSmall = ejectTooSmall(pin);
  if (!isTooSmall && pin.previousClone === nullPointer && driver.cloneTimeout === null && hasRoom(pin.device!)) {
    const clone = cloneThenAdvance(queue, pin.cancelCallback, buffer, driver.unlocksClones);
    if (clone !== nullPointer) {
      program(model, pin, clone, buffer);
      return goOn(model, object, pin, queue.frames.pointerState[leadingEdge] === pointerStates.locked ? ntStatus.success : ntStatus.deviceNotReady);
    }
  }
  if (!isTooSmall) {
    let pointer = pin.previousClone;
    if (pointer === nullPointer) pointer = makeClone(model, pin, buffer);
    if (!program(model, pin, pointer, buffer)) {
      // The clone stays for the next call, as in the sample, so the frame under the leading edge has two references meanwhile.
      pin.previousClone = pointer;
      // Without a callback that deletes it, it could be left on a frame that is cancelled, and keeps its lock.
      if (driver.unlocksClones && driver.cancelCallback === 'deletes') unlockClone(queue, pointer);
      finish(model, object, pin, driver.whenListFull);
      return false;
    }
    pin.previousClone = nullPointer;
    if (driver.unlocksClones) unlockClone(queue, pointer);
  } else if (pin.previousClone !== nullPointer) {
    // Another format has made the buffer too small since it was cloned.
    deletePointer(queue, pin.previousClone);
    pin.previousClone = nullPointer;
  }
  const status = advancePointer(queue, leadingEdge);
  alongTrailingEdge(model, pin);
  return goOn(model, object, pin, status);
}

/** The frame is in the device, or ejected; `status` is what the advance came to. */
function goOn(model: SimulationModel, object: ObjectModel, pin: PinModel, status: number): boolean {
  const { queue } = pin;
  object.consumed += 1;
  takeCompleted(model, pin);
  const next = bufferUnder(queue, leadingEdge);
  if (next >= 0) enterState(model, pin, next, bufferStates.leadingEdge, -1);
  if (status !== ntStatus.success) {
    // Off the end of the queue nothing is left to do, and Process says so with STATUS_SUCCESS; without resources for a lock it has to wait.
    finish(model, object, pin, status === ntStatus.deviceNotReady ? 'success' : 'pending');
    return false;
  }
  return true;
}

/** Lets a clone's request be cancelled; one that waited for room in the list has no lock any more. */
function unlockClone(queue: PinModel['queue'], pointer: StreamPointer): void {
  if (queue.frames.pointerState[slotOf(pointer)] === pointerStates.locked) unlockPointer(queue, pointer, false);
}

function makeClone(model: SimulationModel, pin: PinModel, buffer: number): StreamPointer {
  const { queue } = pin;
  const { cloneTimeout } = pin.settings.driver;
  const pointer = clonePointer(queue, leadingEdge, pin.cancelCallback, buffer);
  headerUnder(pin, pointer).dataUsed = 0;
  if (cloneTimeout !== null) {
    scheduleTimeout(queue, pointer, Math.ceil(cloneTimeout / 100));
    scheduleTimeoutEvent(model, pin);
  }
  return pointer;
}

function finish(model: SimulationModel, object: ObjectModel, pin: PinModel, status: 'success' | 'pending'): void {
  const { queue } = pin;
  if (queue.frames.pointerState[leadingEdge] === pointerStates.locked) unlockPointer(queue, leadingEdge, false);
  takeCompleted(model, pin);
  returnFromProcess(model, object, status);
}
