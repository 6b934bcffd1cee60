import type { Sampler } from '../../engine/index';
import type { PinModel } from '../model';
import type { Ring } from '../ring';
import type { BusModel } from './bus';

/**
 * Entries of `DeviceModel.times`, nanoseconds: when the source began, when the present transfer began, when the DPC begins; and the work that the transfer has left
 * on the bus, in pieces of a nanosecond.
 */
export enum deviceTimes { sourceStart = 0, transferStart = 1, dpcStart = 2, busLeft = 3 }

/** The device behind one pin: its source, its list of buffers, its own store, and its interrupts. */
export interface DeviceModel {
  readonly pin: PinModel;
  // What of the settings every frame asks for.
  readonly period: number;
  readonly listDepth: number;
  readonly interruptsPerPeriod: boolean;
  readonly interruptsPerField: boolean;
  /** Events that share one interrupt. */
  readonly interruptEvery: number;
  /** The driver copies out of the store, and programs no buffers. */
  readonly copies: boolean;
  /** Frames that the store holds. */
  readonly storeFrames: number;
  /** Moving a frame into the store takes no time and no bus. */
  readonly movesAtOnce: boolean;
  /** A cancelled request may take its buffer away from under a programmed clone. */
  readonly losesBuffers: boolean;
  /** Frames after which the source has no more, or -1. */
  readonly lastFrame: number;
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
  coalescingEpoch: number;
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
  /** The buffer that is being filled was taken away before: nobody will see the frame. */
  fillsNothing: boolean;
  /** Frames in the device's own store, or in its common buffer, and when they were captured. */
  readonly fifo: Ring;
  readonly fifoCaptured: Float64Array;
  /** Where the driver copies: frames on their way into the store, which have their places in it already; the head is being moved while `transferring`. */
  readonly incoming: Ring;
  readonly incomingCaptured: Float64Array;
  interruptPending: boolean;
  dpcQueued: boolean;
  /** Events since the last interrupt, which wait for others to share the next one. */
  eventsWaiting: number;
  /** It has stopped at an overflow and waits for the driver. */
  halted: boolean;

  /** The bus, what one frame takes on it alone (nanoseconds, for frames of `busBytes`), and whether the present transfer would be over but for the bus. */
  readonly bus: BusModel | null;
  busBytes: number;
  busTime: number;
  ownTimeOver: boolean;

  /** Entries of its own table for mappings, those in use, and those of each entry of `list`. */
  readonly tableEntries: number;
  entriesInUse: number;
  readonly listEntries: Int32Array;

  // Counts.
  interrupts: number;
  dpcs: number;
  transfers: number;
  overflows: number;
  listFull: number;
  tableFull: number;
  entriesMaximum: number;
  halts: number;
  /** How often the driver asked for processing because all that was programmed had been taken back. */
  refills: number;
}
