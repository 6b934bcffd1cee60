import { recordSpanSince } from '../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../engine/index';
import { advance, clone, getLeadingEdge, leadingEdge, ntStatus, nullPointer, pointerStates, setDataUsed, trailingEdge, unlock } from '../queue/index';
import { enterState, mark } from './buffers';
import { occur, takeCompleted } from './client';
import { eventKinds, eventPriorities } from './events';
import { pinFlags } from './flags';
import { bufferProgrammed } from './hardware';
import type { PinModel, SimulationModel } from './model';
import { bufferStates, countBuffers, pinTimes, pushRing } from './model';
import { continueStateChange } from './states';

/** Calls without consuming anything after which the run is ended: at one instant, and in all. */
const endlessAtOnce = 1_000;
const endlessInAll = 100_000;

/** At what level an attempt to process is made. */
export type Level = 'passive' | 'dispatch';

/** Whether the pin's state lets Process run (W:pin-centric-processing: the minimum state is PAUSE, or RUN with PROCESS_IN_RUN_STATE_ONLY). */
function stateAllows(pin: PinModel): boolean {
  return pin.processingState >= pin.minimumProcessingState && pin.settings.callbacks.process !== null;
}

/**
 * A frame arrived. AVStream initiates processing when there was none at or ahead of the leading edge, with INITIATE_PROCESSING_ON_EVERY_ARRIVAL always,
 * with DO_NOT_INITIATE_PROCESSING never (W:pin-centric-processing).
 */
export function frameArrived(model: SimulationModel, pin: PinModel, hadNone: boolean): void {
  const { flags } = pin.settings;
  if ((flags & pinFlags.doNotInitiateProcessing) !== 0) return;
  if (hadNone || (flags & pinFlags.initiateProcessingOnEveryArrival) !== 0) attemptProcessing(model, pin, (flags & pinFlags.asynchronousProcessing) !== 0, 'passive');
}

/** The pin has come up to its minimum processing state, and frames may have been waiting for that. */
export function stateReached(model: SimulationModel, pin: PinModel): void {
  if ((pin.settings.flags & pinFlags.doNotInitiateProcessing) === 0) attemptProcessing(model, pin, (pin.settings.flags & pinFlags.asynchronousProcessing) !== 0, 'passive');
}

/**
 * KsPinAttemptProcessing, and AVStream's own attempts. With `asynchronous`, or when the level is above the one Process may run at, a work item calls Process;
 * else it is called at once (W:restarting-processing-in-avstream; "at or below" where the pin's and the filter's page differ). `false`: there was nothing to do.
 */
export function attemptProcessing(model: SimulationModel, pin: PinModel, asynchronous: boolean, level: Level): boolean {
  if (!stateAllows(pin) || pin.queue.available === 0 || pin.workItemPending) return false;
  if (pin.processing) {
    pin.attemptsDuringProcess += 1;
    pin.attemptRemembered = true;
    return false;
  }
  if (asynchronous || (level === 'dispatch' && (pin.settings.flags & pinFlags.dispatchLevelProcessing) === 0)) {
    pin.workItemPending = true;
    const { clock } = model.engine;
    clock[clockDue] = clock[clockNow]!;
    addSample(pin.workItemLatency, clock, clockDue);
    scheduleDue(model.engine, eventPriorities.workItem, eventKinds.workItem, pin.index, 0);
  } else {
    callProcess(model, pin);
  }
  return true;
}

/** The work item runs. */
export function workItemRuns(model: SimulationModel, pin: PinModel): void {
  pin.workItemPending = false;
  pin.workItems += 1;
  if (!pin.processing && stateAllows(pin) && pin.queue.available > 0) callProcess(model, pin);
}

/** AVStream calls Process, which begins by locking the leading edge. */
function callProcess(model: SimulationModel, pin: PinModel): void {
  pin.processing = true;
  pin.times[pinTimes.processStart] = model.engine.clock[clockNow]!;
  pin.processConsumed = 0;
  pin.processCalls += 1;
  if (getLeadingEdge(pin.queue, true) === nullPointer) {
    returnFromProcess(model, pin, true);
    return;
  }
  workOnFrame(model, pin);
}

/** Process works on the frame under the leading edge; when that takes time, the outcome comes as an event. */
function workOnFrame(model: SimulationModel, pin: PinModel): void {
  const { clock } = model.engine;
  for (;;) {
    clock[clockDue] = clock[clockNow]!;
    addSample(pin.processTime, clock, clockDue);
    if (clock[clockDue] !== clock[clockNow]) {
      scheduleDue(model.engine, eventPriorities.process, eventKinds.processStep, pin.index, 0);
      return;
    }
    if (!consumeFrame(model, pin)) return;
  }
}

/** The time for one frame is over. */
export function processStepEnds(model: SimulationModel, pin: PinModel): void {
  if (consumeFrame(model, pin)) workOnFrame(model, pin);
}

/**
 * What Process does with one frame: clones the leading edge, gives the buffer to the hardware and advances; the clone keeps the frame until the DPC deletes it.
 * `true` when a further frame is under the (locked) leading edge, `false` when Process has returned.
 */
function consumeFrame(model: SimulationModel, pin: PinModel): boolean {
  const { queue } = pin;
  const slot = queue.pointerFrame[leadingEdge]!;
  const buffer = queue.frameIrp[slot]!;
  if (queue.frameExtent[slot]! < pin.frameBytes && pin.settings.driver.whenBufferTooSmall === 'completeEmpty') {
    pin.tooSmall += 1;
    setDataUsed(queue, leadingEdge, 0);
  } else {
    let pointer = pin.previousClone;
    if (pointer === nullPointer) {
      pointer = clone(queue, leadingEdge, buffer);
      setDataUsed(queue, pointer, 0);
    }
    if (pin.list.count >= pin.listDepth) {
      // The clone stays for the next call, as in the sample, so the frame under the leading edge has two references meanwhile.
      pin.previousClone = pointer;
      pin.listFull += 1;
      returnFromProcess(model, pin, pin.settings.driver.whenListFull === 'pending');
      return false;
    }
    pin.previousClone = nullPointer;
    enterState(model, pin, buffer, bufferStates.cloned, -1);
    pushRing(pin.list, pointer);
    bufferProgrammed(model, pin);
  }
  pin.processConsumed += 1;
  const status = advance(queue, leadingEdge);
  // A driver with a trailing edge of its own is taken to move it along with the leading one.
  if (queue.distinctTrailingEdge) while (queue.pointerFrame[trailingEdge] !== queue.pointerFrame[leadingEdge]) advance(queue, trailingEdge);
  if (queue.completedCount > 0) takeCompleted(model, pin);
  if (status !== ntStatus.success) {
    // Off the end of the queue: nothing is left to do, and Process says so with STATUS_SUCCESS.
    returnFromProcess(model, pin, false);
    return false;
  }
  enterState(model, pin, queue.frameIrp[queue.pointerFrame[leadingEdge]!]!, bufferStates.leadingEdge, -1);
  return true;
}

/** Process returns; STATUS_PENDING ends processing until the next trigger, STATUS_SUCCESS with frames left brings the next call at once. */
function returnFromProcess(model: SimulationModel, pin: PinModel, pending: boolean): void {
  const { queue } = pin;
  if (queue.pointerState[leadingEdge] === pointerStates.locked) unlock(queue, leadingEdge, false);
  pin.processing = false;
  recordSpanSince(model.recorder, pin.rows.process, model.kinds.running, pin.times, pinTimes.processStart, -1);
  const remembered = pin.attemptRemembered;
  pin.attemptRemembered = false;
  if (pending) {
    pin.pended = true;
    pin.processPending += 1;
    mark(model, pin.rows.process, model.kinds.processPending, -1);
  }
  if (!pending && stateAllows(pin) && queue.available > 0) {
    // AVStream is not done processing, so a change of state goes on waiting.
    if (pin.processConsumed === 0 && endless(model, pin)) return;
    callProcess(model, pin);
    return;
  }
  if (pin.stateChangeWaiting) continueStateChange(model, pin);
  if (pending && remembered) attemptProcessing(model, pin, true, 'passive');
}

/** Process said STATUS_SUCCESS with a frame available and consumed nothing: once is a mistake, without end it is the end of the run. */
function endless(model: SimulationModel, pin: PinModel): boolean {
  const now = model.engine.clock[clockNow]!;
  occur(pin.endlessLoop, now);
  if (pin.times[pinTimes.unconsumed] !== now) {
    pin.times[pinTimes.unconsumed] = now;
    pin.unconsumedCalls = 0;
  }
  pin.unconsumedCalls += 1;
  if (pin.unconsumedCalls < endlessAtOnce && pin.endlessLoop.count < endlessInAll) return false;
  model.stopReason = 'endlessLoop';
  return true;
}

/**
 * Whether nothing can bring Process to be called again although frames wait: no attempt of the DPC to come, no arrival that initiates processing.
 * `dpcToCome` says whether the device will interrupt again.
 */
export function isStalled(pin: PinModel, dpcToCome: boolean): boolean {
  if (!stateAllows(pin) || pin.processing || pin.workItemPending || pin.queue.available === 0) return false;
  const { flags, driver } = pin.settings;
  const attempts = driver.attemptProcessing === 'always' || (driver.attemptProcessing !== 'never' && pin.pended);
  if (attempts && dpcToCome) return false;
  if ((flags & pinFlags.doNotInitiateProcessing) !== 0 || (flags & pinFlags.initiateProcessingOnEveryArrival) === 0) return true;
  const counts = countBuffers(pin);
  const outside = counts[bufferStates.inApplication]! + counts[bufferStates.completing]! + pin.filled.count + pin.list.count;
  return outside === 0;
}
