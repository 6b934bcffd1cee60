import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { dropFrame, whyNoBuffer } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { attemptsFromDpc } from '../patterns/attempts';
import { mark } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { watchForStall } from '../processing/processing';
import { pushRing, shiftRing } from '../ring';
import { deviceTimes } from './device';
import { raiseInterrupt } from './interrupts';
import { startTransfer } from './transfers';

/** The source begins (or, after a pause, goes on): its first frame comes one period from now. */
export function startSource(model: SimulationModel, device: DeviceModel): void {
  device.running = true;
  device.times[deviceTimes.sourceStart] = model.engine.clock[clockNow]!;
  device.sourceFrames = 0;
  scheduleSource(model, device);
}

function scheduleSource(model: SimulationModel, device: DeviceModel): void {
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
  if (!device.transferring && device.list.count > 0) startTransfer(model, device, frame, model.engine.clock, clockNow);
  else storeOrDrop(model, device, frame);
  if (device.interruptsPerPeriod) raiseInterrupt(model, device);
  scheduleSource(model, device);
}

function storeOrDrop(model: SimulationModel, device: DeviceModel, frame: number): void {
  const { pin, fifo } = device;
  const { whenFull } = pin.settings.hardware;
  if (fifo.count < device.storeFrames) {
    store(model, device, frame);
    return;
  }
  device.overflows += 1;
  if (pin.object !== null) watchForStall(model, pin.object, attemptsFromDpc(pin) && dpcToCome(device), buffersToCome(device));
  if (whenFull === 'skipFrame' || device.storeFrames === 0) {
    dropFrame(model, pin, frame, whyNoBuffer(pin));
    return;
  }
  dropFrame(model, pin, shiftRing(fifo), whyNoBuffer(pin));
  store(model, device, frame);
}

function store(model: SimulationModel, device: DeviceModel, frame: number): void {
  device.fifoCaptured[pushRing(device.fifo, frame)] = model.engine.clock[clockNow]!;
  if (device.copies && !device.interruptsPerPeriod) raiseInterrupt(model, device);
}

const dpcToCome = (device: DeviceModel): boolean => device.interruptsPerPeriod || device.list.count > 0 || device.filled.count > 0 || device.interruptPending || device.dpcQueued;

/** Whether buffers are elsewhere that will be queued again. */
function buffersToCome({ pin: { pool } }: DeviceModel): boolean {
  const { counts } = pool;
  return counts[bufferStates.inApplication]! + counts[bufferStates.completing]! + counts[bufferStates.readyForDpc]! + counts[bufferStates.cloned]! + counts[bufferStates.hardwareFilling]!
    + counts[bufferStates.atPeer]! + counts[bufferStates.processing]! > 0;
}
