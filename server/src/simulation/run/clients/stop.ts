import { clockNow } from '../../engine/index';
import { cancel } from '../cancellation';
import type { ClientModel, SimulationModel } from '../model';
import { bufferStates } from '../pools/pool';
import { takeCompleted } from '../supply';
import { isOutstanding, outstandingRequests } from './outstanding';

/**
 * The client, or the I/O manager for it, cancels what is still outstanding, or only looks at it. `isStopped`: the pin has come to STOP, so that what a pointer locks
 * or a clone holds does not come back any more.
 */
export function endOutstanding(model: SimulationModel, client: ClientModel, cancels: boolean, isStopped: boolean): void {
  const { pin, requests } = client;
  if (cancels) for (const request of requests) if (isOutstanding(request)) cancel(model, pin, request.number);
  takeCompleted(model, pin);
  // What a Process that has been overtaken by the stop holds it may still let go of; that is looked at when it returns.
  if (isStopped && pin.object?.object.processing !== true) countHeld(model, client, cancels);
}

/** The Process of a pin returns that has been stopped meanwhile. */
export function stoppedProcessReturns(model: SimulationModel, client: ClientModel): void {
  countHeld(model, client, client.hasEnded || client.settings.atStop === 'cancels');
}

/** Notes the requests that do not come back any more. */
function countHeld(model: SimulationModel, client: ClientModel, areCancelled: boolean): void {
  const { pin } = client;
  const held = areCancelled ? outstandingRequests(client) : heldByDriver(client);
  if (held > 0 && pin.leaked.count === 0) pin.leaked.firstTime = model.engine.clock[clockNow]!;
  pin.leaked.count = Math.max(pin.leaked.count, held);
}

/** Requests with a buffer that the driver has lost hold of. */
function heldByDriver({ pin: { pool }, requests }: ClientModel): number {
  return requests.filter((request) => isOutstanding(request) && request.headers.some(({ buffer }) => pool.buffers[buffer]!.state === bufferStates.neverCompleted)).length;
}

/** The run is over: what a client that waits for its requests, or the process of one, has not got back, it will never get. */
export function endWaiting(model: SimulationModel, client: ClientModel): void {
  if (model.stopReason !== 'completed' || (client.settings.atStop !== 'waits' && !client.hasEnded)) return;
  const account = client.hasEnded ? client.pin.leaked : client.waitsForever;
  const count = outstandingRequests(client);
  if (count > 0 && account.count === 0) account.firstTime = model.engine.clock[clockNow]!;
  account.count = Math.max(account.count, count);
}
