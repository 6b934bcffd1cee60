import { recordSpanSince } from '../../../trace/index';
import type { Activation } from '../../behaviour/index';
import { activationRegisters, createActivation, executeStep, nextInstruction, operations, outcomes, timeOf, transitionOf } from '../../behaviour/index';
import { addSample, clockDue, clockNow, sample, schedule, scheduleDue } from '../../engine/index';
import type { StreamPointer } from '../../queue/index';
import { nullPointer } from '../../queue/index';
import { pauseSource } from '../devices/source';
import { eventKinds, eventPriorities } from '../events';
import type { PinModel, SimulationModel } from '../model';
import { endless, flushAttempts, rowOf } from './machine';
import { noteKept, noteWaiting } from './locks';
import type { RoutinesModel, RunningCall } from './model';

/** Steps that a call may take while no time passes and nothing comes of them: more than it takes to walk through as many clones as there can be. */
const mostStepsAtOnce = 20_000;

/** How often more of them may come to something: a driver that makes clones without end comes to none. */
const mostGains = 8;

/** What grows, or changes, when steps come to something: the pointers that moved, the clones there are, what is in the queue and in the device. */
function gainOf({ queue: { progress, frames }, device }: PinModel): number {
  return progress * 8192 + frames.cloneCount + frames.waiting + (device === null ? 0 : device.list.count + 2 * device.filled.count + 4 * device.fifo.count);
}

/** Who holds a mutex: the call that an activation is. */
export function callOf({ calls }: RoutinesModel, activation: Activation): string {
  return String(calls.findIndex((call) => call?.activation === activation));
}

/** Calls a routine of the driver. It may return at once, or when time has passed; then `returned` follows, with the number of its status. */
export function callRoutine(model: SimulationModel, pin: PinModel, routine: number, returned: (status: number) => void, pointer: StreamPointer = nullPointer): void {
  const routines = pin.routines!;
  const { calls, behaviour } = routines;
  const free = calls.indexOf(null);
  const slot = free < 0 ? calls.length : free;
  const call: RunningCall = {
    activation: createActivation(behaviour, routine, pointer), slot, row: rowOf(pin, routines, routine), times: Float64Array.of(model.engine.clock[clockNow]!), steps: 0, gain: -1, gains: 0, isBlocked: false, blockedSince: -1, returned,
  };
  calls[slot] = call;
  const { kind, level } = behaviour.routines[routine]!;
  const { holders } = routines.mutexes;
  // What AVStream holds meanwhile (W:processing-mutex-in-avstream, W:filter-control-mutex-in-avstream).
  if (kind === 'process' && level === 'passive') holders.processing ??= String(slot);
  if (kind === 'setDeviceState') holders.control ??= String(slot);
  goOn(model, pin, call);
}

/** Goes on with a call until it returns, time passes, or it has to wait for a lock. */
function goOn(model: SimulationModel, pin: PinModel, call: RunningCall): void {
  const routines = pin.routines!;
  const { behaviour, machine, times } = routines;
  const { activation } = call;
  const { kind } = behaviour.routines[activation.routine]!;
  const { queue } = pin;
  const cleansUp = kind === 'setDeviceState' && queue.clientState < queue.deviceState;
  if (cleansUp) queue.cleaningUp = true;
  call.isBlocked = false;
  call.blockedSince = -1;
  for (;;) {
    if (routines.isStated) queue.environment.step = nextInstruction(behaviour, activation).path;
    const outcome = executeStep(behaviour, machine, activation);
    queue.environment.step = '';
    if (outcome === outcomes.continues) {
      call.steps += 1;
      if (call.steps <= mostStepsAtOnce && model.stopReason === null) continue;
      const gain = gainOf(pin);
      if (gain !== call.gain && call.gains < mostGains && model.stopReason === null) {
        call.gain = gain;
        call.gains += 1;
        call.steps = 0;
        continue;
      }
      if (model.stopReason === null) endless(model, routines, activation.routine, loopOf(routines, activation));
      break;
    }
    if (outcome === outcomes.waits) {
      const { clock } = model.engine;
      clock[clockDue] = clock[clockNow]!;
      addSample(times[timeOf(behaviour, activation)]!, clock, clockDue);
      if (clock[clockDue] === clock[clockNow]) continue;
      call.steps = 0;
      call.gains = 0;
      scheduleDue(model.engine, priorities[kind], eventKinds.routineStep, pin.index, call.slot);
      break;
    }
    if (outcome === outcomes.returned) {
      if (cleansUp) queue.cleaningUp = false;
      returns(model, pin, routines, call);
      return;
    }
    call.isBlocked = outcome === outcomes.blocked;
    call.blockedSince = model.engine.clock[clockNow]!;
    if (routines.isStated) noteWaiting(routines, call, call.blockedSince);
    if (kind === 'process' || kind === 'setDeviceState') watchBlocked(model, pin, call);
    break;
  }
  if (cleansUp) queue.cleaningUp = false;
}

const priorities = {
  process: eventPriorities.process, dpc: eventPriorities.dpc, timeout: eventPriorities.dpc, cancel: eventPriorities.dpc, workItem: eventPriorities.workItem, setDeviceState: eventPriorities.state,
  reset: eventPriorities.outside, surpriseRemoval: eventPriorities.outside,
} as const;

/** The nearest loop around the place of an activation: the step that a branch or jump leads back to. */
function loopOf({ behaviour }: RoutinesModel, { routine, pc }: Activation): string {
  const { code } = behaviour.routines[routine]!;
  const back = code.findIndex(({ op, target }, at) => at >= pc && op === operations.jump && target <= pc);
  return back < 0 ? nextInstruction(behaviour, { routine, pc, registers: new Int32Array(0) }).path : code[back]!.path;
}

function returns(model: SimulationModel, pin: PinModel, routines: RoutinesModel, call: RunningCall): void {
  const { activation, slot, row, times } = call;
  const { kind } = routines.behaviour.routines[activation.routine]!;
  const { holders } = routines.mutexes;
  noteKept(routines, call, model.engine.clock[clockNow]!);
  routines.calls[slot] = null;
  if (kind === 'process' && holders.processing === String(slot)) holders.processing = null;
  if (kind === 'setDeviceState' && holders.control === String(slot)) holders.control = null;
  if (kind === 'process' || kind === 'setDeviceState') retryBlocked(model, pin);
  if (row >= 0 && kind !== 'process' && kind !== 'setDeviceState' && model.engine.clock[clockNow]! > times[0]!) recordSpanSince(model.recorder, row, model.kinds.running, times, 0, -1);
  call.returned(activation.registers[activationRegisters.status]!);
  flushAttempts(model, pin);
}

/** The time of a wait is over. */
export function routineGoesOn(model: SimulationModel, pin: PinModel, slot: number): void {
  const call = pin.routines!.calls[slot];
  if (call !== null && call !== undefined) goOn(model, pin, call);
}

/** How long a call that holds up the end of the stream may be blocked behind it, nanoseconds. */
const patience = 1_000_000_000;

/** A call that the stop of the stream has to wait for is blocked: if it stays so for good, the source must not go on for good. */
function watchBlocked({ engine, scenario: { duration } }: SimulationModel, pin: PinModel, call: RunningCall): void {
  schedule(engine, Math.max(engine.clock[clockNow]!, duration) + patience, eventPriorities.outside, eventKinds.routineBlocked, pin.index, call.slot);
}

/** Looks at a call that was blocked long ago. */
export function routineStaysBlocked({ engine }: SimulationModel, pin: PinModel, slot: number): void {
  const call = pin.routines!.calls[slot];
  if (call !== null && call !== undefined && call.blockedSince >= 0 && engine.clock[clockNow]! - call.blockedSince >= patience && pin.device !== null) pauseSource(pin.device);
}

/** A lock has become free: calls that waited for one try again, the first one that gets it goes on. */
export function retryBlocked(model: SimulationModel, pin: PinModel): void {
  for (const call of pin.routines!.calls) {
    if (call?.isBlocked !== true) continue;
    call.isBlocked = false;
    schedule(model.engine, model.engine.clock[clockNow]!, priorities[pin.routines!.behaviour.routines[call.activation.routine]!.kind], eventKinds.routineStep, pin.index, call.slot);
  }
}

/** A routine is to run from a work item. */
export function scheduleWorkItem(model: SimulationModel, pin: PinModel, routine: number): void {
  const latency = pin.object === null ? 0 : sample(pin.object.workItemLatency.delayed);
  schedule(model.engine, model.engine.clock[clockNow]! + latency, eventPriorities.workItem, eventKinds.routineWorkItem, pin.index, routine);
}

/** The routine that SetDeviceState is between two states, or -1. */
export function stateRoutine({ behaviour: { entries } }: RoutinesModel, from: number, to: number): number {
  return from - to === 1 || to - from === 1 ? entries.setDeviceState[transitionOf(from, to)]! : -1;
}

/** The work item runs. */
export function routineWorkItemRuns(model: SimulationModel, pin: PinModel, routine: number): void {
  callRoutine(model, pin, routine, () => undefined);
}
