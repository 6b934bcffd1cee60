import { clockNow } from '../../engine/index';
import { addLatency } from '../../statistics/latency';
import { dropFrame } from '../drops';
import type { CircuitModel, SimulationModel } from '../model';
import { pinStates, pinTimes } from '../model';
import { occur } from '../occurrence';
import { mark } from '../pools/enter-state';
import { bufferTimes } from '../pools/pool';

/** The end of the round has a frame: the sink peer has received it, or the last pin is done with it. `row`: where the trace marks it. */
export function deliver(model: SimulationModel, { pool, counted }: CircuitModel, buffer: number, row: number): void {
  const now = model.engine.clock[clockNow]!;
  const dataUsed = pool.buffers[buffer]!.dataUsed;
  const frame = pool.buffers[buffer]!.frame;
  const carried = Math.max(1, pool.buffers[buffer]!.carried);
  if (dataUsed > 0) {
    counted.framesDelivered += carried;
    counted.times[pinTimes.bytesDelivered]! += dataUsed;
    addLatency(counted.latency, now - pool.buffers[buffer]!.times[bufferTimes.captured]!);
    mark(model, row, model.kinds.delivered, frame);
    if (dataUsed < counted.frameBytes) {
      counted.truncated += 1;
      occur(counted.partial, now);
    }
    return;
  }
  mark(model, row, model.kinds.completedEmpty, frame);
  if (frame >= 0) for (let lost = carried - 1; lost >= 0; lost -= 1) dropFrame(model, counted, frame - lost, 'dataUsedNotSet');
  if (counted.queue.deviceState === pinStates.RUN) counted.completedEmpty += 1;
  else counted.returnedAtStop += 1;
}
