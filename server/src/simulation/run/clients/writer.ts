import { clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { QueueRequest, StreamHeader } from '../../queue/index';
import { headerOptions } from '../../queue/index';
import { addLatency } from '../../statistics/latency';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, SimulationModel } from '../model';
import { pinTimes } from '../model';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { clientTimes } from './client';
import { isInHand, submit } from './submit';

/** The writer begins, or goes on: it fills one buffer a period, or without a period all it has at once. */
export function startWriting(model: SimulationModel, client: ClientModel): void {
  if (client.settings.period === null) {
    for (let request = 0; request < client.requests.length; request += 1) if (client.queues && isInHand(client, request)) submit(model, client, request);
  } else scheduleFill(model, client);
}

/** The next buffer is filled when its time has come, at the earliest now. */
function scheduleFill(model: SimulationModel, client: ClientModel): void {
  if (client.fillScheduled || !client.queues) return;
  const { clock } = model.engine;
  client.fillScheduled = true;
  clock[clockDue] = Math.max(clock[clockNow]!, client.times[clientTimes.nextFill]!);
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.writerFills, client.pin.index, 0);
}

/** The writer fills a buffer; the request is submitted when all of its buffers are full. Without an empty buffer it waits for one. */
export function writerFills(model: SimulationModel, client: ClientModel): void {
  const { pin, requests, headers, times } = client;
  client.fillScheduled = false;
  if (!client.queues) return;
  if (client.filling < 0) {
    client.filling = requests.findIndex((_, request) => isInHand(client, request));
    client.filled = 0;
    if (client.filling < 0) return;
  }
  const request = client.filling;
  enterState(model, pin, request * headers + client.filled, bufferStates.inApplication, -1);
  client.filled += 1;
  times[clientTimes.nextFill] = model.engine.clock[clockNow]! + client.settings.period!;
  if (client.filled === headers) {
    client.filling = -1;
    submit(model, client, request);
  }
  scheduleFill(model, client);
}

/** A request has come back and is in hand again. */
export function writerHasRequest(model: SimulationModel, client: ClientModel, request: number): void {
  if (!client.queues) return;
  if (client.settings.period === null) submit(model, client, request);
  else scheduleFill(model, client);
}

/** A writer says how much is in its buffers: a frame of the present format, or what fits; and which frame is the last of the stream. */
export function prepareWrite({ pin, settings }: ClientModel, { headers }: QueueRequest): void {
  const { endOfStreamAt } = pin.settings.driver;
  for (let at = 0; at < headers.length; at += 1) {
    const header = headers[at]!;
    header.submittedDataUsed = Math.min(pin.frameBytes, header.frameExtent);
    header.submittedFlags = (pin.framesProduced + at + 1 === endOfStreamAt ? headerOptions.endOfStream : 0) | (settings.flushOnPause ? headerOptions.flushOnPause : 0);
  }
}

/** The driver has done with a frame that was written. */
export function frameConsumed(model: SimulationModel, { pin }: ClientModel, { buffer, submittedDataUsed }: StreamHeader): void {
  const { pool } = pin;
  pin.framesDelivered += 1;
  pin.times[pinTimes.bytesDelivered]! += submittedDataUsed;
  addLatency(pin.latency, model.engine.clock[clockNow]! - pool.buffers[buffer]!.times[bufferTimes.captured]!);
  mark(model, pin.rows.client, model.kinds.delivered, pool.buffers[buffer]!.frame);
}
