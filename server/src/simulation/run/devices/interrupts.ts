import { recordSpanSince } from '../../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { askState } from '../conduct';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { mark } from '../pools/enter-state';
import { deviceTimes } from './device';

/** Something has happened that the device interrupts for: at once, or when enough of it has come together, or when the first has waited long enough. */
export function deviceEvent(model: SimulationModel, device: DeviceModel): void {
  if (device.interruptEvery === 1) raiseInterrupt(model, device);
  else shareInterrupt(model, device);
}

function shareInterrupt(model: SimulationModel, device: DeviceModel): void {
  const { coalescingTime } = device.pin.settings.hardware;
  device.eventsWaiting += 1;
  if (device.eventsWaiting >= device.interruptEvery) {
    interruptForWaiting(model, device);
    return;
  }
  if (device.eventsWaiting > 1 || coalescingTime === null) return;
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]! + coalescingTime;
  scheduleDue(model.engine, eventPriorities.interrupt, eventKinds.coalescingEnd, device.pin.index, device.coalescingEpoch);
}

/** The first of the events that wait has waited as long as it may. */
export function coalescingEnds(model: SimulationModel, device: DeviceModel, epoch: number): void {
  if (epoch === device.coalescingEpoch) interruptForWaiting(model, device);
}

function interruptForWaiting(model: SimulationModel, device: DeviceModel): void {
  forgetWaiting(device);
  raiseInterrupt(model, device);
}

/** Events that wait for an interrupt are over. */
export function forgetWaiting(device: DeviceModel): void {
  device.eventsWaiting = 0;
  device.coalescingEpoch = (device.coalescingEpoch + 1) | 0;
}

/** The first field of a frame is in memory. */
export function fieldEnds(model: SimulationModel, device: DeviceModel, epoch: number): void {
  if (epoch === device.transferEpoch) deviceEvent(model, device);
}

/** The device asks for an interrupt; one that has not been served yet stands for this one too. */
function raiseInterrupt(model: SimulationModel, device: DeviceModel): void {
  if (device.interruptPending) return;
  device.interruptPending = true;
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(device.interruptLatency, clock, clockDue);
  if (clock[clockDue] === clock[clockNow]) interruptServed(model, device);
  else scheduleDue(model.engine, eventPriorities.interrupt, eventKinds.interrupt, device.pin.index, 0);
}

/** The interrupt service routine runs and queues the DPC, which is in the system's queue at most once. */
export function interruptServed(model: SimulationModel, device: DeviceModel): void {
  const { clock } = model.engine;
  device.interruptPending = false;
  device.interrupts += 1;
  mark(model, device.pin.rows.interrupt, model.kinds.interrupt, -1);
  if (device.dpcQueued) return;
  device.dpcQueued = true;
  clock[clockDue] = clock[clockNow]!;
  addSample(device.dpcLatency, clock, clockDue);
  device.times[deviceTimes.dpcStart] = clock[clockDue]!;
  addSample(device.dpcTime, clock, clockDue);
  scheduleDue(model.engine, eventPriorities.dpc, eventKinds.dpc, device.pin.index, 0);
}

/** The DPC has done its work, which is the driver's. */
export function dpcEnds(model: SimulationModel, device: DeviceModel): void {
  const { pin } = device;
  device.dpcQueued = false;
  device.dpcs += 1;
  recordSpanSince(model.recorder, pin.rows.interrupt, model.kinds.dpc, device.times, deviceTimes.dpcStart, -1);
  askState(pin);
  pin.pattern.dpc(model, pin);
}

/** Whether the device will interrupt again without being given another buffer. */
export function dpcToCome(device: DeviceModel): boolean {
  if (device.interruptsPerPeriod || device.interruptPending || device.dpcQueued) return true;
  if (device.eventsWaiting > 0 && device.pin.settings.hardware.coalescingTime !== null) return true;
  const events = (device.list.count + device.incoming.count) * (device.interruptsPerField ? 2 : 1);
  return events > 0 && device.eventsWaiting + events >= device.interruptEvery;
}
