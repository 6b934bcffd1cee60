import { bufferUnder, frameUnder, leadingEdge } from '../../queue/index';
import { takeStored } from '../devices/store';
import { dropFrame, whyNoBuffer } from '../drops';
import type { DeviceModel, PinModel, SimulationModel } from '../model';
import { markFrame } from '../patterns/frames';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import type { Behaviour, ObjectModel } from '../processing/object';
import { returnFromProcess, workFor } from '../processing/processing';
import { advanceEdges, hasFrame, lockEdges, takesPart } from './edges';
import type { FilterModel } from './filter';

/**
 * Process of a filter that captures, as Microsoft's avssamp (S:ssamp filter.cpp, video.cpp): the timer DPC of a pin calls KsFilterAttemptProcessing, and each output
 * whose device has a frame gets it, one for each call. An output without an empty frame has dropped it, and says so in its counter of dropped frames. It returns
 * STATUS_PENDING, since it is the timer alone that processing waits for.
 */
export function createCapture(filter: FilterModel): Behaviour {
  const { outputs } = filter;
  const finish = (model: SimulationModel, object: ObjectModel): void => {
    for (const pin of outputs) if (isDue(pin)) capture(model, object, pin, pin.device!);
    advanceEdges(model, object, outputs);
    // With more in a store than one call takes it asks to be called again.
    returnFromProcess(model, object, object.consumed > 0 && outputs.some(isDue) ? 'success' : (filter.scenario.whenDone ?? 'pending'));
  };
  return {
    process: (model, object) => {
      lockEdges(object, outputs);
      if (!outputs.some(isDue) || !workFor(model, object)) finish(model, object);
    },
    step: finish,
  };
}

const isDue = (pin: PinModel): boolean => pin.device !== null && pin.device.fifo.count > 0 && takesPart(pin);

function capture(model: SimulationModel, object: ObjectModel, pin: PinModel, device: DeviceModel): void {
  const { queue, pool } = pin;
  if (!hasFrame(pin)) {
    // A device with a store of several frames keeps it there.
    if (device.storeFrames === 1) dropFrame(model, pin, takeStored(device), whyNoBuffer(pin));
    return;
  }
  object.consumed += 1;
  queue.terminate = true;
  const { header } = frameUnder(queue, leadingEdge)!;
  if (header.frameExtent < pin.frameBytes && pin.settings.driver.whenBufferTooSmall === 'completeEmpty') {
    pin.tooSmall += 1;
    return;
  }
  const buffer = bufferUnder(queue, leadingEdge);
  pool.buffers[buffer]!.times[bufferTimes.captured] = device.fifoCaptured[device.fifo.head]!;
  enterState(model, pin, buffer, bufferStates.leadingEdge, takeStored(device));
  device.transfers += 1;
  device.halted = false;
  if (pin.setsDataUsed) queue.bytesUsed = Math.min(pin.frameBytes, queue.bytesAvailable);
  markFrame(model, pin, leadingEdge, header);
}
