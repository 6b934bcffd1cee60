import type { AllocatorFrame, AllocatorLife } from '../../allocator/index';
import type { Sampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import type { CircuitScenario } from '../../scenario';
import type { PinModel } from '../model';
import type { PoolModel } from '../pools/pool';
import type { Ring } from '../ring';

/** A peer on the round of a circuit. */
export interface PeerModel {
  readonly label: string;
  readonly hold: Sampler;
  readonly hop: Sampler;
  readonly isSerial: boolean;
  /** Where data begins with the peer: nanoseconds from frame to frame, else 0. */
  readonly period: number;
  /** Row in the trace. */
  readonly row: number;
  /** Frames it has, oldest first. */
  readonly frames: Ring;
  freeAt: number;
}

/** A station, settled: the pin, or the peer. */
export type StationModel = { readonly kind: 'pin'; readonly pin: PinModel } | { readonly kind: 'peer'; readonly peer: PeerModel };

/** A section of a kernel pipe in a run: frames go round its stations and back to the requestor. */
export interface CircuitModel {
  readonly index: number;
  readonly scenario: CircuitScenario;
  readonly stations: readonly StationModel[];
  readonly pool: PoolModel;
  /** The life of its allocator; `null` where a peer allocates or frames are injected. */
  readonly life: AllocatorLife | null;
  /** What the allocator handed out for each buffer, where the life has it. */
  readonly frames: (AllocatorFrame | null)[];
  /** The request that stands for each buffer in the queues. */
  readonly requests: QueueRequest[];
  /** Station each buffer is at; -1 with the requestor. */
  readonly station: Int32Array;
  /** Buffers the requestor has at hand. */
  readonly idle: Ring;
  /** Trace states that belong to no pin. */
  readonly traceStates: { readonly atRequestor: number; readonly atPeer: number };
  /** KSSTATE the circuit is in. */
  state: number;
  isPipeUp: boolean;
  workItems: number;
}
