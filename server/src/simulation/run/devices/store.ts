import { clockNow } from '../../engine/index';
import { dropFrame, whyNoBuffer } from '../drops';
import type { DeviceModel, SimulationModel } from '../model';
import type { Ring } from '../ring';
import { lastOfRing, pushRing, shiftRing } from '../ring';
import { deviceEvent } from './interrupts';
import { beginMove } from './moves';
import { breakOff } from './transfers';

/** Frames in the store, those on their way into it included. */
export function storedFrames({ fifo, incoming }: DeviceModel): number {
  return fifo.count + incoming.count;
}

/** A frame that has come just now gets a place in the store, which has one free. Where the driver copies it has to be moved there first. */
export function store(model: SimulationModel, device: DeviceModel, frame: number): void {
  const { fifo, incoming } = device;
  const now = model.engine.clock[clockNow]!;
  if (!device.copies) {
    device.fifoCaptured[pushRing(fifo, frame)] = now;
    return;
  }
  if (incoming.count === 0 && device.movesAtOnce) {
    device.fifoCaptured[pushRing(fifo, frame)] = now;
    if (!device.interruptsPerPeriod) frameStored(model, device);
    return;
  }
  device.incomingCaptured[pushRing(incoming, frame)] = now;
  if (!device.transferring) beginMove(model, device);
}

function frameStored(model: SimulationModel, device: DeviceModel): void {
  if (device.interruptsPerField) deviceEvent(model, device);
  deviceEvent(model, device);
}

/** The frame at the head of `incoming` has been moved: the driver can copy it from now on, and the next one is moved. */
export function moveIntoStore(model: SimulationModel, device: DeviceModel): void {
  const { fifo, incoming } = device;
  const captured = device.incomingCaptured[incoming.head]!;
  const frame = shiftRing(incoming);
  device.fifoCaptured[pushRing(fifo, frame)] = captured;
  if (incoming.count > 0) beginMove(model, device);
}

/** The driver takes the oldest frame out of the store, so that a device that had halted goes on. There has to be one. */
export function takeStored(device: DeviceModel): number {
  device.halted = false;
  return shiftRing(device.fifo);
}

/** The oldest frame in the store that the driver has not read is lost. */
export function dropOldest(model: SimulationModel, device: DeviceModel): void {
  const { pin, fifo, incoming } = device;
  const why = whyNoBuffer(pin);
  if (fifo.count > 0) {
    dropFrame(model, pin, shiftRing(fifo), why);
    return;
  }
  // All that is there is on its way: the transfer of the oldest one is broken off.
  breakOff(model, device);
  dropFrame(model, pin, shiftRing(incoming), why);
  if (incoming.count > 0) beginMove(model, device);
}

/** The frame that was stored last, and that the driver has not read, is lost. `false`: there is none, or it is still on its way. */
export function dropNewest(model: SimulationModel, device: DeviceModel): boolean {
  const { pin, fifo } = device;
  if (fifo.count === 0) return false;
  const why = whyNoBuffer(pin);
  dropFrame(model, pin, lastOfRing(fifo), why);
  fifo.count -= 1;
  return true;
}

/** Everything in the store is lost, because the device stops. */
export function clearStore(model: SimulationModel, device: DeviceModel): void {
  const clear = (ring: Ring): void => {
    while (ring.count > 0) dropFrame(model, device.pin, shiftRing(ring), 'discardedAtStop');
  };
  clear(device.fifo);
  clear(device.incoming);
}
