import type { StateRequest } from '../../scenario';
import type { CircuitModel, PinModel } from '../model';

/** A change of state that somebody else than the client asks for: the system that goes to sleep or wakes up, or the end of a process. */
export interface InsertedRequest {
  /** KSSTATE. */
  readonly state: number;
  /** Whether it comes as soon as the step under way is done: what is being carried out is given up. */
  readonly abandons: boolean;
}

/** Pins whose states change together: those of one client, or those that circuits and filters connect. */
export interface GroupModel {
  readonly index: number;
  /** From the source of the data to its sink. */
  readonly pins: readonly PinModel[];
  readonly circuits: readonly CircuitModel[];
  readonly requests: readonly StateRequest[];
  requestsArrived: number;
  requestsDone: number;
  /** What others than the client ask for, in order; it comes before what the client asks for. */
  readonly inserted: InsertedRequest[];
  /** KSSTATE the pins are being led to; -1 while nothing is asked for. */
  target: number;
  /** Whether the client asked for it. */
  isOwn: boolean;
  /** What the client asks for waits (the system sleeps), or is of no concern any more (its process has ended). */
  isSuspended: boolean;
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
