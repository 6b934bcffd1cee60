import type { QueueEnvironment } from './environment';
import { chosen, recordCall, reportViolation } from './environment';
import type { Gate } from './gates';
import { addInput, captureThreshold, connectGate, createAndGate, isOpen, removeInput, terminateGate, turnInputOn } from './gates';
import { choices } from './options';
import type { PinQueue } from './pin-queue';
import { hasFlag, ksState, queueFlags } from './pin-queue';
import type { ViolationCode, ViolationFacts } from './violations';

/** IRQL, as far as processing tells levels apart. */
export type Level = 'passive' | 'dispatch';

/** Why an attempt to process comes to nothing. */
export type HoldReason =
  | 'refused' | 'held' | 'noProcessing' | 'noFrame' | 'noEndOfStream' | 'state' | 'frames' | 'gate' | 'mutex' | 'processing' | 'workItemPending' | 'notInitiated' | 'framesAhead'
  | 'instances' | 'pending';

/** What an attempt to process comes to: Process is called now, or from a work item, or not, and why. */
export type Dispatch =
  | { readonly kind: 'call' }
  | { readonly kind: 'workItem'; readonly queue: 'delayed' | 'critical' | 'hyperCritical' }
  | { readonly kind: 'nothing'; readonly reason: HoldReason };

/** Every outcome there is, so that none has to be made. */
const callNow: Dispatch = Object.freeze({ kind: 'call' });
const workItems = {
  delayed: Object.freeze({ kind: 'workItem', queue: 'delayed' }), critical: Object.freeze({ kind: 'workItem', queue: 'critical' }),
  hyperCritical: Object.freeze({ kind: 'workItem', queue: 'hyperCritical' }),
} as const satisfies Record<string, Dispatch>;
const nothing = Object.fromEntries(([
  'refused', 'held', 'noProcessing', 'noFrame', 'noEndOfStream', 'state', 'frames', 'gate', 'mutex', 'processing', 'workItemPending', 'notInitiated', 'framesAhead', 'instances', 'pending',
] as const satisfies readonly HoldReason[]).map((reason) => [reason, Object.freeze({ kind: 'nothing', reason })])) as Record<HoldReason, Dispatch>;

/** Pins of one type on a filter. */
export interface PinFactory {
  readonly flags: number;
  readonly instancesNecessary: number;
  /** In the order of their creation. */
  readonly instances: PinQueue[];
}

/** The pin or the filter that has the Process routine. */
export class ProcessingObject {
  /** The pin that processes for itself, or `null` for a filter. */
  readonly pin: PinQueue | null;
  /** The gate of KsPinGetAndGate or KsFilterGetAndGate. Process holds one of its inputs off while it runs. */
  readonly gate: Gate;
  processing = false;
  workItemPending = false;
  attemptRemembered = false;
  /** The driver holds the processing mutex. */
  mutexHeld = false;
  /** Process last returned STATUS_PENDING. */
  pended = false;
  processCalls = 0;
  /** Progress of the pins when Process was called. */
  progressBefore = 0;

  /**
   * `index`: the number of the pin, or -1 for a filter. `flags`: KSPIN_FLAG_ or KSFILTER_FLAG_ bits on level and work queue, which are the same. `factories`: indexed by pin
   * ID; of a pin that processes for itself, its own alone. `connected`: the pins of the filter, whichever way they are processed.
   */
  constructor(
    readonly kind: 'pin' | 'filter', readonly name: string, readonly index: number, readonly environment: QueueEnvironment, readonly flags: number,
    readonly factories: readonly PinFactory[], readonly connected: readonly PinQueue[],
  ) {
    this.pin = kind === 'pin' ? factories[0]!.instances[0]! : null;
    this.gate = createAndGate(environment, name, index);
  }
}

/** An attempt that comes to nothing. */
export function nothingToDo(reason: HoldReason): Dispatch {
  // What comes with most frames is compared, which is quicker than to be looked up by its name.
  return reason === 'frames' ? nothing.frames : reason === 'state' ? nothing.state : nothing[reason];
}

/** Pin-centric processing. `connected`: the pins of the same filter, this one among them. */
export function createPinProcessing(pin: PinQueue, connected: readonly PinQueue[] = [pin]): ProcessingObject {
  const { flags, name, index } = pin.settings;
  return attach('pin', name, index, pin.environment, flags, [{ flags, instancesNecessary: 0, instances: [pin] }], connected);
}

/** Filter-centric processing. `flags`: KSFILTER_FLAG_ bits. */
export function createFilterProcessing(environment: QueueEnvironment, name: string, flags: number, factories: readonly PinFactory[]): ProcessingObject {
  return attach('filter', name, -1, environment, flags, factories, factories.flatMap(({ instances }) => instances));
}

function attach(
  kind: ProcessingObject['kind'], name: string, index: number, environment: QueueEnvironment, flags: number, factories: readonly PinFactory[], connected: readonly PinQueue[],
): ProcessingObject {
  const object = new ProcessingObject(kind, name, index, environment, flags, factories, connected);
  for (const { instances } of factories) for (const pin of instances) {
    pin.processing = object;
    if (kind === 'filter') pin.isPlain = false;
  }
  return object;
}

function reportOnObject<Code extends ViolationCode>(object: ProcessingObject, code: Code, facts: ViolationFacts[Code]): void {
  reportViolation(object.environment, code, object.name, facts, object.index);
}

/** The state a pin has to be in for Process: PAUSE, RUN with PROCESS_IN_RUN_STATE_ONLY, KSSTATE numbers. */
export function minimumState(object: ProcessingObject, pin: PinQueue): number {
  if (object.pin === null && hasFlag(pin, queueFlags.processIfAnyInRunState)) return ksState.pause;
  return hasFlag(pin, queueFlags.processInRunStateOnly) ? ksState.run : ksState.pause;
}

/** The first pin type with fewer instances than InstancesNecessary, or `null`. */
export function missingInstances(object: ProcessingObject): ViolationFacts['STA-08'] | null {
  const factory = object.factories.findIndex(({ instances, instancesNecessary }) => instances.length < instancesNecessary);
  return factory < 0 ? null : { factory, instances: object.factories[factory]!.instances.length, necessary: object.factories[factory]!.instancesNecessary };
}

/** What keeps Process from being called, or `null` (W:pin-centric-processing, W:filter-centric-processing). */
export function holdsBack(object: ProcessingObject): HoldReason | null {
  if (object.pin?.automatic === true) return 'noProcessing';
  if (object.processing) return 'processing';
  if (object.mutexHeld) return 'mutex';
  const { pin } = object;
  const reason = pin === null ? statesHold(object) ?? framesHold(object) : pin.processingState < minimumState(object, pin) ? 'state' : pin.frames.available === 0 ? 'frames' : null;
  return reason ?? (isOpen(object.gate) ? null : 'gate');
}

function statesHold(object: ProcessingObject): HoldReason | null {
  let active = false;
  let flagged = false;
  let anyRuns = false;
  for (const { instances, instancesNecessary } of object.factories) {
    if (countReady(object, instances) < instancesNecessary) return 'instances';
    for (const pin of instances) {
      if (pin.processingState === ksState.stop) continue;
      // Pins beyond the necessary ones hold nothing back while they are stopped, and only then.
      if (pin.processingState < minimumState(object, pin)) return 'state';
      active = true;
      if (!hasFlag(pin, queueFlags.processIfAnyInRunState)) continue;
      flagged = true;
      anyRuns ||= pin.processingState === ksState.run;
    }
  }
  return active && (!flagged || anyRuns) ? null : 'state';
}

function countReady(object: ProcessingObject, instances: readonly PinQueue[]): number {
  let ready = 0;
  for (const pin of instances) if (pin.processingState >= minimumState(object, pin)) ready += 1;
  return ready;
}

function framesHold(object: ProcessingObject): HoldReason | null {
  if (object.pin !== null) return object.pin.frames.available > 0 ? null : 'frames';
  for (const { flags, instances } of object.factories) {
    if ((flags & queueFlags.framesNotRequiredForProcessing) !== 0) continue;
    // A gate attached to the pin has taken over the question, and a splitter's branches are not asked.
    let asked = 0;
    let have = 0;
    for (const pin of instances) {
      if (pin.processingState === ksState.stop || pin.frameGate !== null || pin.automatic) continue;
      asked += 1;
      if (pin.frames.available > 0) have += 1;
    }
    const some = (flags & queueFlags.someFramesRequiredForProcessing) !== 0;
    if (some ? have === 0 && asked > 0 : have < asked) return 'frames';
  }
  return null;
}

/** A request has put frames into the queue of a pin, which `hadNone` at or ahead of its leading edge. */
export function frameArrived(object: ProcessingObject, pin: PinQueue, hadNone: boolean, level: Level): Dispatch {
  // AVStream fills the frames of a splitter's further branches itself.
  if (pin.automatic) return nothing.noProcessing;
  if (hasFlag(pin, queueFlags.doNotInitiateProcessing)) return nothing.notInitiated;
  if (!hadNone && !hasFlag(pin, queueFlags.initiateProcessingOnEveryArrival)) return nothing.framesAhead;
  return attempt(object, hasFlag(pin, queueFlags.asynchronousProcessing), level);
}

/** A pin has gone up; `reached`: to its minimum processing state. A filter is asked at every step, since other pins may have waited for this one. */
export function stateChanged(object: ProcessingObject, pin: PinQueue, reached: boolean): Dispatch {
  if (hasFlag(pin, queueFlags.doNotInitiateProcessing)) return nothingToDo('notInitiated');
  return reached || object.kind === 'filter' ? attempt(object, hasFlag(pin, queueFlags.asynchronousProcessing), 'passive') : nothingToDo('state');
}

/** KsPinAttemptProcessing, KsFilterAttemptProcessing; NULL breaks SPT-20. */
export function attemptProcessing(environment: QueueEnvironment, object: ProcessingObject | null, asynchronous: boolean, level: Level): Dispatch {
  if (object !== null) return attempt(object, asynchronous, level);
  reportViolation(environment, 'SPT-20', '', {});
  return nothingToDo('noProcessing');
}

/** Whether a frame that arrives at PASSIVE_LEVEL in the empty queue of a pin that processes for itself has Process called at once: what {@link frameArrived} comes to behind it. */
export function callsOnArrival(object: ProcessingObject, pin: PinQueue): boolean {
  if (object.pin !== pin || pin.automatic || hasFlag(pin, queueFlags.doNotInitiateProcessing | queueFlags.asynchronousProcessing)) return false;
  if (object.processing || object.mutexHeld || object.workItemPending || pin.processingState < minimumState(object, pin) || !isOpen(object.gate)) return false;
  return runsAtOnce(object, 'passive');
}

function attempt(object: ProcessingObject, asynchronous: boolean, level: Level): Dispatch {
  const reason = holdsBack(object);
  if (reason !== null) {
    if (reason === 'processing') object.attemptRemembered = true;
    return nothingToDo(reason);
  }
  if (object.workItemPending) return nothing.workItemPending;
  return asynchronous || !runsAtOnce(object, level) ? queueWorkItem(object) : callNow;
}

const { atOrBelow } = choices.synchronousAttempt;

function runsAtOnce(object: ProcessingObject, level: Level): boolean {
  const atDispatch = (object.flags & queueFlags.dispatchLevelProcessing) !== 0;
  const below = level === 'passive' && atDispatch;
  const above = level === 'dispatch' && !atDispatch;
  return below || (!above && chosen(object.environment, atOrBelow));
}

function queueWorkItem(object: ProcessingObject): Dispatch {
  object.workItemPending = true;
  recordCall(object.environment, 'workItemQueued', object.name, object.processCalls);
  const { criticalProcessing, hyperCriticalProcessing } = queueFlags;
  return (object.flags & hyperCriticalProcessing) !== 0 ? workItems.hyperCritical : (object.flags & criticalProcessing) !== 0 ? workItems.critical : workItems.delayed;
}

/** The work item runs: Process is called if nothing holds it back by now. */
export function workItemRuns(object: ProcessingObject): Dispatch {
  object.workItemPending = false;
  const reason = holdsBack(object);
  return reason === null ? callNow : nothingToDo(reason);
}

/** Process is called: the threshold of the gate is captured, so that one thread alone processes. `false`: the gate is closed. */
export function beginProcess(object: ProcessingObject): boolean {
  if (object.processing || !captureThreshold(object.gate)) return false;
  object.processing = true;
  object.pended = false;
  object.attemptRemembered = false;
  object.progressBefore = progressOf(object);
  recordCall(object.environment, 'Process', object.name, object.processCalls);
  object.processCalls += 1;
  return true;
}

function progressOf(object: ProcessingObject): number {
  if (object.pin !== null) return object.pin.progress;
  let progress = 0;
  for (const { instances } of object.factories) for (const pin of instances) progress += pin.progress;
  return progress;
}

/** Frames at or ahead of the leading edges. */
export function framesAvailable(object: ProcessingObject): number {
  let frames = 0;
  for (const { instances } of object.factories) for (const pin of instances) frames += pin.frames.available;
  return frames;
}

/**
 * Process returns. STATUS_PENDING ends processing until the next trigger; after STATUS_SUCCESS it is called again at once while nothing holds it back, which is an
 * endless loop (SPT-16) when it consumed nothing.
 */
export function processReturns(object: ProcessingObject, status: 'success' | 'pending'): Dispatch {
  object.processing = false;
  turnInputOn(object.gate);
  recordCall(object.environment, 'processReturned', object.name, object.processCalls - 1);
  const remembered = object.attemptRemembered;
  object.attemptRemembered = false;
  const reason = holdsBack(object);
  if (status === 'pending') {
    object.pended = true;
    if (!remembered) return nothing.pending;
    if (reason !== null) return nothingToDo(reason);
    return chosen(object.environment, choices.attemptDuringProcess.remembered) ? attempt(object, true, 'passive') : nothingToDo('pending');
  }
  if (reason !== null) return nothingToDo(reason);
  // With frames required of no pin there is always a next call, and a driver that goes on with STATUS_SUCCESS shows it when it finds nothing more to do.
  if (progressOf(object) === object.progressBefore) {
    reportOnObject(object, 'SPT-16', { framesAvailable: framesAvailable(object), nothingRequired: object.kind === 'filter' && requiresNothing(object) });
  }
  return callNow;
}

function requiresNothing(object: ProcessingObject): boolean {
  for (const { flags } of object.factories) if ((flags & queueFlags.framesNotRequiredForProcessing) === 0) return false;
  return true;
}

/** What may still happen to an object that waits. */
export interface TriggersToCome {
  readonly attempt: boolean;
  readonly arrival: boolean;
  readonly stateChange: boolean;
}

/** Whether frames wait and nothing will ever call Process for them: SPT-17 after STATUS_PENDING, SPT-21 with a gate that stays closed. */
export function checkStall(object: ProcessingObject, toCome: TriggersToCome): boolean {
  const available = framesAvailable(object);
  if (available === 0 || object.workItemPending || toCome.attempt || toCome.stateChange) return false;
  const reason = holdsBack(object);
  if (reason === 'gate') {
    reportOnObject(object, 'SPT-21', { framesAvailable: available, count: object.gate.count });
    return true;
  }
  const arrivals = toCome.arrival && object.factories.some(({ flags, instances }) => (flags & queueFlags.doNotInitiateProcessing) === 0
    && ((flags & queueFlags.initiateProcessingOnEveryArrival) !== 0 || instances.some((pin) => pin.frames.available === 0)));
  if (reason !== null || arrivals) return false;
  if (object.pended) reportOnObject(object, 'SPT-17', { framesAvailable: available });
  return true;
}

/**
 * KsPinAttachAndGate, KsPinAttachOrGate: the pin's frames become an input of the gate, the gate one of the filter's AND gate; `null` detaches. To be called at
 * PASSIVE_LEVEL before the pin leaves KSSTATE_STOP; `false` otherwise.
 */
export function attachGate(pin: PinQueue, gate: Gate | null, level: Level): boolean {
  const object = pin.processing;
  if (object === null || level !== 'passive' || pin.deviceState !== ksState.stop) return false;
  if (pin.frameGate !== null) {
    removeInput(pin.frameGate, pin.frameGateOn);
    const still = object.connected.some((other) => other !== pin && other.frameGate === pin.frameGate);
    if (!still) terminateGate(pin.frameGate);
  }
  pin.frameGate = gate;
  pin.isPlain = false;
  if (gate === null) return true;
  pin.frameGateOn = pin.frames.available > 0;
  addInput(gate, pin.frameGateOn);
  if (gate.next === null) connectGate(gate, object.gate);
  return true;
}
