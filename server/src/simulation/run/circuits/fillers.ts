import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { ntStatus, recordCall, submitFrame } from '../../queue/index';
import { dropFrame, isKeptInWindows } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { CircuitModel, SimulationModel } from '../model';
import { changeState, enterState, mark } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { shiftRing } from '../ring';
import type { FillerModel } from './circuit';
import { fillerTimes } from './circuit';
import { driverHas } from './requestor';

/** Data begins (or, after a pause, goes on) where no device of a pin produces it: the first frame comes one period from now. */
export function startFiller(model: SimulationModel, circuit: CircuitModel): void {
  const { filler } = circuit;
  if (filler === null) return;
  filler.times[fillerTimes.start] = model.engine.clock[clockNow]!;
  filler.sourceFrames = 0;
  scheduleFiller(model, circuit, filler);
}

/** No further frames; what is being filled goes on. */
export function pauseFiller({ filler }: CircuitModel): void {
  if (filler !== null) filler.epoch += 1;
}

function scheduleFiller({ engine }: SimulationModel, { index }: CircuitModel, filler: FillerModel): void {
  const { clock } = engine;
  filler.sourceFrames += 1;
  // From the nominal instant, so that jitter does not add up.
  clock[clockDue] = filler.times[fillerTimes.start]! + filler.sourceFrames * filler.period;
  addSample(filler.jitter, clock, clockDue);
  if (clock[clockDue] < clock[clockNow]!) clock[clockDue] = clock[clockNow]!;
  scheduleDue(engine, eventPriorities.sourceFrame, eventKinds.peerFills, index, filler.epoch);
}

/** There is a frame, wanted or not. Without an empty buffer it is lost. */
export function fillerFrame(model: SimulationModel, circuit: CircuitModel, epoch: number): void {
  const filler = circuit.filler!;
  if (epoch !== filler.epoch) return;
  const { counted } = circuit;
  const frame = filler.nextFrame;
  filler.nextFrame += 1;
  counted.framesProduced += 1;
  mark(model, filler.row, model.kinds.captured, frame);
  const isInjection = circuit.scenario.allocator.kind === 'injection';
  const empty = isInjection ? circuit.idle : filler.empty;
  // A device fills one buffer at a time, and has no other place for a frame.
  const isBusy = isInjection && filler.times[fillerTimes.free]! > model.engine.clock[clockNow]!;
  if (empty.count > 0 && !isBusy) fill(model, circuit, filler, shiftRing(empty), frame);
  else {
    dropFrame(model, counted, frame, isBusy ? 'hardwareBusy' : isKeptInWindows(counted) ? 'buffersInWindow' : 'buffersInCircuit');
    if (counted.rows.hardware < 0) mark(model, filler.row, model.kinds.dropped, frame);
  }
  scheduleFiller(model, circuit, filler);
}

function fill(model: SimulationModel, circuit: CircuitModel, filler: FillerModel, buffer: number, frame: number): void {
  const { pool, counted, due, frames, scenario: { allocator } } = circuit;
  const { clock } = model.engine;
  pool.buffers[buffer]!.times[bufferTimes.captured] = clock[clockNow]!;
  pool.buffers[buffer]!.carried = 1;
  const extent = frames[buffer]?.length ?? (allocator.kind === 'life' ? 0 : allocator.frameBytes);
  pool.buffers[buffer]!.dataUsed = Math.min(counted.frameBytes, extent);
  circuit.flags[buffer] = 0;
  if (allocator.kind === 'injection') enterState(model, counted, buffer, bufferStates.hardwareFilling, frame);
  else changeState(model, pool, buffer, bufferStates.atPeer, filler.traceState, frame);
  clock[clockDue] = filler.isSerial ? Math.max(clock[clockNow]!, filler.times[fillerTimes.free]!) : clock[clockNow]!;
  addSample(filler.fillTime, clock, clockDue);
  if (filler.isSerial) filler.times[fillerTimes.free] = clock[clockDue]!;
  due[buffer] = clock[clockDue]!;
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.peerDone, circuit.index, buffer);
}

/** The driver injects a frame that it has filled. Outside injection mode KsPinSubmitFrame refuses it, and its data is lost. */
export function submits(model: SimulationModel, circuit: CircuitModel, buffer: number): boolean {
  const { counted, pool } = circuit;
  recordCall(model.environment, 'KsPinSubmitFrame', counted.settings.label, buffer);
  if (circuit.isPipeUp && circuit.state > 0 && submitFrame(counted.queue, true, pool.buffers[buffer]!.dataUsed) === ntStatus.success) {
    circuit.sent += 1;
    circuit.station[buffer] = 0;
    return true;
  }
  dropFrame(model, counted, pool.buffers[buffer]!.frame, circuit.state > 0 ? 'notSubmitted' : 'discardedAtStop');
  driverHas(model, circuit, buffer);
  return false;
}
