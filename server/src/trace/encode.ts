import { checksum, createByteWriter, reserve, writeByte, writeNumber, writeSigned, writeString } from './bytes';
import type { ByteWriter } from './bytes';
import type { Trace, TraceState } from './trace';
import type { TraceBasis } from './vocabulary';

/**
 * The encoded form: four magic bytes, one byte of version, the parts below, four bytes of checksum (least first) over all before.
 * Numbers are of variable length, seven bits a byte. A span is one head byte and what the head says differs from what was to be expected:
 * that it begins where the last one ended, lasts as long as the last one in that state, and belongs to the same frame.
 */
export const traceMagic: readonly number[] = [0x41, 0x56, 0x54, 0x52];

/** Version of the encoded form; a reader refuses others. */
export const traceFormatVersion = 1;

/** Bits of a span's head byte; the low bits are the state, all ones meaning that a byte with the state follows. */
export const spanHead = { stateMask: 0x1f, gap: 0x20, duration: 0x40, frame: 0x80 } as const;

/** Order of the bases in the encoded form. */
export const basisCodes: readonly TraceBasis[] = ['documented', 'inferred', 'assumed', 'scenario'];

/** Spans written between two steps of {@link encodeTraceInSteps}: a millisecond or two. */
const spansPerStep = 32_768;

/** Encodes a trace in compact binary columns. The trace must be well formed: whole numbers below 2^52, spans in order. */
export function encodeTrace(trace: Trace): Uint8Array {
  const steps = encodeTraceInSteps(trace);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As {@link encodeTrace}, giving control back every millisecond or two, for hosts that must not hold their thread. */
export function* encodeTraceInSteps(trace: Trace): Generator<void, Uint8Array, void> {
  const writer = createByteWriter();
  for (const byte of traceMagic) writeByte(writer, byte);
  writeByte(writer, traceFormatVersion);
  writeString(writer, trace.label);
  writeNumber(writer, trace.seed);
  writeString(writer, trace.fingerprint);
  writeNumber(writer, trace.duration);
  writeNumber(writer, trace.rows.length);
  for (const row of trace.rows) {
    writeString(writer, row.kind);
    writeString(writer, row.label);
    writeNumber(writer, row.index);
    writeString(writer, row.group);
    writeString(writer, row.path);
  }
  writeStates(writer, trace.states);
  writeStates(writer, trace.instantKinds);
  for (let row = 0; row < trace.rows.length; row += 1) yield* writeSpans(writer, trace, row);
  for (let row = 0; row < trace.rows.length; row += 1) writeInstants(writer, trace, row);
  yield;
  writeNumber(writer, trace.counters.length);
  for (const counter of trace.counters) {
    writeString(writer, counter.key);
    writeString(writer, counter.unit);
    writeString(writer, counter.group);
    writeNumber(writer, counter.limit === null ? 0 : counter.limit + 1);
    writeString(writer, counter.path);
    writeNumber(writer, counter.times.length);
    let time = 0;
    let value = 0;
    for (let at = 0; at < counter.times.length; at += 1) {
      writeNumber(writer, counter.times[at]! - time);
      writeSigned(writer, counter.values[at]! - value);
      time = counter.times[at]!;
      value = counter.values[at]!;
    }
    yield;
  }
  const sum = checksum(writer.bytes, 0, writer.length);
  for (let shift = 0; shift < 32; shift += 8) writeByte(writer, (sum >>> shift) & 0xff);
  return writer.bytes.slice(0, writer.length);
}

function writeStates(writer: ByteWriter, states: readonly TraceState[]): void {
  writeNumber(writer, states.length);
  for (const state of states) {
    writeString(writer, state.key);
    writeByte(writer, basisCodes.indexOf(state.basis));
    writeString(writer, state.path);
  }
}

function* writeSpans(writer: ByteWriter, trace: Trace, row: number): Generator<void, void, void> {
  const { offsets, start, end, state, frame } = trace.spans;
  const last = offsets[row + 1]!;
  writeNumber(writer, last - offsets[row]!);
  const durations = new Float64Array(256);
  let previousEnd = 0;
  let previousFrame = -1;
  for (let span = offsets[row]!; span < last; span += 1) {
    const code = state[span]!;
    const gap = start[span]! - previousEnd;
    const duration = end[span]! - start[span]!;
    const longer = duration - durations[code]!;
    const further = frame[span]! - previousFrame;
    const { stateMask } = spanHead;
    reserve(writer, 32);
    writeByte(writer, Math.min(code, stateMask) | (gap === 0 ? 0 : spanHead.gap) | (longer === 0 ? 0 : spanHead.duration) | (further === 0 ? 0 : spanHead.frame));
    if (code >= stateMask) writeByte(writer, code);
    if (gap !== 0) writeNumber(writer, gap);
    if (longer !== 0) writeSigned(writer, longer);
    if (further !== 0) writeSigned(writer, further);
    durations[code] = duration;
    previousEnd = end[span]!;
    previousFrame = frame[span]!;
    if ((span & (spansPerStep - 1)) === 0) yield;
  }
}

function writeInstants(writer: ByteWriter, trace: Trace, row: number): void {
  const { offsets, time, kind, frame } = trace.instants;
  const last = offsets[row + 1]!;
  writeNumber(writer, last - offsets[row]!);
  let previousTime = 0;
  let previousFrame = -1;
  for (let instant = offsets[row]!; instant < last; instant += 1) {
    writeByte(writer, kind[instant]!);
    writeNumber(writer, time[instant]! - previousTime);
    writeSigned(writer, frame[instant]! - previousFrame);
    previousTime = time[instant]!;
    previousFrame = frame[instant]!;
  }
}
