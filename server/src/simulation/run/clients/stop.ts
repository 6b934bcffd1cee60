import { clockNow } from '../../engine/index';
import { cancel } from '../cancellation';
import type { ClientModel, SimulationModel } from '../model';
import { bufferStates } from '../pools/pool';
import { takeCompleted } from '../supply';

/** The client cancels what it still has outstanding, or only looks at it. What is locked cannot be cancelled and does not come back. */
export function endOutstanding(model: SimulationModel, client: ClientModel, cancels: boolean): void {
  const { pin, requests, headers } = client;
  const { queued, leadingEdge, neverCompleted } = bufferStates;
  let held = 0;
  for (let number = 0; number < requests.length; number += 1) {
    const state = pin.pool.state[number * headers]!;
    const isOut = state === queued || state === leadingEdge || state === neverCompleted;
    if (isOut && (!cancels || cancel(model, pin, requests[number]!.number) !== 'cancelled')) held += 1;
  }
  if (cancels) {
    if (held > 0 && pin.leaked.count === 0) pin.leaked.firstTime = model.engine.clock[clockNow]!;
    pin.leaked.count = Math.max(pin.leaked.count, held);
  }
  takeCompleted(model, pin);
}
