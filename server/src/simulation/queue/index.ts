/**
 * Queues of frames and the stream pointers on them. `queue` and `stream-pointer` are the order of the frames and their reference counts in plain columns, which a
 * capture pin alone needs; `createPinQueue` adds to them headers, offsets, mappings, cancellation, states, gates and processing, with every rule they can observe.
 */
export { leadingEdge, trailingEdge, nullPointer } from './pointer-numbers';
export type { StreamQueue } from './queue';
export { arrive, cancelIrp, createStreamQueue, frameStates, irpStates, pointerStates } from './queue';
export { advance, clone, deleteClone, firstClone, getLeadingEdge, getTrailingEdge, lock, nextClone, ntStatus, setDataUsed, unlock } from './stream-pointer';
export { queueViolation } from './invariants';

export type { OptionBasis, QueueOption, QueueOptionName, QueueOptions } from './options';
export { choices, defaultQueueOptions, queueOptionTable } from './options';
export type { ActionName, Call, CircuitActionName, EnvironmentSettings, QueueEnvironment, QueueThresholds, RoutineName } from './environment';
export { chosen, createQueueEnvironment, defaultQueueThresholds, nowOf, recordCall, recordRoutineCall, reportViolation, usedOptions } from './environment';
export type { CallbackFacts, PointerFacts, PointerName, Violation, ViolationCode, ViolationFacts, ViolationLog, ViolationTally } from './violations';
export type { CancelCallback, CompletedRequest, FrameRecord, PinQueue, PinQueueSettings, QueueRequest, StreamHeader, StreamPointer, StreamPointerOffset } from './pin-queue';
export { bufferUnder, createPinQueue, frameUnder, headerOptions, isAlive, ksReset, ksState, queueFlags, reportOn, requestStates, slotOf } from './pin-queue';
export { pointerFacts } from './violation-facts';
export type { DmaAdapter, Mapping, PhysicalPages } from './mappings';
export { buildMappings, countMappings, countPages } from './mappings';
export type { Gate } from './gates';
export { addInput, captureThreshold, connectGate, createAndGate, createOrGate, isOpen, removeInput, terminateGate, turnInputOff, turnInputOn } from './gates';
export type { HeaderRequest, Submission } from './requests';
export { createRequest, frameDropped, resubmitRequest, submitRequest } from './requests';
export { formatRetrieved, nextCompleted, readCompletedRequests, takeCompletedRequests } from './completion';
export {
  advanceOffsets, advanceOffsetsAndUnlock, advancePointer, clonePointer, deletePointer, firstClonePointer, getIrp, getLeadingEdgePointer, getTrailingEdgePointer,
  lockPointer, nextClonePointer, setStatusCode, unlockPointer,
} from './pointers';
export { arriveCloned, canArriveCloned, cloneAndAdvance, completeClone, countWholeCall, isIdle } from './plain-frames';
export { availableBytes, readOffsets } from './offsets';
export { framesBehind, framesToLetGo } from './window';
export { accessHeader, framesBeforeEnd, setHeaderOptions, writeDataUsed, writeFrameInfo } from './headers';
export type { Cancellation } from './cancellation';
export { cancelRequest, flushQueue } from './cancellation';
export { cancelTimeout, fireTimeout, nextTimeout, scheduleTimeout } from './timeouts';
export type { ResetRoutine } from './reset';
export { resetBegin, resetEnd } from './reset';
export { beginStateChange, changeState, checkLeftovers, endStateChange, nextState, powerStates, sleep, surpriseRemoval, wake } from './pin-states';
export { frameReturns, registerFrameReturn, submitFrame } from './injection';
export type { Dispatch, HoldReason, Level, PinFactory, ProcessingObject, TriggersToCome } from './processing-object';
export {
  attachGate, attemptProcessing, beginProcess, callsOnArrival, checkStall, createFilterProcessing, createPinProcessing, framesAvailable, holdsBack, minimumState, processReturns, workItemRuns,
} from './processing-object';
export type { Acquisition, FilterMutexes, MutexName } from './mutexes';
export { acquireMutex, createFilterMutexes, releaseMutex } from './mutexes';
export type { ProcessPin, ProcessPinResult } from './process-pins';
export { advanceProcessPins, answerProcessPins, gatherProcessPins, lockProcessPins } from './process-pins';
export type { Splitter, SplitterBranch, SplitterInstance, WaitingCopy } from './splitter';
export { branchReturns, copyWaiting, createSplitter, isSplit, splitFrame } from './splitter';
export type { QueueDump } from './dump-queue';
export { dumpCircuitLine, dumpQueue, readQueue } from './dump-queue';
export { pinQueueViolation } from './pin-queue-invariants';
