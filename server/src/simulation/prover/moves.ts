import { transitionOf } from '../behaviour/program';
import { beginStateChange, cancelRequest, checkLeftovers, endStateChange, fireTimeout, flushQueue, ksReset, ksState, nextTimeout, ntStatus, requestStates, resetBegin, resetEnd, resubmitRequest, workItemRuns } from '../queue/index';
import { restoreCore } from './core';
import { bytesOf } from './intern';
import type { ProofMachine } from './machine';
import { callbackBlocked, fillEntry, follow, isRunning, runThrough } from './machine';
import { canReset, moves, threads } from './model';
import type { Stepper } from './steps';
import { clearViolations, finishStep } from './steps';

/** Acts that are nobody's routine have a number of their own as who acts. */
const nobody = 15;

/** What else can happen in a core, threads aside: the moves that are possible. */
export function possibleMoves(machine: ProofMachine, interchangeable: boolean): number[] {
  const { queue, object, requests, device, model, model: { bounds } } = machine;
  const found: number[] = [];
  if (machine.closed) return found;
  const inReset = queue.resetState === ksReset.begin;
  const isStable = queue.clientState === queue.deviceState;
  if (queue.clientState >= ksState.pause && !inReset) {
    for (let number = 0; number < requests.length; number += 1) {
      if (requests[number]!.state !== requestStates.withClient) continue;
      found.push(moves.submit + number);
      if (interchangeable) break;
    }
  }
  if (bounds.cancels) {
    const { frames } = queue;
    for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) if (!requests[frames.frameIrp[frame]!]!.cancelWanted) found.push(moves.cancel + frames.frameIrp[frame]!);
  }
  if (isStable && !inReset) {
    if (queue.deviceState < ksState.run) found.push(moves.up);
    if (queue.deviceState > ksState.stop) found.push(moves.down);
    if (canReset(model) && queue.deviceState > ksState.stop) found.push(moves.resetBegin);
    if (queue.deviceState === ksState.stop && !object.workItemPending && !device.interrupt && !machine.workItems.includes(1)) found.push(moves.close);
  }
  if (inReset) found.push(moves.resetEnd);
  if (isRunning(machine)) deviceMoves(machine, found);
  if (device.interrupt) found.push(moves.startDpc);
  if (object.workItemPending) found.push(moves.startProcess);
  for (let routine = 0; routine < machine.workItems.length; routine += 1) if (machine.workItems[routine] === 1) found.push(moves.workItem + routine);
  if (queue.scheduledTimeouts > 0 && nextTimeout(queue) !== null) found.push(moves.fireTimeout);
  return found;
}

/** The device fills a buffer, takes a frame into its store, or has no place for one. */
function deviceMoves({ device, uses, model: { bounds, interrupts } }: ProofMachine, found: number[]): void {
  const free = device.count - device.filled;
  for (let place = 0; place < (bounds.fills === 'oldest' ? Math.min(1, free) : free); place += 1) found.push(moves.fill + place);
  if (uses.store && device.stored < bounds.storeFrames) found.push(moves.capture);
  const losesFrame = uses.store ? device.stored === bounds.storeFrames : free === 0;
  const tells = interrupts === 'whenLost' && uses.store && !device.interrupt;
  if (losesFrame && ((uses.losses && !device.lost) || tells)) found.push(moves.loseFrame);
  if (interrupts === 'always' && !device.interrupt) found.push(moves.tick);
}

/** Carries out a move on a core, with the result in the stepper as after a step of a routine. `false`: it cannot come now. */
export function performMove(stepper: Stepper, core: number, move: number): boolean {
  const { machine, codec } = stepper;
  restoreCore(codec, machine, bytesOf(stepper.cores, core));
  machine.thread = nobody;
  const clonesBefore = machine.queue.frames.cloneCount;
  try {
    const started = act(machine, move);
    if (started === 'nothing') {
      clearViolations(machine);
      return false;
    }
    finishStep(stepper, clonesBefore, nobody, null, started);
  } catch (error) {
    if (error !== callbackBlocked) throw error;
    clearViolations(machine);
    return false;
  }
  return true;
}

/** A call that begins with a move. */
interface Started { readonly thread: number; readonly routine: number; readonly pointer: number }

function act(machine: ProofMachine, move: number): Started | 'nothing' | null {
  const { queue, object, requests, device, model: { behaviour: { entries } } } = machine;
  if (move < moves.cancel) {
    follow(machine, resubmitRequest(queue, requests[move - moves.submit]!, 'passive'));
    return null;
  }
  if (move < moves.fill) return cancelRequest(queue, move - moves.cancel) === 'notFound' ? 'nothing' : null;
  if (move < moves.workItem) {
    fillEntry(machine, move - moves.fill);
    return null;
  }
  if (move < moves.up) {
    machine.workItems[move - moves.workItem] = 0;
    return begin(threads.workItem, move - moves.workItem);
  }
  switch (move) {
    case moves.up: return changeState(machine, queue.deviceState + 1);
    case moves.down: return changeState(machine, queue.deviceState - 1);
    case moves.resetBegin:
      resetBegin(queue, () => {
        if (entries.reset >= 0) runThrough(machine, machine.model.behaviour, entries.reset, -1);
      });
      return null;
    case moves.resetEnd:
      resetEnd(queue, () => undefined);
      return null;
    case moves.close:
      closePin(machine);
      return null;
    case moves.capture:
      device.stored += 1;
      device.interrupt = true;
      return null;
    case moves.loseFrame:
      if (machine.uses.losses) device.lost = true;
      if (machine.model.interrupts === 'whenLost') device.interrupt = true;
      return null;
    case moves.tick:
      device.interrupt = true;
      return null;
    case moves.startDpc:
      device.interrupt = false;
      return begin(threads.dpc, entries.dpc);
    case moves.startProcess:
      follow(machine, workItemRuns(object));
      return null;
    default:
      return timeoutFires(machine);
  }
}

function begin(thread: number, routine: number, pointer = -1): Started | null {
  return routine < 0 ? null : { thread, routine, pointer };
}

/** The client asks for the next state: SetDeviceState is called, or there is none. */
function changeState(machine: ProofMachine, to: number): Started | 'nothing' | null {
  const { queue, model: { behaviour: { entries } } } = machine;
  const from = queue.deviceState;
  if (beginStateChange(queue, to) !== ntStatus.success) return 'nothing';
  const routine = entries.setDeviceState[transitionOf(from, to)] ?? -1;
  if (routine >= 0) return begin(threads.control, routine);
  follow(machine, endStateChange(queue, true));
  return null;
}

/** The pin is closed: the I/O manager cancels what is outstanding, and nothing may be left. */
function closePin(machine: ProofMachine): void {
  const { queue, requests } = machine;
  flushQueue(queue);
  checkLeftovers(queue, 'deviceStop');
  machine.closed = true;
  if (requests.some(({ state }) => state !== requestStates.withClient && state !== requestStates.completed)) machine.fault = 'frameLeft';
}

/** The timeout that is due first fires, at a time of its own. */
function timeoutFires(machine: ProofMachine): Started | 'nothing' | null {
  const { queue, model: { behaviour: { entries } } } = machine;
  const { clock } = queue.environment;
  clock[0] = nextTimeout(queue)!;
  const pointer = fireTimeout(queue);
  clock[0] = 0;
  return pointer === null ? 'nothing' : begin(threads.timeout, entries.timeout, pointer);
}
