import { clockNow, schedule } from '../../engine/index';
import { chosen, choices, powerStates, recordCall, reportViolation } from '../../queue/index';
import { eventKinds, eventPriorities } from '../events';
import { deviceName, deviceRoutineReturns } from '../conduct';
import type { SimulationModel } from '../model';
import { pinStates } from '../model';
import { heedRequests, insertStateRequest, isSettled, takeRequest } from '../states/states';
import type { OutsideOutcome } from './outside';

function setPower(model: SimulationModel, power: powerStates): void {
  recordCall(model.environment, 'SetPower', deviceName, power);
  deviceRoutineReturns(model, 'setPower');
}

/**
 * The system goes to sleep for `duration` ns: what user mode has asked for is carried out, running pins are paused, then SetPower(D3) is called, when no Process runs
 * (W:power-and-state-changes-in-avstream; DV:ks-ksprocessingmutex). User mode stands still from the first instant. What comes during another sleep prolongs it.
 */
export function goToSleep(model: SimulationModel, index: number, duration: number): OutsideOutcome {
  const { outside, engine, groups } = model;
  const wakeAt = engine.clock[clockNow]! + duration;
  schedule(engine, wakeAt, eventPriorities.outside, eventKinds.outsideEventEnd, 0, index);
  outside.sleeps.push(index);
  outside.wakeAt = Math.max(outside.wakeAt, wakeAt);
  if (outside.phase !== 'awake') return 'waiting';
  outside.phase = 'goingToSleep';
  for (const group of groups) {
    group.isSuspended = true;
    pauseIfRunning(model, group.index);
  }
  continueSleep(model);
  return outside.outcomes[index] === 'done' ? 'done' : 'waiting';
}

/** A group in RUN is paused; one that is still on its way is looked at again when it has arrived. */
function pauseIfRunning(model: SimulationModel, index: number): void {
  const group = model.groups[index]!;
  if (!isSettled(group) || group.state !== pinStates.RUN) return;
  model.outside.running.push(group);
  insertStateRequest(model, group, pinStates.PAUSE, false);
}

/** The time of sleep is over. */
export function sleepEnds(model: SimulationModel): void {
  continueSleep(model);
}

/** Goes on as far as possible on the way to sleep and out of it. */
export function continueSleep(model: SimulationModel): void {
  const { outside, groups } = model;
  if (outside.phase === 'goingToSleep') {
    for (const { index } of groups) pauseIfRunning(model, index);
    if (!groups.every(isSettled) || isProcessing(model)) return;
    setPower(model, powerStates.D3);
    outside.phase = 'asleep';
  }
  if (outside.phase === 'asleep') {
    if (model.engine.clock[clockNow]! < outside.wakeAt) return;
    beginToWake(model);
  }
  if (outside.phase === 'wakingUp') finishWaking(model);
}
function isProcessing({ objects }: SimulationModel): boolean {
  return objects.some((object) => object?.object.processing === true);
}

/** Which comes first, SetPower(D0) or the return to RUN, is option `wakeOrder`; a driver that relies on SetPower coming first breaks STA-06 in the other order. */
function beginToWake(model: SimulationModel): void {
  const { outside, environment } = model;
  outside.phase = 'wakingUp';
  const stateFirst = outside.running.length > 0 && chosen(environment, choices.wakeOrder.stateFirst);
  if (!stateFirst) setPower(model, powerStates.D0);
  outside.powerIsOn = !stateFirst;
  for (const group of outside.running) {
    for (const { settings, index } of group.pins) if (stateFirst && settings.driver.reliesOnPowerFirst) reportViolation(environment, 'STA-06', settings.label, {}, index);
    insertStateRequest(model, group, pinStates.RUN, false);
  }
}

/** The pins run again: user mode goes on, and what it asked for meanwhile comes. */
function finishWaking(model: SimulationModel): void {
  const { outside, engine, groups } = model;
  if (!outside.powerIsOn) {
    if (!outside.running.every(isSettled) || isProcessing(model)) return;
    setPower(model, powerStates.D0);
    outside.powerIsOn = true;
  }
  outside.phase = 'awake';
  outside.running.length = 0;
  for (const index of outside.sleeps.splice(0)) outside.outcomes[index] = 'done';
  for (const { priority, kind, component, argument } of outside.deferred.splice(0)) schedule(engine, engine.clock[clockNow]!, priority, kind, component, argument);
  for (const group of groups) {
    group.isSuspended = outside.ended.includes(group);
    heedRequests(group);
    takeRequest(model, group);
  }
}

/** Something that user mode does waits until the system is awake. */
export function deferUntilAwake({ outside }: SimulationModel, priority: number, kind: number, component: number, argument: number): void {
  outside.deferred.push({ priority, kind, component, argument });
}
