import type { Sampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import type { SettledClient } from '../settled';
import type { PinModel } from '../model';

/** Entries of `ClientModel.times`, nanoseconds: when the one thread of the application is free again. */
export const clientTimes = { free: 0 } as const;

/** The user-mode client of one pin, with its requests. Request `r` has the buffers from `r × headers` on. */
export interface ClientModel {
  readonly pin: PinModel;
  readonly settings: SettledClient;
  readonly requests: readonly QueueRequest[];
  readonly headers: number;
  readonly hold: Sampler;
  readonly completionLatency: Sampler;
  readonly times: Float64Array;
  /** It queues requests: the stream has reached the state in which it begins, and not been left. */
  queues: boolean;
  /** Its process has ended. */
  hasEnded: boolean;
  completions: number;
  firstSubmitted: number;
}
