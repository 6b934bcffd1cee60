import { createSampler } from '../../engine/index';
import type { ProcessingObject } from '../../queue/index';
import { createPinProcessing } from '../../queue/index';
import type { Distribution } from '../../scenario';
import type { PinModel } from '../model';
import { createOccurrence } from '../occurrence';
import type { Behaviour, ObjectModel } from './object';

/** What an object with a Process routine is made of. `label` names its random numbers. */
export interface ObjectParts {
  readonly index: number;
  readonly object: ProcessingObject;
  readonly behaviour: Behaviour;
  readonly routine: string;
  readonly pins: readonly PinModel[];
  readonly row: number;
  readonly label: string;
  readonly processTime: Distribution;
}

/** Makes an object with a Process routine; the latencies of work items are those of its first pin. */
export function createObject(parts: ObjectParts, seed: number): ObjectModel {
  const { index, object, behaviour, routine, pins, row, label } = parts;
  const { system } = pins[0]!.settings;
  const processTime = createSampler(parts.processTime, seed, `${label}/processTime`);
  return {
    index, object, behaviour, routine, pins, row, processTime, takesNoTime: processTime.isNothing, wholeCall: behaviour.wholeCall ?? null, wholeArrival: behaviour.wholeArrival ?? null,
    workItemLatency: {
      delayed: createSampler(system.workItemLatency, seed, `${label}/workItemLatency`),
      critical: createSampler(system.criticalWorkItemLatency, seed, `${label}/criticalWorkItemLatency`),
      hyperCritical: createSampler(system.hyperCriticalWorkItemLatency, seed, `${label}/hyperCriticalWorkItemLatency`),
    },
    times: new Float64Array([0, -1]), isCalling: false, callAgain: false, consumed: 0, unconsumedCalls: 0, pendedOnce: false, processPending: 0, workItems: 0, attempts: 0, attemptsRedundant: 0, attemptsDuringProcess: 0, overtaken: 0,
    stalled: { ...createOccurrence(), framesWaiting: 0 }, endlessLoop: createOccurrence(),
  };
}

/** The object of a pin that processes for itself. */
export function createPinObject(pin: PinModel, seed: number): ObjectModel {
  const { settings, index, queue, pattern, rows } = pin;
  return createObject({
    index, object: createPinProcessing(queue), behaviour: pattern, routine: settings.callbacks.process ?? '', pins: [pin], row: rows.process, label: settings.label,
    processTime: settings.driver.processTime,
  }, seed);
}
