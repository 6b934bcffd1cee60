import { frameStates } from '../../queue/index';
import type { ClientModel } from '../model';
import { bufferStates } from '../pools/pool';
import { isWithDriver } from './completion';
import { isOutstanding } from './outstanding';

/** What must hold of a client between two events: each buffer is in exactly one place, and that is where its request says. Returns the first violation, or `null`. */
export function clientViolation(client: ClientModel): string | null {
  const { pin: { pool, queue: { frames, frameRecords } }, requests } = client;
  const framesOf = new Int32Array(pool.size);
  for (let frame = 0; frame < frameRecords.length; frame += 1) if (frames.frameState[frame] !== frameStates.free) framesOf[frameRecords[frame]!.header.buffer]! += 1;
  for (const request of requests) {
    const outstanding = isOutstanding(request);
    for (const { buffer } of request.headers) {
      const state = pool.buffers[buffer]!.state;
      const withDriver = isWithDriver(state);
      if (framesOf[buffer]! > 1) return `buffer ${buffer} is in the queue twice`;
      if (framesOf[buffer] === 1 && !withDriver) return `buffer ${buffer} is in the queue, and in state ${state}`;
      if (framesOf[buffer] === 0 && withDriver && !isHeldBefore(client, request)) return `buffer ${buffer} is in state ${state}, and not in the queue`;
      if (!outstanding && withDriver) return `buffer ${buffer} is in state ${state}, and its request with the client`;
      if (outstanding && !withDriver && state !== bufferStates.completing) return `buffer ${buffer} is in state ${state}, and its request outstanding`;
    }
  }
  return null;
}

/** A request held before the queue, behind an end of the stream. */
function isHeldBefore({ pin: { queue } }: ClientModel, request: ClientModel['requests'][number]): boolean {
  return queue.held.includes(request);
}
