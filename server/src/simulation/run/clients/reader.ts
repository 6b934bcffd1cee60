import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { leadingEdge, ntStatus, resubmitRequest } from '../../queue/index';
import { addLatency } from '../../statistics/latency';
import type { DropReason } from '../../result';
import { dropFrame } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, PinModel, SimulationModel } from '../model';
import { pinStates, pinTimes } from '../model';
import { occur } from '../occurrence';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { carryOutFor } from '../processing/processing';
import { clientTimes } from './client';

/** The client queues every request it has in hand: the stream has reached the state in which it begins. */
export function submitAll(model: SimulationModel, client: ClientModel): void {
  if (client.hasEnded) return;
  client.queues = true;
  for (let request = 0; request < client.requests.length; request += 1) if (isInHand(client, request)) submit(model, client, request);
}

const isInHand = ({ pin: { pool }, headers }: ClientModel, request: number): boolean => pool.state[request * headers] === bufferStates.idle;

/** A read request with empty buffers reaches the pin. */
export function submit(model: SimulationModel, client: ClientModel, number: number): void {
  const { pin, requests } = client;
  if (client.firstSubmitted < 0) client.firstSubmitted = model.engine.clock[clockNow]!;
  const request = requests[number]!;
  const dispatch = resubmitRequest(pin.queue, request, 'passive');
  const refused = request.status === ntStatus.deviceNotReady;
  const { frames, frameRecords } = pin.queue;
  const under = frames.pointerFrame[leadingEdge]!;
  for (const { buffer } of request.headers) {
    pin.pool.carried[buffer] = 0;
    const leads = !refused && under >= 0 && frameRecords[under]!.header.buffer === buffer;
    enterState(model, pin, buffer, refused ? bufferStates.idle : leads ? bufferStates.leadingEdge : bufferStates.queued, -1);
  }
  carryOutFor(model, pin, dispatch);
}

/** The client has a request back, its buffers filled or not, and keeps it for a while. */
export function requestReceived(model: SimulationModel, client: ClientModel, number: number): void {
  const { pin, headers } = client;
  const { pool } = pin;
  const first = number * headers;
  const cancelled = pool.dataUsed[first]! < 0;
  let filled = false;
  for (let buffer = first; buffer < first + headers; buffer += 1) {
    if (receive(model, client, buffer)) filled = true;
    enterState(model, pin, buffer, cancelled ? bufferStates.idle : bufferStates.inApplication, cancelled ? -1 : pool.frame[buffer]!);
  }
  if (!cancelled) scheduleReturn(model, client, number, filled);
  else if (client.queues) submit(model, client, number);
}

/** One buffer comes back. `true`: with data. */
function receive(model: SimulationModel, { pin }: ClientModel, buffer: number): boolean {
  const now = model.engine.clock[clockNow]!;
  const { pool } = pin;
  const dataUsed = pool.dataUsed[buffer]!;
  const frame = pool.frame[buffer]!;
  if (dataUsed > 0) {
    pin.framesDelivered += Math.max(1, pool.carried[buffer]!);
    pin.times[pinTimes.bytesDelivered]! += dataUsed;
    addLatency(pin.latency, now - pool.captured[buffer]!);
    mark(model, pin.rows.client, model.kinds.delivered, frame);
    if (pin.dropSinceDelivery && pin.settings.driver.marksDiscontinuity === false) occur(pin.missingDiscontinuity, now);
    pin.dropSinceDelivery = false;
    if (dataUsed < pin.frameBytes) {
      pin.truncated += 1;
      occur(pin.partial, now);
    }
    return true;
  }
  mark(model, pin.rows.client, model.kinds.completedEmpty, frame);
  if (frame >= 0) lose(model, pin, buffer, dataUsed === 0 ? 'dataUsedNotSet' : pin.queue.deviceState < pinStates.PAUSE ? 'discardedAtStop' : 'cancelled');
  if (pin.queue.deviceState === pinStates.RUN) {
    pin.completedEmpty += 1;
    if (dataUsed === 0) occur(pin.empty, now);
  } else {
    pin.returnedAtStop += 1;
  }
  return false;
}

/** All frames of a buffer are lost. */
function lose(model: SimulationModel, pin: PinModel, buffer: number, why: DropReason['key']): void {
  const { frame, carried } = pin.pool;
  const count = Math.max(1, carried[buffer]!);
  for (let lost = count - 1; lost >= 0; lost -= 1) dropFrame(model, pin, frame[buffer]! - lost, why);
}

function scheduleReturn(model: SimulationModel, client: ClientModel, number: number, filled: boolean): void {
  const { clock } = model.engine;
  const { holdDiscipline, stalls } = client.settings;
  const serial = holdDiscipline === 'serial';
  clock[clockDue] = serial ? Math.max(clock[clockNow]!, client.times[clientTimes.free]!) : clock[clockNow]!;
  if (filled || model.choices.emptyBufferHold === 'asFilled') addSample(client.hold, clock, clockDue);
  // What would be returned during a stall is returned at its end.
  for (const { start, duration } of stalls) {
    if (clock[clockDue] < start) break;
    if (clock[clockDue] < start + duration) clock[clockDue] = start + duration;
  }
  if (serial) client.times[clientTimes.free] = clock[clockDue]!;
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.returned, client.pin.index, number);
}

/** The client is done with a request and queues it again, if the stream still goes on. */
export function requestReturned(model: SimulationModel, client: ClientModel, number: number): void {
  if (client.queues) {
    submit(model, client, number);
    return;
  }
  for (const { buffer } of client.requests[number]!.headers) enterState(model, client.pin, buffer, bufferStates.idle, -1);
}
