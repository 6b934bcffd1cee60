import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { joinBus } from './bus';
import { deviceTimes } from './device';

/** Begins to move a frame, into a buffer or into the device's store: it ends when the device's own time is over and, on a bus, all bytes are there. */
export function beginMove(model: SimulationModel, device: DeviceModel): void {
  const { clock } = model.engine;
  device.transferring = true;
  device.times[deviceTimes.transferStart] = clock[clockNow]!;
  if (device.bus !== null) {
    device.ownTimeOver = false;
    joinBus(model, device.bus, device);
  }
  clock[clockDue] = clock[clockNow]!;
  addSample(device.transferTime, clock, clockDue);
  if (device.interruptsPerField) scheduleField(model, device, clock[clockDue]);
  scheduleDue(model.engine, eventPriorities.transferEnd, eventKinds.transferEnd, device.pin.index, device.transferEpoch);
}

/** The first field ends when half of the least time of the transfer is over. */
function scheduleField(model: SimulationModel, device: DeviceModel, end: number): void {
  const { clock } = model.engine;
  const now = clock[clockNow]!;
  clock[clockDue] = now + Math.floor(Math.max(end - now, device.bus === null ? 0 : device.busTime) / 2);
  scheduleDue(model.engine, eventPriorities.transferEnd, eventKinds.fieldEnd, device.pin.index, device.transferEpoch);
  clock[clockDue] = end;
}
