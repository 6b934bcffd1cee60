import { choose, defaultQueueOptions, optionOf, queueOptionTable } from './options';
import type { QueueOptionName, QueueOptions } from './options';
import type { Violation, ViolationCode, ViolationFacts, ViolationLog } from './violations';
import { addViolation, createViolationLog } from './violations';

/** Routines of a minidriver that are called, by the names the documentation gives them. */
export type RoutineName = 'Create' | 'Close' | 'SetDataFormat' | 'Process' | 'SetDeviceState' | 'Reset' | 'SetPower' | 'SurpriseRemoval' | 'CancelCallback' | 'TimeoutCallback' | 'FrameReturn';
/** What AVStream does itself. */
export type ActionName =
  | 'frameArrived' | 'requestRefused' | 'requestHeld' | 'leadingEdgeSet' | 'leadingEdgeAdvanced' | 'mappingsBuilt' | 'lockFailed' | 'frameCompleted' | 'frameCancelled'
  | 'driverCall' | 'frameCopied' | 'frameShared' | 'cancelDeferred' | 'requestCompleted' | 'requestWithheld' | 'workItemQueued' | 'processReturned' | 'createRefused' | 'formatRefused';
/** What happens in a circuit: callbacks of its allocator and what they call, frames that reach a peer (some as IRPs) and the requestor, and frames that a driver injects. */
export type CircuitActionName =
  | 'KsCreateAllocator' | 'KsCreateDefaultAllocatorEx' | 'InitializeAllocator' | 'Allocate' | 'Free' | 'DeleteAllocator' | 'AllocateCommonBuffer' | 'FreeCommonBuffer'
  | 'KSMETHOD_STREAMALLOCATOR_ALLOC' | 'KSMETHOD_STREAMALLOCATOR_FREE' | 'AllocateFrame' | 'FreeFrame' | 'KSEVENT_STREAMALLOCATOR_FREEFRAME' | 'WorkItem' | 'CloseHandle'
  | 'frameReachesPeer' | 'emptyFrameReachesPeer' | 'frameComesHome' | 'IoCallDriver' | 'KsPinRegisterFrameReturnCallback' | 'KsPinSubmitFrame';

/**
 * One entry of the record of calls: what, on which pin, filter or circuit, and a number: request, pointer, frame or state, as befits it. Of a call to or by an allocator
 * the number is its place in the log of the allocator's life, or -1 where that log is full.
 */
export interface Call {
  readonly time: number;
  readonly what: RoutineName | ActionName | CircuitActionName;
  readonly object: string;
  readonly about: number;
  /** Of a `driverCall`: the routine that makes it, by its name in the document, and the call as its author would write it. */
  readonly routine?: string;
  readonly text?: string;
}

/**
 * Times from which on something is "for long", nanoseconds. The documentation gives no numbers, so these are assumptions of the model, to be named with every
 * violation that rests on them. What lasts longer than the threshold is reported; 0 reports whatever takes time at all.
 */
export interface QueueThresholds {
  /** SPT-18: how long a lock may delay a cancellation. */
  readonly slowCancellation: number;
  /** SPT-10: how long a clone without cancel callback and timeout may keep a cancelled request waiting. */
  readonly unattendedClone: number;
}

/** The thresholds that hold when nothing else is said: 10 ms and 100 ms. */
export const defaultQueueThresholds: QueueThresholds = { slowCancellation: 10_000_000, unattendedClone: 100_000_000 };

/** What an environment can be given beside its options. */
export interface EnvironmentSettings extends QueueThresholds {
  /** Virtual time: entry 0 is now, whole nanoseconds. The `clock` of an engine serves. */
  readonly clock: Float64Array;
  /** Calls that are recorded; 0: none, and none is counted. */
  readonly callLimit: number;
  /** Violations of one code on one object that are kept. */
  readonly violationLimit: number;
}

/** What the queues of one simulation share. */
export class QueueEnvironment {
  /** The number of the choice that holds for each option, and 1 for each option that has decided something so far, in the order of the table. */
  readonly choices: Uint8Array;
  readonly used = new Uint8Array(queueOptionTable.length);
  readonly violations: ViolationLog;
  /** RFC 6901 pointer of the step of a routine that is being carried out, for what it breaks; empty between them. */
  step = '';
  /** The record of calls up to its limit, or `null` where nobody reads it; and how many calls there were. */
  readonly calls: Call[] | null;
  callCount = 0;

  /** `clock`: virtual time, entry 0 is now, whole nanoseconds; the owner moves it on. */
  constructor(readonly options: QueueOptions, readonly clock: Float64Array, readonly thresholds: QueueThresholds, readonly callLimit: number, violationLimit: number) {
    this.choices = choose(options);
    this.violations = createViolationLog(violationLimit);
    this.calls = callLimit > 0 ? [] : null;
  }
}

/** An environment at the time its clock says, or at 0. Throws a RangeError for a word that is no choice of its option. */
export function createQueueEnvironment(options: Partial<QueueOptions> = {}, settings: Partial<EnvironmentSettings> = {}): QueueEnvironment {
  const {
    clock = new Float64Array(1), callLimit = 0, violationLimit = 64, slowCancellation = defaultQueueThresholds.slowCancellation, unattendedClone = defaultQueueThresholds.unattendedClone,
  } = settings;
  return new QueueEnvironment({ ...defaultQueueOptions, ...options }, clock, { slowCancellation, unattendedClone }, callLimit, violationLimit);
}

/** Now, whole nanoseconds of virtual time. */
export function nowOf(environment: QueueEnvironment): number {
  return environment.clock[0]!;
}

/** Whether a choice of an option holds. To be asked where another choice would lead elsewhere: the option is then known to have decided something. */
export function chosen(environment: QueueEnvironment, choice: number): boolean {
  const option = optionOf(choice);
  environment.used[option] = 1;
  return environment.choices[option] === choice;
}

/** The options that have decided something so far. */
export function usedOptions(environment: QueueEnvironment): ReadonlySet<QueueOptionName> {
  return new Set(queueOptionTable.filter((_, option) => environment.used[option] === 1).map(({ name }) => name));
}

/** Records a call. */
export function recordCall(environment: QueueEnvironment, what: Call['what'], object: string, about: number): void {
  if (environment.calls !== null) addCall(environment, environment.calls, what, object, about);
}

function addCall(environment: QueueEnvironment, calls: Call[], what: Call['what'], object: string, about: number): void {
  environment.callCount += 1;
  if (environment.callCount <= environment.callLimit) calls.push({ time: nowOf(environment), what, object, about });
}

/** Records a call that a routine of the driver makes, where the document describes its routines. */
export function recordRoutineCall(environment: QueueEnvironment, object: string, routine: string, text: string): void {
  if (environment.calls === null) return;
  environment.callCount += 1;
  if (environment.callCount <= environment.callLimit) environment.calls.push({ time: nowOf(environment), what: 'driverCall', object, about: -1, routine, text });
}

/** Reports a violation at the present time, on an object that is no pin. */
export function reportViolation<Code extends ViolationCode>(environment: QueueEnvironment, code: Code, object: string, facts: ViolationFacts[Code], pin = -1): void {
  addViolation(environment.violations, { code, time: nowOf(environment), object, pin, facts, ...(environment.step === '' ? {} : { step: environment.step }) } as Violation);
}
