import type { Distribution } from './distribution';

/** A time during which the application returns nothing. */
export interface ClientStall {
  readonly start: number;
  readonly duration: number;
}

/**
 * What the user-mode client is like. It decides defaults and the words of reports only; nobody has measured any of them here.
 * `application`: a program that reads by IOCTL_KS_READ_STREAM; `directShow`: a graph through KsProxy; `frameServer`: a service that reads for several applications.
 */
export type ClientKind = 'application' | 'directShow' | 'frameServer';

/** The user-mode client of one pin: it decides how many buffers there are. A pin with data flow in is written to, every other one read from. */
export interface ClientScenario {
  /** Default `application`. */
  readonly kind?: ClientKind;
  /** Requests it keeps outstanding; ≥ 1. */
  readonly requests: number;
  /** Stream headers, each with a buffer of its own, in one request; ≥ 1. Default 1. */
  readonly headersPerRequest?: number;
  /** FrameExtent of each buffer, in bytes. Default: the frame's size. */
  readonly bufferBytes?: number;
  /** Alignment of its buffers as a mask (alignment − 1). Default: that of the pin's framing, `fileAlignment`. */
  readonly bufferAlignment?: number;
  /** Size of each stream header, bytes; for the extended header more than 56 (48 on x86). Default: as large as the pin asks for. */
  readonly headerBytes?: number;
  /** How long it keeps a filled buffer before it queues it again. A table can hold the tail of what was measured. */
  readonly hold: Distribution;
  /** `parallel` (default): each buffer is held for itself; `serial`: one after another, as one thread does, so holds add up. */
  readonly holdDiscipline?: 'parallel' | 'serial';
  /** The state on whose way up it first queues its requests, after the pin has reached it. Default PAUSE. */
  readonly firstQueuedAt?: 'ACQUIRE' | 'PAUSE' | 'RUN';
  /** Readers only: whether DataUsed of a header is set to 0 before it is queued again (HDR-02). Default `true`. */
  readonly clearsDataUsed?: boolean;
  /** Whether it takes a change of state for the end of a reset, and queues requests then (STA-10). Default `false`. */
  readonly takesStateChangeForResetEnd?: boolean;
  /** Whether its headers carry FLUSHONPAUSE. Default `false`. */
  readonly flushOnPause?: boolean;
  /** What it does with outstanding requests when the pin has come to STOP: cancels them (default), or waits for them. */
  readonly atStop?: 'cancels' | 'waits';
  /** In ascending order, not overlapping. Default: none. */
  readonly stalls?: readonly ClientStall[];
  /** Writers only: nominal time from one filled buffer to the next. */
  readonly period?: number;
}
