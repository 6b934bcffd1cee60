import type { QueueRequest } from '../queue/index';
import { nextCompleted } from '../queue/index';
import { settleForgotten } from './cancellation';
import { circuitCompleted } from './circuits/circulation';
import { requestCompleted, settleHeaders } from './clients/completion';
import { splitRequest } from './filters/splitter';
import type { PinModel, SimulationModel } from './model';
import { settleLeadingEdge } from './pools/leading-edge';

/**
 * What has to follow when stream pointers of a pin have moved or gone: the requests that have completed are handed to whoever stands behind the queue, the client, or the
 * circuit, which sends the frame on; and another buffer may be under the leading edge.
 */
export function takeCompleted(model: SimulationModel, pin: PinModel): void {
  const { queue } = pin;
  // What a cancel callback has taken back the device must not have when its owner gets it.
  if (pin.forgotten.length > 0) settleForgotten(model, pin);
  while (queue.completedCount > 0) {
    const request = nextCompleted(queue)!;
    if (pin.splitter === null || !splitRequest(model, pin.splitter, pin, request)) handOver(model, pin, request);
  }
  if (pin.client?.separates === true) settleHeaders(model, pin.client);
  settleLeadingEdge(model, pin);
}

/** Hands a request that has completed to its owner. */
export function handOver(model: SimulationModel, pin: PinModel, request: QueueRequest): void {
  if (pin.client !== null) requestCompleted(model, pin.client, request);
  else circuitCompleted(model, pin, request);
}
