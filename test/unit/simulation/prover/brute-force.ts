import { createActivation, executeOne, isAtDispatch, nextInstruction, outcomes } from '../../../../server/src/simulation/behaviour/execute';
import type { Activation } from '../../../../server/src/simulation/behaviour/machine';
import { activationRegisters, firstVariable, status, transitionOf } from '../../../../server/src/simulation/behaviour/program';
import { beginStateChange, cancelRequest, checkLeftovers, endStateChange, flushQueue, ksState, ntStatus, processReturns, requestStates, resubmitRequest, surpriseRemoval, workItemRuns } from '../../../../server/src/simulation/queue/index';
import { isAlive, slotOf } from '../../../../server/src/simulation/queue/pin-queue';
import { frameStates } from '../../../../server/src/simulation/queue/queue';
import type { ProofMachine } from '../../../../server/src/simulation/prover/machine';
import { callbackBlocked, createProofMachine, fillEntry, flushAttempts, follow, isRunning, takeCompleted } from '../../../../server/src/simulation/prover/machine';
import type { ProofModel } from '../../../../server/src/simulation/prover/index';
import { threads } from '../../../../server/src/simulation/prover/model';
import { isOwn } from '../../../../server/src/simulation/prover/steps';

/** A machine that goes on and is never put back, and the calls of Process, the DPC and SetDeviceState. */
interface Live { readonly machine: ProofMachine; readonly calls: (Activation | null)[] }

/** Something that can happen, in whatever live machine. `false`: it cannot come. */
type Act = (live: Live) => boolean;

const nobody = 15;

/**
 * Counts the states of a model by brute force: each is known by the steps that lead to it, come to anew from the first state each time, and told apart by what a reader would say of it. No bytes, no
 * tables, nothing restored: it judges all of that. For drivers without callbacks, work items, timeouts, Reset and synchronous calls of Process; steps with a fault are left out.
 */
export function countStates(model: ProofModel, interchangeable = false): number {
  const ways: Act[][] = [[]];
  const order = Array.from({ length: model.bounds.requests }, (_, number) => number);
  // Of states that differ in nothing but which request is which the one whose words come first stands for all.
  const orders = interchangeable ? permutations(order) : [order];
  const say = (live: Live): string => orders.map((each) => describe(live, each)).sort()[0]!;
  const known = new Set([say(begin(model))]);
  for (let at = 0; at < ways.length; at += 1) {
    const way = ways[at]!;
    for (const act of actsIn(come(model, way))) {
      const live = come(model, way);
      if (!act(live) || isFault(live.machine)) continue;
      const said = say(live);
      if (known.has(said)) continue;
      known.add(said);
      ways.push([...way, act]);
    }
  }
  return known.size;
}

const permutations = (of: readonly number[]): number[][] => (of.length < 2 ? [[...of]] : of.flatMap((first) => permutations(of.filter((other) => other !== first)).map((rest) => [first, ...rest])));

const begin = (model: ProofModel): Live => ({ machine: createProofMachine(model), calls: [null, null, null] });

function come(model: ProofModel, way: readonly Act[]): Live {
  const live = begin(model);
  for (const act of way) act(live);
  return live;
}

const isFault = ({ environment, fault }: ProofMachine): boolean => environment.violations.first.length > 0 || fault !== null;

/** What can happen, by the rules that the guide states. */
function actsIn({ machine, calls }: Live): Act[] {
  const { queue, requests, device, object, model: { bounds, behaviour: { entries } } } = machine;
  const acts: Act[] = [];
  if (machine.closed) return acts;
  const [process, dpc, control] = calls;
  const move = (is: boolean, act: (live: Live) => unknown): void => {
    if (is) acts.push((live) => settle(live, nobody, () => act(live) !== false));
  };
  calls.forEach((call, thread) => {
    if (call !== null && !(thread === (threads.process as number) && !bounds.processOverlapsStates && control !== null)) acts.push((live) => goOn(live, thread));
  });
  const isFree = control === null && (bounds.processOverlapsStates || process === null);
  const rests = queue.clientState === queue.deviceState;
  requests.forEach(({ state, cancelWanted }, number) => {
    move(queue.clientState >= ksState.pause && state === requestStates.withClient && !queue.removed, (live) => void follow(live.machine, resubmitRequest(live.machine.queue, live.machine.requests[number]!, 'passive')));
    move(bounds.cancels && state === requestStates.queued && !cancelWanted, (live) => cancelRequest(live.machine.queue, number) !== 'notFound');
  });
  move(isFree && rests && queue.deviceState < ksState.run && !queue.removed, (live) => change(live, live.machine.queue.deviceState + 1));
  move(isFree && rests && queue.deviceState > ksState.stop, (live) => change(live, live.machine.queue.deviceState - 1));
  move(bounds.removal && isFree && rests && !queue.removed, (live) => {
    surpriseRemoval(live.machine.environment, 'device', [live.machine.queue]);
    start(live, threads.control, entries.surpriseRemoval);
  });
  move(calls.every((call) => call === null) && rests && queue.deviceState === ksState.stop && !object.workItemPending && !device.interrupt, (live) => {
    flushQueue(live.machine.queue);
    checkLeftovers(live.machine.queue, 'deviceStop');
    live.machine.closed = true;
    if (live.machine.requests.some(({ state }) => state !== requestStates.withClient && state !== requestStates.completed)) live.machine.fault = 'frameLeft';
  });
  move(isRunning(machine) && device.count > device.filled, (live) => fillEntry(live.machine, 0));
  move(device.interrupt && dpc === null, (live) => {
    live.machine.device.interrupt = false;
    start(live, threads.dpc, entries.dpc);
  });
  move(object.workItemPending && (bounds.processOverlapsStates || control === null), (live) => void follow(live.machine, workItemRuns(live.machine.object)));
  return acts;
}

function change(live: Live, to: number): boolean {
  const { machine: { queue, model: { behaviour: { entries } } } } = live;
  const from = queue.deviceState;
  if (beginStateChange(queue, to) !== ntStatus.success) return false;
  const routine = entries.setDeviceState[transitionOf(from, to)] ?? -1;
  if (routine >= 0) start(live, threads.control, routine);
  else follow(live.machine, endStateChange(queue, true));
  return true;
}

function start(live: Live, thread: threads, routine: number): void {
  if (routine < 0) return;
  live.calls[thread] = createActivation(live.machine.model.behaviour, routine);
  runOwn(live, live.calls[thread]);
}

/** What concerns the call alone, at once. */
function runOwn({ machine }: Live, call: Activation): void {
  const { behaviour } = machine.model;
  while (isOwn(nextInstruction(behaviour, call))) executeOne(behaviour, machine.routines, call);
}

function goOn(live: Live, thread: number): boolean {
  return settle(live, thread, () => {
    const { machine, calls } = live;
    const { behaviour } = machine.model;
    const call = calls[thread]!;
    const { kind } = behaviour.routines[call.routine]!;
    machine.device.served = calls[threads.dpc] !== null;
    const outcome = executeOne(behaviour, machine.routines, call);
    if (outcome === outcomes.blocked) return false;
    if (outcome === outcomes.deadlocked) machine.fault = 'selfDeadlock';
    else if (outcome === outcomes.returned) {
      calls[thread] = null;
      if (call.registers[activationRegisters.spinLocks] !== 0) machine.fault = 'lockKept';
      const returned = call.registers[activationRegisters.status]!;
      if (kind === 'process') follow(machine, processReturns(machine.object, returned === (status.success as number) ? 'success' : 'pending'));
      else if (kind === 'setDeviceState') follow(machine, endStateChange(machine.queue, returned < status.invalidParameter));
    } else runOwn(live, call);
    return true;
  });
}

/** Does something, and what follows from it at once. */
function settle(live: Live, thread: number, act: () => boolean): boolean {
  const { machine } = live;
  machine.thread = thread;
  machine.processCalled = false;
  try {
    if (!act()) return false;
  } catch (error) {
    if (error === callbackBlocked) return false;
    throw error;
  }
  flushAttempts(machine);
  takeCompleted(machine);
  if (machine.processCalled) start(live, threads.process, machine.model.behaviour.entries.process);
  return true;
}

/** A state in words; `order`: the requests in the order in which they are told, which is how they are named. */
function describe({ machine, calls }: Live, order: readonly number[]): string {
  const { queue, object, device, requests, model: { behaviour } } = machine;
  const { frames } = queue;
  const clones: number[] = [];
  for (let slot = frames.oldestClone; slot >= 0; slot = frames.cloneNewer[slot]!) clones.push(slot);
  const frameName = (frame: number): string => {
    if (frame < 0) return 'none';
    const { request, header } = queue.frameRecords[frame]!;
    return `${order.indexOf(request.number)}.${request.headers.indexOf(header)}`;
  };
  const pointerName = (pointer: number): string => (pointer < 0 ? 'NULL' : slotOf(pointer) < 2 ? `edge ${slotOf(pointer)}` : isAlive(queue, pointer) ? `clone ${clones.indexOf(slotOf(pointer))}` : 'deleted');
  const pointerAt = (slot: number): string => `${frameName(frames.pointerFrame[slot]!)} ${frames.pointerState[slot]!}`;
  const queued: string[] = [];
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) queued.push(frameName(frame));
  const variable = (kind: 'pointer' | 'flag', value: number): string => (kind === 'flag' ? String(value) : pointerName(value));
  return JSON.stringify([
    queue.deviceState, queue.clientState, queue.processingState, queue.removed, queued, [...frames.frameState].map((state, frame) => (state === (frameStates.cancelled as number) ? frameName(frame) : '')).filter((name) => name !== '').sort(),
    order.map((number) => requests[number]!).map(({ state, cancelWanted, headers }) => (state === requestStates.withClient ? 'client' : [state, cancelWanted, headers.map(({ dataUsed, optionsFlags }) => [dataUsed, optionsFlags])])),
    pointerAt(0), frames.distinctTrailingEdge ? pointerAt(1) : '', clones.map((slot) => [pointerAt(slot), queue.pointerRecords[slot]!.unattendedSince >= 0]),
    object.workItemPending, object.processing, object.attemptRemembered, object.pended, object.processing && queue.progress !== object.progressBefore,
    device.state, device.interrupt, [...device.pointers.subarray(0, device.count)].map(pointerName), device.filled, machine.closed,
    behaviour.kept.map(({ kind }, at) => variable(kind, machine.kept[at]!)), [...machine.spinLocks],
    calls.map((call) => (call === null ? '' : [call.routine, call.pc, call.registers[0], call.registers[1], behaviour.routines[call.routine]!.variables.map(({ kind }, at) => variable(kind, call.registers[firstVariable + at]!)), isAtDispatch(behaviour, call)])),
  ]);
}
