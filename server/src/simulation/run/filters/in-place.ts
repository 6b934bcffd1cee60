import type { SimulationModel } from '../model';
import type { Behaviour, ObjectModel } from '../processing/object';
import { returnFromProcess, workFor } from '../processing/processing';
import { advanceEdges, hasFrame, lockEdges } from './edges';
import type { FilterModel } from './filter';

/** Process changes the frame of the one queue where it is and lets it go on: to the next station of its circuit, or back to the client that wrote it. */
export function createInPlace(filter: FilterModel): Behaviour {
  const { inputs } = filter;
  const finish = (model: SimulationModel, object: ObjectModel): void => {
    for (const pin of inputs) {
      if (!hasFrame(pin)) continue;
      pin.queue.bytesUsed = pin.queue.bytesAvailable;
      pin.queue.terminate = true;
      object.consumed += 1;
    }
    advanceEdges(model, object, inputs);
    returnFromProcess(model, object, object.consumed > 0 ? 'success' : (filter.scenario.whenDone ?? 'pending'));
  };
  return {
    process: (model, object) => {
      lockEdges(object, inputs);
      if (!inputs.some(hasFrame) || !workFor(model, object)) finish(model, object);
    },
    step: finish,
  };
}
