/** How well a statement about Windows or a driver is founded; `scenario` means the author of the descriptor decided it. */
export type TraceBasis = 'documented' | 'inferred' | 'assumed' | 'scenario';

/**
 * The rows a simulation writes, in the order they are meant to be drawn within a pin's group:
 * `pinState` KSSTATE of the pin; `callback` calls of one minidriver routine; `interrupt` interrupt service and DPC;
 * `hardware` transfers; `client` the application's stalls; `buffer` the life of one buffer.
 * Within the group of a circuit: `allocator` calls of its callbacks; `peer` what a peer captures, loses and receives; then its buffers.
 * `streamPointer` where a stream pointer of the pin's queue points, if that was asked for: 0 is the leading edge, 1 the trailing edge, from 2 on clones.
 */
export const traceRowKinds = ['pinState', 'callback', 'interrupt', 'hardware', 'client', 'allocator', 'peer', 'buffer', 'streamPointer'] as const;
/** One of {@link traceRowKinds}. */
export type TraceRowKind = (typeof traceRowKinds)[number];

/**
 * Keys of the span states a simulation writes.
 *
 * On `buffer` rows: `queued` in the queue ahead of the leading edge; `leadingEdge` under the leading edge; `cloned` behind it,
 * held by a clone and waiting in the hardware's list; `hardwareFilling` the transfer runs; `readyForDpc` filled, the DPC has not
 * run yet; `completing` its last reference is gone and the read request is on its way to the client; `inApplication` the client
 * holds it; `cancelled` the client has its request back unfilled; `neverCompleted` a reference outlived the stream, the request hangs.
 * `inWindow` behind the leading edge with no clone on it, kept by the trailing edge alone.
 * In a circuit: `atRequestor` with the requestor, not handed on; `atPeer` with a peer; `inTransit` on its way from one station to the next.
 *
 * On `pinState` rows: `stop`, `acquire`, `pause`, `run`. On `callback` rows: `running`. On `interrupt` rows: `dpc`.
 * On `hardware` rows: `transferring`. On `client` rows: `stalled`.
 *
 * On `streamPointer` rows: `onBuffer.0`, `onBuffer.1` … while it points at the frame in that buffer, `onFrame` where the buffer has no such number.
 */
export const traceStateKeys = [
  'queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc', 'completing', 'inApplication', 'cancelled', 'neverCompleted', 'atRequestor', 'atPeer', 'inTransit',
  'stop', 'acquire', 'pause', 'run', 'running', 'dpc', 'transferring', 'stalled', 'onBuffer', 'onFrame', 'inWindow',
] as const;
/** One of {@link traceStateKeys}. */
export type TraceStateKey = (typeof traceStateKeys)[number];

/**
 * Keys of the instants a simulation writes: `captured` the source produced a frame; `dropped` nobody could take it;
 * `interrupt` the interrupt service routine ran; `attemptProcessing` KsPinAttemptProcessing was called and led to a Process call;
 * `attemptRedundant` it was called and had nothing to do; `called` a routine was called whose duration is not modelled; `processPending` Process returned STATUS_PENDING; `delivered` the client
 * received a filled buffer; `completedEmpty` the client received a buffer with DataUsed 0;
 * `initializeAllocator`, `allocate`, `free`, `deleteAllocator` AVStream called that routine of KSALLOCATOR_DISPATCH, or the default allocator did the same.
 */
export const traceInstantKeys = ['captured', 'dropped', 'interrupt', 'attemptProcessing', 'attemptRedundant', 'processPending', 'delivered', 'completedEmpty', 'called', 'initializeAllocator', 'allocate', 'free', 'deleteAllocator'] as const;
/** One of {@link traceInstantKeys}. */
export type TraceInstantKey = (typeof traceInstantKeys)[number];

/**
 * Keys of the counters a simulation writes, all in whole buffers or frames: `queueDepth` frames at or ahead of the leading edge;
 * `buffersInFlight` read requests the driver side holds; `framesDropped` running total;
 * `framesInWindow` frames from the trailing edge on that are behind the leading edge, of a driver that keeps some there.
 */
export const traceCounterKeys = ['queueDepth', 'buffersInFlight', 'framesDropped', 'framesInWindow'] as const;
/** One of {@link traceCounterKeys}. */
export type TraceCounterKey = (typeof traceCounterKeys)[number];
