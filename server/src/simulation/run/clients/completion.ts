import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { QueueRequest, StreamHeader } from '../../queue/index';
import { frameStates, ksReset, ntStatus } from '../../queue/index';
import { whyTakenBack } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { requestReceived } from './received';
import { frameConsumed } from './writer';

/** A request of a client is complete and on its way back to it. */
export function requestCompleted(model: SimulationModel, client: ClientModel, request: QueueRequest): void {
  const { pin } = client;
  const { pool } = pin;
  const cancelled = request.status === ntStatus.cancelled;
  const { headers } = request;
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(client.completionLatency, clock, clockDue);
  // What takes no time needs no event: the receipt only takes note and schedules. While the system sleeps nobody receives anything.
  const isAtOnce = clock[clockDue] === clock[clockNow] && model.outside.phase === 'awake';
  for (let at = 0; at < headers.length; at += 1) {
    const header = headers[at]!;
    const { buffer } = header;
    if (pool.buffers[buffer]!.state !== bufferStates.completing || !client.separates) frameIsComplete(client, header);
    if (cancelled && pool.buffers[buffer]!.state === bufferStates.inWindow) pin.window!.cancelled += 1;
    if (client.writes && !cancelled) frameConsumed(model, client, header);
    pool.buffers[buffer]!.dataUsed = cancelled ? -1 : header.dataUsed;
    // A state that lasts no time and in which nobody asks for states shows nowhere.
    if (!isAtOnce || headers.length > 1 || cancelled || header.dataUsed === 0) enterState(model, pin, buffer, cancelled ? bufferStates.cancelled : bufferStates.completing, pool.buffers[buffer]!.frame);
  }
  client.discarded[request.owner] = cancelled && whyTakenBack(pin, headers[0]!.buffer) === 'discardedAtStop' ? 1 : 0;
  client.completions += 1;
  if (isAtOnce) requestReceived(model, client, request.owner);
  else scheduleDue(model.engine, eventPriorities.received, eventKinds.received, pin.index, request.owner);
}

/** Notes what holds at the moment a frame is complete, which may be long before its client sees it. */
function frameIsComplete({ pin, expectedBytes, givenBack }: ClientModel, { buffer, dataUsed }: StreamHeader): void {
  const { queue } = pin;
  expectedBytes[buffer] = pin.frameBytes;
  givenBack[buffer] = dataUsed === 0 && (queue.cleaningUp || queue.resetState === ksReset.begin) ? 1 : 0;
}

/** Buffers whose frames are complete while their request waits for further frames of its own, or for an older request, are the driver's no more. */
export function settleHeaders(model: SimulationModel, client: ClientModel): void {
  const { pin, isOut, requests } = client;
  const { queue: { frames, frameRecords }, pool } = pin;
  isOut.fill(0);
  for (let frame = 0; frame < frameRecords.length; frame += 1) if (frames.frameState[frame] !== frameStates.free) isOut[frameRecords[frame]!.header.buffer] = 1;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    if (isOut[buffer] === 1 || !isWithDriver(pool.buffers[buffer]!.state)) continue;
    const { headers } = requests[Math.floor(buffer / client.headers)]!;
    frameIsComplete(client, headers[buffer % client.headers]!);
    enterState(model, pin, buffer, bufferStates.completing, pool.buffers[buffer]!.frame);
  }
}

/** Whether a buffer in this state is in the queue, or with the driver or the device. */
export function isWithDriver(state: number): boolean {
  const { queued, leadingEdge, cloned, hardwareFilling, readyForDpc, neverCompleted, processing, inWindow } = bufferStates;
  return state === queued || state === leadingEdge || state === cloned || state === hardwareFilling || state === readyForDpc || state === neverCompleted || state === processing || state === inWindow;
}
