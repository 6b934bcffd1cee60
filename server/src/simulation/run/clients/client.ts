import type { Sampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import type { PinModel } from '../model';
import type { Occurrence } from '../occurrence';
import type { SettledClient } from '../settled';

/** Entries of `ClientModel.times`, nanoseconds: when the one thread of the application is free again, and when a writer may fill its next buffer. */
export enum clientTimes { free = 0, nextFill = 1 }

/** The user-mode client of one pin, with its requests. Request `r` has the buffers from `r × headers` on. */
export interface ClientModel {
  readonly pin: PinModel;
  readonly settings: SettledClient;
  readonly requests: readonly QueueRequest[];
  readonly headers: number;
  /** It writes to the pin instead of reading from it; what it writes to the queue of a filter in place comes back changed. */
  readonly writes: boolean;
  /** A frame may be complete while its request is not: because of further headers, or because of ENFORCE_FIFO. */
  readonly separates: boolean;
  /** It reads one buffer with each request, has it at once when it is complete, and keeps a filled one for its hold alone. */
  readonly receivesAtOnce: boolean;
  readonly hold: Sampler;
  readonly completionLatency: Sampler;
  readonly times: Float64Array;
  /** Bytes of a frame of the format that held when the frame of each buffer was complete. */
  readonly expectedBytes: Float64Array;
  /** Each buffer that the driver gave back empty because it stopped or was reset. */
  readonly givenBack: Uint8Array;
  /** Each request that has come back cancelled because the stream was stopped, paused or reset: known when it completes, which may be long before its client sees it. */
  readonly discarded: Uint8Array;
  /** Where frames are looked up; 1: the frame of the buffer is in the queue, or held by a clone. */
  readonly isOut: Uint8Array;
  /** It queues requests: the stream has reached the state in which it begins, and not been left. */
  queues: boolean;
  /** Its process has ended. */
  hasEnded: boolean;
  completions: number;
  firstSubmitted: number;

  // Writers.
  /** Request being filled and how many of its buffers are full; -1 while there is none. */
  filling: number;
  filled: number;
  /** The time for the next buffer is awaited. */
  fillScheduled: boolean;

  /** Requests it waited for in vain after the stop. */
  readonly waitsForever: Occurrence;
}
