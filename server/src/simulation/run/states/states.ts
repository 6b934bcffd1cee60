import { recordSpanSince } from '../../../trace/index';
import { status } from '../../behaviour/index';
import { clockNow, sample, schedule } from '../../engine/index';
import { beginStateChange, endStateChange, ntStatus, recordCall, reportOn } from '../../queue/index';
import { circuitCameDown, circuitGoesBack, circuitGoesUp, circuitReached } from '../circuits/states';
import { isAtPin } from '../circuits/whereabouts';
import { submitAll } from '../clients/submit';
import { outstandingRequests } from '../clients/outstanding';
import { endOutstanding } from '../clients/stop';
import { startSource, pauseSource } from '../devices/source';
import { stopDevice } from '../devices/transfers';
import { eventKinds, eventPriorities } from '../events';
import { movedByFilter } from '../filters/pattern';
import { abandonCopies } from '../filters/splitter';
import type { GroupModel, PinModel, SimulationModel } from '../model';
import { pinStates, pinTimes } from '../model';
import { runBegins, runEnds } from '../pins/run-time';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { attemptAtRun, attemptWhenEmptied } from '../patterns/attempts';
import { letWindowGo } from '../patterns/window';
import { carryOutFor } from '../processing/processing';
import { callRoutine, stateRoutine } from '../routines/drive';
import { judgeEdits, pinRoutineReturns, stateRoutineReturns } from '../conduct';
import { settleForgotten } from '../cancellation';
import { choose } from '../choose';
import { takeCompleted } from '../supply';
import { scheduleTimeoutEvent } from '../timeouts';

/** Another state is asked for. */
export function stateRequested(model: SimulationModel, group: GroupModel): void {
  group.requestsArrived += 1;
  if (!group.isSuspended) heedRequests(group);
  takeRequest(model, group);
}

/** Who wants to stop queues nothing more, even while what it asked for before is under way: that may be waiting for Process, which frames without end would keep busy. */
export function heedRequests(group: GroupModel): void {
  const { requests, requestsArrived, requestsDone } = group;
  for (let request = requestsDone; request < requestsArrived; request += 1) stopQueuing(group, pinStates[requests[request]!.state]);
}

/** Clients whose pins go below the state in which they begin to queue requests. */
function stopQueuing({ pins }: GroupModel, target: number): void {
  for (const { client } of pins) if (client !== null && target < pinStates[client.settings.firstQueuedAt]) client.queues = false;
}

/**
 * Somebody else than the client asks for a state, KSSTATE: it comes before whatever the client asks for later. With `abandons` what is being carried out is given up
 * when the step under way is done, and so is whatever was inserted before.
 */
export function insertStateRequest(model: SimulationModel, group: GroupModel, state: number, abandons: boolean): void {
  if (abandons) group.inserted.length = 0;
  group.inserted.push({ state, abandons });
  takeRequest(model, group);
}

/** Whether nothing is under way that others than the client have asked for, nor any change of state at all. */
export function isSettled({ target, inserted }: GroupModel): boolean {
  return target < 0 && inserted.length === 0;
}

/** Begins the next request, if none is being carried out: one that was inserted, else the client's oldest. */
export function takeRequest(model: SimulationModel, group: GroupModel): void {
  if (group.target >= 0) return;
  const inserted = group.inserted.shift();
  if (inserted !== undefined) {
    group.isOwn = false;
    group.target = inserted.state;
  } else if (!group.isSuspended && group.requestsDone < group.requestsArrived) {
    group.isOwn = true;
    group.target = pinStates[group.requests[group.requestsDone]!.state];
    heedRequests(group);
  } else return;
  continueStateChange(model, group);
}

function requestDone(model: SimulationModel, group: GroupModel): void {
  if (group.isOwn) group.requestsDone += 1;
  group.target = -1;
  takeRequest(model, group);
}

/** Makes the next step towards the requested state: one call of SetDeviceState for each pin, which waits for a call of its Process that is under way. */
export function continueStateChange(model: SimulationModel, group: GroupModel): void {
  if (group.stepTo < 0) {
    const { target } = group;
    if (group.state === target || group.inserted[0]?.abandons === true) {
      requestDone(model, group);
      return;
    }
    // A pipe leads its pins step by step; a pin that is in none, off the standard transport, is told what its client asks for.
    const isLed = group.circuits.length > 0 || group.pins[0]!.queue.settings.standardTransport;
    const stepTo = isLed ? (group.state < target ? group.state + 1 : group.state - 1) : target;
    if (mustWait(model, group, pinToTell(model, { ...group, stepTo, told: 0 }))) return;
    group.stepTo = stepTo;
    group.told = 0;
    if (group.stepTo > group.state) {
      for (const circuit of group.circuits) {
        if (circuitGoesUp(model, circuit, group.stepTo) !== ntStatus.success) {
          refuse(model, group);
          return;
        }
      }
    }
  } else if (mustWait(model, group, pinToTell(model, group))) return;
  tell(model, group);
}

/** Whether SetDeviceState of the pin that is told next has to wait for a Process that works on its frames; those of other pins may run on. */
function mustWait(model: SimulationModel, group: GroupModel, { object }: PinModel): boolean {
  group.isWaiting = object?.object.processing === true && choose(model, 'stateChangeDuringProcess') === 'waits';
  return group.isWaiting;
}

/** The step fails: the group stays where it is, and the request is over. */
function refuse(model: SimulationModel, group: GroupModel): void {
  if (group.stepTo > group.state) for (const circuit of group.circuits) circuitGoesBack(model, circuit);
  group.stepTo = -1;
  group.refused += 1;
  requestDone(model, group);
}

/** The pin that is told next: the option says in which order pins go up; down is the reverse. */
function pinToTell(model: SimulationModel, { pins, stepTo, state, told }: GroupModel): PinModel {
  if (pins.length === 1) return pins[0]!;
  const sinkFirst = (choose(model, 'stateOrder') === 'sinkFirst') === stepTo > state;
  return pins[sinkFirst ? pins.length - 1 - told : told]!;
}

function tell(model: SimulationModel, group: GroupModel): void {
  const now = model.engine.clock[clockNow]!;
  const pin = pinToTell(model, group);
  if (beginStateChange(pin.queue, group.stepTo) !== ntStatus.success) {
    refuse(model, group);
    return;
  }
  pin.times[pinTimes.callStart] = now;
  pin.setDeviceStateCalls += 1;
  if (pin.queue.deviceState === pinStates.RUN) {
    if (pin.device !== null && pin.routines === null) pauseSource(pin.device);
    runEnds(model, pin);
  }
  const routine = pin.routines === null ? -1 : stateRoutine(pin.routines, pin.queue.deviceState, group.stepTo);
  if (routine >= 0) callStateRoutine(model, group, pin, routine);
  else schedule(model.engine, now + sample(pin.setDeviceStateTime), eventPriorities.state, eventKinds.setDeviceStateReturn, group.index, 0);
}

/** SetDeviceState as the document describes it for this step, which takes the time of its waits. */
function callStateRoutine(model: SimulationModel, group: GroupModel, pin: PinModel, routine: number): void {
  callRoutine(model, pin, routine, (value) => {
    // These have to finish (K:nc-ks-pfnkspinsetdevicestate).
    if (value === status.pending) reportOn(pin.queue, 'DSP-07', { routine: 'SetDeviceState' });
    pin.routines!.refusesState = value >= status.invalidParameter;
    const now = model.engine.clock[clockNow]!;
    // As of a call that takes no time: others at this instant come first.
    if (now === pin.times[pinTimes.callStart]) schedule(model.engine, now, eventPriorities.state, eventKinds.setDeviceStateReturn, group.index, 0);
    else setDeviceStateReturns(model, group);
  });
}

/** SetDeviceState of a pin returns: the driver has done what the new state asks for, and AVStream and the client act on it. */
export function setDeviceStateReturns(model: SimulationModel, group: GroupModel): void {
  const pin = pinToTell(model, group);
  const from = pin.queue.deviceState;
  const to = group.stepTo;
  const now = model.engine.clock[clockNow]!;
  recordSpanSince(model.recorder, pin.rows.pinState, pin.tracePinStates[from]!, pin.times, pinTimes.stateSince, -1);
  if (pin.rows.setDeviceState >= 0) recordSpanSince(model.recorder, pin.rows.setDeviceState, model.kinds.running, pin.times, pinTimes.callStart, -1);
  pin.times[pinTimes.stateSince] = now;
  stateRoutineReturns(model, pin, from, to);
  if (fails(pin)) {
    endStateChange(pin.queue, false, pin.settings.driver.keepsStateOnFailure === true);
    takeCompleted(model, pin);
    refuse(model, group);
    return;
  }
  if (to < from && pin.routines === null) comeDown(model, pin, to);
  if (pin.routines?.hasStopped === true) {
    pin.routines.hasStopped = false;
    if (pin.pattern.held(pin) > 0) abandon(model, pin);
  }
  const dispatch = endStateChange(pin.queue, true);
  const takesBack = pin.forgotten.length > 0;
  settleForgotten(model, pin);
  takeCompleted(model, pin);
  if (to === pinStates.STOP && pin.client !== null) endOutstanding(model, pin.client, pin.client.hasEnded || pin.client.settings.atStop === 'cancels', true);
  if (to === pinStates.RUN) {
    if (pin.device !== null && !model.outside.isRemoved && pin.routines === null) startSource(model, pin.device);
    runBegins(model, pin);
  }
  scheduleTimeoutEvent(model, pin);
  if (to > from && pin.client !== null && to === pinStates[pin.client.settings.firstQueuedAt]) {
    submitAll(model, pin.client);
    if (!group.isSuspended) heedRequests(group);
  }
  carryOutFor(model, pin, dispatch);
  if (takesBack) attemptWhenEmptied(model, pin);
  if (to === pinStates.RUN) attemptAtRun(model, pin);
  group.told += 1;
  if (group.told === group.pins.length) {
    const before = group.state;
    group.state = to;
    group.stepTo = -1;
    for (const circuit of group.circuits) {
      if (to < before) circuitCameDown(model, circuit, to);
      else circuitReached(model, circuit, to);
    }
  }
  continueStateChange(model, group);
}

/** Whether this call of SetDeviceState is the one that fails. Only a pin that changes its state alone can have one. */
const fails = ({ settings: { driver }, setDeviceStateCalls, routines }: PinModel): boolean => driver.setDeviceStateFailsAt === setDeviceStateCalls || routines?.refusesState === true;

/** The driver's part of a step down. */
function comeDown(model: SimulationModel, pin: PinModel, to: number): void {
  const { deletesClones } = pin.settings.driver;
  const when = deletesClones === 'atStop' ? pinStates.STOP : pinStates.ACQUIRE;
  if (to !== when) return;
  if (pin.device !== null) stopDevice(model, pin.device);
  pin.clonesAtStop += pin.pattern.held(pin);
  if (deletesClones !== 'never' || pin.pattern === movedByFilter) pin.pattern.release(model, pin);
  else abandon(model, pin);
  if (deletesClones !== 'never') letWindowGo(model, pin);
  if (pin.splitter !== null) abandonCopies(model, pin.splitter, pin);
}

/** The device has forgotten its list and nobody deletes the clones: their frames are out of everybody's reach. */
function abandon(model: SimulationModel, pin: PinModel): void {
  const { pool } = pin;
  const { cloned, hardwareFilling, readyForDpc, neverCompleted } = bufferStates;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    const state = pool.buffers[buffer]!.state;
    if ((state === cloned || state === hardwareFilling || state === readyForDpc) && isAtPin(pin, buffer)) enterState(model, pin, buffer, neverCompleted, pool.buffers[buffer]!.frame);
  }
}

/** The calls that come before the first change of state: the format is verified, then the pin created. */
export function openPin(model: SimulationModel, pin: PinModel): void {
  judgeEdits(model, pin, 'start');
  setDataFormatCalled(model, pin);
  createCalled(model, pin);
}

/** The routine SetDataFormat of a pin, if there is one, is called. */
export function setDataFormatCalled(model: SimulationModel, pin: PinModel): void {
  const { settings, index, rows } = pin;
  if (settings.callbacks.setDataFormat === null) return;
  recordCall(model.environment, 'SetDataFormat', settings.label, index);
  mark(model, rows.setDataFormat, model.kinds.called, -1);
  pin.formatsSet += 1;
  pinRoutineReturns(model, pin, 'setDataFormat');
}

/** The routine Create of a pin, if there is one, is called. */
export function createCalled(model: SimulationModel, pin: PinModel): void {
  const { settings, index, rows } = pin;
  if (settings.callbacks.create === null) return;
  recordCall(model.environment, 'Create', settings.label, index);
  mark(model, rows.create, model.kinds.called, -1);
  pinRoutineReturns(model, pin, 'create');
}

/** The pin is closed when nothing is left to happen and it has stopped. */
export function closePin(model: SimulationModel, pin: PinModel): void {
  // Who waits for requests that do not come back does not get so far as to close the pin.
  const waits = pin.client !== null && (pin.client.settings.atStop === 'waits' || pin.client.hasEnded) && outstandingRequests(pin.client) > 0;
  if (pin.queue.deviceState !== pinStates.STOP || pin.isClosed || waits) return;
  pin.isClosed = true;
  if (pin.settings.callbacks.close === null) return;
  recordCall(model.environment, 'Close', pin.settings.label, pin.index);
  mark(model, pin.rows.close, model.kinds.called, -1);
  pinRoutineReturns(model, pin, 'close');
}
