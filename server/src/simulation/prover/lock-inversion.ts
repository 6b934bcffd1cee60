import { describeInstruction, needsQueueLock } from '../behaviour/calls';
import { nextInstruction } from '../behaviour/execute';
import type { Activation } from '../behaviour/machine';
import type { Behaviour, Instruction } from '../behaviour/program';
import { activationRegisters, operations } from '../behaviour/program';
import { cancelRequest } from '../queue/index';
import type { ProofMachine } from './machine';
import { callbackBlocked } from './machine';
import { nobody } from './model';

/** A place in a routine, as the developer writes it: a call, and the JSON place (RFC 6901) that it stands at. */
export interface RoutinePlace {
  readonly routine: string;
  readonly text: string;
  readonly path: string;
}

/**
 * Two that wait for each other for ever: `holder` has the spin lock and waits for the queue's, or for another lock, that `waiter` has, the cancel callback of a clone, which waits for
 * the spin lock.
 */
export interface LockInversion {
  readonly kind: 'lockInversion';
  /** The spin lock that the callback waits for. */
  readonly lock: string;
  /** What the holder waits for: a spin lock that the callback has acquired, or the empty string for the spin lock of the queue. */
  readonly wanted: string;
  readonly holder: RoutinePlace;
  readonly waiter: RoutinePlace;
  /** The request whose cancellation called the callback. */
  readonly request: number;
}

/** Whether a cancel callback acquires a spin lock. */
export function callbacksLock({ routines }: Behaviour): boolean {
  return routines.some(({ kind, code }) => kind === 'cancel' && code.some(({ op }) => op === operations.acquireSpinLock));
}

/**
 * Whether the next step of a call that holds spin locks can wait for ever, because a request is cancelled at that moment on another processor, whose callback waits for one of them.
 * `restore` puts the machine into the state again.
 */
export function findInversion(machine: ProofMachine, activation: Activation, restore: () => void): LockInversion | null {
  const { model: { behaviour, bounds }, thread } = machine;
  const next = nextInstruction(behaviour, activation);
  const wantsQueue = needsQueueLock(next.op);
  if (!bounds.cancels || activation.registers[activationRegisters.spinLocks] === 0 || (!wantsQueue && next.op !== operations.acquireSpinLock)) return null;
  const listening = machine.routines as { begins?: unknown };
  const { begins } = listening;
  delete listening.begins;
  try {
    for (const request of inQueue(machine)) {
      const blockedAt = cancelOn(machine, request);
      const lock = blockedAt === null ? -1 : blockedAt.instruction.value;
      const isInverted = lock >= 0 && machine.spinLocks[lock] === thread + 1 && (wantsQueue || machine.spinLocks[next.value] === nobody + 1);
      machine.thread = thread;
      restore();
      if (!isInverted) continue;
      const { routine, instruction } = blockedAt!;
      const { spinLocks } = behaviour;
      return { kind: 'lockInversion', lock: spinLocks[lock]!, wanted: wantsQueue ? '' : spinLocks[next.value]!, holder: placeOf(behaviour, activation.routine, next), waiter: placeOf(behaviour, routine, instruction), request };
    }
  } finally {
    if (begins !== undefined) listening.begins = begins;
  }
  return null;
}

/** Requests that can be cancelled, by number. */
function inQueue({ queue: { frames }, requests }: ProofMachine): Set<number> {
  const found = new Set<number>();
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) if (!requests[frames.frameIrp[frame]!]!.cancelWanted) found.add(frames.frameIrp[frame]!);
  return found;
}

/** Cancels a request as far as it goes: where its callback waits for a lock, or `null`. */
function cancelOn(machine: ProofMachine, request: number): ProofMachine['blockedAt'] {
  machine.thread = nobody;
  machine.blockedAt = null;
  try {
    cancelRequest(machine.queue, request);
    return null;
  } catch (error) {
    if (error !== callbackBlocked) throw error;
  }
  const blockedAt = blockedIn(machine);
  return blockedAt?.instruction.op === operations.acquireSpinLock ? blockedAt : null;
}

/** Written by the callback. */
function blockedIn({ blockedAt }: ProofMachine): ProofMachine['blockedAt'] {
  return blockedAt;
}

function placeOf(behaviour: Behaviour, number: number, instruction: Instruction): RoutinePlace {
  const routine = behaviour.routines[number]!;
  return { routine: routine.name, text: describeInstruction(behaviour, routine, instruction), path: instruction.path };
}
