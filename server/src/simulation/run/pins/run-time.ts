import { clockNow } from '../../engine/index';
import { beginRange, stopRange } from '../../statistics/range-tally';
import type { PinModel, SimulationModel } from '../model';

/** The pin is in RUN from now on: its figures count. */
export function runBegins({ engine: { clock } }: SimulationModel, pin: PinModel): void {
  pin.runs.push(clock[clockNow]!);
  beginRange(pin.depth, clock);
  beginRange(pin.inFlight, clock);
}

/** The pin is in RUN no more. */
export function runEnds({ engine: { clock } }: SimulationModel, pin: PinModel): void {
  if (pin.runs.length % 2 === 0) return;
  pin.runs.push(clock[clockNow]!);
  stopRange(pin.depth, clock);
  stopRange(pin.inFlight, clock);
}

/** Nanoseconds a pin has spent in RUN, up to the end of its last run. */
export function timeInRun({ runs }: PinModel): number {
  let time = 0;
  for (let at = 0; at + 1 < runs.length; at += 2) time += runs[at + 1]! - runs[at]!;
  return time;
}
