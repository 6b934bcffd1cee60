import { cancelledRemains, cancelRequest, flushQueue, hasOutstanding } from './cancellation';
import type { QueueEnvironment } from './environment';
import { chosen, recordCall, reportViolation } from './environment';
import { choices } from './options';
import type { PinQueue, QueueRequest } from './pin-queue';
import { headerOptions, ksReset, ksState, recordOn, reportOn, requestStates } from './pin-queue';
import type { Dispatch } from './processing-object';
import { minimumState, missingInstances, nothingToDo, stateChanged } from './processing-object';
import { pointerStates } from './queue';
import { releaseHeld } from './requests';
import { ntStatus } from './stream-pointer';

/** The state the pin is told next on its way to `target`: on the standard transport one step, else the target itself (K:nc-ks-pfnkspinsetdevicestate). */
export function nextState(pin: PinQueue, target: number): number {
  if (!pin.settings.standardTransport || pin.clientState === target) return target;
  return pin.clientState < target ? pin.clientState + 1 : pin.clientState - 1;
}

/**
 * SetDeviceState is called. ClientState changes before it; what decides about processing changes before it on the way down, after its return on the way up.
 * Fails, without a call, on a filter whose necessary pins are missing (STA-08).
 */
export function beginStateChange(pin: PinQueue, to: number): number {
  const missing = pin.processing === null ? null : missingInstances(pin.processing);
  if (missing !== null && to > pin.clientState) {
    reportOn(pin, 'STA-08', missing);
    return ntStatus.deviceNotReady;
  }
  if (to < pin.clientState) pin.processingState = Math.min(pin.processingState, to);
  pin.clientState = to;
  if (pin.resetState === ksReset.begin) pin.stateChangedInReset = true;
  recordOn(pin, 'SetDeviceState', to);
  return ntStatus.success;
}

/**
 * SetDeviceState returns. A failure rolls ClientState back, and breaks STA-03 when the driver kept the new state. Otherwise the pin is in the new state: clones
 * left at STOP break STA-04, and processing may begin.
 */
export function endStateChange(pin: PinQueue, succeeded: boolean, driverKeepsState = succeeded): Dispatch {
  const from = pin.deviceState;
  const to = pin.clientState;
  if (!succeeded) {
    pin.clientState = from;
    pin.processingState = from;
    if (driverKeepsState) reportOn(pin, 'STA-03', { from, to });
    return nothingToDo('refused');
  }
  pin.deviceState = to;
  pin.processingState = to;
  if (from === ksState.run && to < from) flushOnPause(pin);
  if (to === ksState.stop && from > to && pin.frames.cloneCount > 0) reportOn(pin, 'STA-04', { clones: pin.frames.cloneCount, when: 'stop' });
  // A stream that begins anew does not wait for the end of the former one (inferred).
  if (to === ksState.stop && pin.endOfStreamPending) releaseHeld(pin, 'passive');
  if (pin.processing === null || to < from) return nothingToDo('state');
  return stateChanged(pin.processing, pin, from < minimumState(pin.processing, pin) && to >= minimumState(pin.processing, pin));
}

/** Frames with KSSTREAM_HEADER_OPTIONSF_FLUSHONPAUSE are of no use after a pause. */
function flushOnPause(pin: PinQueue): void {
  const flushed = pin.requests.filter((request) => isQueued(request) && request.headers.some((header) => (header.optionsFlags & headerOptions.flushOnPause) !== 0));
  if (flushed.length === 0 || chosen(pin.environment, choices.flushOnPause.leftToMinidriver)) return;
  for (const request of flushed) {
    request.flushedOnPause = true;
    cancelRequest(pin, request.number);
  }
}

function isQueued({ state }: QueueRequest): boolean {
  return state === requestStates.queued || state === requestStates.held || state === requestStates.withheld;
}

/** Changes the state step by step, with a driver that does what it is told. Returns what the steps bring about. */
export function changeState(pin: PinQueue, target: number): Dispatch[] {
  const dispatches: Dispatch[] = [];
  while (pin.clientState !== target) {
    if (beginStateChange(pin, nextState(pin, target)) !== ntStatus.success) break;
    dispatches.push(endStateChange(pin, true));
  }
  return dispatches;
}

/** Power states of a device, as far as they matter here. */
export enum powerStates { D0 = 0, D3 = 3 }

/** The system goes to sleep: running graphs are paused, then SetPower(D3) is called (W:power-and-state-changes-in-avstream). Returns the pins to run again. */
export function sleep(environment: QueueEnvironment, device: string, pins: readonly PinQueue[]): PinQueue[] {
  const running = pins.filter((pin) => pin.clientState === ksState.run);
  for (const pin of running) changeState(pin, ksState.pause);
  recordCall(environment, 'SetPower', device, powerStates.D3);
  return running;
}

/** The system wakes up: SetPower(D0) and the return to RUN come in either order; a driver that relies on the first order breaks STA-06 in the second. */
export function wake(environment: QueueEnvironment, device: string, running: readonly PinQueue[], reliesOnPowerFirst: boolean): Dispatch[] {
  const dispatches: Dispatch[] = [];
  const run = (): void => {
    for (const pin of running) dispatches.push(...changeState(pin, ksState.run));
  };
  const stateFirst = running.length > 0 && chosen(environment, choices.wakeOrder.stateFirst);
  if (stateFirst) {
    if (reliesOnPowerFirst) reportViolation(environment, 'STA-06', device, {});
    run();
  }
  recordCall(environment, 'SetPower', device, powerStates.D0);
  if (!stateFirst) run();
  return dispatches;
}

/** The device is removed without notice: the driver hears of it, new requests are refused, and those that wait end at once or with the pin. */
export function surpriseRemoval(environment: QueueEnvironment, device: string, pins: readonly PinQueue[]): void {
  recordCall(environment, 'SurpriseRemoval', device, -1);
  for (const pin of pins) {
    pin.removed = true;
    if (hasOutstanding(pin) && chosen(environment, choices.surpriseRemoval.cancelsRequests)) flushQueue(pin);
  }
}

/** The device stops, or the driver is unloaded: no clone may be left (SPT-04, SPT-11 for those of cancelled requests), no pointer locked (SPT-05). */
export function checkLeftovers(pin: PinQueue, when: 'deviceStop' | 'unload'): void {
  const { frames } = pin;
  const remains = cancelledRemains(pin);
  const clones = frames.cloneCount - remains.clones;
  if (remains.clones > 0) reportOn(pin, 'SPT-11', remains);
  if (clones > 0) reportOn(pin, 'SPT-04', { clones, when });
  const locked = frames.pointerState.reduce((sum, state) => sum + (state === pointerStates.locked ? 1 : 0), 0);
  if (locked > 0) reportOn(pin, 'SPT-05', { locked, when });
}
