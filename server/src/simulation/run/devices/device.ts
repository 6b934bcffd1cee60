import type { Sampler } from '../../engine/index';
import type { PinModel } from '../model';
import type { Ring } from '../ring';

/** Entries of `DeviceModel.times`, nanoseconds: when the source began, when the present transfer began, when the DPC begins. */
export const deviceTimes = { sourceStart: 0, transferStart: 1, dpcStart: 2 } as const;

/** The device behind one pin: its source, its list of buffers, its own store, and its interrupts. */
export interface DeviceModel {
  readonly pin: PinModel;
  // What of the settings every frame asks for.
  readonly period: number;
  readonly listDepth: number;
  readonly interruptsPerPeriod: boolean;
  /** The driver copies out of the store, and programs no buffers. */
  readonly copies: boolean;
  /** Frames that the store holds. */
  readonly storeFrames: number;
  readonly jitter: Sampler;
  readonly transferTime: Sampler;
  readonly interruptLatency: Sampler;
  readonly dpcLatency: Sampler;
  readonly dpcTime: Sampler;
  /** See {@link deviceTimes}. Doubles in an array can change without an allocation. */
  readonly times: Float64Array;

  // Epochs: an event of an earlier one means nothing any more.
  sourceEpoch: number;
  transferEpoch: number;
  running: boolean;
  /** Frames since the source began or went on. */
  sourceFrames: number;
  nextFrame: number;
  /** Stream pointers programmed into the device; the head is being filled while `transferring`. */
  readonly list: Ring;
  /** The buffer of each entry of `list` and of `filled`, at the same index. */
  readonly listBuffers: Int32Array;
  readonly filledBuffers: Int32Array;
  /** Stream pointers whose buffers are filled and wait for the DPC. */
  readonly filled: Ring;
  transferring: boolean;
  /** Frames in the device's own store, or in its common buffer, and when they were captured. */
  readonly fifo: Ring;
  readonly fifoCaptured: Float64Array;
  interruptPending: boolean;
  dpcQueued: boolean;

  // Counts.
  interrupts: number;
  dpcs: number;
  transfers: number;
  overflows: number;
  listFull: number;
}
