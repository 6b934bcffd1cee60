import type { Activation, Behaviour, Instruction, RoutineMachine } from '../../behaviour/index';
import { createActivation, describeInstruction, executeAtOnce, isAtDispatch, isCall, nameOfCall, operands, operations } from '../../behaviour/index';
import { clockNow } from '../../engine/index';
import type { CancelCallback, StreamPointer } from '../../queue/index';
import {
  accessHeader, acquireMutex, attemptProcessing, bufferUnder, frameDropped, frameUnder, isAlive, nullPointer, recordRoutineCall, releaseMutex, setHeaderOptions,
} from '../../queue/index';
import { hasRoom } from '../devices/table';
import { pauseSource, startSource } from '../devices/source';
import { takeStored } from '../devices/store';
import { forgetPointer, program, stopDevice } from '../devices/transfers';
import { dpcToCome } from '../devices/interrupts';
import { dropFrame } from '../drops';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { finishFrame } from '../patterns/frames';
import { alongTrailingEdge, letWindowGo } from '../patterns/window';
import { enterState, mark } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { carryOut, carryOutFor, driverAttempts } from '../processing/processing';
import { lastOfRing, shiftRing } from '../ring';
import { takeCompleted } from '../supply';
import { scheduleTimeoutEvent } from '../timeouts';
import { callOf, retryBlocked, scheduleWorkItem } from './drive';
import { mutexNames, noteCallback, noteInversion, noteNotHeld } from './locks';
import type { RoutinesModel } from './model';

/** What the routines of a pin act on in a run: its queue, its device, the buffers that pass through. */
export function createMachine(model: SimulationModel, pin: PinModel, behaviour: Behaviour, kept: Int32Array): RoutineMachine {
  const routinesOf = (): RoutinesModel => pin.routines!;
  const { queue } = pin;
  const { driver } = pin.settings;
  const callbacks = new Map<number, CancelCallback>();
  const frameAt = (pointer: StreamPointer): number => {
    const buffer = isAlive(queue, pointer) ? bufferUnder(queue, pointer) : -1;
    return buffer < 0 ? -1 : pin.pool.buffers[buffer]!.frame;
  };
  const attempt = (asynchronous: boolean, level: 'passive' | 'dispatch', row: number): void => {
    routinesOf().hasAttempted = true;
    if (pin.object !== null) driverAttempts(model, pin.object, asynchronous, level, row);
  };
  const machine: RoutineMachine = {
    queue, kept,
    frameBytes: () => pin.frameBytes,
    cancelCallback: (routine) => {
      const known = callbacks.get(routine);
      if (known !== undefined) return known;
      const callback: CancelCallback = (_, clone) => {
        const { environment } = queue;
        const { step } = environment;
        if (!executeAtOnce(behaviour, machine, createActivation(behaviour, routine, clone))) endless(model, routinesOf(), routine);
        environment.step = step;
      };
      callbacks.set(routine, callback);
      return callback;
    },
    begins: (activation, instruction) => {
      begins(model, pin, routinesOf(), activation, instruction);
    },
    settle: () => {
      // Under the lock of the queue a request is still being cancelled; what completes is settled behind it.
      if (!queue.spinLockHeld) takeCompleted(model, pin);
    },
    timeoutScheduled: () => {
      scheduleTimeoutEvent(model, pin);
    },

    program: (pointer) => {
      if (!isAlive(queue, pointer) || frameUnder(queue, pointer) === null) {
        accessHeader(queue, pointer);
        return pin.device !== null;
      }
      return pin.device !== null && program(model, pin, pointer, bufferUnder(queue, pointer));
    },
    takeFilled: () => (pin.device === null || pin.device.filled.count === 0 ? nullPointer : shiftRing(pin.device.filled)),
    forget: (pointer) => {
      if (queue.spinLockHeld) pin.forgotten.push(pointer);
      else if (pin.device !== null) forgetPointer(model, pin.device, pointer);
    },
    forgetAll: () => {
      const { device } = pin;
      // From the end, so that the device does not begin with another buffer in between.
      if (device !== null) for (const ring of [device.list, device.filled]) while (ring.count > 0) forgetPointer(model, device, lastOfRing(ring));
    },
    copy: (pointer) => copy(model, pin, pointer),
    hasRoom: () => pin.device !== null && hasRoom(pin.device),
    hasFilled: () => pin.device !== null && (pin.device.copies ? pin.device.fifo.count : pin.device.filled.count) > 0,
    isEmpty: () => pin.device === null || pin.device.list.count + pin.device.filled.count <= pin.forgotten.length,
    startDevice: () => {
      if (pin.device !== null && !pin.device.running && !model.outside.isRemoved) startSource(model, pin.device);
    },
    pauseDevice: () => {
      if (pin.device !== null) pauseSource(pin.device);
    },
    stopDevice: () => {
      if (pin.device !== null) stopDevice(model, pin.device);
      if (queue.clientState >= pinStates.PAUSE) return;
      routinesOf().hasStopped = true;
      pin.clonesAtStop += pin.pattern.held(pin);
    },

    frameFits: (pointer) => {
      const fits = frameUnder(queue, pointer)!.header.frameExtent >= pin.frameBytes;
      if (!fits) pin.tooSmall += 1;
      return fits;
    },
    framesLost: (pointer) => {
      const wasLost = pin.dropSinceHeader;
      pin.dropSinceHeader = false;
      if (wasLost && isAlive(queue, pointer)) frameDropped(queue, frameUnder(queue, pointer)?.serial);
      return wasLost;
    },
    streamEnds: (pointer) => driver.endOfStreamAt !== null && frameAt(pointer) + 1 === driver.endOfStreamAt,
    formatChanges: (pointer) => driver.typeChangedAt !== null && frameAt(pointer) + 1 === driver.typeChangedAt,
    finishFrame: (pointer) => {
      if (isAlive(queue, pointer)) finishFrame(model, pin, pointer);
      else accessHeader(queue, pointer);
    },
    setOptionsFlags: (pointer, flags) => {
      carryOutFor(model, pin, setHeaderOptions(queue, pointer, flags, 'dispatch'));
    },
    advanceTrailingEdge: () => {
      alongTrailingEdge(model, pin);
    },
    letWindowGo: () => {
      letWindowGo(model, pin);
    },

    attemptProcessing: (activation, asynchronous, isNull) => {
      if (isNull) attemptProcessing(queue.environment, null, asynchronous, 'passive');
      else if (queue.spinLockHeld) routinesOf().attempts.push({ asynchronous, isConditional: false, flag: operands.none, clears: false });
      else attempt(asynchronous, isAtDispatch(behaviour, activation) ? 'dispatch' : 'passive', rowOf(pin, routinesOf(), activation.routine));
    },
    attemptWhenEmptied: (_, asynchronous, flag, clears) => {
      const { attempts } = routinesOf();
      if (!attempts.some(({ isConditional }) => isConditional)) attempts.push({ asynchronous, isConditional: true, flag, clears });
      if (!queue.spinLockHeld) flushAttempts(model, pin);
    },
    queueWorkItem: (routine) => {
      scheduleWorkItem(model, pin, routine);
    },

    acquireMutex: (activation, mutex) => {
      const acquisition = acquireMutex(routinesOf().mutexes, mutexNames[mutex]!, callOf(routinesOf(), activation), pin.index);
      // While somebody has the processing mutex, Process is not called.
      if (acquisition === 'acquired' && mutexNames[mutex] === 'processing' && pin.object !== null) pin.object.object.mutexHeld = true;
      return acquisition;
    },
    releaseMutex: (activation, mutex) => {
      const routines = routinesOf();
      if (!releaseMutex(routines.mutexes, mutexNames[mutex]!, callOf(routines, activation), pin.index)) return false;
      if (mutexNames[mutex] === 'processing') afterProcessingMutex(model, pin);
      retryBlocked(model, pin);
      return true;
    },
    acquireSpinLock: (activation, lock) => {
      const { spinLockHolders, calls } = routinesOf();
      const slot = calls.findIndex((call) => call?.activation === activation);
      const holder = spinLockHolders[lock]!;
      if (holder !== -1) {
        if (holder >= 0 && behaviour.routines[activation.routine]!.kind === 'cancel') noteCallback(routinesOf(), activation, lock, holder);
        return holder === slot ? 'deadlock' : 'waits';
      }
      // A cancel callback is no call of its own here: it is over before anybody else goes on.
      spinLockHolders[lock] = slot;
      return 'acquired';
    },
    releaseSpinLock: (activation, lock) => {
      const { spinLockHolders, calls } = routinesOf();
      const slot = calls.findIndex((call) => call?.activation === activation);
      if (spinLockHolders[lock] !== slot) {
        // Cancel callbacks and Reset have no slot, and have gone on without the lock.
        if (slot >= 0) noteNotHeld(routinesOf(), activation, lock, model.engine.clock[clockNow]!);
        return false;
      }
      spinLockHolders[lock] = -1;
      retryBlocked(model, pin);
      return true;
    },
  };
  return machine;
}

/** A routine goes on without end while no time passes: the run is over. */
export function endless(model: SimulationModel, routines: RoutinesModel, routine: number, path = ''): void {
  const { name, path: own } = routines.behaviour.routines[routine]!;
  if (routines.endlessLoop.count === 0) {
    routines.endlessPath = path === '' ? own : path;
    routines.endlessRoutine = name;
    routines.endlessLoop.firstTime = model.engine.clock[0]!;
  }
  routines.endlessLoop.count += 1;
  model.stopReason = 'endlessLoop';
}

/** Whether nothing that was programmed is left and no DPC is to come, so that nobody else would ask for processing. */
function isEmptied(model: SimulationModel, { device, queue }: PinModel): boolean {
  return device !== null && !device.copies && device.list.count === 0 && !model.outside.isRemoved && queue.deviceState >= pinStates.PAUSE && !dpcToCome(device);
}

/** Carries out the attempts to process that callbacks have made, now that the queue is unlocked and the device has forgotten what was taken back. */
export function flushAttempts(model: SimulationModel, pin: PinModel): void {
  const { routines, object, device } = pin;
  if (routines === null) return;
  while (routines.attempts.length > 0) {
    const { asynchronous, isConditional, flag, clears } = routines.attempts.shift()!;
    if (isConditional) {
      if (!isEmptied(model, pin) || (flag !== operands.none && routines.kept[~flag] !== 1)) continue;
      device!.refills += 1;
      if (clears) routines.kept[~flag] = 0;
    }
    routines.hasAttempted = true;
    if (object !== null) driverAttempts(model, object, asynchronous, 'dispatch', pin.rows.interrupt);
  }
}

/** The driver has let go of the processing mutex: what was held back by it comes now. */
function afterProcessingMutex(model: SimulationModel, pin: PinModel): void {
  const { object } = pin;
  if (object === null) return;
  object.object.mutexHeld = false;
  carryOut(model, object, attemptProcessing(model.environment, object.object, false, 'passive'));
}

/** The oldest frame of the store is copied behind what the buffer has. */
function copy(model: SimulationModel, pin: PinModel, pointer: StreamPointer): boolean {
  const { device, queue, pool } = pin;
  if (device === null || device.fifo.count === 0) return false;
  if (accessHeader(queue, pointer) === null) return false;
  const buffer = bufferUnder(queue, pointer);
  const { times } = pool.buffers[buffer]!;
  const { head } = device.fifo;
  const frame = takeStored(device);
  device.transfers += 1;
  if (pool.buffers[buffer]!.carried === 0) {
    times[bufferTimes.captured] = device.fifoCaptured[head]!;
    pool.buffers[buffer]!.dataUsed = 0;
  }
  pool.buffers[buffer]!.carried += 1;
  enterState(model, pin, buffer, bufferStates.leadingEdge, frame);
  return true;
}

/** What is noted before an instruction is carried out. */
function begins(model: SimulationModel, pin: PinModel, routines: RoutinesModel, activation: Activation, instruction: Instruction): void {
  const { behaviour } = routines;
  const routine = behaviour.routines[activation.routine]!;
  if (routine.kind === 'setDeviceState' || routine.kind === 'reset') discard(model, pin, routines, activation, instruction);
  if (!routines.isStated) return;
  if (routines.waitingCallbacks.length > 0) noteInversion(routines, activation, instruction, model.engine.clock[clockNow]!);
  model.environment.step = instruction.path;
  const name = nameOfCall(instruction);
  const kind = routines.kinds.get(name);
  if (kind !== undefined) mark(model, rowOf(pin, routines, activation.routine), kind, -1);
  if (model.environment.calls !== null && (isCall(instruction) || instruction.op >= operations.readHeader)) recordRoutineCall(model.environment, pin.settings.label, routine.name, describeInstruction(behaviour, routine, instruction));
}

/** The row of the trace that a routine is shown on. */
export function rowOf({ rows }: PinModel, routines: RoutinesModel, routine: number): number {
  switch (routines.behaviour.routines[routine]!.kind) {
    case 'process': return rows.process;
    case 'dpc': return rows.interrupt;
    case 'setDeviceState': return rows.setDeviceState;
    case 'reset': return rows.reset;
    default: return routines.rows[routine]!;
  }
}

/** A frame that is given back unfilled while the stream goes down, or is reset, is lost with it. */
function discard(model: SimulationModel, pin: PinModel, { kept }: RoutinesModel, activation: Activation, { op, pointer: operand, value }: Instruction): void {
  if (op !== operations.delete && op !== operations.advance && !(op === operations.unlock && value === 1)) return;
  const { queue, pool } = pin;
  const pointer = operand === (operands.null as number) ? nullPointer : operand < 0 ? kept[~operand]! : activation.registers[operand]!;
  const record = isAlive(queue, pointer) ? frameUnder(queue, pointer) : null;
  if (record === null || record.header.dataUsed > 0) return;
  const { buffer } = record.header;
  const { frame } = pool.buffers[buffer]!;
  if (frame < 0) return;
  dropFrame(model, pin, frame, 'discardedAtStop');
  enterState(model, pin, buffer, bufferStates.completing, -1);
}
