import { checksum, readByte, readCount, readNumber, readSigned, readString } from './bytes';
import type { ByteReader } from './bytes';
import { basisCodes, counterStep, instantHead, instantMasks, spanHead, traceFormatVersion, traceMagic } from './encode';
import type { InstantColumns, SpanColumns, Trace, TraceCounter, TraceRow, TraceState } from './trace';

/**
 * Why bytes are no trace: `notATrace` they do not begin like one; `otherVersion` a version this reader does not know;
 * `damaged` the checksum or a value is wrong, or something is missing. `offset` is the byte where that showed.
 */
export interface TraceProblem {
  readonly problem: 'notATrace' | 'otherVersion' | 'damaged';
  readonly offset: number;
}

/**
 * Decodes what `encodeTrace` made. Total: whatever the bytes, it ends in time proportional to their number, takes memory proportional
 * to it (some 22 bytes for each, 16 for counters), and gives either a well-formed trace or the problem.
 */
export function decodeTrace(bytes: Uint8Array): Trace | TraceProblem {
  const steps = decodeInSteps(bytes);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps, one for each row. */
export function* decodeInSteps(bytes: Uint8Array): Generator<void, Trace | TraceProblem> {
  const headLength = traceMagic.length + 1;
  if (bytes.length < headLength || traceMagic.some((byte, at) => bytes[at] !== byte)) return { problem: 'notATrace', offset: 0 };
  if (bytes[traceMagic.length] !== traceFormatVersion) return { problem: 'otherVersion', offset: traceMagic.length };
  const end = bytes.length - 4;
  if (end < headLength) return { problem: 'damaged', offset: bytes.length };
  const sum = (bytes[end]! | (bytes[end + 1]! << 8) | (bytes[end + 2]! << 16) | (bytes[end + 3]! << 24)) >>> 0;
  if (checksum(bytes, 0, end) !== sum) return { problem: 'damaged', offset: end };
  const reader: ByteReader = { bytes, end, position: headLength, failed: false };
  const trace = yield* readTrace(reader);
  return reader.failed || reader.position !== end ? { problem: 'damaged', offset: reader.position } : trace;
}

function* readTrace(reader: ByteReader): Generator<void, Trace> {
  const label = readString(reader);
  const seed = readNumber(reader);
  const fingerprint = readString(reader);
  const duration = readNumber(reader);
  const recordedUntil = duration - readNumber(reader);
  if (recordedUntil < 0) reader.failed = true;
  const rows = readList(reader, 5, (): TraceRow => ({
    kind: readString(reader), label: readString(reader), index: readNumber(reader), group: readString(reader), path: readString(reader),
  }));
  const states = readStates(reader);
  const instantKinds = readStates(reader);
  const spans = yield* readSpans(reader, rows.length, states.length, recordedUntil);
  const instants = yield* readInstants(reader, rows.length, instantKinds.length, recordedUntil);
  const counters = readList(reader, 6, () => readCounter(reader, recordedUntil));
  return { version: 2, label, seed, fingerprint, duration, recordedUntil, rows, states, instantKinds, spans, instants, counters };
}

function readList<Item>(reader: ByteReader, least: number, read: () => Item): Item[] {
  const count = readCount(reader, least);
  const items: Item[] = [];
  for (let at = 0; at < count && !reader.failed; at += 1) items.push(read());
  return items;
}

function readStates(reader: ByteReader): TraceState[] {
  const states = readList(reader, 3, (): TraceState => {
    const key = readString(reader);
    const basis = basisCodes[readByte(reader)];
    if (basis === undefined) reader.failed = true;
    return { key, basis: basis ?? 'assumed', path: readString(reader) };
  });
  if (states.length > 256) reader.failed = true;
  return states;
}

/** Columns that grow with what is really there, never with what a count merely claims. */
function grow<Column extends Float64Array | Uint8Array | Int32Array>(column: Column, make: (length: number) => Column, needed: number): Column {
  if (needed <= column.length) return column;
  const larger = make(Math.max(needed, column.length + (column.length >> 1)));
  larger.set(column);
  return larger;
}

function* readSpans(reader: ByteReader, rows: number, states: number, limit: number): Generator<void, SpanColumns> {
  const offsets = new Uint32Array(rows + 1);
  let start: Float64Array = new Float64Array(0);
  let end: Float64Array = new Float64Array(0);
  let state: Uint8Array = new Uint8Array(0);
  let frame: Int32Array = new Int32Array(0);
  const durations = new Float64Array(256);
  let total = 0;
  for (let row = 0; row < rows && !reader.failed; row += 1) {
    const count = readCount(reader, 1);
    start = grow(start, (length) => new Float64Array(length), total + count);
    end = grow(end, (length) => new Float64Array(length), total + count);
    state = grow(state, (length) => new Uint8Array(length), total + count);
    frame = grow(frame, (length) => new Int32Array(length), total + count);
    if (count > 0) durations.fill(0);
    let previousEnd = 0;
    let number = -1;
    let lastFrame = 0;
    for (let at = total; at < total + count && !reader.failed; at += 1) {
      const head = readByte(reader);
      let code = head & spanHead.stateMask;
      if (code === spanHead.stateMask) code = readByte(reader);
      const begin = previousEnd + ((head & spanHead.gap) === 0 ? 0 : readNumber(reader));
      const duration = durations[code]! + ((head & spanHead.duration) === 0 ? 0 : readSigned(reader));
      if ((head & spanHead.frame) !== 0) number = readFrame(reader, lastFrame);
      if (code >= states || duration < 0 || begin + duration > limit || number < -1 || number > 0x7fffffff) reader.failed = true;
      start[at] = begin;
      end[at] = begin + duration;
      state[at] = code;
      frame[at] = number;
      durations[code] = duration;
      previousEnd = begin + duration;
      if (number >= 0) lastFrame = number;
    }
    total += count;
    offsets[row + 1] = total;
    yield;
  }
  return { count: total, offsets, start: start.subarray(0, total), end: end.subarray(0, total), state: state.subarray(0, total), frame: frame.subarray(0, total) };
}

function readFrame(reader: ByteReader, lastFrame: number): number {
  const coded = readNumber(reader) - 1;
  if (coded < 0) return -1;
  return lastFrame + (coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2);
}

function* readInstants(reader: ByteReader, rows: number, kinds: number, limit: number): Generator<void, InstantColumns> {
  const offsets = new Uint32Array(rows + 1);
  let time: Float64Array = new Float64Array(0);
  let kind: Uint8Array = new Uint8Array(0);
  let frame: Int32Array = new Int32Array(0);
  let total = 0;
  for (let row = 0; row < rows && !reader.failed; row += 1) {
    const count = readCount(reader, 2);
    time = grow(time, (length) => new Float64Array(length), total + count);
    kind = grow(kind, (length) => new Uint8Array(length), total + count);
    frame = grow(frame, (length) => new Int32Array(length), total + count);
    let previousTime = 0;
    let lastFrame = -1;
    for (let at = total; at < total + count && !reader.failed; at += 1) {
      const head = readByte(reader);
      let code = head & instantMasks.kind;
      if (code === instantMasks.kind) code = readByte(reader);
      previousTime += readNumber(reader);
      const which = head & instantMasks.frame;
      let number = -1;
      if (which === instantHead.sameFrame) number = lastFrame;
      else if (which === instantHead.nextFrame) number = lastFrame + 1;
      else if (which === instantHead.otherFrame) number = readNumber(reader);
      if (code >= kinds || previousTime > limit || number > 0x7fffffff) reader.failed = true;
      kind[at] = code;
      time[at] = previousTime;
      frame[at] = number;
      if (number >= 0) lastFrame = number;
    }
    total += count;
    offsets[row + 1] = total;
    yield;
  }
  return { count: total, offsets, time: time.subarray(0, total), kind: kind.subarray(0, total), frame: frame.subarray(0, total) };
}

function readCounter(reader: ByteReader, latest: number): TraceCounter {
  const key = readString(reader);
  const unit = readString(reader);
  const group = readString(reader);
  const limit = readNumber(reader);
  const path = readString(reader);
  const count = readCount(reader, 1);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let time = 0;
  let value = 0;
  for (let at = 0; at < count && !reader.failed; at += 1) {
    const coded = readNumber(reader);
    const step = coded % 4;
    const later = (coded - step) / 4;
    time += later;
    value += step === counterStep.up ? 1 : step === counterStep.down ? -1 : readSigned(reader);
    if ((at > 0 && later === 0) || time > latest || !Number.isSafeInteger(value)) reader.failed = true;
    times[at] = time;
    values[at] = value;
  }
  return { key, unit, group, limit: limit === 0 ? null : limit - 1, path, times, values };
}
