import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { formatRetrieved, headerOptions } from '../../queue/index';
import type { DropReason } from '../../result';
import { addLatency } from '../../statistics/latency';
import { choose } from '../choose';
import { dropFrame, whyTakenBack } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, PinModel, SimulationModel } from '../model';
import { pinStates, pinTimes } from '../model';
import { occur } from '../occurrence';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { takeCompleted } from '../supply';
import { clientTimes } from './client';
import { submit } from './submit';
import { writerHasRequest } from './writer';

/** The client has a request back, its buffers filled or not, and keeps it for a while. */
export function requestReceived(model: SimulationModel, client: ClientModel, number: number): void {
  const { pin, headers } = client;
  const { pool } = pin;
  const first = number * headers;
  const cancelled = pool.buffers[first]!.dataUsed < 0;
  let filled = false;
  for (let buffer = first; buffer < first + headers; buffer += 1) {
    if (client.writes) takeBack(model, client, buffer);
    else if (receive(model, client, buffer)) filled = true;
    const stays = cancelled || client.hasEnded;
    enterState(model, pin, buffer, stays ? bufferStates.idle : bufferStates.inApplication, stays || client.writes ? -1 : pool.buffers[buffer]!.frame);
  }
  if (client.hasEnded) return;
  if (pin.queue.formatPending) heedFormat(model, pin, client.requests[number]!);
  if (!cancelled) scheduleReturn(model, client, number, filled || client.writes);
  else if (client.writes) writerHasRequest(model, client, number);
  else if (client.queues) submit(model, client, number);
}

/** A client that is told of a new format, by the header that carries TYPECHANGED, fetches it, and so gets what was held back. */
function heedFormat(model: SimulationModel, pin: PinModel, { headers }: QueueRequest): void {
  if (!headers.some(({ optionsFlags }) => (optionsFlags & headerOptions.typeChanged) !== 0)) return;
  formatRetrieved(pin.queue);
  takeCompleted(model, pin);
}

/** One buffer that was read into comes back. `true`: with data. */
function receive(model: SimulationModel, client: ClientModel, buffer: number): boolean {
  const { pin } = client;
  const now = model.engine.clock[clockNow]!;
  const { pool } = pin;
  const dataUsed = pool.buffers[buffer]!.dataUsed;
  const frame = pool.buffers[buffer]!.frame;
  if (dataUsed > 0 && !client.hasEnded) {
    pin.framesDelivered += Math.max(1, pool.buffers[buffer]!.carried);
    pin.times[pinTimes.bytesDelivered]! += dataUsed;
    addLatency(pin.latency, now - pool.buffers[buffer]!.times[bufferTimes.captured]!);
    mark(model, pin.rows.client, model.kinds.delivered, frame);
    if (dataUsed < client.expectedBytes[buffer]!) {
      pin.truncated += 1;
      occur(pin.partial, now);
    }
    return true;
  }
  receiveEmpty(model, client, buffer);
  return false;
}

/** One buffer comes back with nothing that its client could use. */
function receiveEmpty(model: SimulationModel, client: ClientModel, buffer: number): void {
  const { pin } = client;
  const frame = pin.pool.buffers[buffer]!.frame;
  mark(model, pin.rows.client, model.kinds.completedEmpty, frame);
  const isEmpty = pin.pool.buffers[buffer]!.dataUsed === 0 && client.givenBack[buffer] === 0 && !client.hasEnded;
  if (frame >= 0) lose(model, pin, buffer, isEmpty ? 'dataUsedNotSet' : whyTakenBack(pin, buffer));
  if (pin.queue.deviceState === pinStates.RUN) pin.completedEmpty += 1;
  else pin.returnedAtStop += 1;
}

/** One buffer that was written comes back; the data of a cancelled one is lost. */
function takeBack(model: SimulationModel, { pin }: ClientModel, buffer: number): void {
  const { pool, queue } = pin;
  if (pool.buffers[buffer]!.dataUsed >= 0) return;
  if (queue.deviceState !== pinStates.RUN) pin.returnedAtStop += 1;
  if (pool.buffers[buffer]!.frame >= 0) dropFrame(model, pin, pool.buffers[buffer]!.frame, whyTakenBack(pin, buffer));
}

/** All frames of a buffer are lost. */
function lose(model: SimulationModel, pin: PinModel, buffer: number, why: DropReason['key']): void {
  const { frame, carried } = pin.pool.buffers[buffer]!;
  const count = Math.max(1, carried);
  for (let lost = count - 1; lost >= 0; lost -= 1) dropFrame(model, pin, frame - lost, why);
}

function scheduleReturn(model: SimulationModel, client: ClientModel, number: number, filled: boolean): void {
  const { clock } = model.engine;
  const { holdDiscipline, stalls } = client.settings;
  const serial = holdDiscipline === 'serial';
  clock[clockDue] = serial ? Math.max(clock[clockNow]!, client.times[clientTimes.free]!) : clock[clockNow]!;
  if (filled || keepsEmpty(model, client)) addSample(client.hold, clock, clockDue);
  // What would be returned during a stall is returned at its end.
  if (stalls.length > 0) waitForStalls(clock, stalls);
  if (serial) client.times[clientTimes.free] = clock[clockDue]!;
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.returned, client.pin.index, number);
}

/** How long an empty buffer is kept shows only where it is used again. */
function keepsEmpty(model: SimulationModel, { queues, pin: { group } }: ClientModel): boolean {
  const goesOn = queues || group.isSuspended || group.requestsArrived < group.requests.length;
  return (goesOn ? choose(model, 'emptyBufferHold') : model.choices.emptyBufferHold) === 'asFilled';
}

function waitForStalls(clock: Float64Array, stalls: ClientModel['settings']['stalls']): void {
  for (const { start, duration } of stalls) {
    if (clock[clockDue]! < start) break;
    if (clock[clockDue]! < start + duration) clock[clockDue] = start + duration;
  }
}

/** The client is done with a request and uses it again, if the stream still goes on. */
export function requestReturned(model: SimulationModel, client: ClientModel, number: number): void {
  if (client.queues && !client.writes) {
    submit(model, client, number);
    return;
  }
  keep(model, client, number);
}

/** A request is not used for another frame now: a writer first has to fill it. */
function keep(model: SimulationModel, client: ClientModel, number: number): void {
  for (const { buffer } of client.requests[number]!.headers) enterState(model, client.pin, buffer, bufferStates.idle, -1);
  if (client.writes) writerHasRequest(model, client, number);
}
