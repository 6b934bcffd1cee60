import type { TraceRecorder } from '../../trace/index';
import type { Engine, Sampler } from '../engine/index';
import type { CancelCallback, PinQueue, QueueEnvironment } from '../queue/index';
import type { DropReason, StopReason } from '../result';
import type { PinScenario, RunOptions, Scenario } from '../scenario';
import type { LatencyStore } from '../statistics/latency';
import type { RangeTally } from '../statistics/range-tally';
import type { CircuitModel } from './circuits/circuit';
import type { ClientModel } from './clients/client';
import type { BusModel } from './devices/bus';
import type { DeviceModel } from './devices/device';
import type { FilterModel } from './filters/filter';
import type { SplitterModel } from './filters/splitter';
import type { Occurrence } from './occurrence';
import type { OutsideModel } from './outside/outside';
import type { Pattern } from './patterns/pattern';
import type { WindowModel } from './patterns/window';
import type { PoolModel } from './pools/pool';
import type { ObjectModel } from './processing/object';
import type { RoutinesModel } from './routines/model';
import type { SettledPin } from './settled';
import type { GroupModel } from './states/group';

export type { CircuitModel } from './circuits/circuit';
export type { ClientModel } from './clients/client';
export type { DeviceModel } from './devices/device';
export type { FilterModel } from './filters/filter';
export type { ObjectModel } from './processing/object';
export type { GroupModel } from './states/group';

/** KSSTATE as a number. */
export enum pinStates { STOP = 0, ACQUIRE = 1, PAUSE = 2, RUN = 3 }

/** Entries of `PinModel.times`, nanoseconds, and last the bytes delivered. */
export enum pinTimes { stateSince = 0, callStart = 1, bytesDelivered = 2 }

/** Rows of one pin in the trace; -1 where the pin has no such routine or part. */
export interface PinRows {
  readonly pinState: number;
  readonly create: number;
  readonly setDataFormat: number;
  readonly setDeviceState: number;
  readonly process: number;
  readonly reset: number;
  readonly close: number;
  readonly interrupt: number;
  readonly hardware: number;
  readonly client: number;
}

/** A drop reason while it is being counted. */
export type DropTally = { -readonly [Key in keyof DropReason]: DropReason[Key] };

/** One pin of the run: its queue, who feeds it, who moves its frames. */
export interface PinModel {
  readonly index: number;
  readonly settings: SettledPin;
  /** Bytes of one frame of the present format. */
  frameBytes: number;
  readonly setsDataUsed: boolean;
  readonly queue: PinQueue;
  readonly rows: PinRows;
  /** Trace state by buffer state, and by KSSTATE. */
  readonly traceStates: Uint8Array;
  readonly tracePinStates: Uint8Array;
  readonly setDeviceStateTime: Sampler;
  /** What its driver does; of a pin whose frames a filter moves, the filter's. */
  pattern: Pattern;
  /** The routines of its driver, where they are programs; set when the run is made. */
  routines: RoutinesModel | null;
  /** The buffers that pass through its queue. */
  pool: PoolModel;
  /** Exactly one of both stands behind the queue. */
  client: ClientModel | null;
  circuit: CircuitModel | null;
  /** The device that fills its frames, where one does. */
  device: DeviceModel | null;
  /** Who processes: the pin itself or its filter. Without a Process routine `null`. */
  object: ObjectModel | null;
  /** The frames that its driver keeps between trailing and leading edge; `null` where both edges go together. */
  readonly window: WindowModel | null;
  /** The splitter it is a branch of, the first one or another. */
  splitter: SplitterModel | null;
  group: GroupModel;
  /** Times that matter later; see {@link pinTimes}. */
  readonly times: Float64Array;
  /** A clone made of the leading edge's frame that found the device's list full; -1 when there is none. It is unlocked where the driver unlocks its clones and its cancel callback deletes them. */
  previousClone: number;
  /** When the engine will look at the pin's timeouts, nanoseconds; -1: not. */
  timeoutAt: number;
  /** The driver's cancel callback, and the clones it has deleted while the queue was locked. */
  readonly cancelCallback: CancelCallback | null;
  readonly forgotten: number[];
  /** What is said of edits of its descriptor; `null`: nothing. */
  readonly edits: PinScenario['edits'] | null;
  /** Calls of SetDataFormat. */
  formatsSet: number;
  /** Losses that the driver's counters do not hold any more. */
  uncounted: number;
  /** It has been closed: its process ended, or its device is gone. */
  isClosed: boolean;

  // Counts.
  framesProduced: number;
  framesDelivered: number;
  framesDropped: number;
  truncated: number;
  completedEmpty: number;
  tooSmall: number;
  returnedAtStop: number;
  setDeviceStateCalls: number;
  clonesAtStop: number;
  readonly latency: LatencyStore;
  /** When the pin was in RUN: begin and end in turn, the last end missing while it is. */
  readonly runs: number[];
  readonly drops: Map<DropReason['key'], DropTally>;
  /** A frame has been lost since the driver last wrote a header. */
  dropSinceHeader: boolean;

  /** Further instances that could not be opened, InstancesPossible being reached. */
  readonly opensRefused: Occurrence;

  // What went wrong and no rule of the queue observes.
  readonly leaked: Occurrence;
  readonly partial: Occurrence;

  // Trace.
  /** Frames at or ahead of the leading edge, and frames in the queue, while the pin was in RUN. */
  readonly depth: RangeTally;
  readonly inFlight: RangeTally;
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
  readonly environment: QueueEnvironment;
  readonly choices: RunOptions;
  /** Those that have decided something so far; see `choose`. */
  readonly usedChoices: Set<keyof RunOptions>;
  readonly pins: readonly PinModel[];
  /** By number as a component; pins that do not process for themselves leave a gap. */
  readonly objects: readonly (ObjectModel | undefined)[];
  readonly circuits: readonly CircuitModel[];
  readonly filters: readonly FilterModel[];
  readonly groups: readonly GroupModel[];
  readonly pools: readonly PoolModel[];
  readonly buses: readonly BusModel[];
  readonly outside: OutsideModel;
  /** Nothing connects the pins with one another, and nothing happens to them from outside. */
  readonly pinsAreAlone: boolean;
  /** Something is said of drivers that shows when Process is called. */
  readonly watchesProcess: boolean;
  /** Set when the run is over. */
  stopReason: StopReason | null;
}
