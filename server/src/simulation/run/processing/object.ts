import type { Sampler } from '../../engine/index';
import { createSampler } from '../../engine/index';
import type { ProcessingObject, QueueRequest } from '../../queue/index';
import type { Distribution } from '../../scenario';
import type { PinModel, SimulationModel } from '../model';
import type { Occurrence } from '../occurrence';
import { createOccurrence } from '../occurrence';

/** Entries of `ObjectModel.times`, nanoseconds: when the present call of Process began, and when one last consumed nothing. */
export enum objectTimes { processStart = 0, unconsumed = 1 }

/** What a routine Process does. It ends, now or from `step`, with `returnFromProcess`. */
export interface Behaviour {
  /** Process has been called. */
  readonly process: (model: SimulationModel, object: ObjectModel) => void;
  /** The time of a piece of its work is over. */
  readonly step: (model: SimulationModel, object: ObjectModel) => void;
  /** A whole call of Process in one, where its steps can be taken together; `false`: nothing was done, and Process is to be called. Left out where there is none. */
  readonly wholeCall?: (model: SimulationModel, object: ObjectModel) => boolean;
  /** The same for a request that arrives at a queue without frames, with its arrival; `false`: nothing was done. Left out where there is none. */
  readonly wholeArrival?: (model: SimulationModel, object: ObjectModel, request: QueueRequest) => boolean;
}

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

/** A pin or filter with a Process routine. */
export class ObjectModel {
  /** Its number as a component of the engine. */
  readonly index: number;
  readonly object: ProcessingObject;
  readonly behaviour: Behaviour;
  /** The author's name of the routine. */
  readonly routine: string;
  /** Pins whose frames it processes. */
  readonly pins: readonly PinModel[];
  /** Row of Process in the trace, or -1. */
  readonly row: number;
  readonly processTime: Sampler;
  readonly takesNoTime: boolean;
  /** Its behaviour's, or `null`. */
  readonly wholeCall: NonNullable<Behaviour['wholeCall']> | null;
  readonly wholeArrival: NonNullable<Behaviour['wholeArrival']> | null;
  /** From queuing a work item to its run, by work queue. */
  readonly workItemLatency: { readonly delayed: Sampler; readonly critical: Sampler; readonly hyperCritical: Sampler };
  readonly times = Float64Array.of(0, -1);
  /** Process is being called by a loop further up, and is to be called once more. */
  isCalling = false;
  callAgain = false;
  /** What Process consumed in the present call. */
  consumed = 0;
  unconsumedCalls = 0;
  /** The driver's own flag: Process returned STATUS_PENDING. */
  pendedOnce = false;
  processPending = 0;
  workItems = 0;
  attempts = 0;
  attemptsRedundant = 0;
  attemptsDuringProcess = 0;
  /** Calls of Process that a stop has overtaken, so that they did nothing more. */
  overtaken = 0;
  readonly stalled: Occurrence & { framesWaiting: number } = { ...createOccurrence(), framesWaiting: 0 };
  readonly endlessLoop = createOccurrence();

  /** The latencies of work items are those of its first pin. */
  constructor({ index, object, behaviour, routine, pins, row, label, processTime }: ObjectParts, seed: number) {
    const { system } = pins[0]!.settings;
    const latency = (distribution: Distribution, place: string): Sampler => createSampler(distribution, seed, `${label}/${place}`);
    this.index = index;
    this.object = object;
    this.behaviour = behaviour;
    this.routine = routine;
    this.pins = pins;
    this.row = row;
    this.processTime = latency(processTime, 'processTime');
    this.takesNoTime = this.processTime.isNothing;
    this.wholeCall = behaviour.wholeCall ?? null;
    this.wholeArrival = behaviour.wholeArrival ?? null;
    this.workItemLatency = {
      delayed: latency(system.workItemLatency, 'workItemLatency'), critical: latency(system.criticalWorkItemLatency, 'criticalWorkItemLatency'),
      hyperCritical: latency(system.hyperCriticalWorkItemLatency, 'hyperCriticalWorkItemLatency'),
    };
  }
}
