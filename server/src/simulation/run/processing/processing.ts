import { recordSpanSince } from '../../../trace/index';
import type { Sampler } from '../../engine/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { Dispatch, Level, QueueRequest } from '../../queue/index';
import { attemptProcessing, beginProcess, checkStall, framesAvailable, processReturns, workItemRuns as workItemOf } from '../../queue/index';
import { processIsCalled, processTook, processedAtDispatch } from '../conduct';
import { stoppedProcessReturns } from '../clients/stop';
import { eventKinds, eventPriorities } from '../events';
import { fillBranch } from '../filters/splitter';
import type { ObjectModel, PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { occur } from '../occurrence';
import { mark } from '../pools/enter-state';
import { continueStateChange } from '../states/states';
import { objectTimes } from './object';

/** Calls without consuming anything after which the run is ended: at one instant, and in all. */
const endlessAtOnce = 1_000;
const endlessInAll = 100_000;

/** Does what an attempt to process came to: calls Process, or queues a work item that will. */
export function carryOut(model: SimulationModel, object: ObjectModel, dispatch: Dispatch): void {
  if (dispatch.kind === 'call') callProcess(model, object);
  else if (dispatch.kind === 'workItem') queueWorkItem(model, object, object.workItemLatency[dispatch.queue]);
}

function queueWorkItem({ engine }: SimulationModel, { index }: ObjectModel, latency: Sampler): void {
  const { clock } = engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(latency, clock, clockDue);
  scheduleDue(engine, eventPriorities.workItem, eventKinds.workItem, index, 0);
}

/** As {@link carryOut}, on behalf of a pin, whichever object processes it. */
export function carryOutFor(model: SimulationModel, pin: PinModel, dispatch: Dispatch): void {
  if (pin.queue.automatic && pin.splitter !== null) fillBranch(model, pin.splitter, pin);
  if (dispatch.kind !== 'nothing' && pin.object !== null) carryOut(model, pin.object, dispatch);
}

/** KsPinAttemptProcessing, KsFilterAttemptProcessing of a driver, with its row of the trace for the mark. */
export function driverAttempts(model: SimulationModel, object: ObjectModel, asynchronous: boolean, level: Level, row: number): void {
  object.attempts += 1;
  const dispatch = attemptProcessing(model.environment, object.object, asynchronous, level);
  if (dispatch.kind === 'nothing') {
    object.attemptsRedundant += 1;
    if (dispatch.reason === 'processing') object.attemptsDuringProcess += 1;
  }
  mark(model, row, dispatch.kind === 'nothing' ? model.kinds.attemptRedundant : model.kinds.attemptProcessing, -1);
  if (dispatch.kind === 'call' && level === 'dispatch') processedAtDispatch(model, object);
  carryOut(model, object, dispatch);
}

/** The work item runs. */
export function workItemRuns(model: SimulationModel, object: ObjectModel): void {
  object.workItems += 1;
  carryOut(model, object, workItemOf(object.object));
}

/** Process is to be called: whether all it does could be done in one, and has been. */
function callsWhole(model: SimulationModel, object: ObjectModel): boolean {
  return !object.isCalling && object.wholeCall !== null && object.wholeCall(model, object);
}

/** A request arrives: whether all that comes of it could be done in one, and has been. */
export function arrivesWhole(model: SimulationModel, object: ObjectModel, request: QueueRequest): boolean {
  return !object.isCalling && object.wholeArrival !== null && object.wholeArrival(model, object, request);
}

/** Calls Process. One that returns at once and is to be called again is called in a loop: there may be thousands of frames, or no end. */
function callProcess(model: SimulationModel, object: ObjectModel): void {
  if (callsWhole(model, object)) return;
  object.callAgain = true;
  if (object.isCalling) return;
  object.isCalling = true;
  while (object.callAgain && beginProcess(object.object)) {
    object.callAgain = false;
    object.times[objectTimes.processStart] = model.engine.clock[clockNow]!;
    object.consumed = 0;
    if (model.watchesProcess) processIsCalled(model, object);
    object.behaviour.process(model, object);
  }
  object.callAgain = false;
  object.isCalling = false;
}

/** Process works for a time; then `step` of its behaviour goes on. What takes no time needs no event: `false`, and the caller goes on itself. */
export function workFor(model: SimulationModel, object: ObjectModel): boolean {
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(object.processTime, clock, clockDue);
  if (clock[clockDue] === clock[clockNow]) return false;
  scheduleDue(model.engine, eventPriorities.process, eventKinds.processStep, object.index, 0);
  return true;
}

/** Writes a call of Process that returns now into the trace. */
export function recordReturn({ recorder, kinds }: SimulationModel, { row, times }: ObjectModel): void {
  if (row >= 0) recordSpanSince(recorder, row, kinds.running, times, objectTimes.processStart, -1);
}

/** Process returns; STATUS_PENDING ends processing until the next trigger, STATUS_SUCCESS with frames left brings the next call at once. */
export function returnFromProcess(model: SimulationModel, object: ObjectModel, status: 'success' | 'pending'): void {
  recordReturn(model, object);
  processTook(model, object);
  if (status === 'pending') {
    object.pendedOnce = true;
    object.processPending += 1;
    mark(model, object.row, model.kinds.processPending, -1);
  }
  const dispatch = processReturns(object.object, status);
  if (dispatch.kind === 'call') {
    // Without anything consumed AVStream is not done processing, and a change of state goes on waiting.
    if (object.consumed === 0 && isEndless(model, object)) return;
    if (object.consumed === 0 || !isAwaited(object)) {
      callProcess(model, object);
      return;
    }
    // Else it comes between two calls, or a driver with more to do than it can would never stop. What it leaves to do is asked anew.
    for (const { group } of object.pins) if (group.isWaiting) continueStateChange(model, group);
    carryOut(model, object, attemptProcessing(model.environment, object.object, false, 'passive'));
    return;
  }
  const { pins } = object;
  for (let at = 0; at < pins.length; at += 1) {
    const { group, queue, client } = pins[at]!;
    if (group.isWaiting) continueStateChange(model, group);
    if (queue.deviceState === pinStates.STOP && client !== null) stoppedProcessReturns(model, client);
  }
  carryOut(model, object, dispatch);
}

/** Whether a change of state of one of its pins waits for Process to return. */
function isAwaited({ pins }: ObjectModel): boolean {
  for (let at = 0; at < pins.length; at += 1) if (pins[at]!.group.isWaiting) return true;
  return false;
}

/** Process said STATUS_SUCCESS with a frame available and consumed nothing: once is a mistake, without end it is the end of the run. */
function isEndless(model: SimulationModel, object: ObjectModel): boolean {
  const now = model.engine.clock[clockNow]!;
  occur(object.endlessLoop, now);
  if (object.times[objectTimes.unconsumed] !== now) {
    object.times[objectTimes.unconsumed] = now;
    object.unconsumedCalls = 0;
  }
  object.unconsumedCalls += 1;
  if (object.unconsumedCalls < endlessAtOnce && object.endlessLoop.count < endlessInAll) return false;
  model.stopReason = 'endlessLoop';
  return true;
}

/** A frame is lost while others wait in the queue: the moment at which a stall shows. `dpcToCome`: the device will interrupt again. `arrival`: a buffer will come back. */
export function watchForStall(model: SimulationModel, object: ObjectModel, attempts: boolean, arrival: boolean): void {
  const frames = framesAvailable(object.object);
  if (frames === 0) return;
  if (object.stalled.count === 0 && !checkStall(object.object, { attempt: attempts, arrival, stateChange: false })) return;
  if (object.stalled.count === 0) object.stalled.framesWaiting = frames;
  occur(object.stalled, model.engine.clock[clockNow]!);
}
