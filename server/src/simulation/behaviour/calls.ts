import type { Behaviour, Instruction, Routine } from './program';
import { activationRegisters, amounts, firstVariable, gateCalls, mutexes, operands, operations, statuses } from './program';

/** Names of what instructions do: functions of KS and of the kernel by their names, what the driver does besides in the words of the document. */
const names: Readonly<Record<operations, string>> = {
  [operations.jump]: 'jump', [operations.branch]: 'If', [operations.return]: 'return', [operations.setFlag]: 'Set', [operations.setPointer]: 'Set', [operations.setStatus]: 'Set', [operations.wait]: 'Wait',
  [operations.getLeadingEdge]: 'KsPinGetLeadingEdgeStreamPointer', [operations.getTrailingEdge]: 'KsPinGetTrailingEdgeStreamPointer', [operations.lock]: 'KsStreamPointerLock',
  [operations.unlock]: 'KsStreamPointerUnlock', [operations.advance]: 'KsStreamPointerAdvance', [operations.advanceOffsets]: 'KsStreamPointerAdvanceOffsets',
  [operations.advanceOffsetsAndUnlock]: 'KsStreamPointerAdvanceOffsetsAndUnlock', [operations.clone]: 'KsStreamPointerClone', [operations.delete]: 'KsStreamPointerDelete',
  [operations.getFirstClone]: 'KsPinGetFirstCloneStreamPointer', [operations.getNextClone]: 'KsStreamPointerGetNextClone', [operations.setStatusCode]: 'KsStreamPointerSetStatusCode',
  [operations.getIrp]: 'KsStreamPointerGetIrp', [operations.getMdl]: 'KsStreamPointerGetMdl', [operations.scheduleTimeout]: 'KsStreamPointerScheduleTimeout',
  [operations.cancelTimeout]: 'KsStreamPointerCancelTimeout', [operations.getAvailableByteCount]: 'KsPinGetAvailableByteCount', [operations.attemptProcessing]: 'KsPinAttemptProcessing',
  [operations.acquireMutex]: 'acquire', [operations.releaseMutex]: 'release', [operations.acquireSpinLock]: 'KeAcquireSpinLock', [operations.releaseSpinLock]: 'KeReleaseSpinLock',
  [operations.gate]: 'gate', [operations.registerFrameReturn]: 'KsPinRegisterFrameReturnCallback', [operations.submitFrame]: 'KsPinSubmitFrame', [operations.queueWorkItem]: 'KsQueueWorkItem',
  [operations.readHeader]: 'StreamHeader', [operations.writeDataUsed]: 'DataUsed', [operations.setOptionsFlags]: 'OptionsFlags', [operations.writeFrameInfo]: 'KS_FRAME_INFO', [operations.finishFrame]: 'StreamHeader',
  [operations.program]: 'Program', [operations.takeFilled]: 'TakeFilled', [operations.forget]: 'Forget', [operations.copy]: 'Copy', [operations.startDevice]: 'Start', [operations.pauseDevice]: 'Pause',
  [operations.stopDevice]: 'Stop', [operations.advanceTrailingEdge]: 'KsStreamPointerAdvance', [operations.letWindowGo]: 'KsStreamPointerAdvance', [operations.attemptWhenEmptied]: 'KsPinAttemptProcessing',
};

const acquireNames: Readonly<Record<number, string>> = { [mutexes.control]: 'KsFilterAcquireControl', [mutexes.processing]: 'KsPinAcquireProcessingMutex', [mutexes.device]: 'KsAcquireDevice' };
const releaseNames: Readonly<Record<number, string>> = { [mutexes.control]: 'KsFilterReleaseControl', [mutexes.processing]: 'KsPinReleaseProcessingMutex', [mutexes.device]: 'KsReleaseDevice' };
const gateNames: Readonly<Record<number, string>> = {
  [gateCalls.turnInputOn]: 'KsGateTurnInputOn', [gateCalls.turnInputOff]: 'KsGateTurnInputOff', [gateCalls.addOffInput]: 'KsGateAddOffInputToAnd', [gateCalls.removeOffInput]: 'KsGateRemoveOffInputFromAnd',
};

const underQueueLock: ReadonlySet<operations> = new Set([
  operations.getLeadingEdge, operations.getTrailingEdge, operations.lock, operations.unlock, operations.advance, operations.advanceOffsets, operations.advanceOffsetsAndUnlock, operations.clone, operations.delete,
  operations.getFirstClone, operations.getNextClone,
]);

/** What an instruction is called: the function of KS or of the kernel that it calls, or the word of the document. */
export function nameOfCall({ op, value }: Instruction): string {
  if (op === operations.acquireMutex) return acquireNames[value]!;
  if (op === operations.releaseMutex) return releaseNames[value]!;
  if (op === operations.gate) return gateNames[value]!;
  return names[op];
}

/** Whether an instruction calls a function of KS or of the kernel. */
export function isCall(instruction: Instruction): boolean {
  return /^K[es][A-Z]/.test(nameOfCall(instruction));
}

/** The highest IRQL at which an instruction may be carried out: IRQL of its page (K:nf-ks-ksfilteracquirecontrol, K:nf-ks-kspinacquireprocessingmutex, K:nf-ks-ksacquiredevice …), that of KsPinGetAvailableByteCount as ks.h annotates it. */
export function maximumLevel(op: operations): 'passive' | 'dispatch' {
  return op === operations.acquireMutex || op === operations.releaseMutex || op === operations.getAvailableByteCount || op === operations.registerFrameReturn ? 'passive' : 'dispatch';
}

/**
 * Whether an instruction reads or changes what the spin lock of the queue protects while AVStream cancels (K:nc-ks-pfnksstreampointer: the callback is called with it held). That these
 * functions acquire it is inferred: nothing else would keep them apart from a cancellation.
 */
export function needsQueueLock(op: operations): boolean {
  return underQueueLock.has(op);
}

/** The developer's name of an operand. */
export function nameOfOperand({ kept }: Behaviour, { variables }: Routine, operand: number): string {
  if (operand === operands.null) return 'NULL';
  if (operand === operands.none) return '';
  if (operand < 0) return kept[~operand]!.name;
  return operand === activationRegisters.status ? 'Status' : variables[operand - firstVariable]?.name ?? '';
}

const amountName = (amount: number): string => (amount === amounts.remaining ? 'Remaining' : amount < 0 ? 'FrameSize' : String(amount));

/** An instruction as the developer would write it: `KsStreamPointerClone(leading)`, `Program(clone)`. */
export function describeInstruction(behaviour: Behaviour, routine: Routine, instruction: Instruction): string {
  const { op, pointer, to, value, second, third } = instruction;
  const operand = nameOfOperand(behaviour, routine, pointer);
  const name = nameOfCall(instruction);
  switch (op) {
    case operations.return:
      return value < 0 ? 'return Status' : `return ${statuses[value]!.name}`;
    case operations.setFlag:
      return `${nameOfOperand(behaviour, routine, to)} = ${value === 1 ? 'TRUE' : 'FALSE'}`;
    case operations.setPointer:
      return `${nameOfOperand(behaviour, routine, to)} = ${operand}`;
    case operations.setStatus:
      return `Status = ${statuses[value]!.name}`;
    case operations.getLeadingEdge:
    case operations.getTrailingEdge:
      return `${name}(${value === 1 ? 'LOCKED' : 'UNLOCKED'})`;
    case operations.unlock:
      return `${name}(${operand}, ${value === 1 ? 'TRUE' : 'FALSE'})`;
    case operations.advanceOffsets:
    case operations.advanceOffsetsAndUnlock:
      return `${name}(${operand}, ${amountName(value)}, ${amountName(second)}, ${third === 1 ? 'TRUE' : 'FALSE'})`;
    case operations.setStatusCode:
      return `${name}(${operand}, ${statuses[value]!.name})`;
    case operations.attemptWhenEmptied:
    case operations.attemptProcessing:
      return `${name}(${op === operations.attemptProcessing && second === 1 ? 'NULL, ' : ''}${value === 1 ? 'TRUE' : 'FALSE'})`;
    case operations.acquireSpinLock:
    case operations.releaseSpinLock:
      return `${name}(${behaviour.spinLocks[value]!})`;
    case operations.submitFrame:
      return `${name}(${value === 1 ? 'Data' : 'NULL'}, ${second})`;
    case operations.queueWorkItem:
      return `${name}(${behaviour.routines[value]!.name})`;
    case operations.writeDataUsed:
      return `${operand}->StreamHeader->DataUsed = ${amountName(value)}`;
    case operations.setOptionsFlags:
      return `${operand}->StreamHeader->OptionsFlags |= 0x${value.toString(16)}`;
    case operations.readHeader:
    case operations.finishFrame:
      return `${operand}->StreamHeader`;
    case operations.writeFrameInfo:
      return `${operand}: KS_FRAME_INFO`;
    case operations.advanceTrailingEdge:
    case operations.letWindowGo:
      return `${name}(trailing)`;
    default:
      return `${name}(${operand})`;
  }
}
