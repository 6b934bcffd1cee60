import type { Trace, TraceBasis } from '../trace/index';

/** What a text is filled with: numbers in the unit the key names, strings as they are. */
export type TextArguments = Readonly<Record<string, string | number>>;

/** Exact percentiles by nearest rank of capture instant → receipt by the client, in nanoseconds; `null` when nothing was delivered. */
export interface LatencyStatistics {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** Why frames were lost: one entry for each key, in the order of first occurrence. */
export interface DropReason {
  /**
   * `buffersInApplication` the hardware had no buffer and the application held most of them; `buffersNotProgrammed` frames waited in the queue
   * and Process had not handed them on; `buffersInCompletion` filled buffers were between hardware and client;
   * `buffersTooSmall` every buffer that came was too small; `dataUsedNotSet` the buffer was filled and its DataUsed left 0; `hardwareBusy` the transfer of the frame before had not ended;
   * `cancelled` its buffer was taken back before it was delivered; `discardedAtStop` the frame was captured and the stream stopped before it was delivered.
   */
  readonly key: 'cancelled' | 'buffersInApplication' | 'buffersNotProgrammed' | 'buffersInCompletion' | 'buffersTooSmall' | 'dataUsedNotSet' | 'hardwareBusy' | 'discardedAtStop';
  readonly count: number;
  /** Virtual time and number of the first frame lost for this reason. */
  readonly firstTime: number;
  readonly firstFrame: number;
  /** Where the buffers were at that moment: `inApplication`, `queued`, `inHardware`, `completing`, `requests`; and `hold`, `period` … where they decide, in nanoseconds. */
  readonly arguments: TextArguments;
  /** RFC 6901 pointers of the values that decide, the most telling first. */
  readonly paths: readonly string[];
}

/** A quantity over time: least, time-weighted mean and greatest while the pin was in RUN. */
export interface RangeStatistics {
  readonly minimum: number;
  readonly mean: number;
  readonly maximum: number;
}

/** What one pin did. Counts are exact; frames are the source's. Produced = delivered + dropped + in flight at the end. */
export interface PinStatistics {
  readonly label: string;
  readonly framesProduced: number;
  readonly framesDelivered: number;
  readonly framesDropped: number;
  /** Captured, not delivered when the run ended; 0 unless it was cut short or references leaked. */
  readonly framesInFlight: number;
  readonly drops: readonly DropReason[];
  readonly latency: LatencyStatistics;
  /** Read requests in the driver's hands (queued, programmed, filling, filled). */
  readonly buffersInFlight: RangeStatistics;
  /** Frames at or ahead of the leading edge. */
  readonly queueDepth: RangeStatistics;
  /** Nanoseconds the pin spent in RUN. */
  readonly timeInRun: number;
  /** Delivered frames and bytes a second of RUN. */
  readonly framesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Bytes of one buffer, alignment included, and of all of the client's buffers. */
  readonly bufferStride: number;
  readonly memoryBytes: number;
  /** Share of all buffers' time, 0 … 1, by span state key, from the first request to the end of the run. */
  readonly stateShares: Readonly<Record<string, number>>;
  readonly processCalls: number;
  readonly processPending: number;
  readonly attemptProcessingCalls: number;
  /** Calls of KsPinAttemptProcessing that had nothing to do. */
  readonly attemptProcessingRedundant: number;
  readonly interrupts: number;
  readonly dpcs: number;
  /** Buffers the client got back with DataUsed 0 while the pin was in RUN, and those it got back at the stop (empty or cancelled). */
  readonly completedEmpty: number;
  readonly returnedAtStop: number;
  /** Frames whose buffer held less than the frame. */
  readonly truncated: number;
  /** As `!ks.dumpqueue` names them: Frames Received, Frames Waiting (at the end), Frames Cancelled; simulated. */
  readonly queueFramesReceived: number;
  readonly queueFramesWaiting: number;
  readonly queueFramesCancelled: number;
}

/** A choice that shaped the outcome. What Windows does not document is here with the value it was given. */
export interface Assumption {
  /** Option key, e.g. `whenListFull`; the text key is `assumption.` + key. */
  readonly key: string;
  /** Pin it concerns; empty for the whole run. */
  readonly pin: string;
  readonly arguments: TextArguments;
  /** How well the behaviour is founded; `scenario` when the author of the document chose it. */
  readonly basis: TraceBasis;
  /** The value that held in this run, as text (`whenPended`, `10000`, `uniform 0…500000`). */
  readonly value: string;
  /** Public source, e.g. `W:restarting-processing-in-avstream`; empty for a pure choice of the model. */
  readonly source: string;
  /** Whether the document states the value; then `path` points at it. Else it is the default. */
  readonly decided: boolean;
  readonly path: string;
}

/** Something wrong the run has shown. */
export interface SimulationFinding {
  /** Code of the rule it proves violated, where the catalog has one; else `null`. */
  readonly code: string | null;
  /** Text key is `simulation.` + key; that of an allocator begins with `allocatorFinding.`. */
  readonly key: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Label of the pin, filter or circuit it concerns; empty for the whole run. */
  readonly pin: string;
  readonly arguments: TextArguments;
  /** RFC 6901 pointer of the value that caused it. */
  readonly path: string;
  /** Further values that take part. */
  readonly relatedPaths: readonly string[];
  /** Virtual time of the first occurrence, in nanoseconds. */
  readonly time: number;
  /** How often it occurred. */
  readonly count: number;
}

/** A vendor allocator that took no part, and why. */
export interface RejectedAllocator {
  readonly pin: string;
  /** Text key is `allocator.` + because; `peerInUserMode`: kernel memory never goes to a user-mode filter. */
  readonly because: 'peerInUserMode';
  readonly arguments: TextArguments;
  readonly source: string;
  readonly path: string;
}

/** Whose memory the run was simulated with. Never a statement that Windows will select it. */
export interface AllocatorReport {
  /** Text key is `allocator.simulatedWith.` + this. */
  readonly simulatedWith: 'clientBuffers';
  readonly basis: TraceBasis;
  readonly source: string;
  readonly eligible: readonly { readonly pin: string; readonly path: string }[];
  readonly rejected: readonly RejectedAllocator[];
}

/** Why a run ended: `completed`; `limitReached` by its event or span limit; `endlessLoop` Process never came to rest; `noProgress` virtual time stood still; `cancelled`. */
export type StopReason = 'completed' | 'limitReached' | 'endlessLoop' | 'noProgress' | 'cancelled';

/** All that a run yields. */
export interface SimulationResult {
  readonly version: 1;
  /** Label of the scenario. */
  readonly scenario: string;
  readonly seed: number;
  /** 16 hexadecimal digits; the same for the same scenario and, without randomness, for every seed. */
  readonly fingerprint: string;
  readonly stopReason: StopReason;
  /** Virtual time reached, in nanoseconds. */
  readonly virtualTime: number;
  readonly events: number;
  /** Sums over all pins (latency: of all frames); `buffersInFlight` and the like are each pin's own. */
  readonly framesProduced: number;
  readonly framesDelivered: number;
  readonly framesDropped: number;
  readonly latency: LatencyStatistics;
  readonly memoryBytes: number;
  readonly pins: readonly PinStatistics[];
  readonly allocator: AllocatorReport;
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly SimulationFinding[];
  readonly trace: Trace;
}
