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

/** Entries of `BufferModel.times`, nanoseconds: since when its state holds, and when the frame in it was captured (0 when there is none). */
export enum bufferTimes { since = 0, captured = 1 }

/** One buffer of a pool. One record for each, since who asks for one thing of a buffer asks for most of the others: that is quicker than columns of all buffers. */
export class BufferModel {
  /** One of {@link bufferStates}. */
  state: number = bufferStates.idle;
  /** The state as the trace has it. */
  traceState = 0;
  /** Frame of the source in the buffer; -1 when there is none. */
  frame = -1;
  /** Frames of the source in the buffer: several where a driver fills it piece by piece. */
  carried = 0;
  /** DataUsed its next reader finds, bytes; -1: the request was cancelled. */
  dataUsed = 0;
  /** See {@link bufferTimes}. Doubles in an array can change without an allocation. */
  readonly times = new Float64Array(2);
}

/** The buffers of one owner, a client or a circuit. A buffer is a number, from 0. */
export class PoolModel {
  readonly buffers: readonly BufferModel[];
  /** What {@link countStates} writes to. */
  readonly counts = new Int32Array(bufferStateCount);
  /** Nanoseconds that buffers have spent in each trace state, by its number. */
  readonly shares = new Float64Array(256);

  /** `row`: that of buffer 0 in the trace; the others follow. */
  constructor(readonly index: number, readonly size: number, readonly row: number) {
    this.buffers = Array.from({ length: size }, () => new BufferModel());
  }
}

/** Buffers of a pool in each state, up to the next call. They are counted when somebody asks, because buffers change their states far more often. */
export function countStates({ buffers, counts }: PoolModel): Int32Array {
  counts.fill(0);
  for (let buffer = 0; buffer < buffers.length; buffer += 1) counts[buffers[buffer]!.state]! += 1;
  return counts;
}
