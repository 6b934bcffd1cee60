import type { PinQueue, QueueRequest } from '../../queue/index';
import { cancel } from '../cancellation';
import type { PinModel, SimulationModel } from '../model';
import type { OutsideOutcome } from './outside';

/** The client or the I/O manager cancels the oldest request that is not complete, or all of them. What meets a locked pointer follows when the lock goes (option `cancelWhileLocked`). */
export function cancelRequests(model: SimulationModel, pin: PinModel, which: 'oldest' | 'all'): OutsideOutcome {
  const requests = requestsOf(pin.queue);
  if (requests.length === 0) return 'withoutEffect';
  let outcome: OutsideOutcome = 'done';
  for (const request of which === 'oldest' ? requests.slice(0, 1) : requests) if (cancel(model, pin, request.number) === 'deferred') outcome = 'deferred';
  return outcome;
}

/** Requests that are not complete and have not been cancelled, the oldest first: withheld behind the queue, in it, held before it. */
function requestsOf(queue: PinQueue): QueueRequest[] {
  const found = [...queue.withheld];
  for (let frame = queue.frames.oldest; frame >= 0; frame = queue.frames.frameNewer[frame]!) {
    const { request } = queue.frameRecords[frame]!;
    if (!found.includes(request)) found.push(request);
  }
  return [...found, ...queue.held];
}
