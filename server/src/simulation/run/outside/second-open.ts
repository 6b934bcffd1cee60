import { clockNow } from '../../engine/index';
import { recordCall } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { occur } from '../occurrence';
import type { OutsideOutcome } from './outside';

/**
 * Another client opens the pin. Beyond InstancesPossible the creation fails (K:ns-ks-_kspin_descriptor_ex), with which status is not documented; the driver is not
 * called. Below it an instance of its own is made, which is no part of the run.
 */
export function openAgain(model: SimulationModel, pin: PinModel, instancesPossible: number): OutsideOutcome {
  if (instancesOf(model, pin) < instancesPossible) return 'done';
  recordCall(model.environment, 'createRefused', pin.settings.label, pin.index);
  occur(pin.opensRefused, model.engine.clock[clockNow]!);
  return 'refused';
}

/** Instances of the same pin that are open: those of its pin type where a filter says so, else itself. */
function instancesOf(model: SimulationModel, pin: PinModel): number {
  const factory = model.scenario.filters?.flatMap(({ factories }) => factories).find(({ pins }) => pins.includes(pin.index));
  return (factory?.pins ?? [pin.index]).filter((index) => !model.pins[index]!.isClosed).length;
}
