/** Where a buffer can be. The numbers index `PinModel.traceStates`; `idle`: with its owner, and not yet (or no longer) part of the stream. */
export enum bufferStates {
  queued = 0, leadingEdge = 1, cloned = 2, hardwareFilling = 3, readyForDpc = 4, completing = 5, inApplication = 6, cancelled = 7, neverCompleted = 8, idle = 9,
  /** With the requestor of a circuit, at a peer, in the hands of a filter's Process. */
  atRequestor = 10, atPeer = 11, processing = 12,
  /** On its way from one station of a circuit to the next. */
  inTransit = 13,
  /** Behind the leading edge of a pin, and kept by its trailing edge alone. */
  inWindow = 14,
}

/** How many states there are. */
export const bufferStateCount = 15;

/** The buffers of one owner, a client or a circuit. A buffer is a number, from 0. */
export interface PoolModel {
  readonly index: number;
  readonly size: number;
  /** One of {@link bufferStates}, and since when, nanoseconds. */
  readonly state: Uint8Array;
  readonly since: Float64Array;
  /** The state as the trace has it. */
  readonly traceState: Uint8Array;
  /** Frame of the source in the buffer and the instant it was captured; -1 and 0 when there is none. */
  readonly frame: Int32Array;
  readonly captured: Float64Array;
  /** DataUsed its next reader finds, bytes; -1: the request was cancelled. */
  readonly dataUsed: Float64Array;
  /** Frames of the source in the buffer: several where a driver fills it piece by piece. */
  readonly carried: Int32Array;
  /** Buffers in each state. */
  readonly counts: Int32Array;
  /** Nanoseconds that buffers have spent in each trace state, by its number. */
  readonly shares: Float64Array;
  /** Row of buffer 0 in the trace; the others follow. */
  readonly row: number;
}
