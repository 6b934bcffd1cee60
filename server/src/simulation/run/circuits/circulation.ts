import type { QueueRequest } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';

/** A frame of a circuit has been completed by a pin: it goes on to the next station, or home to the requestor. */
export function circuitCompleted(_model: SimulationModel, _pin: PinModel, _request: QueueRequest): void {
  throw new Error('to be written');
}
