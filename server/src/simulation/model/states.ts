import { recordSpanSince } from '../../trace/index';
import { clockNow, sample, schedule } from '../engine/index';
import { cancelIrp } from '../queue/index';
import { enterState, mark } from './buffers';
import { submitAll, takeCompleted } from './client';
import { eventKinds, eventPriorities } from './events';
import { deleteAllClones, pauseHardware, startHardware, stopHardware } from './hardware';
import type { PinModel, SimulationModel } from './model';
import { bufferStates, pinStates, pinTimes } from './model';
import { stateReached } from './processing';

/** The client asks for a state. */
export function stateRequested(model: SimulationModel, pin: PinModel): void {
  pin.requestsArrived += 1;
  if (pin.requestsArrived === pin.requestsDone + 1) takeRequest(model, pin);
}

/** Begins the oldest request that has not been carried out. */
function takeRequest(model: SimulationModel, pin: PinModel): void {
  const target = pinStates[pin.settings.states[pin.requestsDone]!.state];
  if (target < pinStates[pin.settings.client.firstQueuedAt]) pin.clientQueues = false;
  continueStateChange(model, pin);
}

/** Makes the next step towards the requested state: one call of SetDeviceState, which waits for a Process call that is under way. */
export function continueStateChange(model: SimulationModel, pin: PinModel): void {
  const now = model.engine.clock[clockNow]!;
  const target = pinStates[pin.settings.states[pin.requestsDone]!.state];
  if (pin.state === target) {
    pin.requestsDone += 1;
    if (pin.requestsDone < pin.requestsArrived) takeRequest(model, pin);
    return;
  }
  if (pin.processing) {
    pin.stateChangeWaiting = true;
    return;
  }
  pin.stateChangeWaiting = false;
  pin.changingTo = pin.state < target ? pin.state + 1 : pin.state - 1;
  pin.times[pinTimes.callStart] = now;
  pin.setDeviceStateCalls += 1;
  if (pin.changingTo < pin.state) pin.processingState = pin.changingTo;
  if (pin.state === pinStates.RUN) {
    pauseHardware(pin);
    pin.runs.push(now);
  }
  schedule(model.engine, now + sample(pin.setDeviceStateTime), eventPriorities.state, eventKinds.setDeviceStateReturn, pin.index, 0);
}

/** SetDeviceState returns: the driver has done what the new state asks for, and AVStream and the client act on it. */
export function setDeviceStateReturns(model: SimulationModel, pin: PinModel): void {
  const from = pin.state;
  const to = pin.changingTo;
  recordSpanSince(model.recorder, pin.rows.pinState, pin.tracePinStates[from]!, pin.times, pinTimes.stateSince, -1);
  if (pin.rows.setDeviceState >= 0) recordSpanSince(model.recorder, pin.rows.setDeviceState, model.kinds.running, pin.times, pinTimes.callStart, -1);
  pin.state = to;
  pin.times[pinTimes.stateSince] = model.engine.clock[clockNow]!;
  pin.processingState = to;
  if (to < from) comeDown(model, pin, to);
  else if (to === pinStates.RUN) {
    startHardware(model, pin);
    pin.runs.push(model.engine.clock[clockNow]!);
  }
  if (to > from) {
    if (to === pinStates[pin.settings.client.firstQueuedAt]) submitAll(model, pin);
    if (from < pin.minimumProcessingState && to >= pin.minimumProcessingState) stateReached(model, pin);
  }
  continueStateChange(model, pin);
}

/** The driver's part of a step down, and what the client does once the pin has stopped. */
function comeDown(model: SimulationModel, pin: PinModel, to: number): void {
  const { deletesClones } = pin.settings.driver;
  const when = deletesClones === 'atStop' ? pinStates.STOP : pinStates.ACQUIRE;
  if (to === when) {
    stopHardware(model, pin);
    pin.clonesAtStop += pin.queue.cloneCount;
    if (deletesClones !== 'never') deleteAllClones(model, pin);
    else abandonClones(model, pin);
  }
  if (to === pinStates.STOP) cancelOutstanding(model, pin);
}

/** The hardware has forgotten its list and nobody deletes the clones: their frames are out of everybody's reach. */
function abandonClones(model: SimulationModel, pin: PinModel): void {
  const { cloned, hardwareFilling, readyForDpc, neverCompleted } = bufferStates;
  for (let buffer = 0; buffer < pin.settings.client.requests; buffer += 1) {
    const state = pin.bufferState[buffer]!;
    if (state === cloned || state === hardwareFilling || state === readyForDpc) enterState(model, pin, buffer, neverCompleted, pin.bufferFrame[buffer]!);
  }
}

/** The client cancels what it still has outstanding. What is locked cannot be cancelled and does not come back. */
function cancelOutstanding(model: SimulationModel, pin: PinModel): void {
  const { queued, leadingEdge, neverCompleted } = bufferStates;
  let held = 0;
  for (let buffer = 0; buffer < pin.settings.client.requests; buffer += 1) {
    const state = pin.bufferState[buffer]!;
    if ((state === queued || state === leadingEdge || state === neverCompleted) && !cancelIrp(pin.queue, buffer)) held += 1;
  }
  if (held > 0 && pin.leaked.count === 0) pin.leaked.firstTime = model.engine.clock[clockNow]!;
  pin.leaked.count = Math.max(pin.leaked.count, held);
  takeCompleted(model, pin);
}

/** The calls that come before the first state change: the format is verified, then the pin created. */
export function createPin(model: SimulationModel, pin: PinModel): void {
  mark(model, pin.rows.setDataFormat, model.kinds.called, -1);
  mark(model, pin.rows.create, model.kinds.called, -1);
}

/** The pin is closed when nothing is left to happen and it has stopped. */
export function closePin(model: SimulationModel, pin: PinModel): void {
  if (pin.state === pinStates.STOP) mark(model, pin.rows.close, model.kinds.called, -1);
}
