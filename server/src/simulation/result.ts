import type { Trace, TraceBasis } from '../trace/index';
import type { AllocatorFigures } from './allocator/figures';
import type { AllocatorCall, AllocatorPhase } from './allocator/life';
import type { Call } from './queue/environment';
import type { AllocatorCandidate, PinState } from './scenario';

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
   * `busBusy` the same, and only because of the bus that `bus` names; `deviceHalted` the device had stopped at an overflow and the driver had not programmed it again;
   * `buffersInCircuit` the frames of the circuit were with other stations of it, on their way or with the requestor; `notDrained` the driver ended an output of its filter while the frame waited at an input; `notSubmitted` KsPinSubmitFrame refused it, the pin not being in
   * injection mode; `buffersInWindow` most of them were between the trailing and the leading edge of the pin that `holder` names; `branchStarves` a splitter held filled buffers back until the branch that `branch` names had an empty frame for their data; `cancelled` its buffer was taken back before it was delivered; `discardedAtStop` the stream stopped before the frame was delivered, or was reset, or paused with a buffer that is flushed then.
   */
  readonly key: 'cancelled' | 'buffersInCircuit' | 'notDrained' | 'notSubmitted' | 'buffersInApplication' | 'buffersNotProgrammed' | 'buffersInCompletion' | 'buffersTooSmall' | 'dataUsedNotSet' | 'hardwareBusy' | 'busBusy' | 'deviceHalted' | 'branchStarves' | 'buffersInWindow' | 'discardedAtStop';
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
  /** Bytes of one buffer, alignment included, and of all of the client's buffers; the frames of a circuit count with the circuit. */
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
  /** How often the device stopped at an overflow. */
  readonly halts: number;
  /** Mappings that locks built, most entries of the device's own table in use at once, and locks that failed for want of resources. */
  readonly mappingsBuilt: number;
  readonly tableEntriesMaximum: number;
  readonly lockFailures: number;
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
  /** The rule of Driver Verifier that covers it, where there is one. */
  readonly verifierRule?: string;
}

/** An allocator that could have served a section of the graph: the pin or peer it belongs to (empty for the default allocator), and where the document has it. */
export interface EligibleAllocator {
  readonly kind: AllocatorCandidate['kind'];
  readonly pin: string;
  readonly path: string;
}

/** One that could not, or of which too little is known to tell. */
export interface RejectedAllocator extends EligibleAllocator {
  /** Text key is `allocator.` + because; `peerInUserMode`: kernel memory never goes to a user-mode filter. The others are conditions of the negotiation. */
  readonly because: string;
  readonly arguments: TextArguments;
  readonly source: string;
}

/**
 * Whose frames a section of the graph was simulated with: the application's own buffers, the allocator of a pin, the default allocator, one of a peer, frames that the
 * driver injects; or none, because the allocator could not be created.
 */
export type SimulatedWith = 'clientBuffers' | 'vendor' | 'default' | 'peer' | 'injection' | 'none';

/** The allocators of a section of the graph: a pin with its client, or a circuit. Never a statement that Windows will select one. */
export interface AllocatorReport {
  /** Label of the pin or circuit. */
  readonly section: string;
  /** Text key is `allocator.simulatedWith.` + this. */
  readonly simulatedWith: SimulatedWith;
  readonly basis: TraceBasis;
  readonly source: string;
  readonly eligible: readonly EligibleAllocator[];
  readonly rejected: readonly RejectedAllocator[];
  readonly undecided: readonly RejectedAllocator[];
}

/** A section of a kernel pipe in the run. Frames that are neither with the requestor nor kept went round when the run ended. */
export interface CircuitStatistics {
  readonly label: string;
  readonly servedBy: SimulatedWith;
  /** Frames of the circuit, and bytes of one. */
  readonly frames: number;
  readonly frameBytes: number;
  /** Frames that the requestor handed on, or the driver injected; those that came back; those that a peer keeps for good. */
  readonly framesSent: number;
  readonly framesReturned: number;
  readonly framesKept: number;
  /** Share of all frames' time, 0 … 1, by span state key, while they were allocated. */
  readonly stateShares: Readonly<Record<string, number>>;
  /** Where the life of its allocator ended, and NTSTATUS of its creation; `null` where a peer allocates or frames are injected. */
  readonly phase: AllocatorPhase | null;
  readonly createStatus: number | null;
  /** The first change of state that was refused for want of an allocator or of frames. */
  readonly refusedState: { readonly state: PinState; readonly status: number } | null;
  readonly allocator: AllocatorFigures | null;
  /** Calls to and by the allocator, with arguments and results, where the scenario asks for a record of calls; `about` of such a call is its place here. */
  readonly allocatorCalls: readonly AllocatorCall[];
}

/** One entry of the record of calls, in the order in which they were made. */
export interface RunCall extends Call {
  /** The IRQL, where the documentation, or the life of an allocator, says it. */
  readonly irql: 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL' | null;
}

/** A queue in the shape `!ks.dumpqueue` prints, marked as simulated. */
export interface QueueSnapshot {
  readonly pin: string;
  /** Virtual time, nanoseconds. */
  readonly time: number;
  readonly text: string;
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
  readonly circuits: readonly CircuitStatistics[];
  /** Pins with clients first, then circuits. */
  readonly allocators: readonly AllocatorReport[];
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly SimulationFinding[];
  /** The record of calls, as far as the scenario's limit goes, and how many there were; 0 where nobody asked for a record. */
  readonly calls: readonly RunCall[];
  readonly callCount: number;
  /** Queues of every pin at the times that the scenario asks for. */
  readonly queues: readonly QueueSnapshot[];
  readonly trace: Trace;
}
