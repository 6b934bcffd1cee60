import { clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { BusScenario } from '../../scenario';
import { eventKinds, eventPriorities } from '../events';
import type { DeviceModel, SimulationModel } from '../model';
import { piecesPerNanosecond, timeAlone } from './bus-time';
import { deviceTimes } from './device';
import { busWorkEnds } from './transfers';

/** Entries of `BusModel.times`, nanoseconds: up to when the work has been counted, and how long anything was moved. */
export enum busTimes { counted = 0, busy = 1 }

/** A bus that several devices move their frames over at once: each transfer under way gets an equal share of it (processor sharing). */
export interface BusModel {
  readonly index: number;
  readonly scenario: BusScenario;
  /** Devices with a transfer that has bytes left to move, in the order in which they began. */
  readonly active: DeviceModel[];
  /** See {@link busTimes}. */
  readonly times: Float64Array;
  /** An event of an earlier epoch means nothing any more. */
  epoch: number;
}

/** A bus at rest. */
export function createBus(scenario: BusScenario, index: number): BusModel {
  return { index, scenario, active: [], times: new Float64Array(2), epoch: 0 };
}

/** A transfer of one frame begins: from now on it takes its share. */
export function joinBus(model: SimulationModel, bus: BusModel, device: DeviceModel): void {
  const { pin: { frameBytes } } = device;
  if (device.busBytes !== frameBytes) {
    device.busBytes = frameBytes;
    device.busTime = timeAlone(frameBytes, bus.scenario.bytesPerSecond);
  }
  countWork(model, bus);
  device.times[deviceTimes.busLeft] = device.busTime * piecesPerNanosecond;
  bus.active.push(device);
  scheduleEnd(model, bus);
}

/** A transfer is broken off: the others share what it had. */
export function leaveBus(model: SimulationModel, bus: BusModel, device: DeviceModel): void {
  const at = bus.active.indexOf(device);
  if (at < 0) return;
  countWork(model, bus);
  device.times[deviceTimes.busLeft] = 0;
  bus.active.splice(at, 1);
  scheduleEnd(model, bus);
}

/** What was moved since the work was last counted. */
function countWork({ engine: { clock } }: SimulationModel, { active, times }: BusModel): void {
  const elapsed = clock[clockNow]! - times[busTimes.counted]!;
  times[busTimes.counted] = clock[clockNow]!;
  if (elapsed === 0 || active.length === 0) return;
  times[busTimes.busy]! += elapsed;
  const moved = elapsed * (piecesPerNanosecond / active.length);
  for (const device of active) device.times[deviceTimes.busLeft] = Math.max(0, device.times[deviceTimes.busLeft]! - moved);
}

/** Has the engine come back when the next transfer has moved all, if nobody comes or goes before. */
function scheduleEnd(model: SimulationModel, bus: BusModel): void {
  const { active } = bus;
  bus.epoch = (bus.epoch + 1) | 0;
  if (active.length === 0) return;
  let least = Infinity;
  for (const { times } of active) least = Math.min(least, times[deviceTimes.busLeft]!);
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]! + Math.ceil(least * active.length / piecesPerNanosecond);
  scheduleDue(model.engine, eventPriorities.transferEnd, eventKinds.busFree, bus.index, bus.epoch);
}

/** Every transfer that has moved all of its bytes leaves the bus. */
export function busFree(model: SimulationModel, bus: BusModel, epoch: number): void {
  if (epoch !== bus.epoch) return;
  countWork(model, bus);
  const done = bus.active.filter(({ times }) => times[deviceTimes.busLeft] === 0);
  const left = bus.active.filter(({ times }) => times[deviceTimes.busLeft] !== 0);
  bus.active.splice(0, bus.active.length, ...left);
  scheduleEnd(model, bus);
  for (const device of done) busWorkEnds(model, device);
}

/** Whether a transfer of the device goes on because of the bus alone: by itself the device would be done. */
export function waitsForBus(device: DeviceModel): boolean {
  return device.bus !== null && device.transferring && device.ownTimeOver && device.times[deviceTimes.busLeft]! > 0;
}
