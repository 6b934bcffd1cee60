import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { mark } from '../pools/enter-state';
import { deviceTimes } from './device';
import { deviceEvent } from './interrupts';
import { overflow } from './overflow';
import { store, storedFrames } from './store';
import { startTransfer } from './transfers';

/** The source begins (or, after a pause, goes on): its first frame comes one period from now. */
export function startSource(model: SimulationModel, device: DeviceModel): void {
  device.running = true;
  device.times[deviceTimes.sourceStart] = model.engine.clock[clockNow]!;
  device.sourceFrames = 0;
  scheduleSource(model, device);
}

function scheduleSource(model: SimulationModel, device: DeviceModel): void {
  // The stream has ended.
  if (device.nextFrame === device.lastFrame) return;
  const { clock } = model.engine;
  device.sourceFrames += 1;
  // From the nominal instant, so that jitter does not add up.
  clock[clockDue] = device.times[deviceTimes.sourceStart]! + device.sourceFrames * device.period;
  addSample(device.jitter, clock, clockDue);
  if (clock[clockDue] < clock[clockNow]!) clock[clockDue] = clock[clockNow]!;
  scheduleDue(model.engine, eventPriorities.sourceFrame, eventKinds.sourceFrame, device.pin.index, device.sourceEpoch);
}

/** No further frames; a transfer that runs ends as it would. */
export function pauseSource(device: DeviceModel): void {
  device.running = false;
  device.sourceEpoch += 1;
}

/** The source has a frame, wanted or not. */
export function sourceFrame(model: SimulationModel, device: DeviceModel, epoch: number): void {
  if (epoch !== device.sourceEpoch) return;
  const { pin } = device;
  const frame = device.nextFrame;
  device.nextFrame += 1;
  pin.framesProduced += 1;
  mark(model, pin.rows.hardware, model.kinds.captured, frame);
  if (device.halted) overflow(model, device, frame);
  else if (!device.transferring && device.list.count > 0) startTransfer(model, device, frame, model.engine.clock, clockNow);
  else if (storedFrames(device) < device.storeFrames) store(model, device, frame);
  else overflow(model, device, frame);
  if (device.interruptsPerPeriod) deviceEvent(model, device);
  scheduleSource(model, device);
}
