import type { QueueOptions } from './options';
import { defaultQueueOptions } from './options';
import type { Violation, ViolationCode, ViolationFacts, ViolationLog } from './violations';
import { addViolation, createViolationLog } from './violations';

/** Routines of a minidriver that are called, by the names the documentation gives them. */
export type RoutineName = 'Process' | 'SetDeviceState' | 'Reset' | 'SetPower' | 'SurpriseRemoval' | 'CancelCallback' | 'TimeoutCallback' | 'FrameReturn';
/** What AVStream does itself. */
export type ActionName =
  | 'frameArrived' | 'requestRefused' | 'requestHeld' | 'leadingEdgeSet' | 'leadingEdgeAdvanced' | 'mappingsBuilt' | 'lockFailed' | 'frameCompleted' | 'frameCancelled'
  | 'frameCopied' | 'cancelDeferred' | 'requestCompleted' | 'requestWithheld' | 'workItemQueued' | 'processReturned';

/** One entry of the record of calls: what, on which pin or filter, and a number: request, pointer, frame or state, as befits it. */
export interface Call {
  readonly time: number;
  readonly what: RoutineName | ActionName;
  readonly object: string;
  readonly about: number;
}

/** What the queues of one simulation share. */
export interface QueueEnvironment {
  /** Virtual time, nanoseconds. The owner moves it on. */
  now: number;
  readonly options: QueueOptions;
  readonly violations: ViolationLog;
  /** The record of calls, or `null` where nobody reads it. */
  readonly calls: Call[] | null;
}

/** An environment at time 0; `recording` keeps a record of every call. */
export function createQueueEnvironment(options: Partial<QueueOptions> = {}, recording = false): QueueEnvironment {
  return { now: 0, options: { ...defaultQueueOptions, ...options }, violations: createViolationLog(), calls: recording ? [] : null };
}

/** Records a call. */
export function recordCall(environment: QueueEnvironment, what: Call['what'], object: string, about: number): void {
  environment.calls?.push({ time: environment.now, what, object, about });
}

/** Reports a violation at the present time. */
export function reportViolation<Code extends ViolationCode>(environment: QueueEnvironment, code: Code, object: string, facts: ViolationFacts[Code]): void {
  addViolation(environment.violations, { code, time: environment.now, object, facts } as Violation);
}
