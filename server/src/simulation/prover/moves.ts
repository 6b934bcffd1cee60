import { transitionOf } from '../behaviour/program';
import { beginStateChange, cancelRequest, checkLeftovers, endStateChange, fireTimeout, flushQueue, ksReset, ksState, nextTimeout, ntStatus, requestStates, resetBegin, resetEnd, resubmitRequest, surpriseRemoval, workItemRuns } from '../queue/index';
import type { ProofMachine } from './machine';
import { callbackBlocked, fillEntry, follow, isRunning, runThrough } from './machine';
import { canReset, moves, nobody, threads } from './model';
import type { Stepper } from './steps';
import { clearViolations, finishStep, isWhole, restoreState } from './steps';

/** Moves that are looked at together, because they have to do with the same parts and are free under the same conditions. */
export enum moveGroups { requests = 0, states = 1, close = 2, resetEnd = 3, device = 4, dpc = 5, process = 6, workItem = 7, timeout = 8 }
/** All of them, in the order in which they are looked at. */
export const allMoveGroups: readonly moveGroups[] = [
  moveGroups.requests, moveGroups.states, moveGroups.close, moveGroups.resetEnd, moveGroups.device, moveGroups.dpc, moveGroups.process, moveGroups.workItem, moveGroups.timeout,
];

/** The moves of a group that are possible in the machine. Nobody asks for those of a closed pin. */
export function possibleMoves(machine: ProofMachine, group: moveGroups, interchangeable: boolean): number[] {
  const { model: { behaviour } } = machine;
  const found: number[] = [];
  switch (group) {
    case moveGroups.requests:
      requestMoves(machine, interchangeable, found);
      return found;
    case moveGroups.states: {
      const { queue } = machine;
      if (queue.clientState !== queue.deviceState || queue.resetState === ksReset.begin) return found;
      const isGone = machine.model.bounds.removal && queue.removed;
      if (queue.deviceState < ksState.run && !isGone) found.push(moves.up);
      if (queue.deviceState > ksState.stop) found.push(moves.down);
      if (canReset(machine.model) && queue.deviceState > ksState.stop && !isGone) found.push(moves.resetBegin);
      if (machine.model.bounds.removal && !isGone) found.push(moves.remove);
      return found;
    }
    case moveGroups.close: {
      const { queue } = machine;
      if (queue.clientState !== ksState.stop || queue.deviceState !== ksState.stop || queue.resetState === ksReset.begin) return found;
      if (!machine.object.workItemPending && !machine.device.interrupt && !machine.workItems.includes(1)) found.push(moves.close);
      return found;
    }
    case moveGroups.resetEnd:
      if (canReset(machine.model) && machine.queue.resetState === ksReset.begin) found.push(moves.resetEnd);
      return found;
    case moveGroups.device:
      if (isRunning(machine)) deviceMoves(machine, found);
      return found;
    case moveGroups.dpc:
      if (machine.device.interrupt) found.push(moves.startDpc);
      return found;
    case moveGroups.process:
      if (machine.object.workItemPending) found.push(moves.startProcess);
      return found;
    case moveGroups.workItem:
      for (let routine = 0; routine < machine.workItems.length; routine += 1) if (machine.workItems[routine] === 1) found.push(moves.workItem + routine);
      return found;
    default:
      if (behaviour.entries.timeout >= 0 && machine.queue.scheduledTimeouts > 0 && nextTimeout(machine.queue) !== null) found.push(moves.fireTimeout);
      return found;
  }
}

/** The client submits requests and cancels them. */
function requestMoves(machine: ProofMachine, interchangeable: boolean, found: number[]): void {
  const { queue, requests, model: { bounds } } = machine;
  if (queue.clientState >= ksState.pause && queue.resetState !== ksReset.begin && !queue.removed) {
    for (let number = 0; number < requests.length; number += 1) {
      if (requests[number]!.state !== requestStates.withClient) continue;
      found.push(moves.submit + number);
      if (interchangeable) break;
    }
  }
  if (!bounds.cancels) return;
  const { frames } = queue;
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) {
    const move = moves.cancel + frames.frameIrp[frame]!;
    if (!requests[frames.frameIrp[frame]!]!.cancelWanted && (bounds.headers === 1 || !found.includes(move))) found.push(move);
  }
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

/** Carries out a move in a state, with the result in the stepper as after a step of a routine. `false`: it cannot come now. */
export function performMove(stepper: Stepper, queue: number, control: number, move: number): boolean {
  const { machine } = stepper;
  restoreState(stepper, queue, control);
  machine.thread = nobody;
  try {
    const started = act(machine, move);
    if (started !== 'nothing') {
      finishStep(stepper, queue, control, -1, null, started);
      return true;
    }
  } catch (error) {
    if (error !== callbackBlocked) throw error;
  }
  stepper.touched = machine.touched;
  clearViolations(machine);
  return false;
}

/** A call that begins with a move. */
interface Started { readonly thread: number; readonly routine: number; readonly pointer: number }

function act(machine: ProofMachine, move: number): Started | 'nothing' | null {
  const { model: { behaviour: { entries } } } = machine;
  if (move < moves.cancel) {
    follow(machine, resubmitRequest(machine.queue, machine.requests[move - moves.submit]!, 'passive'));
    return null;
  }
  if (move < moves.fill) return cancelRequest(machine.queue, move - moves.cancel) === 'notFound' ? 'nothing' : null;
  if (move < moves.workItem) {
    fillEntry(machine, move - moves.fill);
    return null;
  }
  if (move < moves.up) {
    machine.workItems[move - moves.workItem] = 0;
    return begin(threads.workItem, move - moves.workItem);
  }
  switch (move) {
    case moves.up: return changeState(machine, machine.queue.deviceState + 1);
    case moves.down: return changeState(machine, machine.queue.deviceState - 1);
    case moves.resetBegin:
      resetBegin(machine.queue, () => {
        if (entries.reset >= 0) runThrough(machine, machine.model.behaviour, entries.reset, -1);
      });
      return null;
    case moves.resetEnd:
      resetEnd(machine.queue, () => undefined);
      return null;
    case moves.close:
      closePin(machine);
      return null;
    case moves.capture:
      machine.device.stored += 1;
      machine.device.interrupt = true;
      return null;
    case moves.loseFrame:
      if (machine.uses.losses) machine.device.lost = true;
      if (machine.model.interrupts === 'whenLost') machine.device.interrupt = true;
      return null;
    case moves.remove:
      surpriseRemoval(machine.environment, machine.model.pin, [machine.queue]);
      return begin(threads.control, entries.surpriseRemoval);
    case moves.tick:
      machine.device.interrupt = true;
      return null;
    case moves.startDpc:
      machine.device.interrupt = false;
      return begin(threads.dpc, entries.dpc);
    case moves.startProcess:
      follow(machine, workItemRuns(machine.object));
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
  if (pointer === null) return 'nothing';
  if (entries.timeout < 0 || !isWhole(machine.model, entries.timeout)) return begin(threads.timeout, entries.timeout, pointer);
  // A pattern does not say what keeps its callback from a clone that is deleted before its first step.
  machine.thread = threads.timeout;
  runThrough(machine, machine.model.behaviour, entries.timeout, pointer);
  return null;
}
