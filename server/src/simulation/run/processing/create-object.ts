import { createPinProcessing } from '../../queue/index';
import type { PinModel } from '../model';
import { ObjectModel } from './object';

/** The object of a pin that processes for itself. */
export function createPinObject(pin: PinModel, seed: number): ObjectModel {
  const { settings, index, queue, pattern, rows } = pin;
  return new ObjectModel({
    index, object: createPinProcessing(queue), behaviour: pattern, routine: settings.callbacks.process ?? '', pins: [pin], row: rows.process, label: settings.label,
    processTime: settings.driver.processTime,
  }, seed);
}
