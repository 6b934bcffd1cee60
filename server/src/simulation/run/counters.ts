import { recordCounterNow } from '../../trace/index';
import { clockNow } from '../engine/index';
import { stepRange } from '../statistics/range-tally';
import { isOutstanding } from './clients/outstanding';
import type { PinModel, SimulationModel } from './model';
import { occur } from './occurrence';
import type { WindowModel } from './patterns/window';
import { framesBehind } from '../queue/index';
import { bufferStates, countStates } from './pools/pool';

/** Brings the counters of a pin up to date after an event; what came and went within it does not show. */
export function settleCounters(model: SimulationModel, pin: PinModel): void {
  const { frames } = pin.queue;
  if (frames.available !== pin.depth.value || frames.waiting !== pin.inFlight.value || pin.framesDropped !== pin.lastDropped) recordChanges(model, pin);
  if (pin.window !== null) settleWindow(model, pin, pin.window);
}

function recordChanges(model: SimulationModel, pin: PinModel): void {
  const { queue: { frames }, counters } = pin;
  if (frames.available !== pin.depth.value) {
    stepRange(pin.depth, model.engine.clock, frames.available);
    recordCounterNow(model.recorder, counters.depth, frames.available);
  }
  if (frames.waiting !== pin.inFlight.value) {
    stepRange(pin.inFlight, model.engine.clock, frames.waiting);
    recordCounterNow(model.recorder, counters.inFlight, frames.waiting);
  }
  if (pin.framesDropped !== pin.lastDropped) {
    pin.lastDropped = pin.framesDropped;
    recordCounterNow(model.recorder, counters.dropped, pin.framesDropped);
  }
}

function settleWindow(model: SimulationModel, pin: PinModel, window: WindowModel): void {
  const behind = framesBehind(pin.queue);
  if (behind !== window.behind) {
    window.behind = behind;
    recordCounterNow(model.recorder, window.counter, behind);
  }
  const isFull = behind > 0 && isEverythingInWindows(pin);
  if (isFull && !window.isFull) occur(window.full, model.engine.clock[clockNow]!);
  window.isFull = isFull;
}

/** Whether every buffer that could come to the pin is in a window, or waits for a frame of its own request that is in one. */
function isEverythingInWindows({ client, pool }: PinModel): boolean {
  const { size } = pool;
  const counts = countStates(pool);
  const kept = counts[bufferStates.inWindow]!;
  if (kept === size) return true;
  return client !== null && client.headers > 1 && kept > 0 && kept + counts[bufferStates.completing]! === size && client.requests.every(isOutstanding);
}
