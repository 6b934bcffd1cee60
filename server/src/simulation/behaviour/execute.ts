import {
  accessHeader, addInput, advanceOffsets, advanceOffsetsAndUnlock, advancePointer, availableBytes, cancelTimeout, clonePointer, deletePointer, firstClonePointer, frameUnder, getIrp, getLeadingEdgePointer,
  getTrailingEdgePointer, isAlive, lockPointer, nextClonePointer, ntStatus, nullPointer, pointerFacts, readOffsets, registerFrameReturn, removeInput, reportOn, scheduleTimeout, setStatusCode, submitFrame,
  turnInputOff, turnInputOn, unlockPointer, writeDataUsed, writeFrameInfo,
} from '../queue/index';
import type { Acquisition, StreamPointer } from '../queue/index';
import { maximumLevel, nameOfCall } from './calls';
import { holds, operandOf, setRegister } from './evaluate';
import type { Activation, RoutineMachine } from './machine';
import type { Behaviour, Instruction } from './program';
import { activationRegisters, amounts, firstVariable, gateCalls, operands, operations, status, statuses } from './program';

/** Steps after which a routine that is carried out at once is taken to be an endless loop. */
const mostSteps = 10_000;

/** Branches that belong to one step: a loop of nothing else comes to no end. */
const mostBranches = 256;

/** What carrying out one instruction came to. */
export enum outcomes {
  /** The next one can follow. */
  continues = 0,
  /** The routine has returned; its status is in the register. */
  returned = 1,
  /** A lock is somebody else's: the same instruction is to be tried again when it is free. */
  blocked = 2,
  /** Time passes before the next one: see {@link timeOf}. */
  waits = 3,
  /** The activation waits for a lock that it holds itself, for ever. */
  deadlocked = 4,
}

/** A call of a routine that is about to begin. `pointer`: the stream pointer that a cancel or timeout callback is called with. */
export function createActivation(behaviour: Behaviour, routine: number, pointer: StreamPointer = nullPointer): Activation {
  const { variables } = behaviour.routines[routine]!;
  const registers = new Int32Array(firstVariable + variables.length);
  for (let at = 0; at < variables.length; at += 1) if (variables[at]!.kind === 'pointer') registers[firstVariable + at] = nullPointer;
  if (isCallback(behaviour, routine)) registers[firstVariable] = pointer;
  return { routine, pc: 0, registers };
}

/** Whether a routine is called with a stream pointer. */
export function isCallback({ routines }: Behaviour, routine: number): boolean {
  const { kind } = routines[routine]!;
  return kind === 'cancel' || kind === 'timeout';
}

/** The kept registers as they are when the pin has been created. */
export function createKept({ kept }: Behaviour): Int32Array {
  return Int32Array.from(kept, ({ kind }) => (kind === 'pointer' ? nullPointer : 0));
}

/** The number of the time (of `Behaviour.times`) that passes before the activation goes on, behind {@link outcomes}.waits. */
export function timeOf({ routines }: Behaviour, { routine, pc }: Activation): number {
  return routines[routine]!.code[pc - 1]!.value;
}

/** The instruction that an activation carries out next. */
export function nextInstruction({ routines }: Behaviour, { routine, pc }: Activation): Instruction {
  return routines[routine]!.code[pc]!;
}

/**
 * Carries out one step of an activation: jumps and branches up to one instruction that does something, and that one. What it does to the queue and the device is done when it
 * returns; `blocked` has done nothing. A loop of nothing but branches is a step after so many of them, in which nothing is done.
 */
export function executeStep(behaviour: Behaviour, machine: RoutineMachine, activation: Activation): outcomes {
  const { code } = behaviour.routines[activation.routine]!;
  for (let free = 0; free < mostBranches; free += 1) {
    const instruction = code[activation.pc]!;
    const { op } = instruction;
    if (op === operations.jump) {
      activation.pc = instruction.target;
      continue;
    }
    if (op !== operations.branch) return execute(behaviour, machine, activation, instruction);
    const isTrue = holds(machine, activation, instruction);
    activation.pc = isTrue === (instruction.second === 1) ? activation.pc + 1 : instruction.target;
  }
  return outcomes.continues;
}

/** Carries out the next instruction, a branch or jump included: one step for who wants to see each of them. */
export function executeOne(behaviour: Behaviour, machine: RoutineMachine, activation: Activation): outcomes {
  const instruction = nextInstruction(behaviour, activation);
  if (instruction.op === operations.jump) {
    activation.pc = instruction.target;
    return outcomes.continues;
  }
  if (instruction.op === operations.branch) {
    const isTrue = holds(machine, activation, instruction);
    activation.pc = isTrue === (instruction.second === 1) ? activation.pc + 1 : instruction.target;
    return outcomes.continues;
  }
  return execute(behaviour, machine, activation, instruction);
}

/**
 * Carries a routine out to its end, at once: a cancel callback, which AVStream calls with the spin lock of the queue held, so that nothing comes in between. What it would have to
 * wait for is not waited for. `false`: it came to no end.
 */
export function executeAtOnce(behaviour: Behaviour, machine: RoutineMachine, activation: Activation): boolean {
  for (let step = 0; step < mostSteps; step += 1) {
    const outcome = executeStep(behaviour, machine, activation);
    if (outcome === outcomes.returned) return true;
    if (outcome === outcomes.deadlocked) return false;
    // A lock that somebody else has: it is free by the time that the callback goes on.
    if (outcome === outcomes.blocked) activation.pc += 1;
  }
  return false;
}

/** Whether the activation runs at DISPATCH_LEVEL: because it was called there, or because it holds a spin lock. */
export function isAtDispatch({ routines }: Behaviour, { routine, registers }: Activation): boolean {
  return routines[routine]!.level === 'dispatch' || registers[activationRegisters.spinLocks] !== 0;
}

function execute(behaviour: Behaviour, machine: RoutineMachine, activation: Activation, instruction: Instruction): outcomes {
  const { op, value, second, third, to } = instruction;
  const { registers } = activation;
  if (op >= operations.acquireMutex && op <= operations.releaseSpinLock) return executeLock(behaviour, machine, activation, instruction);
  checkLevel(behaviour, machine, activation, instruction);
  machine.begins?.(activation, instruction);
  activation.pc += 1;
  const pointer = readsPointer(instruction) ? operandOf(machine, activation, instruction.pointer) : nullPointer;
  switch (op) {
    case operations.return:
      if (value >= 0) registers[activationRegisters.status] = value;
      return outcomes.returned;
    case operations.setFlag:
      setRegister(machine, activation, to, value);
      return outcomes.continues;
    case operations.setPointer:
      setRegister(machine, activation, to, pointer);
      return outcomes.continues;
    case operations.setStatus:
      registers[activationRegisters.status] = value;
      return outcomes.continues;
    case operations.wait:
      return outcomes.waits;

    case operations.getLeadingEdge:
      setRegister(machine, activation, to, getLeadingEdgePointer(machine.queue, value === 1));
      break;
    case operations.getTrailingEdge:
      setRegister(machine, activation, to, getTrailingEdgePointer(machine.queue, value === 1));
      break;
    case operations.lock:
      takeStatus(registers, lockPointer(machine.queue, pointer));
      break;
    case operations.unlock:
      unlockPointer(machine.queue, pointer, value === 1);
      break;
    case operations.advance:
      takeStatus(registers, advancePointer(machine.queue, pointer));
      break;
    case operations.advanceOffsets:
      takeStatus(registers, advanceOffsets(machine.queue, pointer, offsetOf(machine, pointer, value, 'offsetIn'), offsetOf(machine, pointer, second, 'offsetOut'), third === 1));
      break;
    case operations.advanceOffsetsAndUnlock:
      advanceOffsetsAndUnlock(machine.queue, pointer, offsetOf(machine, pointer, value, 'offsetIn'), offsetOf(machine, pointer, second, 'offsetOut'), third === 1);
      break;
    case operations.clone: {
      const clone = clonePointer(machine.queue, pointer, value < 0 ? null : machine.cancelCallback(value), contextOf(machine, pointer));
      setRegister(machine, activation, to, clone);
      registers[activationRegisters.status] = clone === nullPointer ? status.deviceNotReady : status.success;
      break;
    }
    case operations.delete:
      takeStatus(registers, deletePointer(machine.queue, pointer));
      break;
    case operations.getFirstClone:
      setRegister(machine, activation, to, firstClonePointer(machine.queue));
      return outcomes.continues;
    case operations.getNextClone:
      setRegister(machine, activation, to, nextClonePointer(machine.queue, pointer));
      return outcomes.continues;
    case operations.setStatusCode:
      takeStatus(registers, setStatusCode(machine.queue, pointer, statuses[value]!.value));
      return outcomes.continues;
    case operations.getIrp:
    case operations.getMdl:
      getIrp(machine.queue, pointer, op === operations.getIrp ? 'GetIrp' : 'GetMdl', value === 1);
      return outcomes.continues;
    case operations.scheduleTimeout:
      scheduleTimeout(machine.queue, pointer, value);
      machine.timeoutScheduled();
      return outcomes.continues;
    case operations.cancelTimeout:
      cancelTimeout(machine.queue, pointer);
      return outcomes.continues;
    case operations.getAvailableByteCount:
      registers[activationRegisters.status] = availableBytes(machine.queue) === null ? status.unsuccessful : status.success;
      return outcomes.continues;

    case operations.attemptProcessing:
      machine.attemptProcessing(activation, value === 1, second === 1);
      return outcomes.continues;
    case operations.attemptWhenEmptied:
      machine.attemptWhenEmptied(activation, value === 1, to, second === 1);
      return outcomes.continues;
    case operations.gate:
      changeGate(machine, value);
      return outcomes.continues;
    case operations.registerFrameReturn:
      registerFrameReturn(machine.queue);
      return outcomes.continues;
    case operations.submitFrame:
      takeStatus(registers, submitFrame(machine.queue, value === 1, second));
      return outcomes.continues;
    case operations.queueWorkItem:
      machine.queueWorkItem(value);
      return outcomes.continues;

    case operations.readHeader:
      accessHeader(machine.queue, pointer, third === 1);
      return outcomes.continues;
    case operations.writeDataUsed:
      writeDataUsed(machine.queue, pointer, amountOf(machine, pointer, value, 'offsetOut'), third === 1);
      return outcomes.continues;
    case operations.setOptionsFlags:
      machine.setOptionsFlags(pointer, value);
      break;
    case operations.writeFrameInfo:
      writeFrameInfo(machine.queue, pointer, value, second === 1);
      return outcomes.continues;
    case operations.finishFrame:
      machine.finishFrame(pointer);
      break;

    case operations.program:
      registers[activationRegisters.status] = machine.program(pointer) ? status.success : status.insufficientResources;
      return outcomes.continues;
    case operations.takeFilled:
      setRegister(machine, activation, to, machine.takeFilled());
      return outcomes.continues;
    case operations.forget:
      if (instruction.pointer === operands.none) machine.forgetAll();
      else machine.forget(pointer);
      return outcomes.continues;
    case operations.copy:
      registers[activationRegisters.status] = machine.copy(pointer) ? status.success : status.unsuccessful;
      break;
    case operations.startDevice:
      machine.startDevice();
      return outcomes.continues;
    case operations.pauseDevice:
      machine.pauseDevice();
      return outcomes.continues;
    case operations.stopDevice:
      machine.stopDevice();
      return outcomes.continues;
    case operations.advanceTrailingEdge:
      machine.advanceTrailingEdge();
      break;
    case operations.letWindowGo:
      machine.letWindowGo();
      break;
    default:
      throw new Error(`No instruction has the number ${op}.`);
  }
  machine.settle();
  return outcomes.continues;
}

/** Whether an instruction reads its pointer. */
const readsPointer = ({ op, pointer }: Instruction): boolean => (op >= operations.lock || op === operations.setPointer) && pointer !== operands.none;

/** Mutexes and spin locks: the only instructions that may have to wait for somebody else. */
function executeLock(behaviour: Behaviour, machine: RoutineMachine, activation: Activation, instruction: Instruction): outcomes {
  const { op, value } = instruction;
  const { registers } = activation;
  const isMutex = op === operations.acquireMutex || op === operations.releaseMutex;
  const register = isMutex ? activationRegisters.mutexes : activationRegisters.spinLocks;
  let acquisition: Acquisition = 'acquired';
  if (op === operations.acquireMutex || op === operations.acquireSpinLock) {
    checkLevel(behaviour, machine, activation, instruction);
    if (isMutex && machine.queue.spinLockHeld) reportOn(machine.queue, 'SPT-12', { operation: nameOfCall(instruction) });
    acquisition = isMutex ? machine.acquireMutex(activation, value) : machine.acquireSpinLock(activation, value);
    if (acquisition === 'waits') return outcomes.blocked;
    machine.begins?.(activation, instruction);
    if (acquisition === 'deadlock') return outcomes.deadlocked;
    registers[register]! |= 1 << value;
  } else {
    machine.begins?.(activation, instruction);
    const isHeld = isMutex ? machine.releaseMutex(activation, value) : machine.releaseSpinLock(activation, value);
    if (isHeld) registers[register]! &= ~(1 << value);
  }
  activation.pc += 1;
  return outcomes.continues;
}

/** A function that is called above the IRQL that it may be called at (DV:ks-ksirqlddis). */
function checkLevel(behaviour: Behaviour, machine: RoutineMachine, activation: Activation, instruction: Instruction): void {
  if (maximumLevel(instruction.op) === 'passive' && isAtDispatch(behaviour, activation)) reportOn(machine.queue, 'KsIrqlDDIs', { operation: nameOfCall(instruction) });
}

/** A clone's context is the number of its buffer. */
function contextOf({ queue }: RoutineMachine, pointer: StreamPointer): number {
  return isAlive(queue, pointer) ? frameUnder(queue, pointer)?.header.buffer ?? -1 : -1;
}

function takeStatus(registers: Int32Array, value: number): void {
  registers[activationRegisters.status] = numberOf(value);
}

/** The number of an NTSTATUS that functions of KS return. */
function numberOf(value: number): status {
  switch (value) {
    case ntStatus.success: return status.success;
    case ntStatus.invalidParameter: return status.invalidParameter;
    case ntStatus.insufficientResources: return status.insufficientResources;
    case ntStatus.deviceNotReady: return status.deviceNotReady;
    case ntStatus.cancelled: return status.cancelled;
    default: return status.unsuccessful;
  }
}

/** By how much offsets are advanced. Bytes where they count mappings break DMA-06 (K:ns-ks-_ksstream_pointer_offset); the advance then ends the frame. */
function offsetOf(machine: RoutineMachine, pointer: StreamPointer, amount: number, offset: 'offsetIn' | 'offsetOut'): number {
  const { queue } = machine;
  if (amount > amounts.frame || !queue.generatesMappings || !isAlive(queue, pointer)) return amountOf(machine, pointer, amount, offset);
  const mappings = frameUnder(queue, pointer)?.mappings ?? null;
  if (mappings === null) return amountOf(machine, pointer, amount, offset);
  reportOn(queue, 'DMA-06', { ...pointerFacts(pointer), mappings: mappings.length });
  return amountOf(machine, pointer, amounts.remaining, offset);
}

/** An amount that is known at run time only, as far as it is one of {@link amounts}. */
function amountOf(machine: RoutineMachine, pointer: StreamPointer, amount: number, offset: 'offsetIn' | 'offsetOut'): number {
  if (amount >= 0) return amount;
  const { queue } = machine;
  const record = isAlive(queue, pointer) ? frameUnder(queue, pointer) : null;
  if (record === null) return 0;
  if (amount === amounts.remaining) return readOffsets(queue, pointer)[offset].remaining;
  return amount === amounts.frame ? machine.frameBytes() : Math.min(machine.frameBytes(), record.header.frameExtent);
}

function changeGate({ queue }: RoutineMachine, call: number): void {
  if (queue.processing === null) return;
  const { gate } = queue.processing;
  if (call === gateCalls.turnInputOn) turnInputOn(gate);
  else if (call === gateCalls.turnInputOff) turnInputOff(gate);
  else if (call === gateCalls.addOffInput) addInput(gate, false);
  else removeInput(gate, false);
}
