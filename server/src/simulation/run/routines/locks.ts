import type { Activation, Instruction } from '../../behaviour/index';
import { activationRegisters, describeInstruction, mutexes, nameOfCall, needsQueueLock, nextInstruction, operations } from '../../behaviour/index';
import type { MutexName } from '../../queue/index';
import { createOccurrence, occur } from '../occurrence';
import type { LockFault, RoutinesModel, RunningCall } from './model';
import { keptForGood } from './model';

/** The mutexes by their numbers. */
export const mutexNames: readonly MutexName[] = ['control', 'processing', 'device'];

function note(routines: RoutinesModel, now: number, key: LockFault['key'], values: LockFault['arguments'], paths: readonly string[]): void {
  let fault = routines.lockFaults.find((known) => known.key === key && known.paths[0] === paths[0]);
  if (fault === undefined) {
    fault = { key, arguments: values, paths, occurrence: createOccurrence() };
    routines.lockFaults.push(fault);
  }
  occur(fault.occurrence, now);
}

const nameOf = ({ behaviour }: RoutinesModel, { routine }: Activation): string => behaviour.routines[routine]!.name;

/** Who has what a call waits for: its slot, or a negative number. */
function holderOf({ behaviour, spinLockHolders, mutexes: { holders } }: RoutinesModel, { activation }: RunningCall): number {
  const { op, value } = nextInstruction(behaviour, activation);
  if (op === operations.acquireSpinLock) return spinLockHolders[value]!;
  return op === operations.acquireMutex ? Number(holders[mutexNames[value]!] ?? -1) : -1;
}

const waits = (call: RunningCall | null | undefined): call is RunningCall => call !== null && call !== undefined && call.blockedSince >= 0;

/**
 * A call has to wait for a lock: whether it waits for itself, or for somebody who waits for it. Who acquires a mutex of AVStream's twice, or the control mutex under the processing
 * mutex, is told so by the rules about these.
 */
export function noteWaiting(routines: RoutinesModel, call: RunningCall, now: number): void {
  const { behaviour, calls } = routines;
  const next = nextInstruction(behaviour, call.activation);
  const holder = holderOf(routines, call);
  if (holder === call.slot) {
    if (next.op === operations.acquireSpinLock) note(routines, now, 'spinLockTwice', { routine: nameOf(routines, call.activation), lock: behaviour.spinLocks[next.value]! }, [next.path]);
    return;
  }
  let isDriversOwn = isOwn(next);
  let other = calls[holder];
  for (let passed = 0; waits(other) && passed < calls.length; passed += 1) {
    const wanted = nextInstruction(behaviour, other.activation);
    isDriversOwn ||= isOwn(wanted);
    const following = holderOf(routines, other);
    if (following === call.slot) {
      if (!isDriversOwn) return;
      note(routines, now, 'routineDeadlock', {
        routine: nameOf(routines, call.activation), call: wordsOf(routines, call.activation), holder: nameOf(routines, calls[holder]!.activation), other: nameOf(routines, other.activation), otherCall: wordsOf(routines, other.activation),
      }, [next.path, wanted.path]);
      return;
    }
    other = calls[following];
  }
}

/** A lock that AVStream does not hold itself around routines. */
const isOwn = ({ op, value }: Instruction): boolean => op === operations.acquireSpinLock || value === mutexes.device;

function wordsOf({ behaviour }: RoutinesModel, activation: Activation): string {
  const next = nextInstruction(behaviour, activation);
  return next.op === operations.acquireMutex ? nameOfCall(next) : describeInstruction(behaviour, behaviour.routines[activation.routine]!, next);
}

/** A call returns: spin locks that it keeps are nobody's any more, and never free. */
export function noteKept(routines: RoutinesModel, { activation, slot }: RunningCall, now: number): void {
  if (activation.registers[activationRegisters.spinLocks] === 0) return;
  const { behaviour, spinLockHolders } = routines;
  for (let lock = 0; lock < spinLockHolders.length; lock += 1) {
    if (spinLockHolders[lock] !== slot) continue;
    spinLockHolders[lock] = keptForGood;
    note(routines, now, 'spinLockKept', { routine: nameOf(routines, activation), lock: behaviour.spinLocks[lock]! }, [nextInstruction(behaviour, { ...activation, pc: activation.pc - 1 }).path || behaviour.routines[activation.routine]!.path]);
  }
}

/** A routine releases a spin lock that it does not hold. */
export function noteNotHeld(routines: RoutinesModel, activation: Activation, lock: number, now: number): void {
  note(routines, now, 'spinLockNotHeld', { routine: nameOf(routines, activation), lock: routines.behaviour.spinLocks[lock]! }, [nextInstruction(routines.behaviour, activation).path]);
}

/** A cancel callback has to wait for a spin lock that a call has. In the run it goes on at once; what the call does before it releases the lock is looked at. */
export function noteCallback(routines: RoutinesModel, activation: Activation, lock: number, holder: number): void {
  routines.waitingCallbacks.push({ routine: nameOf(routines, activation), lock, holder, held: activation.registers[activationRegisters.spinLocks]!, path: nextInstruction(routines.behaviour, activation).path });
}

/** A call begins with an instruction: whether a callback waits for it under the spin lock of the queue, or with another lock, which the instruction needs. */
export function noteInversion(routines: RoutinesModel, activation: Activation, instruction: Instruction, now: number): void {
  const { behaviour, spinLockHolders } = routines;
  routines.waitingCallbacks = routines.waitingCallbacks.filter(({ lock, holder }) => spinLockHolders[lock] === holder);
  const slot = routines.calls.findIndex((call) => call?.activation === activation);
  for (const { routine, lock, holder, held, path } of routines.waitingCallbacks) {
    if (holder !== slot) continue;
    const values = { holder: nameOf(routines, activation), lock: behaviour.spinLocks[lock]!, call: describeInstruction(behaviour, behaviour.routines[activation.routine]!, instruction), callback: routine };
    if (needsQueueLock(instruction.op)) note(routines, now, 'callbackDeadlock.queue', values, [instruction.path, path]);
    else if (instruction.op === operations.acquireSpinLock && (held & 1 << instruction.value) !== 0) note(routines, now, 'callbackDeadlock', { ...values, wanted: behaviour.spinLocks[instruction.value]! }, [instruction.path, path]);
  }
}
