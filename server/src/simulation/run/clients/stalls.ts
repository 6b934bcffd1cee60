import { recordSpan } from '../../../trace/index';
import type { ClientModel, SimulationModel } from '../model';

/** Writes the stalls that lie before `end` into the trace. */
export function recordStalls(model: SimulationModel, { pin, settings }: ClientModel, end: number): void {
  for (const { start, duration } of settings.stalls) {
    if (start < end && duration > 0) recordSpan(model.recorder, pin.rows.client, model.kinds.stalled, start, Math.min(end, start + duration), -1);
  }
}
