import { recordSpan } from '../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../engine/index';
import { arrive, irpStates, leadingEdge } from '../queue/index';
import { addLatency } from '../statistics/latency';
import { enterState, mark } from './buffers';
import { dropFrame } from './drops';
import { eventKinds, eventPriorities } from './events';
import type { PinModel, SimulationModel } from './model';
import { bufferStates, pinStates, pinTimes } from './model';
import { frameArrived } from './processing';

/** The client queues every buffer it has in hand: the stream has reached the state in which it begins. */
export function submitAll(model: SimulationModel, pin: PinModel): void {
  pin.clientQueues = true;
  for (let buffer = 0; buffer < pin.settings.client.requests; buffer += 1) {
    if (pin.bufferState[buffer] === bufferStates.idle) queueBuffer(model, pin, buffer);
  }
}

/** A read request with an empty buffer reaches the pin. */
function queueBuffer(model: SimulationModel, pin: PinModel, buffer: number): void {
  if (pin.firstSubmitted < 0) pin.firstSubmitted = model.engine.clock[clockNow]!;
  const { queue } = pin;
  const hadNone = queue.available === 0;
  const slot = arrive(queue, buffer, pin.settings.bufferBytes);
  pin.bufferSlot[buffer] = slot;
  enterState(model, pin, buffer, queue.pointerFrame[leadingEdge] === slot ? bufferStates.leadingEdge : bufferStates.queued, -1);
  frameArrived(model, pin, hadNone);
}

/** Sends the read requests that have just completed on their way to the client. */
export function takeCompleted(model: SimulationModel, pin: PinModel): void {
  const { queue } = pin;
  const count = queue.completedCount;
  if (count === 0) return;
  queue.completedCount = 0;
  for (let at = 0; at < count; at += 1) {
    const buffer = queue.completedIrps[at]!;
    const cancelled = queue.irpState[buffer] === irpStates.cancelled;
    pin.bufferDataUsed[buffer] = cancelled ? -1 : queue.dataUsed[pin.bufferSlot[buffer]!]!;
    pin.completions += 1;
    enterState(model, pin, buffer, cancelled ? bufferStates.cancelled : bufferStates.completing, pin.bufferFrame[buffer]!);
    const { clock } = model.engine;
    clock[clockDue] = clock[clockNow]!;
    addSample(pin.completionLatency, clock, clockDue);
    // What takes no time needs no event: the receipt only takes note and schedules.
    if (clock[clockDue] === clock[clockNow]) bufferReceived(model, pin, buffer);
    else scheduleDue(model.engine, eventPriorities.received, eventKinds.received, pin.index, buffer);
  }
}

/** The client has a buffer back, filled or not, and keeps it for a while. */
export function bufferReceived(model: SimulationModel, pin: PinModel, buffer: number): void {
  const now = model.engine.clock[clockNow]!;
  const dataUsed = pin.bufferDataUsed[buffer]!;
  const frame = pin.bufferFrame[buffer]!;
  const running = pin.state === pinStates.RUN;
  if (dataUsed > 0) {
    pin.framesDelivered += 1;
    pin.times[pinTimes.bytesDelivered]! += dataUsed;
    addLatency(pin.latency, now - pin.bufferCaptured[buffer]!);
    mark(model, pin.rows.client, model.kinds.delivered, frame);
    if (pin.dropSinceDelivery && pin.settings.driver.marksDiscontinuity === false) occur(pin.missingDiscontinuity, now);
    pin.dropSinceDelivery = false;
    if (dataUsed < pin.frameBytes) {
      pin.truncated += 1;
      occur(pin.partial, now);
    }
  } else {
    mark(model, pin.rows.client, model.kinds.completedEmpty, frame);
    if (frame >= 0) dropFrame(model, pin, frame, 'dataUsedNotSet');
    if (running) {
      pin.completedEmpty += 1;
      if (dataUsed === 0) occur(pin.empty, now);
    } else {
      pin.returnedAtStop += 1;
    }
  }
  if (dataUsed < 0) {
    enterState(model, pin, buffer, bufferStates.idle, -1);
    if (pin.clientQueues) queueBuffer(model, pin, buffer);
    return;
  }
  enterState(model, pin, buffer, bufferStates.inApplication, frame);
  scheduleReturn(model, pin, buffer);
}

function scheduleReturn(model: SimulationModel, pin: PinModel, buffer: number): void {
  const { clock } = model.engine;
  const { holdDiscipline, stalls } = pin.settings.client;
  const serial = holdDiscipline === 'serial';
  clock[clockDue] = serial ? Math.max(clock[clockNow]!, pin.times[pinTimes.clientFree]!) : clock[clockNow]!;
  addSample(pin.hold, clock, clockDue);
  // What would be returned during a stall is returned at its end.
  for (const { start, duration } of stalls) {
    if (clock[clockDue] < start) break;
    if (clock[clockDue] < start + duration) clock[clockDue] = start + duration;
  }
  if (serial) pin.times[pinTimes.clientFree] = clock[clockDue]!;
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.returned, pin.index, buffer);
}

/** The client is done with a buffer and queues it again, if the stream still goes on. */
export function bufferReturned(model: SimulationModel, pin: PinModel, buffer: number): void {
  if (pin.clientQueues) queueBuffer(model, pin, buffer);
  else enterState(model, pin, buffer, bufferStates.idle, -1);
}

/** Writes the stalls that lie before `end` into the trace. */
export function recordStalls(model: SimulationModel, pin: PinModel, end: number): void {
  for (const { start, duration } of pin.settings.client.stalls) {
    if (start < end && duration > 0) recordSpan(model.recorder, pin.rows.client, model.kinds.stalled, start, Math.min(end, start + duration), -1);
  }
}

/** Counts something that went wrong. */
export function occur(occurrence: { count: number; firstTime: number }, now: number): void {
  if (occurrence.count === 0) occurrence.firstTime = now;
  occurrence.count += 1;
}
