import type { Behaviour } from '../behaviour/program';
import type { Distribution } from './distribution';

/** The author's names of the routines in KSPIN_DISPATCH; `null` where the dispatch has none, so the call does not show. */
export interface PinCallbacks {
  readonly create: string | null;
  readonly close: string | null;
  readonly process: string | null;
  readonly reset?: string | null;
  readonly setDataFormat: string | null;
  readonly setDeviceState: string | null;
}

/**
 * How frames get from the device to their reader.
 * `cloneAndAdvance`: Process clones the leading edge, programs the clone into the device and advances; the DPC deletes the clones of filled frames (Microsoft's avshws).
 * `holdLeadingEdge`: Process programs the frame under the locked leading edge, one at a time; the DPC ejects it.
 * `copyInProcess`: the device fills a store of its own or a common buffer; Process copies from there into the frame under the leading edge (Microsoft's avssamp, by pin).
 * `copyAtDpc`: the same from the DPC, without a Process routine.
 */
export type DriverPattern = 'cloneAndAdvance' | 'holdLeadingEdge' | 'copyInProcess' | 'copyAtDpc';

/** How the minidriver behaves on one pin. */
export interface DriverScenario {
  /** Default `cloneAndAdvance`. */
  readonly pattern?: DriverPattern;
  /** The driver's routines, call by call. They stand in place of what the pattern and its choices say; `pattern` then tells only whether the driver copies out of the device. Left out: the pattern's own. */
  readonly routines?: Behaviour | null;
  /** What Process returns when the hardware's list is full. Default `pending`; `success` asks for the endless loop of SPT-16. */
  readonly whenListFull?: 'pending' | 'success';
  /**
   * When the DPC calls KsPinAttemptProcessing: `whenPended` (default) after Process returned STATUS_PENDING, once;
   * `oncePendedAlways` from the first STATUS_PENDING on after every interrupt (avshws sets its flag to TRUE where it should clear it);
   * `always`; `never`. Where Process copies, it has to be `always` or frames stay in the store.
   */
  readonly attemptProcessing?: 'whenPended' | 'oncePendedAlways' | 'always' | 'never';
  /** The Asynchronous argument of that call. Default `true` (as avshws): Process runs from a work item. */
  readonly attemptAsynchronous?: boolean;
  /** What Process does with a buffer smaller than the frame. Default `completeEmpty`: eject it with DataUsed 0; `truncate` fills what fits. */
  readonly whenBufferTooSmall?: 'completeEmpty' | 'truncate';
  /** Bytes by which the copying patterns advance the offsets of a stream pointer at a time; a frame of the queue takes frames of the source until no further whole one fits in. Default: one frame at once. */
  readonly chunkBytes?: number;
  /** Whether a clone is unlocked once it is programmed, so that its request can be cancelled. Default `false` (as avshws). */
  readonly unlocksClones?: boolean;
  /** The cancel callback of its clones: `none` (default, as avshws), `deletes` the clone, or `keeps` it. */
  readonly cancelCallback?: 'none' | 'deletes' | 'keeps';
  /** Timeout of every clone, nanoseconds; its callback deletes the clone, unfilled. Default: none. */
  readonly cloneTimeout?: number | null;
  /** Whether the DPC sets KSSTREAM_HEADER.DataUsed. Default `true`; `false` shows DMA-07. */
  readonly setsDataUsed?: boolean;
  /** Whether the first frame after a drop carries DATADISCONTINUITY. Left out: unknown, and nothing is said about it. */
  readonly marksDiscontinuity?: boolean;
  /** Frames that the driver keeps between its trailing and its leading edge, with KSPIN_FLAG_DISTINCT_TRAILING_EDGE. Default 0: the trailing edge goes along with the leading one. */
  readonly trailingEdgeFrames?: number;
  /** When the driver stops the hardware and deletes its clones, and lets go of its window: at PAUSE→ACQUIRE (default, as avshws), at ACQUIRE→STOP, or never. */
  readonly deletesClones?: 'atAcquire' | 'atStop' | 'never';
  /** Whether its Reset callback deletes the clones and lets go of the window. Default `true`. */
  readonly resetDeletesClones?: boolean;
  /** Where it takes resources of the device that another graph may need: at ACQUIRE (default) or at Create (STA-02). */
  readonly takesResourcesAt?: 'acquire' | 'create';
  /** The frame, counted from 1, that carries ENDOFSTREAM; the stream of a device ends behind it, a client that writes begins a new one. Left out: none. */
  readonly endOfStreamAt?: number;
  /** The frame, counted from 1, that carries TYPECHANGED. Left out: none. */
  readonly typeChangedAt?: number;
  /** Whether SetDeviceState(RUN) works only when SetPower(D0) came before it (STA-06). Default `false`. */
  readonly reliesOnPowerFirst?: boolean;
  /** Of a pin that is not on the standard transport: whether SetDeviceState copes with jumps. Left out, as all that follow: unknown, and nothing is said about it. */
  readonly handlesStateJumps?: boolean;
  /** The call of SetDeviceState, counted from 1, that fails; and whether the driver stays in the new state all the same (STA-03). Left out: none. */
  readonly setDeviceStateFailsAt?: number;
  readonly keepsStateOnFailure?: boolean;
  /** How DPC and Process find out whether the stream runs (DSP-12). */
  readonly runningTestedBy?: 'clientState' | 'ownVariable' | 'deviceState';
  /** Whether SetDataFormat tests OldFormat for NULL, and whether it needs what Create makes (DSP-13). */
  readonly testsOldFormat?: boolean;
  readonly setDataFormatNeedsCreate?: boolean;
  /** When it sets its counters of lost frames to 0 (STA-07). */
  readonly resetsCountersAt?: 'stopToPause' | 'pauseToRun' | 'runToPause';
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
  /** The same for pins and filters with CRITICAL_PROCESSING and HYPERCRITICAL_PROCESSING. Default: as `workItemLatency`. */
  readonly criticalWorkItemLatency?: Distribution;
  readonly hyperCriticalWorkItemLatency?: Distribution;
  /** From the completion of a request to the client having it. Default: constant 50 000. */
  readonly completionLatency?: Distribution;
}
