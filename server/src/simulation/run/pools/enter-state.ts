import { recordInstantNow, recordSpanSince } from '../../../trace/index';
import { clockNow } from '../../engine/index';
import type { PinModel, SimulationModel } from '../model';
import type { PoolModel } from './pool';
import { bufferStates } from './pool';

/** A buffer changes its state now; what it was in becomes a span. `frame` is what it carries from now on, or -1. */
export function enterState(model: SimulationModel, pin: PinModel, buffer: number, state: number, frame: number): void {
  changeState(model, pin.pool, buffer, state, pin.traceStates[state]!, frame);
}

/** As {@link enterState}, for a state that belongs to no pin; `traceState` is its number in the trace. */
export function changeState(model: SimulationModel, pool: PoolModel, buffer: number, state: number, traceState: number, frame: number): void {
  const now = model.engine.clock[clockNow]!;
  const old = pool.state[buffer]!;
  if (old !== bufferStates.idle && now > pool.since[buffer]!) {
    const was = pool.traceState[buffer]!;
    pool.shares[was]! += now - pool.since[buffer]!;
    recordSpanSince(model.recorder, pool.row + buffer, was, pool.since, buffer, pool.frame[buffer]!);
  }
  pool.counts[old]! -= 1;
  pool.counts[state]! += 1;
  pool.state[buffer] = state;
  pool.traceState[buffer] = traceState;
  pool.since[buffer] = now;
  pool.frame[buffer] = frame;
}

/** Marks something on a row, if there is that row. */
export function mark(model: SimulationModel, row: number, kind: number, frame: number): void {
  if (row >= 0) recordInstantNow(model.recorder, row, kind, frame);
}
