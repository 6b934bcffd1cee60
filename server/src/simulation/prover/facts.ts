import { ksReset, ksState, requestStates } from '../queue/index';
import { frameStates } from '../queue/queue';
import { threads } from './model';
import type { Stepper } from './steps';
import { localIn, restoreState } from './steps';

/** What properties ask of a state, as bits. */
export enum stateFacts {
  /** In KSSTATE_RUN, no reset, not closed, the device still there. */
  running = 1,
  /** The client has submitted every request. */
  allOutstanding = 2,
  /** A cancellation was asked for and the request has not come back. */
  cancelPending = 4,
  /** In KSSTATE_STOP. */
  stopped = 8,
  /** No routine is under way. */
  idle = 16,
  /** SetDeviceState or SurpriseRemoval is under way. */
  controlled = 32,
}

/** The facts of queues and of controls that have been looked at, + 1; those of a state are what both say. */
export interface FactTable {
  queues: Uint8Array;
  controls: Uint8Array;
}

/** A table for all that a stepper knows. */
export function createFactTable({ parts: [queues], controls }: Stepper): FactTable {
  return { queues: new Uint8Array(queues!.count), controls: new Uint8Array(controls.count) };
}

/** Facts that the control alone decides; of the others it has all those that it does not exclude. */
const ofControl = stateFacts.idle | stateFacts.controlled;

/** The facts of a state. */
export function factsOf(table: FactTable, stepper: Stepper, queue: number, control: number): number {
  if (table.queues[queue] === 0 || table.controls[control] === 0) lookAt(table, stepper, queue, control);
  return (table.queues[queue]! - 1) & (table.controls[control]! - 1);
}

function lookAt(table: FactTable, stepper: Stepper, queueNumber: number, control: number): void {
  restoreState(stepper, queueNumber, control);
  const { queue, requests, closed } = stepper.machine;
  const isRunning = queue.deviceState === ksState.run && queue.clientState === ksState.run && queue.resetState === ksReset.end && !queue.removed;
  const isCancelPending = queue.frames.frameState.includes(frameStates.cancelled) || requests.some(({ cancelWanted }) => cancelWanted);
  table.queues[queueNumber] = 1 + (ofControl
    | (isRunning ? stateFacts.running : 0)
    | (requests.every(({ state }) => state !== requestStates.withClient) ? stateFacts.allOutstanding : 0)
    | (isCancelPending ? stateFacts.cancelPending : 0)
    | (queue.deviceState === ksState.stop && queue.clientState === ksState.stop ? stateFacts.stopped : 0));
  let isIdle = true;
  for (let thread = 0; thread < stepper.threadCount; thread += 1) if (localIn(stepper, control, thread) !== 0) isIdle = false;
  table.controls[control] = 1 + ((closed ? 0 : stateFacts.running) | stateFacts.allOutstanding | stateFacts.cancelPending | stateFacts.stopped
    | (isIdle ? stateFacts.idle : 0) | (localIn(stepper, control, threads.control) !== 0 ? stateFacts.controlled : 0));
}
