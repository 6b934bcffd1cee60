/** What drivers do, as programs of KS calls: carried out with times by a run, and without by a proof. Knows queues, and neither. */
export type { Behaviour, Entries, Instruction, Routine, RoutineKind, Variable } from './program';
export { activationRegisters, amounts, conditions, firstVariable, gateCalls, mostSpinLocks, mutexes, operands, operations, status, statuses, transitionOf, transitions } from './program';
export type { Activation, RoutineMachine } from './machine';
export { createActivation, createKept, executeAtOnce, executeOne, executeStep, isAtDispatch, isCallback, nextInstruction, outcomes, timeOf } from './execute';
export { describeInstruction, isCall, nameOfCall, nameOfOperand, needsQueueLock } from './calls';
export type { StockChoices } from './stock';
export { stockBehaviour } from './stock';
