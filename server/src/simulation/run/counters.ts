import { recordCounterNow } from '../../trace/index';
import { stepRange } from '../statistics/range-tally';
import type { PinModel, SimulationModel } from './model';

/** Brings the counters of a pin up to date after an event; what came and went within it does not show. */
export function settleCounters(model: SimulationModel, pin: PinModel): void {
  const { frames } = pin.queue;
  if (frames.available !== pin.depth.value || frames.waiting !== pin.inFlight.value || pin.framesDropped !== pin.lastDropped) recordChanges(model, pin);
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
