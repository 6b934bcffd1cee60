import { recordInstantNow, recordSpanSince } from '../../../trace/index';
import { clockNow } from '../../engine/index';
import type { PinModel, SimulationModel } from '../model';
import type { PoolModel } from './pool';
import { bufferStates, bufferTimes } from './pool';

/** A buffer changes its state now; what it was in becomes a span. `frame` is what it carries from now on, or -1. */
export function enterState(model: SimulationModel, pin: PinModel, buffer: number, state: number, frame: number): void {
  changeState(model, pin.pool, buffer, state, pin.traceStates[state]!, frame);
}

/** As {@link enterState}, for a state that belongs to no pin; `traceState` is its number in the trace. */
export function changeState(model: SimulationModel, pool: PoolModel, buffer: number, state: number, traceState: number, frame: number): void {
  const record = pool.buffers[buffer]!;
  const { state: old, times } = record;
  const now = model.engine.clock[clockNow]!;
  const since = times[bufferTimes.since]!;
  if (old !== bufferStates.idle && now > since) {
    const was = record.traceState;
    pool.shares[was]! += now - since;
    recordSpanSince(model.recorder, pool.row + buffer, was, times, bufferTimes.since, record.frame);
  }
  record.state = state;
  record.traceState = traceState;
  times[bufferTimes.since] = now;
  record.frame = frame;
}

/** Marks something on a row, if there is that row. */
export function mark(model: SimulationModel, row: number, kind: number, frame: number): void {
  if (row >= 0) recordInstantNow(model.recorder, row, kind, frame);
}
