/**
 * The allocator of a circuit: its creation, the callbacks of KSALLOCATOR_DISPATCH in their order, how frames go round, and what of a driver's behaviour goes wrong
 * on the way. What Windows does not document is an option. Not validated against ks.sys.
 */
export * from './behaviour';
export { type Access, type Obtained, type Returned, type Served, cancelRequest, giveBack, obtain, workItemRuns } from './circulation';
export { type CarvedBuffer, type Carving, carve, commonBufferLength, putSlot, slotAddress, slotAt, slotLogicalAddress, takeSlot } from './common-buffer';
export { connect, startDevice, stopDevice } from './connect';
export { type RequestFraming, alignmentOf, framingBytes, isAlignmentMask, pagesOf, strideOf, worstMapRegisters } from './framing';
export { callOrderViolation, lifeViolation } from './invariants';
export { type AllocatorCall, type AllocatorFinding, type AllocatorFrame, type AllocatorLife, type AllocatorPhase, type CallName, createAllocatorLife } from './life';
export { type AllocatorOptionFacts, type AllocatorOptionName, type AllocatorOptions, type Irql, allocatorOptions, defaultAllocatorOptions } from './options';
export { closeAllocator, enableInternalEvent, pinsConnected, stepState } from './states';
export { type AllocatorRun, type AllocatorScenario, type FrameDemand, runAllocator } from './run';
export { type UsedOption, optionsUsed } from './used-options';
export { type AllocatorFigures, figuresOfLife } from './figures';
export { type CompiledAllocator, allocatorOptionWords, allocatorsOf, compileAllocator } from './compile';
export { allocatorCallSentence, allocatorCallText, allocatorFindingText, allocatorOptionText, statusName } from './describe';
export { allocatorTexts } from './texts';
