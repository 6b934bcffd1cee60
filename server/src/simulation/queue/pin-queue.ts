import type { QueueEnvironment } from './environment';
import type { Gate } from './gates';
import type { DmaAdapter, Mapping, PhysicalPages } from './mappings';
import type { ProcessingObject } from './processing-object';
import type { StreamQueue } from './queue';
import { createStreamQueue } from './queue';

/** KSPIN_FLAG_ bits that decide how a queue behaves (H:3734-3757). */
export const queueFlags = {
  dispatchLevelProcessing: 0x1, criticalProcessing: 0x2, hyperCriticalProcessing: 0x4, asynchronousProcessing: 0x8, doNotInitiateProcessing: 0x10,
  initiateProcessingOnEveryArrival: 0x20, framesNotRequiredForProcessing: 0x40, enforceFifo: 0x80, generateMappings: 0x100, distinctTrailingEdge: 0x200,
  processInRunStateOnly: 0x10000, splitter: 0x20000, someFramesRequiredForProcessing: 0x800000, processIfAnyInRunState: 0x1000000,
} as const;

/** KSSTREAM_HEADER_OPTIONSF_ bits that decide something here (H:2051). */
export const headerOptions = { dataDiscontinuity: 0x4, typeChanged: 0x8, flushOnPause: 0x80, endOfStream: 0x200, vramDataTransfer: 0x800 } as const;

/** KSSTATE. */
export const ksState = { stop: 0, acquire: 1, pause: 2, run: 3 } as const;

/** KSRESET. */
export const ksReset = { begin: 0, end: 1 } as const;

/** A stream pointer as the driver holds it: number and generation of the pointer, so that a deleted clone is known as such. -1 stands for NULL. */
export type StreamPointer = number;

/** What a driver's cancel callback does; it is called with the queue's spin lock held and may do no more than delete the clone. */
export type CancelCallback = (pin: PinQueue, clone: StreamPointer) => void;

/** KSSTREAM_HEADER of a frame. Sizes are bytes. */
export interface StreamHeader {
  readonly size: number;
  readonly frameExtent: number;
  dataUsed: number;
  optionsFlags: number;
  /** The buffer's physical pages, where mappings are wanted. */
  readonly pages: PhysicalPages | null;
}

/** A read or write request in the queue. */
export interface QueueRequest {
  readonly number: number;
  readonly headers: readonly StreamHeader[];
  /** Cancellation was asked for and has to wait for a lock. */
  cancelWanted: boolean;
  cancelWantedAt: number;
  /** NTSTATUS set with KsStreamPointerSetStatusCode. */
  status: number;
}

/** What the queue knows of a frame beside its place; one record for each slot. */
export interface FrameRecord {
  /** Counts arrivals, since slots are used again. */
  serial: number;
  request: QueueRequest;
  header: StreamHeader;
  /** Mappings, once a lock has built them. */
  mappings: readonly Mapping[] | null;
  /** Map registers the frame holds. */
  mapRegisters: number;
}

/** KSSTREAM_POINTER_OFFSET without the address: bytes, or mappings where the frame has them. */
export interface StreamPointerOffset {
  count: number;
  remaining: number;
}

/** A timeout of a stream pointer. */
export interface Timeout {
  /** Nanoseconds. */
  due: number;
  /** Order of scheduling. */
  sequence: number;
  /** `false` while it waits for another one to be scheduled in RUN. */
  active: boolean;
}

/** What the queue knows of a pointer beside its place; one record for each number. */
export interface PointerRecord {
  generation: number;
  readonly offsetIn: StreamPointerOffset;
  readonly offsetOut: StreamPointerOffset;
  /** The arrival the offsets belong to, and whether they count mappings. */
  offsetSerial: number;
  offsetMapped: boolean;
  cancelCallback: CancelCallback | null;
  timeout: Timeout | null;
  /** When the frame was cancelled under a clone with neither cancel callback nor timeout, nanoseconds; else `null`. */
  unattendedSince: number | null;
}

/** A request that is complete. */
export interface CompletedRequest {
  readonly request: number;
  /** NTSTATUS. */
  readonly status: number;
  readonly headers: readonly StreamHeader[];
  /** A sink pin completes its requests to their caller, a source pin sends them on (W:leading-and-trailing-edge-stream-pointers). */
  readonly destination: 'caller' | 'connectedPin';
}

/** What makes a queue. */
export interface PinQueueSettings {
  readonly name: string;
  /** Input pins are written to, output pins read from; the single queue of an in-place transform does both. */
  readonly direction: 'input' | 'output' | 'inPlace';
  readonly communication: 'sink' | 'source';
  /** KSPIN_FLAG_ bits. */
  readonly flags: number;
  /** sizeof(KSSTREAM_HEADER), bytes: 56 on 64-bit systems. */
  readonly headerSize: number;
  /** KSPIN.StreamHeaderSize, bytes; 0: plain headers. */
  readonly streamHeaderSize: number;
  /** Bytes of an uncompressed image of fixed size, or `null`. */
  readonly fixedFrameBytes: number | null;
  readonly adapter: DmaAdapter | null;
  /** Whether the pin is on the standard transport: has its state changed in single steps, and a queue that the driver can reach. */
  readonly standardTransport: boolean;
}

/** A pin's queue with everything the stream pointer functions need: the frames, their headers, pointers, state and gates. */
export interface PinQueue {
  readonly environment: QueueEnvironment;
  readonly settings: PinQueueSettings;
  readonly frames: StreamQueue;
  readonly frameRecords: FrameRecord[];
  readonly pointerRecords: PointerRecord[];
  /** Requests by number; numbers are used again once taken. */
  readonly requests: (QueueRequest | undefined)[];
  readonly freeRequests: number[];
  /** Complete, in order, and not taken by the owner. */
  readonly completed: CompletedRequest[];
  /** Complete, and held back until the client has fetched the new format. */
  readonly withheld: CompletedRequest[];
  /** Arrived behind an end of stream, and held until the output has said it too. */
  readonly held: QueueRequest[];
  formatPending: boolean;
  endOfStreamPending: boolean;
  arrivals: number;
  timeouts: number;

  /** KSPIN.DeviceState and ClientState, and what decides about processing: KSSTATE numbers. */
  deviceState: number;
  clientState: number;
  processingState: number;
  /** KSPIN.ResetState. */
  resetState: number;
  /** The state has changed since the reset began. */
  stateChangedInReset: boolean;
  removed: boolean;
  injecting: boolean;

  /** The pin or filter that processes what is here. */
  processing: ProcessingObject | null;
  /** A gate attached with KsPinAttachAndGate or KsPinAttachOrGate, and whether the pin's input of it is on. */
  frameGate: Gate | null;
  frameGateOn: boolean;

  /** Grows whenever an edge or an offset moves: what Process consumed shows in it. */
  progress: number;
  /** AVStream itself is at work, so that no rule about drivers applies. */
  internal: boolean;
  /** A cancel callback is being called. */
  spinLockHeld: boolean;
  /** The driver gives frames back unfilled because it stops or resets. */
  cleaningUp: boolean;
  /** Frames dropped since the last one that was delivered. */
  dropped: number;
}

/** An empty queue in KSSTATE_STOP. */
export function createPinQueue(environment: QueueEnvironment, settings: PinQueueSettings): PinQueue {
  const has = (flag: number): boolean => (settings.flags & flag) !== 0;
  return {
    environment, settings,
    frames: createStreamQueue(has(queueFlags.distinctTrailingEdge), has(queueFlags.enforceFifo)),
    frameRecords: [], pointerRecords: [], requests: [], freeRequests: [], completed: [], withheld: [], held: [],
    formatPending: false, endOfStreamPending: false, arrivals: 0, timeouts: 0,
    deviceState: ksState.stop, clientState: ksState.stop, processingState: ksState.stop, resetState: ksReset.end, stateChangedInReset: false,
    removed: false, injecting: false, processing: null, frameGate: null, frameGateOn: false,
    progress: 0, internal: false, spinLockHeld: false, cleaningUp: false, dropped: 0,
  };
}

/** Whether a flag of the pin is set. */
export function hasFlag(pin: PinQueue, flag: number): boolean {
  return (pin.settings.flags & flag) !== 0;
}

/** Bits of a handle for the number, and how many generations are told apart above them: a handle stays a small integer. */
const slotBits = 20;
const generations = 1024;

/** The number of a pointer in the queue's columns. */
export function slotOf(pointer: StreamPointer): number {
  return pointer < 0 ? -1 : pointer & ((1 << slotBits) - 1);
}

/** The record of a pointer, made when first asked for. */
export function recordOf(pin: PinQueue, slot: number): PointerRecord {
  let record = pin.pointerRecords[slot];
  if (record === undefined) {
    record = { generation: 0, offsetIn: { count: 0, remaining: 0 }, offsetOut: { count: 0, remaining: 0 }, offsetSerial: -1, offsetMapped: false, cancelCallback: null, timeout: null, unattendedSince: null };
    pin.pointerRecords[slot] = record;
  }
  return record;
}

/** The handle of a pointer that exists. */
export function handleOf(pin: PinQueue, slot: number): StreamPointer {
  return (recordOf(pin, slot).generation << slotBits) | slot;
}

/** A pointer is deleted: its number may be given again, its handle is not valid any more. */
export function retirePointer(record: PointerRecord): void {
  record.generation = (record.generation + 1) % generations;
  record.timeout = null;
  record.cancelCallback = null;
  record.unattendedSince = null;
}

/** Whether a handle belongs to a pointer that exists. */
export function isAlive(pin: PinQueue, pointer: StreamPointer): boolean {
  const slot = slotOf(pointer);
  return slot >= 0 && slot < pin.frames.pointerState.length && pin.frames.pointerState[slot] !== 0 && handleOf(pin, slot) === pointer;
}
