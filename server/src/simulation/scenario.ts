/**
 * What the simulation is told: plain data that survives a structured clone, with nothing of JSON text in it.
 * All times are whole nanoseconds of virtual time, all sizes bytes. Every optional field that is left out takes the engine's stated
 * default, which the result then lists among its assumptions when it took part in the run.
 */

/** How long something takes, in whole nanoseconds (or, for a jitter, how far it is off; only a jitter may be negative). */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  /** Every whole number from `minimum` to `maximum`, both included, equally likely. */
  | { readonly kind: 'uniform'; readonly minimum: number; readonly maximum: number }
  /** Rises from `minimum` to `mode` and falls to `maximum`; requires minimum ≤ mode ≤ maximum. */
  | { readonly kind: 'triangular'; readonly minimum: number; readonly mode: number; readonly maximum: number }
  /** `values[i]` with probability `weights[i]` / sum; weights are whole numbers, not all zero, as many as values. */
  | { readonly kind: 'table'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** KSSTATE (H: STOP 0 … RUN 3). */
export type PinState = 'STOP' | 'ACQUIRE' | 'PAUSE' | 'RUN';

/** The client tells the pin to go to a state. Standard-transport pins are led there one step at a time (K:nc-ks-pfnkspinsetdevicestate). */
export interface StateRequest {
  /** When the client asks, in nanoseconds from the start of the run. A request that arrives while another is carried out waits for it. */
  readonly time: number;
  readonly state: PinState;
}

/** The author's names of the routines in KSPIN_DISPATCH; `null` where the dispatch has none, so the call does not show. */
export interface PinCallbacks {
  readonly create: string | null;
  readonly close: string | null;
  readonly process: string | null;
  readonly setDataFormat: string | null;
  readonly setDeviceState: string | null;
}

/** Where the frames come from: a sensor or a signal that cannot be held back. */
export interface SourceScenario {
  /** Nominal time from frame to frame, in nanoseconds, > 0. */
  readonly period: number;
  /** How far a frame is off its nominal instant; not cumulative. Default: constant 0. */
  readonly jitter?: Distribution;
}

/** The device between source and memory. */
export interface HardwareScenario {
  /** Buffers its scatter/gather list can hold at once, the one being filled included; ≥ 1. Default: as many as the client has requests. */
  readonly listDepth?: number;
  /** Whole frames the device can keep while it has no buffer. Default 0: a buffer must be programmed when the frame begins. */
  readonly fifoFrames?: number;
  /** What the device gives up when a frame comes and its own store is full. Default `skipFrame`: the new one (as the avshws sample does). */
  readonly whenFull?: 'skipFrame' | 'dropOldest';
  /** Time to move one frame into its buffer. Default: constant 0. */
  readonly transferTime?: Distribution;
  /** When it interrupts: after each filled frame (default), or at every period whether or not anything was filled (as avshws does). */
  readonly interrupt?: 'perFrame' | 'perPeriod';
}

/** How the minidriver behaves; the pattern is clone-and-advance, as in Microsoft's avshws. */
export interface DriverScenario {
  /** What Process returns when the hardware's list is full. Default `pending`; `success` asks for the endless loop of SPT-16. */
  readonly whenListFull?: 'pending' | 'success';
  /**
   * When the DPC calls KsPinAttemptProcessing: `whenPended` (default) after Process returned STATUS_PENDING, once;
   * `oncePendedAlways` from the first STATUS_PENDING on after every interrupt (avshws sets its flag to TRUE where it should clear it);
   * `always`; `never`.
   */
  readonly attemptProcessing?: 'whenPended' | 'oncePendedAlways' | 'always' | 'never';
  /** The Asynchronous argument of that call. Default `true` (as avshws): Process runs from a work item. */
  readonly attemptAsynchronous?: boolean;
  /** What Process does with a buffer smaller than the frame. Default `completeEmpty`: eject it with DataUsed 0; `truncate` fills what fits. */
  readonly whenBufferTooSmall?: 'completeEmpty' | 'truncate';
  /** Whether the DPC sets KSSTREAM_HEADER.DataUsed. Default `true`; `false` shows DMA-07. */
  readonly setsDataUsed?: boolean;
  /** Whether the first frame after a drop carries DATADISCONTINUITY. Left out: unknown, and nothing is said about it. */
  readonly marksDiscontinuity?: boolean;
  /** When the driver stops the hardware and deletes its clones: at PAUSE→ACQUIRE (default, as avshws), at ACQUIRE→STOP, or never. */
  readonly deletesClones?: 'atAcquire' | 'atStop' | 'never';
  /** Time Process works on one frame. Default: constant 10 000. */
  readonly processTime?: Distribution;
  /** Time SetDeviceState takes. Default: constant 100 000. */
  readonly setDeviceStateTime?: Distribution;
  /** Time the DPC routine takes. Default: constant 5 000. */
  readonly dpcTime?: Distribution;
}

/** What the machine adds. */
export interface SystemScenario {
  /** From the device's interrupt to its service routine. Default: constant 5 000. */
  readonly interruptLatency?: Distribution;
  /** From the service routine to the DPC. Default: constant 20 000. */
  readonly dpcLatency?: Distribution;
  /** From queuing a work item to Process. Default: constant 50 000. */
  readonly workItemLatency?: Distribution;
  /** From the completion of a read request to the client having it. Default: constant 50 000. */
  readonly completionLatency?: Distribution;
}

/** A time during which the application returns nothing. */
export interface ClientStall {
  readonly start: number;
  readonly duration: number;
}

/** The user-mode application: it decides how many buffers there are. */
export interface ClientScenario {
  /** Read requests it keeps outstanding, each with one buffer; ≥ 1. */
  readonly requests: number;
  /** FrameExtent of each buffer, in bytes. Default: the frame's size. */
  readonly bufferBytes?: number;
  /** How long it keeps a filled buffer before it queues it again. */
  readonly hold: Distribution;
  /** `parallel` (default): each buffer is held for itself; `serial`: one after another, as one thread does, so holds add up. */
  readonly holdDiscipline?: 'parallel' | 'serial';
  /** The state on whose way up it first queues its requests, after the pin has reached it. Default PAUSE. */
  readonly firstQueuedAt?: 'ACQUIRE' | 'PAUSE' | 'RUN';
  /** In ascending order, not overlapping. Default: none. */
  readonly stalls?: readonly ClientStall[];
}

/** One capture pin with its source, hardware and client. */
export interface CapturePinScenario {
  /** Unique among the scenario's pins: names its rows and its random numbers. */
  readonly label: string;
  /** KSPIN_DESCRIPTOR_EX.Flags (KSPIN_FLAG_*, H:3734-3757). */
  readonly flags: number;
  readonly callbacks: PinCallbacks;
  /** Whether KSPIN_DISPATCH.Allocator is set; `null` when the document does not say. */
  readonly hasAllocatorDispatch: boolean | null;
  /** Bytes of one frame of the connected format, > 0. */
  readonly frameBytes: number;
  /** KS_FRAMING_ITEM.FileAlignment, a mask (alignment − 1); rounds each buffer's stride up. Left out: 0. */
  readonly fileAlignment?: number;
  readonly source: SourceScenario;
  readonly hardware: HardwareScenario;
  readonly driver: DriverScenario;
  readonly system: SystemScenario;
  readonly client: ClientScenario;
  /** Ascending in time. Default: RUN at 0, STOP at the scenario's duration. */
  readonly states?: readonly StateRequest[];
}

/** Bounds that end a run which would otherwise not end in useful time. */
export interface SimulationLimits {
  /** Dispatched events. Default 200 000 000. */
  readonly events?: number;
  /** Recorded spans. Default 5 000 000. */
  readonly spans?: number;
}

/**
 * A compiled scenario.
 *
 * `paths` links results back to the document: its keys are dotted paths into this object (`pins.0.client.requests`,
 * `pins.0.callbacks.process`, `pins.0.states.1.time`), its values RFC 6901 pointers. A key stands for everything below it that has none of its own.
 * An option that is present here but has no path was filled in by the caller.
 */
export interface Scenario {
  readonly version: 1;
  readonly label: string;
  /** Virtual time after which the client takes the pins to STOP, in nanoseconds, > 0; the run ends when everything has come back. */
  readonly duration: number;
  readonly pins: readonly CapturePinScenario[];
  readonly limits?: SimulationLimits;
  /** Check the queue's invariants after every event; slow, for tests. */
  readonly checkInvariants?: boolean;
  readonly paths: Readonly<Record<string, string>>;
}
