import type { Call, QueueEnvironment } from './environment';
import { recordCall, reportViolation } from './environment';
import type { Gate } from './gates';
import type { DmaAdapter, MappingTable, PhysicalPages } from './mappings';
import type { ProcessingObject } from './processing-object';
import { generations, slotBits } from './pointer-numbers';
import type { StreamQueue } from './queue';
import { createStreamQueue } from './queue';
import { ntStatus } from './stream-pointer';
import type { ViolationCode, ViolationFacts } from './violations';

/** The KSPIN_FLAG_ bits that decide something here (H:3734-3757). */
export enum queueFlags {
  dispatchLevelProcessing = 0x1, criticalProcessing = 0x2, hyperCriticalProcessing = 0x4, asynchronousProcessing = 0x8, doNotInitiateProcessing = 0x10,
  initiateProcessingOnEveryArrival = 0x20, framesNotRequiredForProcessing = 0x40, enforceFifo = 0x80, generateMappings = 0x100, distinctTrailingEdge = 0x200,
  processInRunStateOnly = 0x10000, splitter = 0x20000, useStandardTransport = 0x40000, doNotUseStandardTransport = 0x80000, fixedFormat = 0x100000,
  someFramesRequiredForProcessing = 0x800000, processIfAnyInRunState = 0x1000000,
}

/** KSSTREAM_HEADER_OPTIONSF_ bits that decide something here (H:2051). */
export enum headerOptions { dataDiscontinuity = 0x4, typeChanged = 0x8, flushOnPause = 0x80, endOfStream = 0x200, vramDataTransfer = 0x800 }

/** KSSTATE. */
export enum ksState { stop = 0, acquire = 1, pause = 2, run = 3 }

/** KSRESET. */
export enum ksReset { begin = 0, end = 1 }

/** A stream pointer as the driver holds it: number and generation of the pointer, so that a deleted clone is known as such. -1 stands for NULL. */
export type StreamPointer = number;

/** What a driver's cancel callback does; it is called with the queue's spin lock held and may do no more than delete the clone. */
export type CancelCallback = (pin: PinQueue, clone: StreamPointer) => void;

/** KSSTREAM_HEADER of a frame. Sizes are bytes. */
export class StreamHeader {
  /** DataUsed and OptionsFlags with which the client submits the header; each submission begins with them. */
  submittedDataUsed: number;
  submittedFlags: number;
  /** The mappings built last and the bytes they cover, since a buffer's pages stay the same. */
  builtMappings: MappingTable | null = null;
  builtBytes = 0;

  /** `buffer`: the owner's number for the buffer, or -1. `pages`: the buffer's physical pages, where mappings are wanted. */
  constructor(readonly size: number, public frameExtent: number, public dataUsed: number, public optionsFlags: number, public buffer: number, readonly pages: PhysicalPages | null) {
    this.submittedDataUsed = dataUsed;
    this.submittedFlags = optionsFlags;
  }
}

/** Where a request is: with its client, in the queue, before it behind an end of stream, behind it until the client fetches a new format, or complete and not taken. */
export enum requestStates { withClient = 0, queued = 1, held = 2, withheld = 3, completed = 4 }

/** A read or write request. */
export class QueueRequest {
  /** One of {@link requestStates}. */
  state: number = requestStates.withClient;
  /** Cancellation was asked for and has to wait for a lock. */
  cancelWanted = false;
  /** When, nanoseconds. */
  cancelWantedAt = 0;
  /** A pause has flushed it, or will when a lock goes: its headers say FLUSHONPAUSE. */
  flushedOnPause = false;
  /** NTSTATUS: what KsStreamPointerSetStatusCode set, and from completion on what the request completed with. */
  status: number = ntStatus.success;

  /** `owner`: the client's own number for it, or -1. `reusable`: made with `createRequest`, keeps its number. */
  constructor(readonly number: number, public owner: number, readonly headers: readonly StreamHeader[], readonly reusable: boolean) {}
}

/** What the queue knows of a frame beside its place; one record for each slot, used again. */
export class FrameRecord {
  /** Counts arrivals, since slots are used again. */
  serial = 0;
  /** Mappings, once a lock has built them. */
  mappings: MappingTable | null = null;
  /** Map registers the frame holds. */
  mapRegisters = 0;

  constructor(public request: QueueRequest, public header: StreamHeader) {}
}

/** KSSTREAM_POINTER_OFFSET without the address: bytes, or mappings where the frame has them. */
export interface StreamPointerOffset {
  count: number;
  remaining: number;
}

/** The timeout of a stream pointer, if one is `scheduled`. */
export interface Timeout {
  scheduled: boolean;
  /** Nanoseconds. */
  due: number;
  /** Order of scheduling. */
  sequence: number;
  /** `false` while it waits for another one to be scheduled in RUN. */
  active: boolean;
}

/** What the queue knows of a pointer beside its place; one record for each number, used again. */
export class PointerRecord {
  generation = 0;
  readonly offsetIn: StreamPointerOffset = { count: 0, remaining: 0 };
  readonly offsetOut: StreamPointerOffset = { count: 0, remaining: 0 };
  /** The arrival the offsets belong to, and whether they count mappings. */
  offsetSerial = -1;
  offsetMapped = false;
  cancelCallback: CancelCallback | null = null;
  readonly timeout: Timeout = { scheduled: false, due: 0, sequence: 0, active: false };
  /** When the frame was cancelled under a clone with neither cancel callback nor timeout, nanoseconds; else -1. */
  unattendedSince = -1;
}

/** A request that is complete, as `takeCompletedRequests` gives it. */
export interface CompletedRequest {
  readonly request: number;
  readonly owner: number;
  /** NTSTATUS. */
  readonly status: number;
  readonly headers: readonly StreamHeader[];
  /** A sink pin completes its requests to their caller, a source pin sends them on (W:leading-and-trailing-edge-stream-pointers). */
  readonly destination: 'caller' | 'connectedPin';
}

/** What makes a queue. */
export interface PinQueueSettings {
  readonly name: string;
  /** The owner's number of the pin, from 0. */
  readonly index: number;
  /** Input pins are written to, output pins read from; the single queue of an in-place transform does both. */
  readonly direction: 'input' | 'output' | 'inPlace';
  readonly communication: 'sink' | 'source';
  /** KSPIN_FLAG_ bits. */
  readonly flags: number;
  /** sizeof(KSSTREAM_HEADER), bytes: 56 on 64-bit systems. */
  readonly headerSize: number;
  /** KSPIN.StreamHeaderSize, bytes; 0: plain headers. */
  readonly streamHeaderSize: number;
  /** Bytes of an uncompressed image of fixed size, or `null`; another format may change it. */
  fixedFrameBytes: number | null;
  readonly adapter: DmaAdapter | null;
  /** Whether the next lock of a pointer on the pin fails for want of resources, mappings or none; left out or `null`: only for reasons that the queue knows. */
  readonly failsLock?: (() => boolean) | null;
  /** Hardware or code take it for granted that mappings begin and end on page boundaries (DMA-03). */
  readonly expectsPageBoundaries?: boolean;
  /** Whether the pin is on the standard transport: has its state changed in single steps, and a queue that the driver can reach. */
  readonly standardTransport: boolean;
}

/** A pin's queue with everything the stream pointer functions need: the frames, their headers, pointers, state and gates. */
export class PinQueue {
  readonly frames: StreamQueue;
  readonly frameRecords: FrameRecord[] = [];
  readonly pointerRecords = [new PointerRecord(), new PointerRecord()];
  /** Whether the pointers have OffsetIn (the pin is read from by the driver) and OffsetOut (it is written to). */
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
  /** Whether a lock builds mappings. */
  readonly generatesMappings: boolean;
  /**
   * Steps that every frame goes through can be taken several at once: the pin is read from and processes for itself, its queue has the leading edge alone, nothing but the
   * queue makes a lock fail, its IRPs do not wait for one another, there is no gate of its own, and no record of calls.
   */
  isPlain: boolean;
  /** Least sizeof a header has to say (HDR-03), bytes. */
  readonly neededHeaderSize: number;
  /** Requests by number, whoever has them. */
  readonly requests: QueueRequest[] = [];
  /** Numbers of requests submitted once that may be given again. */
  readonly freeRequests: number[] = [];
  /** A ring of the numbers of requests that are complete, in order, and not taken by the owner; its length is a power of two. */
  completed = new Int32Array(8);
  completedHead = 0;
  completedCount = 0;
  /** Complete, and held back until the client has fetched the new format. */
  readonly withheld: QueueRequest[] = [];
  /** Arrived behind an end of stream, and held until the output has said it too. */
  readonly held: QueueRequest[] = [];
  formatPending = false;
  endOfStreamPending = false;
  arrivals = 0;
  /** Mappings of all frames for which a lock built them, and locks that failed for want of resources. */
  mappingsBuilt = 0;
  lockFailures = 0;
  /** Those of them that found no map registers, and when the first did, nanoseconds. */
  registersMissing = 0;
  registersMissingAt = -1;
  /** Timeouts scheduled so far, and those that have neither fired nor been cancelled. */
  timeouts = 0;
  scheduledTimeouts = 0;

  /** KSPIN.DeviceState and ClientState, and what decides about processing: KSSTATE numbers. */
  deviceState: number = ksState.stop;
  clientState: number = ksState.stop;
  processingState: number = ksState.stop;
  /** KSPIN.ResetState. */
  resetState: number = ksReset.end;
  /** The state has changed since the reset began. */
  stateChangedInReset = false;
  removed = false;
  injecting = false;

  /** The pin or filter that processes what is here. */
  processing: ProcessingObject | null = null;
  /** A splitter handles the pin, and nobody waits for its frames. */
  automatic = false;
  /** KSPROCESSPIN during Process of a filter: BytesAvailable, Flags, and what Process answers, BytesUsed and Terminate. */
  bytesAvailable = 0;
  processFlags = 0;
  bytesUsed = 0;
  terminate = false;
  /** A gate attached with KsPinAttachAndGate or KsPinAttachOrGate, and whether the pin's input of it is on. */
  frameGate: Gate | null = null;
  frameGateOn = false;

  /** Grows whenever an edge or an offset moves: what Process consumed shows in it. */
  progress = 0;
  /** AVStream itself is at work, so that no rule about drivers applies. */
  internal = false;
  /** A cancel callback is being called. */
  spinLockHeld = false;
  /** The driver gives frames back unfilled because it stops or resets. */
  cleaningUp = false;
  /** Frames dropped that no delivered frame has shown yet: of each, the arrival of the first frame that the driver wrote behind it. */
  readonly losses: number[] = [];

  constructor(readonly environment: QueueEnvironment, readonly settings: PinQueueSettings) {
    const has = (flag: number): boolean => (settings.flags & flag) !== 0;
    this.frames = createStreamQueue(has(queueFlags.distinctTrailingEdge), has(queueFlags.enforceFifo));
    this.isPlain = settings.direction === 'output' && settings.standardTransport && environment.calls === null && (settings.failsLock ?? null) === null
      && !has(queueFlags.distinctTrailingEdge | queueFlags.enforceFifo | queueFlags.generateMappings);
    this.neededHeaderSize = Math.max(settings.headerSize, settings.streamHeaderSize);
    this.hasInput = settings.direction !== 'output';
    this.hasOutput = settings.direction !== 'input';
    this.generatesMappings = settings.adapter !== null && has(queueFlags.generateMappings);
  }
}

/** An empty queue in KSSTATE_STOP. */
export function createPinQueue(environment: QueueEnvironment, settings: PinQueueSettings): PinQueue {
  return new PinQueue(environment, settings);
}

/** Whether a flag of the pin is set. */
export function hasFlag(pin: PinQueue, flag: number): boolean {
  return (pin.settings.flags & flag) !== 0;
}

/** Reports a violation on a pin at the present time. */
export function reportOn<Code extends ViolationCode>(pin: PinQueue, code: Code, facts: ViolationFacts[Code]): void {
  reportViolation(pin.environment, code, pin.settings.name, facts, pin.settings.index);
}

/** Records a call that concerns a pin. */
export function recordOn(pin: PinQueue, what: Call['what'], about: number): void {
  if (pin.environment.calls !== null) recordCall(pin.environment, what, pin.settings.name, about);
}

/** Notes what has arrived in the slot of a frame. */
export function recordFrame(pin: PinQueue, frame: number, request: QueueRequest, header: StreamHeader): void {
  const { frameRecords } = pin;
  pin.arrivals += 1;
  if (frame >= frameRecords.length) growRecords(frameRecords, frame, request, header);
  const record = frameRecords[frame]!;
  record.serial = pin.arrivals;
  record.request = request;
  record.header = header;
  record.mappings = null;
  record.mapRegisters = 0;
}

function growRecords(records: FrameRecord[], frame: number, request: QueueRequest, header: StreamHeader): void {
  while (frame >= records.length) records.push(new FrameRecord(request, header));
}

/** The number of a pointer in the queue's columns. */
export function slotOf(pointer: StreamPointer): number {
  return pointer < 0 ? -1 : pointer & ((1 << slotBits) - 1);
}

/** The record of a pointer that exists. */
export function recordOf(pin: PinQueue, slot: number): PointerRecord {
  return pin.pointerRecords[slot]!;
}

/** Sees to it that a new clone has a record. */
export function prepareRecord(pin: PinQueue, slot: number): PointerRecord {
  while (slot >= pin.pointerRecords.length) pin.pointerRecords.push(new PointerRecord());
  return pin.pointerRecords[slot]!;
}

/** The handle of a pointer that exists. */
export function handleOf(pin: PinQueue, slot: number): StreamPointer {
  return (pin.pointerRecords[slot]!.generation << slotBits) | slot;
}

/** A pointer is deleted: its number may be given again, its handle is not valid any more. */
export function retirePointer(pin: PinQueue, slot: number): void {
  const record = pin.pointerRecords[slot]!;
  record.generation = (record.generation + 1) % generations;
  record.cancelCallback = null;
  record.unattendedSince = -1;
  dropTimeout(pin, record);
}

/** A pointer's timeout, if there is one, will not fire any more. */
export function dropTimeout(pin: PinQueue, record: PointerRecord): void {
  if (!record.timeout.scheduled) return;
  record.timeout.scheduled = false;
  pin.scheduledTimeouts -= 1;
}

/** Whether a handle belongs to a pointer that exists. */
export function isAlive(pin: PinQueue, pointer: StreamPointer): boolean {
  const slot = slotOf(pointer);
  return slot >= 0 && slot < pin.pointerRecords.length && pin.frames.pointerState[slot] !== 0 && handleOf(pin, slot) === pointer;
}

/** The frame under a pointer (a handle, or the number of an edge) as the run asks for it, which is no access by the driver; or `null`. */
export function frameUnder(pin: PinQueue, pointer: StreamPointer): FrameRecord | null {
  const slot = slotOf(pointer);
  const frame = slot < 0 ? -1 : pin.frames.pointerFrame[slot]!;
  return frame < 0 ? null : pin.frameRecords[frame]!;
}

/** The owner's number of the buffer under a pointer, or -1. */
export function bufferUnder(pin: PinQueue, pointer: StreamPointer): number {
  const slot = slotOf(pointer);
  const frame = slot < 0 ? -1 : pin.frames.pointerFrame[slot]!;
  return frame < 0 ? -1 : pin.frameRecords[frame]!.header.buffer;
}
