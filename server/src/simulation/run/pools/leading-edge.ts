import { bufferUnder, leadingEdge } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { enterState } from './enter-state';
import { bufferStates } from './pool';

/** The leading edge of a pin may have moved: the buffer that it is under now is no longer one of those that wait behind others. */
export function settleLeadingEdge(model: SimulationModel, pin: PinModel): void {
  const { queue, pool } = pin;
  const buffer = bufferUnder(queue, leadingEdge);
  if (buffer < 0) return;
  const { state, frame } = pool.buffers[buffer]!;
  if (state === bufferStates.queued) enterState(model, pin, buffer, bufferStates.leadingEdge, frame);
}

/** What must hold between two events: no buffer is under the leading edge and in the state of those that wait for it. Returns the violation, or `null`. */
export function leadingEdgeViolation({ queue, pool }: PinModel): string | null {
  const buffer = bufferUnder(queue, leadingEdge);
  return buffer >= 0 && pool.buffers[buffer]!.state === bufferStates.queued ? `buffer ${buffer} is under the leading edge, and in the state of those that wait for it` : null;
}
