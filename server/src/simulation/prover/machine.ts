import { createActivation, createKept, executeOne, isAtDispatch, nextInstruction, outcomes } from '../behaviour/execute';
import type { Activation, RoutineMachine } from '../behaviour/machine';
import type { Behaviour, Instruction } from '../behaviour/program';
import { activationRegisters, conditions, mutexes, operands, operations } from '../behaviour/program';
import type { CancelCallback, Dispatch, PinQueue, ProcessingObject, QueueEnvironment, QueueRequest, StreamPointer } from '../queue/index';
import {
  accessHeader, advancePointer, attemptProcessing, beginProcess, createPinProcessing, createPinQueue, createQueueEnvironment, createRequest, framesToLetGo, ksState, leadingEdge, nextCompleted, nullPointer, reportViolation, setHeaderOptions, trailingEdge,
} from '../queue/index';
import { frameUnder, isAlive } from '../queue/pin-queue';
import type { ProofModel } from './model';
import { threads } from './model';

/** Faults that are no rule of the queue's: the search's own. */
export type FaultKind = 'deviceWritesCompleted' | 'selfDeadlock' | 'endlessRoutine' | 'frameLeft' | 'lockNotHeld' | 'lockKept' | 'invariant';

/** How far the device is: it gets frames in `running` alone. */
export const deviceStates = { stopped: 0, paused: 1, running: 2 } as const;

/** What a state without its calls of routines falls into. What is in one part is reached through its member of {@link ProofMachine} alone, which notes that it was. */
export enum parts { queue = 0, processing = 1, device = 2, kept = 3, locks = 4 }
/** All of them, and those but the queue. */
export const allParts: readonly parts[] = [parts.queue, parts.processing, parts.device, parts.kept, parts.locks];
export const otherParts: readonly parts[] = allParts.slice(1);
export const partCount = 5;

/** Everything that a state consists of except where the routines are, restored from bytes before each step, and the machine that routines act on. */
export interface ProofMachine {
  readonly model: ProofModel;
  readonly environment: QueueEnvironment;
  /** Bits of {@link parts} that were asked for since it was set to 0: what a step neither reads nor writes has no part in it. */
  touched: number;
  readonly queue: PinQueue;
  readonly object: ProcessingObject;
  readonly requests: readonly QueueRequest[];
  readonly routines: RoutineMachine;
  readonly kept: Int32Array;
  readonly device: ProofDevice;
  /** Who holds each spin lock and mutex: thread + 1, or 0. */
  readonly spinLocks: Int32Array;
  readonly mutexes: Int32Array;
  /** Of each routine, whether a work item waits that calls it. */
  readonly workItems: Uint8Array;
  closed: boolean;
  /** What the routines use of the device: a list of buffers, a store, and whether they ask for lost frames. */
  readonly uses: { readonly list: boolean; readonly store: boolean; readonly losses: boolean };

  /** Who acts in this step, and what came of it. */
  thread: number;
  /** Process has been called (synchronously, by whoever acts). */
  processCalled: boolean;
  /** The calling routine goes on when Process has returned. */
  waits: boolean;
  fault: FaultKind | null;
  /** Where a callback had to wait for a lock. */
  blockedAt: { readonly routine: number; readonly instruction: Instruction } | null;
  /** Requests that came back to the client. */
  completed: number;
  /** Of each routine and place, whether some way has come there: what no way comes to is not proved. */
  readonly reached: readonly Uint8Array[];
  /** Attempts to process made by a callback while the queue was locked. */
  readonly deferred: { readonly asynchronous: boolean; readonly isConditional: boolean; readonly flag: number; readonly clears: boolean }[];
}

/** The device, as far as it matters here: a list of buffers, the filled ones first and in the order in which they were filled, a store, an interrupt. */
export interface ProofDevice {
  readonly pointers: Int32Array;
  count: number;
  filled: number;
  stored: number;
  /** One of {@link deviceStates}. */
  state: number;
  interrupt: boolean;
  lost: boolean;
  /** A DPC runs: told by the search before each step, and no part of the core. */
  served: boolean;
  /** No routine starts the device, so that it runs in KSSTATE_RUN. */
  readonly followsState: boolean;
}

/** Thrown where a callback inside a call has to wait for somebody else: the call cannot come now. */
export const callbackBlocked = new Error('a callback waits for a lock');

/** Mutexes by the numbers that instructions have for them. */
const control: number = mutexes.control;
const processing: number = mutexes.processing;

/** Steps of one callback beyond which it is taken not to return. */
const longestRoutine = 4_096;

/** The machine in its first state: the pin created, in KSSTATE_STOP. */
export function createProofMachine(model: ProofModel): ProofMachine {
  const { behaviour, bounds } = model;
  const uses = (test: (instruction: Instruction) => boolean): boolean => behaviour.routines.some(({ code }) => code.some(test));
  const environment = createQueueEnvironment(model.options, { violationLimit: 1 });
  const queue = createPinQueue(environment, {
    name: model.pin, index: 0, direction: 'output', communication: 'sink', flags: model.flags, headerSize: model.headerSize, streamHeaderSize: model.streamHeaderSize, fixedFrameBytes: model.fixedFrameBytes ?? null, adapter: null,
    standardTransport: true,
  });
  const object = createPinProcessing(queue);
  if (behaviour.entries.process < 0) queue.processing = null;
  const requests = Array.from({ length: bounds.requests }, (_, owner) => createRequest(queue, Array.from({ length: bounds.headers }, () => ({ frameExtent: model.bufferBytes, size: model.clientHeaderSize ?? Math.max(model.headerSize, model.streamHeaderSize) })), owner));
  const kept = createKept(behaviour);
  const device: ProofDevice = {
    pointers: new Int32Array(bounds.deviceEntries + bounds.requests * bounds.headers), count: 0, filled: 0, stored: 0, state: deviceStates.stopped, interrupt: false, lost: false, served: false,
    followsState: !uses(({ op }) => op === operations.startDevice),
  };
  const locks = { spinLocks: new Int32Array(behaviour.spinLocks.length), mutexes: new Int32Array(3), workItems: new Uint8Array(behaviour.routines.length) };
  let isClosed = false;
  const touch = <Part>(part: parts, value: Part): Part => {
    machine.touched |= 1 << part;
    return value;
  };
  const machine: ProofMachine = {
    model, environment, touched: 0,
    get queue() { return touch(parts.queue, queue); },
    get object() { return touch(parts.processing, object); },
    get requests() { return touch(parts.queue, requests); },
    get kept() { return touch(parts.kept, kept); },
    get device() { return touch(parts.device, device); },
    get spinLocks() { return touch(parts.locks, locks.spinLocks); },
    get mutexes() { return touch(parts.locks, locks.mutexes); },
    get workItems() { return touch(parts.locks, locks.workItems); },
    get closed() { return touch(parts.device, isClosed); },
    set closed(closed) { isClosed = touch(parts.device, closed); },
    uses: { list: uses(({ op }) => op === operations.program), store: uses(({ op }) => op === operations.copy), losses: uses(({ op, value }) => op === operations.branch && value === conditions.framesLost) },
    thread: -1, processCalled: false, waits: false, fault: null, blockedAt: null, completed: 0, reached: behaviour.routines.map(({ code }) => new Uint8Array(code.length)), deferred: [],
    routines: null as unknown as RoutineMachine,
  };
  // The queue and the one that processes know each other.
  noteAccess(queue, 'processing', () => touch(parts.processing, 0));
  noteAccess(queue, 'progress', () => touch(parts.processing, 0));
  for (const member of ['pin', 'factories', 'connected'] as const) noteAccess(object, member, () => touch(parts.queue, 0));
  (machine as { routines: RoutineMachine }).routines = routineMachine(machine);
  return machine;
}

/** Lets `note` know whenever a member is read or written. */
function noteAccess<Holder extends object>(holder: Holder, member: keyof Holder, note: () => void): void {
  let value = holder[member];
  Object.defineProperty(holder, member, {
    get: () => {
      note();
      return value;
    },
    set: (written: Holder[keyof Holder]) => {
      note();
      value = written;
    },
  });
}

function routineMachine(machine: ProofMachine): RoutineMachine {
  const { model, model: { behaviour, frameBytes, bounds }, environment } = machine;
  const callbacks = new Map<number, CancelCallback>();
  return {
    get queue() {
      return machine.queue;
    },
    get kept() {
      return machine.kept;
    },
    frameBytes: () => frameBytes,
    cancelCallback: (routine) => {
      let callback = callbacks.get(routine);
      if (callback === undefined) {
        callback = (_, clone) => runThrough(machine, behaviour, routine, clone);
        callbacks.set(routine, callback);
      }
      return callback;
    },
    settle: () => undefined,
    timeoutScheduled: () => undefined,
    program: (pointer) => {
      if (!isAlive(machine.queue, pointer) || frameUnder(machine.queue, pointer) === null) {
        accessHeader(machine.queue, pointer);
        return true;
      }
      if (machine.device.count - machine.device.filled >= bounds.deviceEntries || machine.device.count >= machine.device.pointers.length) return false;
      machine.device.pointers[machine.device.count] = pointer;
      machine.device.count += 1;
      return true;
    },
    takeFilled: () => {
      if (machine.device.filled === 0) return nullPointer;
      const pointer = machine.device.pointers[0]!;
      removeEntry(machine.device, 0);
      return pointer;
    },
    forget: (pointer) => {
      for (let place = machine.device.count - 1; place >= 0; place -= 1) if (machine.device.pointers[place] === pointer) removeEntry(machine.device, place);
    },
    forgetAll: () => {
      machine.device.count = 0;
      machine.device.filled = 0;
    },
    copy: (pointer) => {
      if (machine.device.stored === 0) return false;
      machine.device.stored -= 1;
      accessHeader(machine.queue, pointer);
      return true;
    },
    hasRoom: () => machine.device.count - machine.device.filled < bounds.deviceEntries && machine.device.count < machine.device.pointers.length,
    hasFilled: () => machine.device.filled > 0 || machine.device.stored > 0,
    isEmpty: () => machine.device.count === 0,
    startDevice: () => {
      machine.device.state = deviceStates.running;
    },
    pauseDevice: () => {
      machine.device.state = deviceStates.paused;
    },
    stopDevice: () => {
      // Whoever stops the device waits for its DPC, unless it is the DPC.
      if (!bounds.dpcOverlapsStop && machine.thread !== threads.dpc && (machine.device.interrupt || machine.device.served)) throw callbackBlocked;
      stopDevice(machine.device);
    },
    frameFits: () => model.bufferBytes >= frameBytes,
    framesLost: () => {
      const { lost } = machine.device;
      machine.device.lost = false;
      return lost;
    },
    streamEnds: () => false,
    formatChanges: () => false,
    finishFrame: (pointer) => {
      if (!isAlive(machine.queue, pointer)) accessHeader(machine.queue, pointer);
      const record = isAlive(machine.queue, pointer) ? frameUnder(machine.queue, pointer) : null;
      if (record !== null && model.setsDataUsed) record.header.dataUsed = Math.min(frameBytes, model.bufferBytes);
    },
    setOptionsFlags: (pointer, flags) => follow(machine, setHeaderOptions(machine.queue, pointer, flags, 'dispatch')),
    advanceTrailingEdge: () => {
      const { queue } = machine;
      // Counted anew each time: with the end of the stream AVStream may flush the queue meanwhile.
      if (queue.frames.distinctTrailingEdge) while (framesToLetGo(queue, model.windowFrames ?? 0) > 0) advancePointer(queue, trailingEdge);
    },
    letWindowGo: () => {
      const { queue } = machine;
      const { frames } = queue;
      if (model.windowFrames === undefined || !frames.distinctTrailingEdge || frameUnder(queue, trailingEdge) === null) return;
      queue.cleaningUp = true;
      while (frames.pointerFrame[trailingEdge] !== frames.pointerFrame[leadingEdge]) advancePointer(queue, trailingEdge);
      takeCompleted(machine);
      queue.cleaningUp = false;
    },
    attemptProcessing: (activation, asynchronous, isNull) => {
      if (isNull) attemptProcessing(environment, null, asynchronous, 'passive');
      else if (machine.queue.spinLockHeld) machine.deferred.push({ asynchronous, isConditional: false, flag: operands.none, clears: false });
      else if (follow(machine, attemptProcessing(environment, machine.object, asynchronous, isAtDispatch(behaviour, activation) ? 'dispatch' : 'passive'))) machine.waits = true;
    },
    attemptWhenEmptied: (_, asynchronous, flag, clears) => {
      if (!machine.deferred.some(({ isConditional }) => isConditional)) machine.deferred.push({ asynchronous, isConditional: true, flag, clears });
      if (!machine.queue.spinLockHeld) flushAttempts(machine);
    },
    queueWorkItem: (routine) => {
      machine.workItems[routine] = 1;
    },
    acquireMutex: (_, mutex) => {
      const held = holderOf(machine, mutex);
      if (held === machine.thread + 1) {
        if (mutex === control) reportViolation(environment, 'DSP-15', machine.queue.settings.name, { recursive: true });
        return 'deadlock';
      }
      if (mutex === control && holderOf(machine, processing) === machine.thread + 1) reportViolation(environment, 'DSP-15', machine.queue.settings.name, { recursive: false });
      if (held !== 0) return 'waits';
      machine.mutexes[mutex] = machine.thread + 1;
      if (mutex === processing) machine.object.mutexHeld = true;
      return 'acquired';
    },
    releaseMutex: (_, mutex) => {
      if (machine.mutexes[mutex] !== machine.thread + 1) {
        machine.fault = 'lockNotHeld';
        return false;
      }
      machine.mutexes[mutex] = 0;
      if (mutex === processing) {
        machine.object.mutexHeld = false;
        // What was held back by it comes now.
        follow(machine, attemptProcessing(environment, machine.object, false, 'passive'));
      }
      return true;
    },
    acquireSpinLock: (_, lock) => {
      const held = machine.spinLocks[lock]!;
      if (held === machine.thread + 1) return 'deadlock';
      if (held !== 0) return 'waits';
      machine.spinLocks[lock] = machine.thread + 1;
      return 'acquired';
    },
    releaseSpinLock: (_, lock) => {
      if (machine.spinLocks[lock] !== machine.thread + 1) {
        machine.fault = 'lockNotHeld';
        return false;
      }
      machine.spinLocks[lock] = 0;
      return true;
    },
  };
}

/** Carries out the attempts to process that callbacks have made, now that the queue is unlocked. */
export function flushAttempts(machine: ProofMachine): void {
  if (machine.deferred.length === 0) return;
  const { deferred, device, queue, kept, object } = machine;
  for (const { asynchronous, isConditional, flag, clears } of deferred.splice(0)) {
    if (isConditional) {
      // Nothing that was programmed is left and no interrupt is to come, so that nobody else would ask for processing.
      const isEmptied = device.count === device.filled && !device.interrupt && queue.deviceState >= ksState.pause;
      if (!isEmptied || (flag !== operands.none && kept[~flag] !== 1)) continue;
      if (clears) kept[~flag] = 0;
    }
    follow(machine, attemptProcessing(queue.environment, object, asynchronous, 'dispatch'));
  }
}

/** Who has a mutex: AVStream holds the control mutex during SetDeviceState and the processing mutex during Process. */
function holderOf(machine: ProofMachine, mutex: number): number {
  if (mutex === control && machine.thread === threads.control) return threads.control + 1;
  if (mutex === processing && machine.object.processing) return threads.process + 1;
  return machine.mutexes[mutex]!;
}

/** Carries out what an attempt to process came to. `true`: Process has been called. */
export function follow(machine: ProofMachine, dispatch: Dispatch): boolean {
  if (dispatch.kind !== 'call' || machine.model.behaviour.entries.process < 0 || !beginProcess(machine.object)) return false;
  machine.processCalled = true;
  return true;
}

/** The client takes what has completed. */
export function takeCompleted(machine: ProofMachine): void {
  while (nextCompleted(machine.queue) !== null) machine.completed += 1;
}

/** A routine that has returned and keeps a spin lock. */
export function keepsLock({ registers }: Activation): boolean {
  return registers[activationRegisters.spinLocks] !== 0;
}

/** A callback that nothing comes in between of: it runs inside a call of AVStream. */
export function runThrough(machine: ProofMachine, behaviour: Behaviour, routine: number, pointer: StreamPointer): void {
  const activation: Activation = createActivation(behaviour, routine, pointer);
  for (let step = 0; step < longestRoutine; step += 1) {
    machine.reached[activation.routine]![activation.pc] = 1;
    switch (executeOne(behaviour, machine.routines, activation)) {
      case outcomes.returned:
        if (keepsLock(activation)) machine.fault = 'lockKept';
        return;
      case outcomes.blocked:
        machine.blockedAt = { routine, instruction: nextInstruction(behaviour, activation) };
        throw callbackBlocked;
      case outcomes.deadlocked:
        machine.fault = 'selfDeadlock';
        return;
      default:
    }
  }
  machine.fault = 'endlessRoutine';
}

/** Whether the device takes part in the stream now. */
export function isRunning(machine: ProofMachine): boolean {
  const { device } = machine;
  if (machine.model.bounds.removal && machine.queue.removed) return false;
  return device.followsState ? machine.queue.deviceState === ksState.run : device.state === deviceStates.running;
}

/** The device has filled a buffer of its list, counted from those that are not filled. It must still be the pin's. */
export function fillEntry(machine: ProofMachine, place: number): void {
  const { device, queue } = machine;
  const pointer = device.pointers[device.filled + place]!;
  for (let at = device.filled + place; at > device.filled; at -= 1) device.pointers[at] = device.pointers[at - 1]!;
  device.pointers[device.filled] = pointer;
  device.filled += 1;
  device.interrupt = true;
  if (!isAlive(queue, pointer) || frameUnder(queue, pointer) === null) machine.fault = 'deviceWritesCompleted';
}

/** Stops the device: it forgets what was programmed. An interrupt that has come stays. */
export function stopDevice(device: ProofDevice): void {
  device.state = deviceStates.stopped;
  device.count = 0;
  device.filled = 0;
  device.stored = 0;
  device.lost = false;
}

function removeEntry(device: ProofDevice, place: number): void {
  for (let at = place + 1; at < device.count; at += 1) device.pointers[at - 1] = device.pointers[at]!;
  device.count -= 1;
  if (place < device.filled) device.filled -= 1;
}

