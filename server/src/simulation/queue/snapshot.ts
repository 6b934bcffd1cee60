import type { CancelCallback, PinQueue, PointerRecord, StreamPointer } from './pin-queue';
import { FrameRecord, isAlive, prepareRecord, requestStates, slotOf } from './pin-queue';
import { generations, leadingEdge, nullPointer, slotBits, trailingEdge } from './pointer-numbers';
import type { ProcessingObject } from './processing-object';
import type { StreamQueue } from './queue';
import { frameStates, irpStates, pointerStates } from './queue';
import { nowOf } from './environment';

/**
 * A queue as bytes and back: all that decides how it goes on, and nothing else, so that two queues with the same bytes behave alike. Left out are counts that only grow,
 * serial numbers and times: a snapshot is taken and restored at one time. Clones are numbered by age, frames by their place in the queue. Not for pins with mappings, nor
 * for requests submitted once.
 */
export interface SnapshotTable {
  /** Numbers that occur (sizes, flags, contexts), and cancel callbacks, each written as its place. */
  readonly numbers: number[];
  readonly places: Map<number, number>;
  readonly callbacks: CancelCallback[];
  /** By number of a clone before it was packed, its number after: valid until the next {@link packQueue}. */
  readonly ages: Int32Array;
  /** Scratch: the frames in the order in which they are packed, and the place of each. */
  readonly frames: Int32Array;
  readonly placeOfFrame: Int32Array;
  /** Requests are alike: they are numbered by where they are, so that states that differ in nothing else have the same bytes. */
  readonly interchangeable: boolean;
  /** Scratch: by number of a request its number in the bytes, and the other way. */
  readonly numberInBytes: Int32Array;
  readonly requestOfNumber: Int32Array;
}

/** Frames, clones and requests a snapshot can have. */
const most = 200;
const noFrame = 255;

/** What packing and restoring of one queue share. */
export function createSnapshotTable(interchangeable = false): SnapshotTable {
  return {
    numbers: [], places: new Map(), callbacks: [], ages: new Int32Array(most + 2), frames: new Int32Array(most), placeOfFrame: new Int32Array(most), interchangeable,
    numberInBytes: Int32Array.from({ length: most }, (_, number) => number), requestOfNumber: Int32Array.from({ length: most }, (_, number) => number),
  };
}

/** The place of a number in the table; a RangeError when there are more than a byte tells apart. */
function placeOf(table: SnapshotTable, value: number): number {
  const known = table.places.get(value);
  if (known !== undefined) return known;
  const place = table.numbers.length;
  if (place > 255) throw new RangeError('a snapshot tells 256 numbers apart');
  table.numbers.push(value);
  table.places.set(value, place);
  return place;
}

function callbackPlace(table: SnapshotTable, callback: CancelCallback | null): number {
  if (callback === null) return 0;
  const known = table.callbacks.indexOf(callback);
  return known >= 0 ? known + 1 : table.callbacks.push(callback);
}

const bit = (is: boolean, place: number): number => (is ? 1 << place : 0);

/** Writes the queue of a pin at `at`; returns where it ends. */
export function packQueue(pin: PinQueue, table: SnapshotTable, into: Uint8Array, at: number): number {
  if (pin.generatesMappings) throw new Error('a queue with mappings has no snapshot');
  const { frames } = pin;
  let to = at;
  into[to++] = pin.deviceState | (pin.clientState << 2) | (pin.processingState << 4) | bit(pin.resetState === 0, 6) | bit(pin.stateChangedInReset, 7);
  into[to++] = bit(pin.removed, 0) | bit(pin.formatPending, 1) | bit(pin.endOfStreamPending, 2) | bit(pin.frameGateOn, 3) | bit(pin.cleaningUp, 4) | bit(pin.injecting, 5);
  to = packFrames(pin, table, into, to);
  to = packRequests(pin, table, into, to);
  for (let edge = leadingEdge; edge <= (frames.distinctTrailingEdge ? trailingEdge : leadingEdge); edge += 1) to = packPointer(pin, table, edge, into, to);
  into[to++] = frames.cloneCount;
  let age = 2;
  for (let slot = frames.oldestClone; slot >= 0; slot = frames.cloneNewer[slot]!) {
    table.ages[slot] = age;
    age += 1;
    to = packClone(pin, table, slot, into, to);
  }
  return packLosses(pin, table, into, to);
}

/** The frames in the queue, oldest first, then those that only clones hold, the one with the oldest clone first. */
function packFrames(pin: PinQueue, table: SnapshotTable, into: Uint8Array, at: number): number {
  const { frames } = pin;
  let count = 0;
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) table.frames[count++] = frame;
  const queued = count;
  for (let slot = frames.oldestClone; slot >= 0; slot = frames.cloneNewer[slot]!) {
    const frame = frames.pointerFrame[slot]!;
    if (frame >= 0 && frames.frameState[frame] === frameStates.cancelled && !table.frames.subarray(queued, count).includes(frame)) table.frames[count++] = frame;
  }
  if (table.interchangeable) numberRequests(pin, table, count);
  let to = at;
  into[to++] = queued;
  into[to++] = count - queued;
  for (let place = 0; place < count; place += 1) {
    const frame = table.frames[place]!;
    table.placeOfFrame[frame] = place;
    const { request, header } = pin.frameRecords[frame]!;
    into[to++] = table.numberInBytes[request.number]!;
    into[to++] = request.headers.length === 1 ? 0 : request.headers.indexOf(header);
  }
  return to;
}

/** Numbers requests by where they are: those with frames as they are packed, then those that are held back or complete, then those with the client. */
function numberRequests(pin: PinQueue, table: SnapshotTable, frames: number): void {
  const { numberInBytes, requestOfNumber } = table;
  let next = 0;
  const give = (number: number): void => {
    if (numberInBytes[number]! >= 0) return;
    numberInBytes[number] = next;
    requestOfNumber[next] = number;
    next += 1;
  };
  numberInBytes.fill(-1, 0, pin.requests.length);
  for (let place = 0; place < frames; place += 1) give(pin.frameRecords[table.frames[place]!]!.request.number);
  for (const { number } of pin.withheld) give(number);
  for (const { number } of pin.held) give(number);
  for (let place = 0; place < pin.completedCount; place += 1) give(pin.completed[(pin.completedHead + place) & (pin.completed.length - 1)]!);
  for (let irp = pin.frames.oldestIrp; irp >= 0; irp = pin.frames.irpNewer[irp]!) give(irp);
  for (let number = 0; number < pin.requests.length; number += 1) give(number);
}

function packRequests(pin: PinQueue, table: SnapshotTable, into: Uint8Array, at: number): number {
  const { requests, frames } = pin;
  let to = at;
  for (let place = 0; place < requests.length; place += 1) {
    const number = table.requestOfNumber[place]!;
    const request = requests[number]!;
    if (!request.reusable) throw new Error('a request submitted once has no snapshot');
    const isOut = request.state !== requestStates.withClient;
    into[to++] = request.state | bit(isOut && request.cancelWanted, 3) | bit(isOut && request.flushedOnPause, 4) | ((request.state === requestStates.queued ? frames.irpState[number]! : 0) << 5);
    if (isOut) {
      // NTSTATUS: severity, and what tells the codes apart here.
      into[to++] = (request.status >>> 24) & 0xff;
      into[to++] = request.status & 0xff;
      into[to++] = (request.status >>> 8) & 0xff;
      for (const { dataUsed, optionsFlags } of request.headers) {
        into[to++] = placeOf(table, dataUsed);
        into[to++] = placeOf(table, optionsFlags);
      }
    }
  }
  to = packNumbers(pin.withheld, table, into, to);
  to = packNumbers(pin.held, table, into, to);
  into[to++] = pin.completedCount;
  for (let place = 0; place < pin.completedCount; place += 1) into[to++] = table.numberInBytes[pin.completed[(pin.completedHead + place) & (pin.completed.length - 1)]!]!;
  if (!frames.enforceFifo) return to;
  const first = to++;
  for (let irp = frames.oldestIrp; irp >= 0; irp = frames.irpNewer[irp]!) into[to++] = table.numberInBytes[irp]!;
  into[first] = to - first - 1;
  return to;
}

function packNumbers(list: PinQueue['held'], table: SnapshotTable, into: Uint8Array, at: number): number {
  let to = at;
  into[to++] = list.length;
  for (const { number } of list) into[to++] = table.numberInBytes[number]!;
  return to;
}

/** Frame, lock, timeout and offsets of a pointer. */
function packPointer(pin: PinQueue, table: SnapshotTable, slot: number, into: Uint8Array, at: number): number {
  const { frames } = pin;
  const frame = frames.pointerFrame[slot]!;
  const record = pin.pointerRecords[slot]!;
  let to = at;
  into[to++] = frame < 0 ? noFrame : table.placeOfFrame[frame]!;
  const begun = frame >= 0 && record.offsetSerial === pin.frameRecords[frame]!.serial && !isWhole(pin, record, frame);
  const { offsetIn, offsetOut, timeout } = record;
  into[to++] = bit(frames.pointerState[slot] === pointerStates.locked, 0) | bit(begun, 1) | bit(timeout.scheduled, 2) | bit(timeout.scheduled && timeout.active, 3);
  if (timeout.scheduled) {
    let earlier = 0;
    for (const other of pin.pointerRecords) if (other.timeout.scheduled && other.timeout.sequence < timeout.sequence) earlier += 1;
    into[to++] = placeOf(table, timeout.due - nowOf(pin.environment));
    into[to++] = earlier;
  }
  if (!begun) return to;
  into[to++] = placeOf(table, offsetIn.count);
  into[to++] = placeOf(table, offsetIn.remaining);
  into[to++] = placeOf(table, offsetOut.count);
  into[to++] = placeOf(table, offsetOut.remaining);
  return to;
}

/** Offsets of a frame that is only written to begin at its extent, which does not change, whenever somebody asks for them. */
function isWhole(pin: PinQueue, { offsetOut }: PointerRecord, frame: number): boolean {
  return !pin.hasInput && offsetOut.remaining === offsetOut.count && offsetOut.count === pin.frameRecords[frame]!.header.frameExtent;
}

function packClone(pin: PinQueue, table: SnapshotTable, slot: number, into: Uint8Array, at: number): number {
  const { unattendedSince, cancelCallback } = pin.pointerRecords[slot]!;
  let to = packPointer(pin, table, slot, into, at);
  into[to++] = placeOf(table, pin.frames.cloneContext[slot]!);
  into[to++] = callbackPlace(table, cancelCallback);
  into[to++] = bit(unattendedSince >= 0, 0);
  return to;
}

/** Of each loss, the earliest first, how many frames in the queue came before it; of each frame that only clones hold, how many losses it came behind. */
function packLosses(pin: PinQueue, table: SnapshotTable, into: Uint8Array, at: number): number {
  const count = into[at] = pin.losses.length;
  if (count === 0) return at + 1;
  let to = at + 1;
  const losses = [...pin.losses].sort((one, other) => one - other);
  const serialAt = (place: number): number => pin.frameRecords[table.frames[place]!]!.serial;
  for (const loss of losses) {
    let before = 0;
    while (before < pin.frames.waiting && serialAt(before) < loss) before += 1;
    into[to++] = before;
  }
  const frames = pin.frames.waiting + heldFrames(pin, table);
  for (let place = pin.frames.waiting; place < frames; place += 1) into[to++] = losses.filter((loss) => loss <= serialAt(place)).length;
  return to;
}

function heldFrames(pin: PinQueue, table: SnapshotTable): number {
  let count = 0;
  const { frames } = pin;
  for (let place = frames.waiting; place < table.frames.length && frames.frameState[table.frames[place]!] === frameStates.cancelled && table.placeOfFrame[table.frames[place]!] === place; place += 1) count += 1;
  return count;
}

/** Puts a queue, made with the same settings and requests, into the state of a snapshot; returns where it ends. */
export function restoreQueue(pin: PinQueue, table: SnapshotTable, from: Uint8Array, at: number): number {
  let next = at;
  const states = from[next++]!;
  const facts = from[next++]!;
  pin.deviceState = states & 3;
  pin.clientState = (states >> 2) & 3;
  pin.processingState = (states >> 4) & 3;
  pin.resetState = (states & 0x40) !== 0 ? 0 : 1;
  pin.stateChangedInReset = (states & 0x80) !== 0;
  pin.removed = (facts & 1) !== 0;
  pin.formatPending = (facts & 2) !== 0;
  pin.endOfStreamPending = (facts & 4) !== 0;
  pin.frameGateOn = (facts & 8) !== 0;
  pin.cleaningUp = (facts & 0x10) !== 0;
  pin.injecting = (facts & 0x20) !== 0;
  pin.internal = false;
  pin.spinLockHeld = false;
  next = restoreFrames(pin, from, next);
  next = restoreRequests(pin, table, from, next);
  const { frames } = pin;
  pin.scheduledTimeouts = 0;
  pin.timeouts = 0;
  for (let edge = leadingEdge; edge <= (frames.distinctTrailingEdge ? trailingEdge : leadingEdge); edge += 1) next = restorePointer(pin, table, edge, from, next);
  next = restoreClones(pin, table, from, next);
  settleCounts(frames);
  return restoreLosses(pin, from, next);
}

function restoreFrames(pin: PinQueue, from: Uint8Array, at: number): number {
  let next = at;
  const { frames } = pin;
  const queued = from[next++]!;
  const cancelled = from[next++]!;
  const count = queued + cancelled;
  ensureFrames(frames, count);
  ensureIrps(frames, pin.requests.length);
  frames.irpFrames.fill(0);
  frames.irpState.fill(irpStates.none);
  frames.frameState.fill(frameStates.free);
  for (let frame = 0; frame < count; frame += 1) {
    const number = from[next++]!;
    const request = pin.requests[number]!;
    const header = request.headers[from[next++]!]!;
    const records = pin.frameRecords;
    while (frame >= records.length) records.push(new FrameRecord(request, header));
    const record = records[frame]!;
    record.serial = frame + 1;
    record.request = request;
    record.header = header;
    record.mappings = null;
    record.mapRegisters = 0;
    const isQueued = frame < queued;
    frames.frameNewer[frame] = isQueued && frame + 1 < queued ? frame + 1 : -1;
    frames.frameOlder[frame] = isQueued ? frame - 1 : -1;
    frames.frameState[frame] = isQueued ? frameStates.queued : frameStates.cancelled;
    frames.references[frame] = 0;
    frames.locks[frame] = 0;
    frames.inWindow[frame] = 0;
    frames.ahead[frame] = 0;
    frames.frameExtent[frame] = header.frameExtent;
    frames.dataUsed[frame] = 0;
    frames.frameIrp[frame] = number;
    frames.irpFrames[number]! += 1;
  }
  pin.arrivals = count;
  frames.oldest = queued > 0 ? 0 : -1;
  frames.newest = queued - 1;
  frames.waiting = queued;
  frames.cancelled = cancelled;
  frames.completed = 0;
  frames.received = count;
  frames.freeFrame = -1;
  for (let frame = frames.frameNewer.length - 1; frame >= count; frame -= 1) {
    frames.frameNewer[frame] = frames.freeFrame;
    frames.freeFrame = frame;
  }
  return next;
}

function restoreRequests(pin: PinQueue, table: SnapshotTable, from: Uint8Array, at: number): number {
  const { requests, frames } = pin;
  let next = at;
  for (let number = 0; number < requests.length; number += 1) {
    const request = requests[number]!;
    const facts = from[next++]!;
    request.state = facts & 7;
    request.cancelWanted = (facts & 8) !== 0;
    request.cancelWantedAt = request.cancelWanted ? nowOf(pin.environment) : 0;
    request.flushedOnPause = (facts & 0x10) !== 0;
    frames.irpState[number] = facts >> 5;
    request.status = 0;
    if (request.state === requestStates.withClient) continue;
    request.status = (from[next]! << 24) | (from[next + 2]! << 8) | from[next + 1]!;
    next += 3;
    for (const header of request.headers) {
      header.dataUsed = table.numbers[from[next++]!]!;
      header.optionsFlags = table.numbers[from[next++]!]!;
    }
  }
  next = restoreNumbers(pin, pin.withheld, from, next);
  next = restoreNumbers(pin, pin.held, from, next);
  pin.completedHead = 0;
  pin.completedCount = from[next++]!;
  for (let place = 0; place < pin.completedCount; place += 1) pin.completed[place] = from[next++]!;
  frames.completedCount = 0;
  frames.oldestIrp = -1;
  frames.newestIrp = -1;
  if (!frames.enforceFifo) return next;
  const waiting = from[next++]!;
  for (let place = 0; place < waiting; place += 1) {
    const irp = from[next++]!;
    frames.irpNewer[irp] = -1;
    frames.irpOlder[irp] = frames.newestIrp;
    if (frames.newestIrp >= 0) frames.irpNewer[frames.newestIrp] = irp;
    else frames.oldestIrp = irp;
    frames.newestIrp = irp;
  }
  return next;
}

function restoreNumbers(pin: PinQueue, list: PinQueue['held'], from: Uint8Array, at: number): number {
  if (list.length > 0) list.length = 0;
  const count = from[at]!;
  for (let place = 1; place <= count; place += 1) list.push(pin.requests[from[at + place]!]!);
  return at + 1 + count;
}

function restorePointer(pin: PinQueue, table: SnapshotTable, slot: number, from: Uint8Array, at: number): number {
  const { frames } = pin;
  let next = at;
  const place = from[next++]!;
  const facts = from[next++]!;
  const frame = place === noFrame ? -1 : place;
  frames.pointerFrame[slot] = frame;
  frames.pointerState[slot] = (facts & 1) !== 0 ? pointerStates.locked : pointerStates.unlocked;
  if ((facts & 1) !== 0) frames.locks[frame]! += 1;
  const record = prepareRecord(pin, slot);
  record.generation = 0;
  record.offsetSerial = -1;
  const { timeout } = record;
  timeout.scheduled = (facts & 4) !== 0;
  timeout.active = (facts & 8) !== 0;
  if (timeout.scheduled) {
    timeout.due = nowOf(pin.environment) + table.numbers[from[next++]!]!;
    timeout.sequence = from[next++]! + 1;
    pin.scheduledTimeouts += 1;
    pin.timeouts = Math.max(pin.timeouts, timeout.sequence);
  }
  if ((facts & 2) === 0) return next;
  record.offsetSerial = pin.frameRecords[frame]!.serial;
  record.offsetMapped = false;
  record.offsetIn.count = table.numbers[from[next++]!]!;
  record.offsetIn.remaining = table.numbers[from[next++]!]!;
  record.offsetOut.count = table.numbers[from[next++]!]!;
  record.offsetOut.remaining = table.numbers[from[next++]!]!;
  return next;
}

function restoreClones(pin: PinQueue, table: SnapshotTable, from: Uint8Array, at: number): number {
  const { frames } = pin;
  let next = at;
  const count = from[next++]!;
  const end = count + 2;
  ensurePointers(frames, end);
  for (let slot = 2; slot < end; slot += 1) {
    next = restorePointer(pin, table, slot, from, next);
    const record = pin.pointerRecords[slot]!;
    const frame = frames.pointerFrame[slot]!;
    if (frame >= 0) frames.references[frame]! += 1;
    frames.cloneContext[slot] = table.numbers[from[next++]!]!;
    const callback = from[next++]!;
    record.cancelCallback = callback === 0 ? null : table.callbacks[callback - 1]!;
    record.unattendedSince = (from[next++]! & 1) !== 0 ? nowOf(pin.environment) : -1;
    frames.cloneOlder[slot] = slot === 2 ? -1 : slot - 1;
    frames.cloneNewer[slot] = slot + 1 < end ? slot + 1 : -1;
  }
  for (let slot = end; slot < pin.pointerRecords.length; slot += 1) {
    const record = pin.pointerRecords[slot]!;
    record.generation = 0;
    record.cancelCallback = null;
    record.timeout.scheduled = false;
    record.unattendedSince = -1;
  }
  frames.oldestClone = count > 0 ? 2 : -1;
  frames.newestClone = count > 0 ? end - 1 : -1;
  frames.cloneCount = count;
  frames.freeClone = -1;
  for (let slot = frames.pointerFrame.length - 1; slot >= end; slot -= 1) {
    frames.pointerState[slot] = pointerStates.free;
    frames.pointerFrame[slot] = -1;
    frames.cloneNewer[slot] = frames.freeClone;
    frames.freeClone = slot;
  }
  return next;
}

/** What follows from where the pointers are. */
function settleCounts(frames: StreamQueue): void {
  const lead = frames.pointerFrame[leadingEdge]!;
  const trail = frames.distinctTrailingEdge ? frames.pointerFrame[trailingEdge]! : lead;
  let within = false;
  let ahead = false;
  frames.available = 0;
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) {
    if (frame === trail) within = true;
    if (frame === lead) ahead = true;
    if (within) {
      frames.inWindow[frame] = 1;
      frames.references[frame]! += 1;
    }
    if (ahead) {
      frames.ahead[frame] = 1;
      frames.available += 1;
    }
    if (frame === lead) within = false;
  }
}

/** Serial numbers of frames in the queue where there are losses: what came in between has its number in between. */
const apart = 0x10000;

function restoreLosses(pin: PinQueue, from: Uint8Array, at: number): number {
  const count = from[at]!;
  if (pin.losses.length > 0) pin.losses.length = 0;
  if (count === 0) return at + 1;
  let next = at + 1;
  // Behind so many frames, and each behind the one before; there is room for frames that clones hold in between.
  for (let loss = 0; loss < count; loss += 1) pin.losses.push(from[next++]! * apart + (loss + 2) * most);
  const { waiting } = pin.frames;
  for (let frame = pin.arrivals - 1; frame >= 0; frame -= 1) {
    const behind = frame < waiting ? 0 : from[next + frame - waiting]!;
    setSerial(pin, frame, frame < waiting ? (frame + 1) * apart : (behind === 0 ? most : pin.losses[behind - 1]!) + frame - waiting);
  }
  next += pin.arrivals - waiting;
  pin.arrivals = (waiting + 1) * apart;
  return next;
}

/** Gives a frame another serial number; offsets that belong to it go on doing so. */
function setSerial(pin: PinQueue, frame: number, serial: number): void {
  const record = pin.frameRecords[frame]!;
  for (const pointer of pin.pointerRecords) if (pointer.offsetSerial === record.serial) pointer.offsetSerial = serial;
  record.serial = serial;
}

function longer<Column extends Int32Array | Uint8Array | Float64Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

function ensureFrames(frames: StreamQueue, count: number): void {
  if (frames.frameNewer.length >= count) return;
  const to = Math.max(8, count);
  frames.frameNewer = longer(frames.frameNewer, new Int32Array(to));
  frames.frameOlder = longer(frames.frameOlder, new Int32Array(to));
  frames.frameState = longer(frames.frameState, new Uint8Array(to));
  frames.references = longer(frames.references, new Int32Array(to));
  frames.locks = longer(frames.locks, new Int32Array(to));
  frames.inWindow = longer(frames.inWindow, new Uint8Array(to));
  frames.ahead = longer(frames.ahead, new Uint8Array(to));
  frames.frameExtent = longer(frames.frameExtent, new Float64Array(to));
  frames.dataUsed = longer(frames.dataUsed, new Float64Array(to));
  frames.frameIrp = longer(frames.frameIrp, new Int32Array(to));
}

function ensureIrps(frames: StreamQueue, count: number): void {
  if (frames.irpFrames.length >= count) return;
  frames.irpFrames = longer(frames.irpFrames, new Int32Array(count));
  frames.irpState = longer(frames.irpState, new Uint8Array(count));
  frames.irpNewer = longer(frames.irpNewer, new Int32Array(count));
  frames.irpOlder = longer(frames.irpOlder, new Int32Array(count));
}

function ensurePointers(frames: StreamQueue, count: number): void {
  if (frames.pointerFrame.length >= count) return;
  frames.pointerFrame = longer(frames.pointerFrame, new Int32Array(count));
  frames.pointerState = longer(frames.pointerState, new Uint8Array(count));
  frames.cloneNewer = longer(frames.cloneNewer, new Int32Array(count));
  frames.cloneOlder = longer(frames.cloneOlder, new Int32Array(count));
  frames.cloneContext = longer(frames.cloneContext, new Int32Array(count));
}

/** Writes what the pin or filter that processes is about to do; returns where it ends. */
export function packProcessing(object: ProcessingObject, into: Uint8Array, at: number): number {
  if (object.pin === null) throw new Error('a filter that processes has no snapshot');
  into[at] = bit(object.processing, 0) | bit(object.workItemPending, 1) | bit(object.attemptRemembered, 2) | bit(object.mutexHeld, 3) | bit(object.pended, 4)
    | bit(object.processing && object.pin.progress !== object.progressBefore, 5);
  into[at + 1] = object.gate.count + 100;
  return at + 2;
}

/** Puts the pin that processes into the state of a snapshot; returns where it ends. */
export function restoreProcessing(object: ProcessingObject, from: Uint8Array, at: number): number {
  const facts = from[at]!;
  object.processing = (facts & 1) !== 0;
  object.workItemPending = (facts & 2) !== 0;
  object.attemptRemembered = (facts & 4) !== 0;
  object.mutexHeld = (facts & 8) !== 0;
  object.pended = (facts & 0x10) !== 0;
  object.processCalls = 0;
  object.progressBefore = 0;
  if (object.pin !== null) object.pin.progress = (facts & 0x20) !== 0 ? 1 : 0;
  object.gate.count = from[at + 1]! - 100;
  return at + 2;
}

/** What a packed pointer is: NULL, an edge, a clone that no longer is, or from {@link firstClone} on a clone by age. */
export enum packedPointers { null = 0, leadingEdge = 1, trailingEdge = 2, deleted = 3, firstClone = 4 }

/** A pointer that somebody holds, as a byte; behind {@link packQueue} of the queue as it is. */
export function packPointerHeld(pin: PinQueue, table: SnapshotTable, pointer: StreamPointer): number {
  if (pointer < 0) return packedPointers.null;
  const slot = slotOf(pointer);
  if (slot <= trailingEdge) return slot === leadingEdge ? packedPointers.leadingEdge : packedPointers.trailingEdge;
  return isAlive(pin, pointer) ? packedPointers.firstClone - 2 + table.ages[slot]! : packedPointers.deleted;
}

/** A generation that no pointer reaches between two snapshots. */
const deletedPointer: StreamPointer = ((generations - 1) << slotBits) | 2;

/** The pointer that a byte of {@link packPointerHeld} stands for in the restored queue. */
export function restorePointerHeld(packed: number): StreamPointer {
  switch (packed) {
    case packedPointers.null: return nullPointer;
    case packedPointers.leadingEdge: return leadingEdge;
    case packedPointers.trailingEdge: return trailingEdge;
    case packedPointers.deleted: return deletedPointer;
    default: return packed - packedPointers.firstClone + 2;
  }
}
