import type { Behaviour } from '../behaviour/program';
import type { QueueOptions } from '../queue/index';

/** What is proved: the behaviour of a driver on one pin that is read from, and how much of its surroundings takes part. There are no times: whatever may happen, may happen at any moment. */
export interface ProofModel {
  readonly label: string;
  readonly pin: string;
  readonly behaviour: Behaviour;
  /** KSPIN_FLAG_ bits of the pin. */
  readonly flags: number;
  /** sizeof(KSSTREAM_HEADER) and KSPIN.StreamHeaderSize, bytes. */
  readonly headerSize: number;
  readonly streamHeaderSize: number;
  /** Size of the stream headers that the client submits, bytes; left out: as large as the pin asks for. */
  readonly clientHeaderSize?: number;
  /** Bytes of a frame and of the buffers that the client submits. */
  readonly frameBytes: number;
  readonly bufferBytes: number;
  /** Bytes of every frame of a format that has one size; left out: frames may be shorter. */
  readonly fixedFrameBytes?: number;
  /** Whether the driver writes DataUsed into the header of a frame that is full, where its program leaves that to its choices. */
  readonly setsDataUsed: boolean;
  readonly options: Partial<QueueOptions>;
  /**
   * What nothing comes in between of. `calls`: one call of a function. `described`: that of routines that the document describes; the routine up to where it takes time of those
   * that come from a built-in pattern, which do not say how the driver protects what its routines share.
   */
  readonly granularity: 'calls' | 'described';
  readonly interrupts: DeviceInterrupts;
  /** The client resets the pin although no routine follows: the driver is said to delete no clone there. */
  readonly resetsWithoutRoutine?: boolean;
  /** Frames that the driver keeps between its trailing and its leading edge. */
  readonly windowFrames?: number;
  /** What the simulation has and the proof has not. */
  readonly leftOut?: readonly ProofOmission[];
  readonly bounds: ProofBounds;
}

/** What of a simulation takes no part in a proof, by key of its text. */
export type ProofOmission =
  | 'cancel' | 'reset' | 'removal' | 'formatChange' | 'secondOpen' | 'sleep' | 'allocateFails' | 'lockFails' | 'callbacks' | 'otherPins' | 'headers' | 'window' | 'mappings' | 'interrupts' | 'endOfStream' | 'typeChange' | 'chunks'
  | 'stateFailure' | 'conduct' | 'flushOnPause' | 'queuedAtAcquire' | 'edits' | 'emptyAtTimeout' | 'lossesMarked';

/** What a device does while it has no place for a frame: nothing; it goes on interrupting (because frames overtake each other in its store); it interrupts in any case, as a timer. */
export type DeviceInterrupts = 'whenFilled' | 'whenLost' | 'always';

/** Whether the client can reset the pin. */
export function canReset({ bounds, behaviour, resetsWithoutRoutine }: ProofModel): boolean {
  return bounds.resets && (behaviour.entries.reset >= 0 || resetsWithoutRoutine === true);
}

/** How much the search lets happen. */
export interface ProofBounds {
  /** Read requests of the client, and stream headers of each. */
  readonly requests: number;
  readonly headers: number;
  /** Buffers that the device can be programmed with, and frames in a store of its own. */
  readonly deviceEntries: number;
  readonly storeFrames: number;
  /** The device fills the buffer that was programmed first, or any. */
  readonly fills: 'oldest' | 'any';
  /** The client cancels single requests at any time. */
  readonly cancels: boolean;
  /** The client resets the pin (where the driver has a Reset routine). */
  readonly resets: boolean;
  /** The device is removed without notice at some time. */
  readonly removal: boolean;
  /** SetDeviceState may be called while Process runs, and the other way round. */
  readonly processOverlapsStates: boolean;
  /** The device can be stopped while a DPC is queued or runs. Else stopping it waits for that. */
  readonly dpcOverlapsStop: boolean;
}

/** Bounds that hold where nothing else is said. */
export const defaultProofBounds: ProofBounds = { requests: 3, headers: 1, deviceEntries: 3, storeFrames: 1, fills: 'oldest', cancels: true, resets: true, removal: false, processOverlapsStates: false, dpcOverlapsStop: false };

/** Who carries out routines: at most one call each at a time. */
export enum threads { process = 0, dpc = 1, control = 2, timeout = 3, workItem = 4 }

/** Who acts where it is nobody's routine. */
export const nobody = 15;

/** What else can happen in one step. Those behind `submit`, `cancel`, `fill` and `workItem` add a number: of a request, of an entry of the device's list, of a routine. */
export const moves = {
  submit: 0,
  cancel: 16,
  fill: 32,
  workItem: 48,
  up: 64,
  down: 65,
  resetBegin: 66,
  resetEnd: 67,
  close: 68,
  capture: 69,
  loseFrame: 70,
  tick: 74,
  remove: 75,
  startDpc: 71,
  startProcess: 72,
  fireTimeout: 73,
} as const;

/** Who decides that a move comes. */
export enum moveKinds {
  /** The driver, AVStream or the device: it comes in the end if it can. */
  system = 0,
  /** The client goes down towards KSSTATE_STOP. */
  down = 1,
  /** The client submits a request: it does so in the end if it streams. */
  submit = 2,
  /** The client does it or not. */
  client = 3,
}

/** Which of them a move is. */
export function kindOfMove(move: number): moveKinds {
  if (move === moves.down || move === moves.resetEnd) return moveKinds.down;
  if (move < moves.cancel) return moveKinds.submit;
  return move < moves.fill || (move >= moves.up && move <= moves.close) || move === moves.remove ? moveKinds.client : moveKinds.system;
}
