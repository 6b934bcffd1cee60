import { recordSpanSince } from '../../trace/index';
import { clockNow } from '../engine/index';
import { checkLeftovers } from '../queue/index';
import { filterRoutineReturns } from './conduct';
import { endLife } from './circuits/life';
import { recordStalls } from './clients/stalls';
import { endWaiting } from './clients/stop';
import { deviceTimes } from './devices/device';
import type { SimulationModel } from './model';
import { pinStates, pinTimes } from './model';
import { runEnds } from './pins/run-time';
import { changeState } from './pools/enter-state';
import { bufferStates } from './pools/pool';
import { objectTimes } from './processing/object';
import { closePin } from './states/states';

/** Ends in the trace what is still open when the run is over. */
export function closeRun(model: SimulationModel): void {
  const { engine, recorder, kinds } = model;
  const now = engine.clock[clockNow]!;
  for (const pin of model.pins) {
    const { device } = pin;
    closePin(model, pin);
    // Nothing follows but the end of the driver.
    if (model.stopReason === 'completed' && pin.queue.deviceState === pinStates.STOP) checkLeftovers(pin.queue, model.outside.isRemoved ? 'deviceStop' : 'unload');
    if (now > pin.times[pinTimes.stateSince]!) recordSpanSince(recorder, pin.rows.pinState, pin.tracePinStates[pin.queue.deviceState]!, pin.times, pinTimes.stateSince, -1);
    if (device?.transferring === true) recordSpanSince(recorder, pin.rows.hardware, kinds.transferring, device.times, deviceTimes.transferStart, -1);
    runEnds(model, pin);
    if (pin.client !== null) {
      endWaiting(model, pin.client);
      recordStalls(model, pin.client, now);
    }
  }
  for (const { label } of model.scenario.filters ?? []) filterRoutineReturns(model, label, 'close');
  for (const object of model.objects) {
    if (object !== undefined && object.object.processing && object.row >= 0) recordSpanSince(recorder, object.row, kinds.running, object.times, objectTimes.processStart, -1);
  }
  for (const circuit of model.circuits) endLife(model, circuit);
  for (const pool of model.pools) {
    for (let buffer = 0; buffer < pool.size; buffer += 1) {
      const state = pool.buffers[buffer]!.state;
      if (state !== bufferStates.idle) changeState(model, pool, buffer, state, pool.buffers[buffer]!.traceState, pool.buffers[buffer]!.frame);
    }
  }
}
