import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { ntStatus } from '../../queue/index';
import { addLatency } from '../../statistics/latency';
import { eventKinds, eventPriorities } from '../events';
import type { ClientModel, SimulationModel } from '../model';
import { pinTimes } from '../model';
import { occur } from '../occurrence';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';

/**
 * `requestCompleted` of a filled request, which comes back to its client at once, and `requestReceived` there, as they are for nearly every frame. `false`: nothing was
 * done, and these two are needed. The queue must not hold requests back for a new format.
 */
export function receiveAtOnce(model: SimulationModel, client: ClientModel, request: QueueRequest): boolean {
  const { dataUsed, buffer } = request.headers[0]!;
  if (!client.receivesAtOnce || client.hasEnded || dataUsed === 0 || request.status === ntStatus.cancelled || model.outside.phase !== 'awake') return false;
  const { pin } = client;
  const { clock } = model.engine;
  const record = pin.pool.buffers[buffer]!;
  client.expectedBytes[buffer] = pin.frameBytes;
  client.givenBack[buffer] = 0;
  client.completions += 1;
  record.dataUsed = dataUsed;
  pin.framesDelivered += record.carried > 1 ? record.carried : 1;
  pin.times[pinTimes.bytesDelivered]! += dataUsed;
  addLatency(pin.latency, clock[clockNow]! - record.times[bufferTimes.captured]!);
  mark(model, pin.rows.client, model.kinds.delivered, record.frame);
  if (dataUsed < pin.frameBytes) {
    pin.truncated += 1;
    occur(pin.partial, clock[clockNow]!);
  }
  enterState(model, pin, buffer, bufferStates.inApplication, record.frame);
  clock[clockDue] = clock[clockNow]!;
  addSample(client.hold, clock, clockDue);
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.returned, pin.index, request.owner);
  return true;
}
