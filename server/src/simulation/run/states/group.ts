import type { StateRequest } from '../../scenario';
import type { CircuitModel, PinModel } from '../model';

/** Pins whose states change together: those of one client, or those that circuits and filters connect. */
export interface GroupModel {
  readonly index: number;
  /** From the source of the data to its sink. */
  readonly pins: readonly PinModel[];
  readonly circuits: readonly CircuitModel[];
  readonly requests: readonly StateRequest[];
  requestsArrived: number;
  requestsDone: number;
  /** KSSTATE of the group: what all its pins have reached. */
  state: number;
  /** KSSTATE the present step goes to, and how many pins have been told; -1 between steps. */
  stepTo: number;
  told: number;
  /** The step waits for a call of Process that is under way. */
  isWaiting: boolean;
  /** A state was refused: what is asked for later goes on from here. */
  refused: number;
}
