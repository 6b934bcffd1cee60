import { surpriseRemoval } from '../../queue/index';
import { settleCancelled } from '../cancellation';
import { stopDevice } from '../devices/transfers';
import type { SimulationModel } from '../model';
import { runAtOnce } from '../patterns/routines';
import type { OutsideOutcome } from './outside';
import { deviceName, deviceRoutineReturns } from '../conduct';

/**
 * The device is gone: it fills nothing more, SurpriseRemoval is called, new requests are refused, and those that wait end by option `surpriseRemoval`. The pins stay as
 * they are until their client stops them: that a driver deletes its clones at once is not taken for granted. Frames of a circuit stay where they are.
 */
export function removeDevice(model: SimulationModel): OutsideOutcome {
  if (model.outside.isRemoved) return 'withoutEffect';
  model.outside.isRemoved = true;
  for (const { device } of model.pins) if (device !== null) stopDevice(model, device);
  const ofClients = model.pins.filter(({ client }) => client !== null);
  surpriseRemoval(model.environment, deviceName, ofClients.map(({ queue }) => queue));
  deviceRoutineReturns(model, 'surpriseRemoval');
  for (const pin of ofClients) {
    if (pin.routines !== null) runAtOnce(model, pin, pin.routines.behaviour.entries.surpriseRemoval);
    settleCancelled(model, pin);
  }
  return 'done';
}
