import type { TraceBasis } from '../../trace/index';
import type { AllocatorSetup } from '../allocator/behaviour';
import type { AllocatorOptionName } from '../allocator/options';
import type { Distribution } from './distribution';

/** A kernel filter at the other end of a connection that the document does not describe. */
export interface PeerScenario {
  readonly label: string;
  /** `avStream` takes frames straight from queue to queue; `ks1` gets them as IRPs (W:avstream-pipes-and-circuits). */
  readonly kind: 'avStream' | 'ks1';
  /** How long it keeps a frame. */
  readonly hold: Distribution;
  /** `parallel` (default) or `serial`, as of a client. */
  readonly holdDiscipline?: 'parallel' | 'serial';
  /** Where data begins with the peer: nominal time from one frame it fills to the next. */
  readonly period?: number;
  /** Time for a frame to get there and back as an IRP. Default: constant 0 for AVStream, 10 000 for KS 1.0. */
  readonly hopLatency?: Distribution;
}

/** A place on the round of a circuit: the queue of a pin, an index into `Scenario.pins`, or a peer, one into `CircuitScenario.peers`. */
export type CircuitStation = { readonly kind: 'pin'; readonly pin: number } | { readonly kind: 'peer'; readonly peer: number };

/** Where the frames of a circuit come from. */
export type CircuitAllocator =
  /** The pin's own allocator, or the default one: the life of the allocator is part of the run. */
  | { readonly kind: 'life'; readonly setup: AllocatorSetup; readonly stated: readonly AllocatorOptionName[]; /** Who wants the frames: the requestor (default), or a client of the handle by IRP or by the function table, which asks for each and frees each. */ readonly access?: 'irp' | 'functionTable'; /** IRQL at which the function table is called. */ readonly irql?: 'PASSIVE_LEVEL' | 'DISPATCH_LEVEL' }
  /** An allocator that the document does not describe: so many frames from ACQUIRE to STOP. */
  | { readonly kind: 'peer'; readonly frames: number; readonly frameBytes: number }
  /** Injection: the driver submits frames of its own and gets each back (K:nf-ks-kspinregisterframereturncallback). `registeredAt`: when it registers its callback (STA-05). */
  | { readonly kind: 'injection'; readonly frames: number; readonly frameBytes: number; readonly registeredAt: 'STOP' | 'ACQUIRE' | 'PAUSE' | 'RUN' };

/** An allocator that could have served a circuit, as the negotiation has judged it. It decides nothing in the run; the result repeats it. */
export interface AllocatorCandidate {
  readonly kind: 'vendor' | 'peer' | 'default' | 'injection' | 'userMode' | 'proxy';
  /** Pin or peer it belongs to; empty for the default allocator. */
  readonly name: string;
  readonly verdict: 'eligible' | 'rejected' | 'undecided';
  /** The condition that weighs most, which is not met or not known; empty for one that is eligible. */
  readonly because: string;
  /** Public sources of that condition. */
  readonly source: string;
  /** RFC 6901 pointer of the value that decides, or the empty string. */
  readonly path: string;
}

/** Who was judged, and how well the choice for the run is founded. */
export interface AllocatorJudgement {
  readonly basis: TraceBasis;
  readonly candidates: readonly AllocatorCandidate[];
}

/** A section of a kernel pipe: frames go from station to station and back to the requestor, which feeds them into the first one again. */
export interface CircuitScenario {
  readonly label: string;
  /** In the direction of the data; at least one is a pin. */
  readonly stations: readonly CircuitStation[];
  readonly peers: readonly PeerScenario[];
  readonly allocator: CircuitAllocator;
  /** Left out: nobody has judged. */
  readonly judgement?: AllocatorJudgement;
}
