import type { TraceRecorder } from '../../trace/index';
import type { Engine, Sampler } from '../engine/index';
import type { StreamQueue } from '../queue/index';
import type { DropReason, StopReason } from '../result';
import type { Scenario } from '../scenario';
import type { LatencyStore } from '../statistics/latency';
import type { SettledPin } from './defaults';

/**
 * Entries of `PinModel.times`, nanoseconds: when the present state, call or transfer began; when the DPC runs; when the source began; when Process last consumed
 * nothing; when the application's one thread is free again; and, last, the bytes delivered. Doubles in an array can change
 * without an allocation.
 */
export const pinTimes = { stateSince: 0, callStart: 1, processStart: 2, transferStart: 3, dpcStart: 4, sourceStart: 5, unconsumed: 6, clientFree: 7, bytesDelivered: 8 } as const;

/** Where a buffer can be. The numbers index `PinModel.traceStates`; `idle`: with the client, and not yet (or no longer) part of the stream. */
export const bufferStates = {
  queued: 0, leadingEdge: 1, cloned: 2, hardwareFilling: 3, readyForDpc: 4, completing: 5, inApplication: 6, cancelled: 7, neverCompleted: 8, idle: 9,
} as const;

/** KSSTATE as a number. */
export const pinStates = { STOP: 0, ACQUIRE: 1, PAUSE: 2, RUN: 3 } as const;

/** A ring of numbers: capacity a power of two, first in first out. */
export interface Ring {
  readonly entries: Int32Array;
  head: number;
  count: number;
}

/** Rows of one pin in the trace; -1 where the pin has no such routine. */
export interface PinRows {
  readonly pinState: number;
  readonly create: number;
  readonly setDataFormat: number;
  readonly setDeviceState: number;
  readonly process: number;
  readonly close: number;
  readonly interrupt: number;
  readonly hardware: number;
  readonly client: number;
  /** Row of buffer 0; the others follow. */
  readonly buffers: number;
}

/** A drop reason while it is being counted. */
export type DropTally = { -readonly [Key in keyof DropReason]: DropReason[Key] };

/** What the findings need to know of something that went wrong. */
export interface Occurrence {
  count: number;
  firstTime: number;
}

/** Everything about one pin that changes while it runs. */
export interface PinModel {
  readonly index: number;
  readonly settings: SettledPin;
  // What of the settings every frame asks for.
  readonly period: number;
  readonly frameBytes: number;
  readonly listDepth: number;
  readonly interruptsPerPeriod: boolean;
  readonly setsDataUsed: boolean;
  readonly queue: StreamQueue;
  readonly rows: PinRows;
  /** Trace state by buffer state, and by KSSTATE. */
  readonly traceStates: Uint8Array;
  readonly tracePinStates: Uint8Array;
  readonly jitter: Sampler;
  readonly transferTime: Sampler;
  readonly processTime: Sampler;
  readonly setDeviceStateTime: Sampler;
  readonly dpcTime: Sampler;
  readonly interruptLatency: Sampler;
  readonly dpcLatency: Sampler;
  readonly workItemLatency: Sampler;
  readonly completionLatency: Sampler;
  readonly hold: Sampler;

  // The buffers, one for each read request.
  readonly bufferState: Uint8Array;
  readonly bufferSince: Float64Array;
  /** Frame in the buffer and the instant it was captured; -1 and 0 when there is none. */
  readonly bufferFrame: Int32Array;
  readonly bufferCaptured: Float64Array;
  /** The frame of the queue a buffer is in. */
  readonly bufferSlot: Int32Array;
  /** DataUsed the client finds. */
  readonly bufferDataUsed: Float64Array;

  // Pin state.
  state: number;
  /** Times that matter later; see {@link pinTimes}. */
  readonly times: Float64Array;
  /** KSPIN.ClientState: what decides whether Process may run. Changes before SetDeviceState on the way down, after its return on the way up. */
  processingState: number;
  readonly minimumProcessingState: number;
  changingTo: number;
  requestsArrived: number;
  requestsDone: number;
  stateChangeWaiting: boolean;

  // Processing.
  processing: boolean;
  processConsumed: number;
  workItemPending: boolean;
  attemptRemembered: boolean;
  /** The driver's own flag: Process returned STATUS_PENDING. */
  pended: boolean;
  /** A clone made of the leading edge's frame that found the hardware's list full; -1 when there is none. */
  previousClone: number;
  unconsumedCalls: number;

  // Source and hardware.
  sourceEpoch: number;
  transferEpoch: number;
  hardwareRunning: boolean;
  /** Frames since the source began or went on. */
  sourceFrames: number;
  nextFrame: number;
  /** Clones programmed into the hardware; the head is being filled while `transferring`. */
  readonly list: Ring;
  /** Clones that are filled and wait for the DPC. */
  readonly filled: Ring;
  transferring: boolean;
  /** Frames in the device's own store and when they were captured. */
  readonly fifo: Ring;
  readonly fifoCaptured: Float64Array;
  interruptPending: boolean;
  dpcQueued: boolean;

  // Client.
  clientQueues: boolean;

  // Counts.
  framesProduced: number;
  framesDelivered: number;
  framesDropped: number;
  truncated: number;
  processCalls: number;
  processPending: number;
  listFull: number;
  workItems: number;
  attempts: number;
  attemptsRedundant: number;
  attemptsDuringProcess: number;
  interrupts: number;
  dpcs: number;
  transfers: number;
  completions: number;
  completedEmpty: number;
  tooSmall: number;
  returnedAtStop: number;
  overflows: number;
  setDeviceStateCalls: number;
  clonesAtStop: number;
  readonly latency: LatencyStore;
  /** When the pin was in RUN: begin and end in turn, the last end missing while it is. */
  readonly runs: number[];
  readonly drops: Map<DropReason['key'], DropTally>;
  firstSubmitted: number;

  // What went wrong.
  readonly stalled: Occurrence & { framesWaiting: number };
  readonly endlessLoop: Occurrence;
  readonly leaked: Occurrence;
  readonly missingDiscontinuity: Occurrence;
  readonly empty: Occurrence;
  readonly partial: Occurrence;
  dropSinceDelivery: boolean;

  // Trace.
  lastDepth: number;
  lastInFlight: number;
  lastDropped: number;
  readonly counters: { readonly depth: number; readonly inFlight: number; readonly dropped: number };
}

/** Trace tables shared by all pins. */
export interface TraceKinds {
  readonly captured: number;
  readonly dropped: number;
  readonly interrupt: number;
  readonly attemptProcessing: number;
  readonly attemptRedundant: number;
  readonly processPending: number;
  readonly delivered: number;
  readonly completedEmpty: number;
  readonly called: number;
  /** States of callback, interrupt, hardware and client rows. */
  readonly running: number;
  readonly dpc: number;
  readonly transferring: number;
  readonly stalled: number;
}

/** A run in progress. */
export interface SimulationModel {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly engine: Engine;
  readonly recorder: TraceRecorder;
  readonly kinds: TraceKinds;
  readonly pins: readonly PinModel[];
  /** Set when the run is over. */
  stopReason: StopReason | null;
}

/** How many buffers are in each state. Counted when asked, because it is asked seldom. */
export function countBuffers(pin: PinModel): Int32Array {
  const counts = new Int32Array(bufferStates.idle + 1);
  for (const state of pin.bufferState) counts[state]! += 1;
  return counts;
}

/** Nanoseconds a pin has spent in RUN, up to the end of its last run. */
export function timeInRun({ runs }: PinModel): number {
  let time = 0;
  for (let at = 0; at + 1 < runs.length; at += 2) time += runs[at + 1]! - runs[at]!;
  return time;
}

/** An empty ring for at least `capacity` numbers. */
export function createRing(capacity: number): Ring {
  let size = 4;
  while (size < capacity) size *= 2;
  return { entries: new Int32Array(size), head: 0, count: 0 };
}

/** Adds at the end; the ring must have room. Returns the index written. */
export function pushRing(ring: Ring, value: number): number {
  const at = (ring.head + ring.count) & (ring.entries.length - 1);
  ring.entries[at] = value;
  ring.count += 1;
  return at;
}

/** Takes the first; the ring must not be empty. */
export function shiftRing(ring: Ring): number {
  const value = ring.entries[ring.head]!;
  ring.head = (ring.head + 1) & (ring.entries.length - 1);
  ring.count -= 1;
  return value;
}
