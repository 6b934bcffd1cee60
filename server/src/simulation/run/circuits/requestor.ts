import { cancelRequest, giveBack, obtain } from '../../allocator/index';
import { clockNow } from '../../engine/index';
import { frameReturns, ksReset, recordCall } from '../../queue/index';
import type { CircuitModel, SimulationModel } from '../model';
import { changeState, enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { pushRing, shiftRing } from '../ring';
import { moveOn } from './circulation';
import { isLazy } from './create-circuit';

/** The frames that the allocator has just given the requestor get buffers of their own; those that it has freed lose them. */
export function settleLife(model: SimulationModel, circuit: CircuitModel): void {
  const { life, idle, frames } = circuit;
  if (life === null) return;
  // What the requestor has at hand is freed all at once or not at all, so the two lists agree in what they both have.
  if (life.idle.length < idle.count) while (idle.count > 0) release(model, circuit, shiftRing(idle));
  for (let at = idle.count; at < life.idle.length; at += 1) {
    const buffer = shiftRing(circuit.unbound);
    frames[buffer] = life.idle[at]!;
    hold(model, circuit, buffer);
  }
}

/** A buffer is with the requestor. */
function hold(model: SimulationModel, { pool, traceStates, idle }: CircuitModel, buffer: number): void {
  changeState(model, pool, buffer, bufferStates.atRequestor, traceStates.atRequestor, -1);
  pushRing(idle, buffer);
}

/** The frame of a buffer is the allocator's again. */
function release(model: SimulationModel, { pool, traceStates, frames, unbound }: CircuitModel, buffer: number): void {
  changeState(model, pool, buffer, bufferStates.idle, traceStates.atRequestor, -1);
  frames[buffer] = null;
  pushRing(unbound, buffer);
}

/** Frames that no allocator of the model hands out are there from the building of the pipe on. */
export function bringFrames(model: SimulationModel, circuit: CircuitModel): void {
  while (circuit.unbound.count > 0) {
    const buffer = shiftRing(circuit.unbound);
    if (circuit.scenario.allocator.kind === 'injection') pushRing(circuit.idle, buffer);
    else hold(model, circuit, buffer);
  }
}

/** The pipe is torn down: what no allocator of the model has handed out is nobody's. */
export function dismissFrames(model: SimulationModel, circuit: CircuitModel): void {
  while (circuit.idle.count > 0) release(model, circuit, shiftRing(circuit.idle));
}

/** A frame has gone round: the requestor has it again, or the driver that injected it; without a pipe it is given back to the allocator. */
export function comesHome(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  const { pool, life, scenario, frames } = circuit;
  circuit.station[buffer] = -1;
  circuit.returned += 1;
  if (scenario.allocator.kind !== 'injection') recordCall(model.environment, 'frameComesHome', scenario.label, buffer);
  circuit.isStarved = false;
  pool.buffers[buffer]!.carried = 0;
  if (scenario.allocator.kind === 'injection') {
    frameReturns(circuit.counted.queue, buffer);
    driverHas(model, circuit, buffer);
  } else if (life === null) {
    if (circuit.isPipeUp) hold(model, circuit, buffer);
    else release(model, circuit, buffer);
  } else {
    const { access, irql } = accessOf(circuit);
    giveBack(life, model.engine.clock[clockNow]!, frames[buffer]!, access, irql);
    if (life.isPipeUp && access === 'requestor') hold(model, circuit, buffer);
    else release(model, circuit, buffer);
  }
}

/** A driver that injects frames has one at hand to be filled. */
export function driverHas(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  enterState(model, circuit.counted, buffer, bufferStates.idle, -1);
  pushRing(circuit.isPipeUp ? circuit.idle : circuit.unbound, buffer);
}

/** The requestor hands on a frame that it has at hand, or asks for one where frames are obtained as they are wanted. `false`: it has none. */
export function feed(model: SimulationModel, circuit: CircuitModel): boolean {
  if (!circuit.isPipeUp || circuit.state === 0 || circuit.scenario.allocator.kind === 'injection' || !takesFrames(circuit)) return false;
  const buffer = nextFrame(model, circuit);
  if (buffer < 0) return false;
  circuit.sent += 1;
  circuit.pool.buffers[buffer]!.times[bufferTimes.captured] = 0;
  circuit.pool.buffers[buffer]!.dataUsed = 0;
  circuit.flags[buffer] = 0;
  moveOn(model, circuit, buffer);
  return true;
}

/** Whether the first station takes frames. While a change of state waits for Process it gets none: frames without end would keep Process busy for good. */
function takesFrames(circuit: CircuitModel): boolean {
  if (circuit.counted.group.isWaiting) {
    circuit.keptBack ||= circuit.idle.count > 0;
    return false;
  }
  const first = circuit.stations[0]!;
  return first.kind === 'peer' || (!first.pin.queue.removed && !first.pin.isClosed && first.pin.queue.resetState !== ksReset.begin);
}

/** A buffer with a frame at hand, or -1. */
function nextFrame(model: SimulationModel, circuit: CircuitModel): number {
  const { life, idle, unbound } = circuit;
  const now = model.engine.clock[clockNow]!;
  if (life === null) return idle.count > 0 ? shiftRing(idle) : -1;
  const isNew = idle.count === 0;
  const { access, irql } = accessOf(circuit);
  // Only the requestor knows by itself that there are no more.
  const isExhausted = unbound.count === 0 && access === 'requestor';
  if (isNew && (!isLazy(life) || isExhausted || circuit.isStarved || !isWanted(circuit))) return -1;
  const obtained = obtain(life, now, access, irql);
  if (obtained.kind !== 'frame') {
    // The requestor asks again when a frame has come back.
    if (obtained.kind === 'pending') cancelRequest(life, obtained.request);
    circuit.isStarved = true;
    return -1;
  }
  const buffer = shiftRing(isNew ? unbound : idle);
  circuit.frames[buffer] = obtained.frame;
  return buffer;
}

/** Who asks the allocator for frames, and at which IRQL. */
function accessOf({ scenario: { allocator } }: CircuitModel): { readonly access: 'requestor' | 'irp' | 'functionTable'; readonly irql: 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL' } {
  return allocator.kind === 'life' ? { access: allocator.access ?? 'requestor', irql: allocator.access === 'functionTable' ? allocator.irql ?? 'DISPATCH_LEVEL' : 'PASSIVE_LEVEL' } : { access: 'requestor', irql: 'PASSIVE_LEVEL' };
}

/** A frame is wanted when the first station has none to fill, and none is on its way there. */
function isWanted({ stations, filler, pool, station }: CircuitModel): boolean {
  const first = stations[0]!;
  for (let buffer = 0; buffer < pool.size; buffer += 1) if (station[buffer] === 0 && pool.buffers[buffer]!.state === bufferStates.inTransit) return false;
  return first.kind === 'pin' ? first.pin.queue.frames.available === 0 : filler!.empty.count === 0;
}
