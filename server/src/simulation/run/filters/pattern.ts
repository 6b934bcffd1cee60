import type { PinModel, SimulationModel } from '../model';
import { attemptFromDpc } from '../patterns/attempts';
import type { Pattern } from '../patterns/pattern';
import { returnFromProcess } from '../processing/processing';
import { resetConversion } from './conversion';

/** What a driver does on a pin whose frames its filter moves: its DPC calls KsFilterAttemptProcessing, and Process is not the pin's. */
export const movedByFilter: Pattern = {
  process: (model, object) => {
    returnFromProcess(model, object, 'pending');
  },
  step: () => undefined,
  dpc: attemptFromDpc,
  release: releasePin,
  held: () => 0,
};

/** A pin of a filter comes down: what Process had begun is forgotten. */
export function releasePin(model: SimulationModel, pin: PinModel): void {
  for (const { from, to } of model.filters) {
    for (const input of from) if (input.pin === pin) input.unreported = 0;
    for (const output of to) if (output.pin === pin) resetConversion(output.conversion);
  }
}
