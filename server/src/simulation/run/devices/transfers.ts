import { recordSpanSince } from '../../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { StreamPointer } from '../../queue/index';
import { dropFrame } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, PinModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import type { Ring } from '../ring';
import { pushRing, shiftRing } from '../ring';
import { deviceTimes } from './device';
import { raiseInterrupt } from './interrupts';
import { pauseSource } from './source';

/** The driver programs a buffer, under a stream pointer of its own, into the device's list. `false`: the list is full. */
export function program(model: SimulationModel, pin: PinModel, pointer: StreamPointer, buffer: number): boolean {
  const device = pin.device!;
  if (device.list.count >= device.listDepth) {
    device.listFull += 1;
    return false;
  }
  enterState(model, pin, buffer, bufferStates.cloned, -1);
  device.listBuffers[pushRing(device.list, pointer)] = buffer;
  feed(model, device);
  return true;
}

/** A frame that waits in the device's own store is moved as soon as there is a buffer. */
function feed(model: SimulationModel, device: DeviceModel): void {
  if (device.transferring || device.fifo.count === 0 || device.list.count === 0) return;
  const { head } = device.fifo;
  startTransfer(model, device, shiftRing(device.fifo), device.fifoCaptured, head);
}

/** Moves a frame, captured at `captured[at]`, into the buffer at the head of the list. */
export function startTransfer(model: SimulationModel, device: DeviceModel, frame: number, captured: Float64Array, at: number): void {
  const { clock } = model.engine;
  const { pin, list } = device;
  const buffer = device.listBuffers[list.head]!;
  device.transferring = true;
  device.times[deviceTimes.transferStart] = clock[clockNow]!;
  device.transfers += 1;
  pin.pool.captured[buffer] = captured[at]!;
  enterState(model, pin, buffer, bufferStates.hardwareFilling, frame);
  clock[clockDue] = clock[clockNow]!;
  addSample(device.transferTime, clock, clockDue);
  scheduleDue(model.engine, eventPriorities.transferEnd, eventKinds.transferEnd, pin.index, device.transferEpoch);
}

/** The frame is in its buffer. */
export function transferEnds(model: SimulationModel, device: DeviceModel, epoch: number): void {
  if (epoch !== device.transferEpoch) return;
  const { pin } = device;
  const buffer = device.listBuffers[device.list.head]!;
  const pointer = shiftRing(device.list);
  const frame = pin.pool.frame[buffer]!;
  device.transferring = false;
  recordSpanSince(model.recorder, pin.rows.hardware, model.kinds.transferring, device.times, deviceTimes.transferStart, frame);
  enterState(model, pin, buffer, bufferStates.readyForDpc, frame);
  device.filledBuffers[pushRing(device.filled, pointer)] = buffer;
  feed(model, device);
  if (!device.interruptsPerPeriod) raiseInterrupt(model, device);
}

/** The device stops at once: transfers end unfinished, its own store and its list are cleared. */
export function stopDevice(model: SimulationModel, device: DeviceModel): void {
  pauseSource(device);
  endTransfer(model, device);
  while (device.fifo.count > 0) dropFrame(model, device.pin, shiftRing(device.fifo), 'discardedAtStop');
  device.list.count = 0;
  device.filled.count = 0;
}

/** A transfer under way ends unfinished; returns its frame, or -1. */
function endTransfer(model: SimulationModel, device: DeviceModel): number {
  device.transferEpoch += 1;
  if (!device.transferring) return -1;
  const frame = device.pin.pool.frame[device.listBuffers[device.list.head]!]!;
  recordSpanSince(model.recorder, device.pin.rows.hardware, model.kinds.transferring, device.times, deviceTimes.transferStart, frame);
  device.transferring = false;
  return frame;
}

/** The driver has taken a buffer back that it had programmed: the device must not write to it any more. What it was being filled with is lost. */
export function forgetPointer(model: SimulationModel, device: DeviceModel, pointer: StreamPointer): void {
  if (device.transferring && device.list.entries[device.list.head] === pointer) {
    const frame = endTransfer(model, device);
    if (frame >= 0) dropFrame(model, device.pin, frame, 'cancelled');
  }
  remove(device.list, device.listBuffers, pointer);
  remove(device.filled, device.filledBuffers, pointer);
  feed(model, device);
}

function remove(ring: Ring, buffers: Int32Array, pointer: StreamPointer): void {
  const { count } = ring;
  const mask = ring.entries.length - 1;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const from = (ring.head + at) & mask;
    if (ring.entries[from] === pointer) continue;
    const to = (ring.head + kept) & mask;
    ring.entries[to] = ring.entries[from]!;
    buffers[to] = buffers[from]!;
    kept += 1;
  }
  ring.count = kept;
}
