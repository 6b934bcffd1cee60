import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { ntStatus } from '../../queue/index';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { requestReceived } from './reader';

/** A request of a client is complete and on its way back to it. */
export function requestCompleted(model: SimulationModel, client: ClientModel, request: QueueRequest): void {
  const { pin } = client;
  const { pool } = pin;
  const cancelled = request.status === ntStatus.cancelled;
  for (const header of request.headers) {
    const { buffer } = header;
    pool.dataUsed[buffer] = cancelled ? -1 : header.dataUsed;
    enterState(model, pin, buffer, cancelled ? bufferStates.cancelled : bufferStates.completing, pool.frame[buffer]!);
  }
  client.completions += 1;
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(client.completionLatency, clock, clockDue);
  // What takes no time needs no event: the receipt only takes note and schedules.
  if (clock[clockDue] === clock[clockNow]) requestReceived(model, client, request.owner);
  else scheduleDue(model.engine, eventPriorities.received, eventKinds.received, pin.index, request.owner);
}
