import type { AllocatorFrame, AllocatorLife } from '../../allocator/index';
import type { Sampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import type { CircuitScenario, PinState } from '../../scenario';
import type { PinModel } from '../model';
import type { PoolModel } from '../pools/pool';
import type { Ring } from '../ring';

/** Entries of `PeerModel.times`, nanoseconds: when the one thread of a serial peer is free again. */
export enum peerTimes { free = 0 }

/** A peer on the round of a circuit. */
export interface PeerModel {
  readonly label: string;
  /** Frames reach it as IRPs. */
  readonly isKs1: boolean;
  readonly hold: Sampler;
  /** Time for a frame to get there and back, nanoseconds. */
  readonly hop: Sampler;
  readonly isSerial: boolean;
  /** Row in the trace. */
  readonly row: number;
  /** State in the trace of a frame that it has. */
  readonly traceState: number;
  readonly times: Float64Array;
}

/** A station, settled: the pin, or the peer. */
export type StationModel = { readonly kind: 'pin'; readonly pin: PinModel } | { readonly kind: 'peer'; readonly peer: PeerModel };

/** Entries of `FillerModel.times`, nanoseconds: when the source began, when what fills one frame after another is free again. */
export enum fillerTimes { start = 0, free = 1 }

/** What fills the frames of a circuit that no device behind its first pin fills: the peer where the data begins, or a driver that injects frames of its own. */
export interface FillerModel {
  /** Nominal time from frame to frame, nanoseconds. */
  readonly period: number;
  /** How far a frame is off its nominal instant. */
  readonly jitter: Sampler;
  /** From the capture of a frame to its leaving. */
  readonly fillTime: Sampler;
  readonly isSerial: boolean;
  /** Row for what it captures, or -1. */
  readonly row: number;
  /** State in the trace of a frame that a peer fills; -1 where the driver injects frames. */
  readonly traceState: number;
  readonly times: Float64Array;
  /** An event of an earlier epoch means nothing any more. */
  epoch: number;
  /** Frames since the source began or went on, and the number of the next one. */
  sourceFrames: number;
  nextFrame: number;
  /** Frames that have no data yet, oldest first. */
  readonly empty: Ring;
}

/** Instants of the allocator's row in the trace. */
export interface CircuitKinds {
  readonly InitializeAllocator: number;
  readonly Allocate: number;
  readonly Free: number;
  readonly DeleteAllocator: number;
}

/** A section of a kernel pipe in a run: frames go round its stations and back to the requestor. */
export interface CircuitModel {
  readonly index: number;
  readonly scenario: CircuitScenario;
  readonly stations: readonly StationModel[];
  readonly peers: readonly PeerModel[];
  /** The first pin on the round: frames and losses of the circuit are counted there. */
  readonly counted: PinModel;
  readonly pool: PoolModel;
  /** The life of its allocator; `null` where a peer allocates or frames are injected. */
  readonly life: AllocatorLife | null;
  readonly filler: FillerModel | null;
  /** Row of the allocator in the trace; -1 where there is no life. */
  readonly row: number;
  readonly kinds: CircuitKinds | null;
  /** Trace states that belong to no pin. */
  readonly traceStates: { readonly atRequestor: number; readonly inTransit: number };

  /** What the allocator handed out for each buffer, where the life has it; `null` for a buffer that is not allocated. */
  readonly frames: (AllocatorFrame | null)[];
  /** Buffers that are not allocated. */
  readonly unbound: Ring;
  /** Buffers the requestor has at hand, in the order in which they go out; where frames are injected, those the driver has at hand. */
  readonly idle: Ring;
  /** The requests that stand for each buffer in the queues, by station and buffer; none at a peer. */
  readonly requests: readonly (readonly QueueRequest[])[];
  /** Station each buffer is at or, in transit, on its way to; -1 with the requestor or the allocator. */
  readonly station: Int32Array;
  /** KSSTREAM_HEADER.OptionsFlags that travel with the frame. */
  readonly flags: Int32Array;
  /** When a peer is done with a buffer it holds, nanoseconds; -1 for one that it holds without end. */
  readonly due: Float64Array;
  /** The time that the way back from a peer takes, nanoseconds. */
  readonly wayBack: Float64Array;
  /** Buffers that reach the next station within this very event, and 1 for those that come at DISPATCH_LEVEL. */
  readonly arriving: Ring;
  readonly atDispatch: Uint8Array;

  /** KSSTATE all its pins have reached. */
  state: number;
  /** Its section of the pipe is built, and frames go round. */
  isPipeUp: boolean;
  /** The allocator had no further frame; cleared when one comes back. */
  isStarved: boolean;
  /** The driver has registered its frame return callback. */
  isRegistered: boolean;
  /** A frame has reached a queue at DISPATCH_LEVEL; one has been kept back from Process while a change of state waited; one has come out of a queue in STOP. */
  cameAtDispatch: boolean;
  keptBack: boolean;
  emptied: boolean;
  /** Frames that a peer keeps for good. */
  kept: number;
  /** Frames handed on by the requestor or injected; those that came back. */
  sent: number;
  returned: number;
  /** NTSTATUS of the last creation of the allocator, and the first change of state that was refused. */
  createStatus: number;
  servedBy: 'vendor' | 'default' | null;
  refusedState: { readonly state: PinState; readonly status: number } | null;
}
