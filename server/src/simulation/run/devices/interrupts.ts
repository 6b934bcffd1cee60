import { recordSpanSince } from '../../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { mark } from '../pools/enter-state';
import { deviceTimes } from './device';

/** The device asks for an interrupt; one that has not been served yet stands for this one too. */
export function raiseInterrupt(model: SimulationModel, device: DeviceModel): void {
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
  pin.pattern.dpc(model, pin);
}
