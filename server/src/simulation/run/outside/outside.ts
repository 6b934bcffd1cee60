import type { GroupModel } from '../model';

/**
 * What became of an event. `notReached` the run was over before it; `waiting` it came and cannot be carried out until a routine returns or a request comes back: at
 * the end of a run, never; `done`; `deferred` a cancellation that met a locked pointer; `refused`; `withoutEffect` there was nothing it could have acted on.
 */
export type OutsideOutcome = 'notReached' | 'waiting' | 'done' | 'deferred' | 'refused' | 'withoutEffect';

/** `goingToSleep` and `wakingUp`: states of pins are being changed, or the driver has still to be told. */
export type PowerPhase = 'awake' | 'goingToSleep' | 'asleep' | 'wakingUp';

/** An event of user mode that came while the system slept. */
export interface DeferredEvent {
  readonly priority: number;
  readonly kind: number;
  readonly component: number;
  readonly argument: number;
}

/** What happens to a graph from outside, as far as it has gone. */
export interface OutsideModel {
  /** By the number of the event. */
  readonly outcomes: OutsideOutcome[];
  /** Numbers of events that wait, in the order in which they came. */
  readonly waiting: number[];
  /** Something waits or sleeps, so that it has to be looked at after every event of the run. */
  isBusy: boolean;
  phase: PowerPhase;
  /** When the system wakes up, nanoseconds, and the events that made it sleep. */
  wakeAt: number;
  readonly sleeps: number[];
  /** Groups that were in RUN when the system went to sleep. */
  readonly running: GroupModel[];
  /** SetPower(D0) has been called since. */
  powerIsOn: boolean;
  /** What user mode does when it goes on. */
  readonly deferred: DeferredEvent[];
  /** Groups whose process has ended. */
  readonly ended: GroupModel[];
  /** The device is gone. */
  isRemoved: boolean;
}
