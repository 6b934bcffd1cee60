import { recordSpanSince } from '../../../trace/index';
import type { StreamPointer } from '../../queue/index';
import { frameUnder, isAlive } from '../../queue/index';
import { dropFrame, whyNoBuffer, whyTakenBack } from '../drops';
import type { DeviceModel, PinModel, SimulationModel } from '../model';
import { occur } from '../occurrence';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { pushRing, shiftRing } from '../ring';
import { leaveBus } from './bus';
import { deviceTimes } from './device';
import { deviceEvent, forgetWaiting } from './interrupts';
import { beginMove } from './moves';
import { pauseSource } from './source';
import { clearStore, moveIntoStore } from './store';
import { entriesOf, pushList, shiftList } from './table';

/** The driver programs a buffer, under a stream pointer of its own, into the device's list. `false`: the list is full, or the table for its mappings. */
export function program(model: SimulationModel, pin: PinModel, pointer: StreamPointer, buffer: number): boolean {
  const device = pin.device!;
  const entries = entriesOf(device, pointer);
  if (device.list.count >= device.listDepth || device.entriesInUse + entries > device.tableEntries) {
    if (device.list.count < device.listDepth) device.tableFull += 1;
    device.listFull += 1;
    return false;
  }
  device.halted = false;
  // What a buffer holds that is programmed a second time stays in it until the device writes to it again.
  if (!holdsFrame(pin, buffer)) enterState(model, pin, buffer, bufferStates.cloned, -1);
  pushList(device, pointer, buffer, entries);
  feed(model, device);
  return true;
}

/** Whether there is a frame in a buffer, or on its way there, that the driver has not taken from the device. */
function holdsFrame({ pool }: PinModel, buffer: number): boolean {
  const { state, frame } = pool.buffers[buffer]!;
  return frame >= 0 && (state === bufferStates.hardwareFilling || state === bufferStates.readyForDpc);
}

/** A frame that waits in the device's own store is moved as soon as there is a buffer. */
function feed(model: SimulationModel, device: DeviceModel): void {
  if (device.transferring || device.fifo.count === 0 || device.list.count === 0) return;
  const { head } = device.fifo;
  startTransfer(model, device, shiftRing(device.fifo), device.fifoCaptured, head);
}

/** Moves a frame, captured at `captured[at]`, into the buffer at the head of the list. */
export function startTransfer(model: SimulationModel, device: DeviceModel, frame: number, captured: Float64Array, at: number): void {
  const { pin, list } = device;
  const buffer = device.listBuffers[list.head]!;
  device.transfers += 1;
  if (device.losesBuffers && isLost(device)) {
    // The device writes where nobody looks any more.
    device.fillsNothing = true;
    dropFrame(model, pin, frame, whyTakenBack(pin, buffer));
  } else {
    if (holdsFrame(pin, buffer)) dropFrame(model, pin, pin.pool.buffers[buffer]!.frame, whyNoBuffer(pin));
    pin.pool.buffers[buffer]!.times[bufferTimes.captured] = captured[at]!;
    enterState(model, pin, buffer, bufferStates.hardwareFilling, frame);
  }
  beginMove(model, device);
}

/** Whether the buffer at the head of the list went back to its owner with its cancelled request, though the driver has not deleted its clone. */
function isLost({ pin, list }: DeviceModel): boolean {
  const pointer = list.entries[list.head]!;
  if (pin.routines !== null && !isAlive(pin.queue, pointer)) {
    occur(pin.routines.lateWrites, pin.queue.environment.clock[0]!);
    return true;
  }
  return frameUnder(pin.queue, pointer) === null;
}

/** The device's own time for a transfer is over. */
export function transferEnds(model: SimulationModel, device: DeviceModel, epoch: number): void {
  if (epoch !== device.transferEpoch) return;
  if (device.bus !== null) {
    device.ownTimeOver = true;
    if (device.times[deviceTimes.busLeft]! > 0) return;
  }
  moveEnds(model, device);
}

/** All bytes of a transfer have come over the bus. */
export function busWorkEnds(model: SimulationModel, device: DeviceModel): void {
  if (device.transferring && device.ownTimeOver) moveEnds(model, device);
}

function moveEnds(model: SimulationModel, device: DeviceModel): void {
  device.transferring = false;
  if (device.copies) {
    recordMove(model, device, device.incoming.entries[device.incoming.head]!);
    moveIntoStore(model, device);
  } else fillEnds(model, device);
  if (!device.interruptsPerPeriod) deviceEvent(model, device);
}

/** The frame is in its buffer. */
function fillEnds(model: SimulationModel, device: DeviceModel): void {
  const { pin } = device;
  const buffer = device.listBuffers[device.list.head]!;
  const isGone = device.losesBuffers && (device.fillsNothing || isLost(device));
  const pointer = shiftList(device);
  const frame = isGone ? -1 : pin.pool.buffers[buffer]!.frame;
  device.fillsNothing = false;
  recordMove(model, device, frame);
  if (!isGone) enterState(model, pin, buffer, bufferStates.readyForDpc, frame);
  device.filledBuffers[pushRing(device.filled, pointer)] = isGone ? -1 : buffer;
  feed(model, device);
}

function recordMove(model: SimulationModel, device: DeviceModel, frame: number): void {
  recordSpanSince(model.recorder, device.pin.rows.hardware, model.kinds.transferring, device.times, deviceTimes.transferStart, frame);
}

/** The buffer that was filled last, and that the driver has not taken yet, is to be filled again; what is in it is lost. `false`: there is none. */
export function takeBackLast(model: SimulationModel, device: DeviceModel): boolean {
  const { pin, filled, list } = device;
  if (filled.count === 0 || device.transferring || list.count > 0) return false;
  const last = (filled.head + filled.count - 1) & (filled.entries.length - 1);
  const buffer = device.filledBuffers[last]!;
  if (buffer < 0) return false;
  const pointer = filled.entries[last]!;
  dropFrame(model, pin, pin.pool.buffers[buffer]!.frame, whyNoBuffer(pin));
  pin.pool.buffers[buffer]!.frame = -1;
  filled.count -= 1;
  pushList(device, pointer, buffer, entriesOf(device, pointer));
  return true;
}

/** The device stops at once: transfers end unfinished, its own store and its list are cleared. */
export function stopDevice(model: SimulationModel, device: DeviceModel): void {
  pauseSource(device);
  breakOff(model, device);
  forgetWaiting(device);
  device.halted = false;
  clearStore(model, device);
  device.list.count = 0;
  device.filled.count = 0;
  device.entriesInUse = 0;
}

/** A transfer under way ends unfinished. */
export function breakOff(model: SimulationModel, device: DeviceModel): void {
  device.transferEpoch = (device.transferEpoch + 1) | 0;
  if (!device.transferring) return;
  const { copies, incoming, list } = device;
  const frame = copies ? incoming.entries[incoming.head]! : device.fillsNothing ? -1 : device.pin.pool.buffers[device.listBuffers[list.head]!]!.frame;
  recordMove(model, device, frame);
  device.transferring = false;
  device.fillsNothing = false;
  if (device.bus !== null) leaveBus(model, device.bus, device);
}

/** The driver has taken a buffer back that it had programmed: the device must not write to it any more. What is in it, or on its way there, is lost. */
export function forgetPointer(model: SimulationModel, device: DeviceModel, pointer: StreamPointer): void {
  const { list, filled, listBuffers, listEntries, filledBuffers } = device;
  if (device.transferring && !device.copies && list.entries[list.head] === pointer) breakOff(model, device);
  for (let entry = list.count; entry > 0; entry -= 1) {
    const at = list.head;
    const buffer = listBuffers[at]!;
    const entries = listEntries[at]!;
    const other = shiftList(device);
    if (other === pointer) loseFrame(model, device, buffer);
    else pushList(device, other, buffer, entries);
  }
  for (let entry = filled.count; entry > 0; entry -= 1) {
    const buffer = filledBuffers[filled.head]!;
    const other = shiftRing(filled);
    if (other === pointer) loseFrame(model, device, buffer);
    else filledBuffers[pushRing(filled, other)] = buffer;
  }
  feed(model, device);
}

/** The frame in a buffer, or on its way there, is lost. */
function loseFrame(model: SimulationModel, { pin }: DeviceModel, buffer: number): void {
  const frame = buffer < 0 ? -1 : pin.pool.buffers[buffer]!.frame;
  if (frame < 0) return;
  const { state } = pin.pool.buffers[buffer]!;
  dropFrame(model, pin, frame, whyTakenBack(pin, buffer));
  // A clone without a callback may have lost its buffer to a cancellation before the driver lets go of it: then the buffer is its client's again, and stays where it is.
  const isWithDevice = state === bufferStates.hardwareFilling || state === bufferStates.readyForDpc;
  enterState(model, pin, buffer, isWithDevice ? bufferStates.cloned : state, -1);
}
