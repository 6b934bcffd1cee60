import { booleanOf, bound, durationOf, isStated, nearestName, rivalOf, nodeOf, numberOf, textOf, wordOf } from '../../../document/index';
import { write } from '../../behaviour/assemble';
import type { Instruction } from '../../behaviour/program';
import { amounts, gateCalls, mostSpinLocks, mutexes, operands, operations, statuses } from '../../behaviour/program';
import { impossible } from '../problem';
import type { Scope, Step, StepField } from './scope';
import { needed, pointerOperand } from './scope';

/** How a function is called: its instruction, and the members of a step that it takes, those that it needs first. */
interface CallForm {
  readonly op: operations;
  readonly needs: readonly StepField[];
  readonly takes?: readonly StepField[];
  /** Further members of the instruction. */
  readonly more?: (scope: Scope, step: Step) => Partial<Omit<Instruction, 'target'>>;
}

const flag = (step: Step, field: StepField): number => (booleanOf(step, field) === true ? 1 : 0);
const edge = (op: operations): CallForm => ({ op, needs: ['As'], takes: ['State'], more: (_, step) => ({ value: wordOf(step, 'State') === 'Unlocked' ? 0 : 1 }) });
const mutex = (op: operations, value: mutexes): CallForm => ({ op, needs: [], more: () => ({ value }) });
const gate = (value: gateCalls): CallForm => ({ op: operations.gate, needs: [], more: () => ({ value }) });
const spinLock = (op: operations): CallForm => ({ op, needs: ['Lock'], more: (scope, step) => ({ value: lockNumber(scope, step) }) });
const offsets = (op: operations): CallForm => ({
  op, needs: ['Pointer'], takes: ['InUsed', 'OutUsed', 'Eject'], more: (_, step) => ({ value: amountOf(step, 'InUsed'), second: amountOf(step, 'OutUsed'), third: flag(step, 'Eject') }),
});
const irp = (op: operations): CallForm => ({ op, needs: ['Pointer'], takes: ['Dereferenced'], more: (_, step) => ({ value: flag(step, 'Dereferenced') }) });
const plain = (op: operations): CallForm => ({ op, needs: ['Pointer'] });

const forms: Readonly<Record<string, CallForm>> = {
  KsPinGetLeadingEdgeStreamPointer: edge(operations.getLeadingEdge), KsPinGetTrailingEdgeStreamPointer: edge(operations.getTrailingEdge),
  KsPinGetFirstCloneStreamPointer: { op: operations.getFirstClone, needs: ['As'] }, KsStreamPointerGetNextClone: { op: operations.getNextClone, needs: ['Pointer', 'As'] },
  KsStreamPointerLock: plain(operations.lock), KsStreamPointerUnlock: { ...plain(operations.unlock), takes: ['Eject'], more: (_, step) => ({ value: flag(step, 'Eject') }) },
  KsStreamPointerAdvance: plain(operations.advance), KsStreamPointerAdvanceOffsets: offsets(operations.advanceOffsets), KsStreamPointerAdvanceOffsetsAndUnlock: offsets(operations.advanceOffsetsAndUnlock),
  KsStreamPointerClone: { op: operations.clone, needs: ['Pointer', 'As'], takes: ['CancelCallback'], more: (scope, step) => ({ value: isStated(step, 'CancelCallback') ? routineNumber(scope.callbacks, step, 'CancelCallback', 'Callbacks') : -1 }) },
  KsStreamPointerDelete: plain(operations.delete),
  KsStreamPointerSetStatusCode: { op: operations.setStatusCode, needs: ['Pointer', 'Status'], more: (_, step) => ({ value: statusNumber(wordOf(step, 'Status')!) }) },
  KsStreamPointerGetIrp: irp(operations.getIrp), KsStreamPointerGetMdl: irp(operations.getMdl),
  KsStreamPointerScheduleTimeout: {
    op: operations.scheduleTimeout, needs: ['Pointer', 'Interval'], more: (scope, step) => {
      if (!scope.hasTimeoutCallback) impossible('noTimeoutCallback', nodeOf(step, 'Call'));
      return { value: Math.max(1, Math.ceil(durationOf(step, 'Interval')! / 100)) };
    },
  },
  KsStreamPointerCancelTimeout: plain(operations.cancelTimeout), KsPinGetAvailableByteCount: { op: operations.getAvailableByteCount, needs: [] },
  KsPinAttemptProcessing: {
    op: operations.attemptProcessing, needs: [], takes: ['Asynchronous', 'Pointer'], more: (_, step) => {
      const pointer = textOf(step, 'Pointer');
      if (pointer !== undefined && pointer !== 'NULL') impossible('pinNotPointer', nodeOf(step, 'Pointer'));
      return { pointer: operands.none, value: booleanOf(step, 'Asynchronous') === false ? 0 : 1, second: pointer === undefined ? 0 : 1 };
    },
  },
  KsFilterAcquireControl: mutex(operations.acquireMutex, mutexes.control), KsPinAcquireControl: mutex(operations.acquireMutex, mutexes.control),
  KsFilterReleaseControl: mutex(operations.releaseMutex, mutexes.control), KsPinReleaseControl: mutex(operations.releaseMutex, mutexes.control),
  KsFilterAcquireProcessingMutex: mutex(operations.acquireMutex, mutexes.processing), KsPinAcquireProcessingMutex: mutex(operations.acquireMutex, mutexes.processing),
  KsFilterReleaseProcessingMutex: mutex(operations.releaseMutex, mutexes.processing), KsPinReleaseProcessingMutex: mutex(operations.releaseMutex, mutexes.processing),
  KsAcquireDevice: mutex(operations.acquireMutex, mutexes.device), KsReleaseDevice: mutex(operations.releaseMutex, mutexes.device),
  KeAcquireSpinLock: spinLock(operations.acquireSpinLock), KeReleaseSpinLock: spinLock(operations.releaseSpinLock),
  KsGateTurnInputOn: gate(gateCalls.turnInputOn), KsGateTurnInputOff: gate(gateCalls.turnInputOff), KsGateAddOffInputToAnd: gate(gateCalls.addOffInput), KsGateRemoveOffInputFromAnd: gate(gateCalls.removeOffInput),
  KsPinRegisterFrameReturnCallback: { op: operations.registerFrameReturn, needs: [] },
  KsPinSubmitFrame: { op: operations.submitFrame, needs: [], takes: ['Data', 'Size'], more: (_, step) => ({ value: booleanOf(step, 'Data') === false ? 0 : 1, second: numberOf(step, 'Size') ?? 0 }) },
  KsQueueWorkItem: { op: operations.queueWorkItem, needs: ['Routine'], more: (scope, step) => ({ value: routineNumber(scope.workItems, step, 'Routine', 'WorkItems') }) },
};

/** What the driver does with its device, by the words of the document. */
const deviceForms: Readonly<Record<string, CallForm>> = {
  Program: plain(operations.program), TakeFilled: { op: operations.takeFilled, needs: [], takes: ['As'] }, Forget: { op: operations.forget, needs: [], takes: ['Pointer'] }, Copy: plain(operations.copy),
  Start: { op: operations.startDevice, needs: [] }, Pause: { op: operations.pauseDevice, needs: [] }, Stop: { op: operations.stopDevice, needs: [] },
};

/** Members of a step that its function, or what it does with the device, takes. */
export function membersOfCall(step: Step): readonly StepField[] {
  const form = formOf(step);
  return [...form.needs, ...(form.takes ?? [])];
}

function formOf(step: Step): CallForm {
  return isStated(step, 'Call') ? forms[wordOf(step, 'Call')!]! : deviceForms[wordOf(step, 'Device')!]!;
}

/** Compiles a step that calls a function or has to do with the device. */
export function compileCall(scope: Scope, step: Step): void {
  const form = formOf(step);
  const verb = wordOf(step, isStated(step, 'Call') ? 'Call' : 'Device')!;
  for (const field of form.needs) needed(step, field, verb);
  const has = (field: StepField): boolean => isStated(step, field) && (form.needs.includes(field) || form.takes?.includes(field) === true);
  const pointer = has('Pointer') && form.op !== operations.attemptProcessing ? pointerOperand(scope, textOf(step, 'Pointer') ?? '', nodeOf(step, 'Pointer'), true) : operands.none;
  const to = has('As') ? pointerOperand(scope, textOf(step, 'As') ?? '', nodeOf(step, 'As'), false) : operands.none;
  write(scope.writer, form.op, { pointer, to, ...form.more?.(scope, step) });
}

/** The number of a status by its name. */
export const statusNumber = (name: string): number => statuses.findIndex((status) => status.name === name);

/** An amount: a number, or a word for one that is known at run time. */
export function amountOf(step: Step, field: StepField): number {
  const value = bound(step, field);
  if (value.state !== 'present') return 0;
  if (value.kind === 'word') return value.word === 'Remaining' ? amounts.remaining : amounts.frame;
  return value.kind === 'integer' ? value.value : 0;
}

function lockNumber({ assembly: { spinLocks } }: Scope, step: Step): number {
  const name = textOf(step, 'Lock') ?? '';
  const known = spinLocks.indexOf(name);
  if (known >= 0) return known;
  if (spinLocks.length === mostSpinLocks) impossible('tooManySpinLocks', nodeOf(step, 'Lock'), { most: mostSpinLocks });
  return spinLocks.push(name) - 1;
}

function routineNumber(numbers: ReadonlyMap<string, number>, step: Step, field: StepField, list: string): number {
  const name = textOf(step, field) ?? '';
  const number = numbers.get(name);
  if (number !== undefined) return number;
  const nearest = nearestName(name, numbers.keys());
  return impossible(nearest === undefined ? 'unknownRoutine' : 'unknownRoutineNearest', nodeOf(step, field), { name, list, nearest: nearest ?? '', ...(nearest === undefined ? {} : rivalOf(name, nearest, numbers.keys())) });
}
