import { clockNow } from '../../engine/index';
import { ksReset, leadingEdge, ntStatus, resubmitRequest } from '../../queue/index';
import type { ClientModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { arrivesWhole, carryOutFor } from '../processing/processing';
import { prepareWrite, startWriting } from './writer';

/** The client queues every request it has in hand: the stream has reached the state in which it begins. */
export function submitAll(model: SimulationModel, client: ClientModel): void {
  if (client.hasEnded) return;
  client.queues = true;
  if (client.writes) startWriting(model, client);
  else for (let request = 0; request < client.requests.length; request += 1) if (isInHand(client, request)) submit(model, client, request);
}

/** Whether the client has a request at hand, with nothing in it. */
export function isInHand({ pin: { pool }, headers }: ClientModel, request: number): boolean {
  return pool.buffers[request * headers]!.state === bufferStates.idle;
}

/** A request reaches the pin: a read request with empty buffers, a write request with full ones. */
export function submit(model: SimulationModel, client: ClientModel, number: number): void {
  const { pin, requests } = client;
  const { queue } = pin;
  const request = requests[number]!;
  // A client that has reset the pin does not take a change of state for the end of the reset, which would break STA-10.
  const withholds = queue.resetState === ksReset.begin && queue.stateChangedInReset && !client.settings.takesStateChangeForResetEnd;
  if (client.firstSubmitted < 0) client.firstSubmitted = model.engine.clock[clockNow]!;
  client.discarded[number] = 0;
  // Where one call of Process takes the frame at once, its buffer is under the leading edge for no time.
  if (pin.object !== null && client.settings.clearsDataUsed && arrivesWhole(model, pin.object, request)) return;
  if (client.writes) prepareWrite(client, request);
  else if (!client.settings.clearsDataUsed) for (const header of request.headers) header.submittedDataUsed = Math.max(0, pin.pool.buffers[header.buffer]!.dataUsed);
  const dispatch = withholds ? null : resubmitRequest(queue, request, 'passive');
  const refused = withholds || request.status === ntStatus.deviceNotReady;
  const { frames, frameRecords } = queue;
  const under = frames.pointerFrame[leadingEdge]!;
  const { headers } = request;
  for (let at = 0; at < headers.length; at += 1) {
    const { buffer } = headers[at]!;
    pin.pool.buffers[buffer]!.carried = 0;
    let frame = -1;
    if (client.writes && !refused) {
      frame = pin.framesProduced;
      pin.framesProduced += 1;
      pin.pool.buffers[buffer]!.times[bufferTimes.captured] = model.engine.clock[clockNow]!;
    }
    const leads = !refused && under >= 0 && frameRecords[under]!.header.buffer === buffer;
    enterState(model, pin, buffer, refused ? bufferStates.idle : leads ? bufferStates.leadingEdge : bufferStates.queued, frame);
  }
  if (dispatch !== null) carryOutFor(model, pin, dispatch);
}
