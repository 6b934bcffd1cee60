import { accessHeader, frameUnder, isAlive, ksState, nullPointer, pointerStates, slotOf } from '../queue/index';
import type { Activation, RoutineMachine } from './machine';
import type { Instruction } from './program';
import { activationRegisters, conditions, operands, status } from './program';

/** Bytes of KS_FRAME_INFO on 64-bit systems (ksmedia.h). */
export const frameInfoBytes = 64;

/** What an operand holds. */
export function operandOf(machine: RoutineMachine, activation: Activation, operand: number): number {
  return operand === operands.null ? nullPointer : operand < 0 ? machine.kept[~operand]! : activation.registers[operand]!;
}

/** Sets a register; nothing for `operands.none`. */
export function setRegister(machine: RoutineMachine, activation: Activation, register: number, value: number): void {
  if (register === operands.none) return;
  if (register < 0) machine.kept[~register] = value;
  else activation.registers[register] = value;
}

/** Whether the condition of a branch holds. */
export function holds(machine: RoutineMachine, activation: Activation, { value: condition, pointer: operand, to }: Instruction): boolean {
  if (condition >= conditions.statusIs) return activation.registers[activationRegisters.status] === condition - conditions.statusIs;
  switch (condition) {
    case conditions.isSet:
      return operandOf(machine, activation, operand) === 1;
    case conditions.isNotNull:
      return operandOf(machine, activation, operand) !== nullPointer;
    case conditions.succeeded:
      return activation.registers[activationRegisters.status]! < status.invalidParameter;
    case conditions.deviceHasRoom:
      return machine.hasRoom();
    case conditions.deviceHasFilled:
      return machine.hasFilled();
    case conditions.deviceIsEmpty:
      return machine.isEmpty();
    case conditions.clientStreams:
      return machine.queue.clientState >= ksState.pause;
    case conditions.framesAvailable:
      return machine.queue.frames.available > 0;
  }
  const pointer = operandOf(machine, activation, operand);
  switch (condition) {
    case conditions.frameFits:
      return accessHeader(machine.queue, pointer) !== null && machine.frameFits(pointer);
    case conditions.headerHasFrameInfo: {
      const header = accessHeader(machine.queue, pointer);
      return header !== null && header.size >= machine.queue.settings.headerSize + frameInfoBytes;
    }
    case conditions.framesLost:
      return machine.framesLost(pointer);
    case conditions.streamEnds:
      return machine.streamEnds(pointer);
    case conditions.formatChanges:
      return machine.formatChanges(pointer);
    case conditions.isSame:
      return pointer === operandOf(machine, activation, to);
    case conditions.isLocked:
      return isAlive(machine.queue, pointer) && machine.queue.frames.pointerState[slotOf(pointer)] === pointerStates.locked;
    default:
      return isAlive(machine.queue, pointer) && frameUnder(machine.queue, pointer) !== null;
  }
}
