/** A pin's queue of frames and the stream pointers on it. */
export type { StreamQueue } from './queue';
export { arrive, cancelIrp, createStreamQueue, frameStates, irpStates, leadingEdge, pointerStates, trailingEdge } from './queue';
export { advance, clone, deleteClone, firstClone, getLeadingEdge, getTrailingEdge, lock, nextClone, ntStatus, nullPointer, setDataUsed, unlock } from './stream-pointer';
export { queueViolation } from './invariants';
