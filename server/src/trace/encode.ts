import { checksum, createByteWriter, reserve, writeByte, writeNumber, writeSigned, writeString } from './bytes';
import type { ByteWriter } from './bytes';
import type { Trace, TraceState } from './trace';
import type { TraceBasis } from './vocabulary';

/**
 * The encoded form: four magic bytes, one byte of version, the parts below, four bytes of checksum (least first) over all before.
 * Numbers are of variable length, seven bits a byte. A span is one head byte and what the head says differs from what was to be expected:
 * that it begins where the last one ended, lasts as long as the last one in that state, and belongs to the same frame. Instants expect the frame after
 * the last, counters a step of one.
 */
export const traceMagic: readonly number[] = [0x41, 0x56, 0x54, 0x52];

/** Version of the encoded form; a reader refuses others. 2: how long before its end the recording ended follows the duration. */
export const traceFormatVersion = 2;

/** Bits of a span's head byte; the low bits are the state, all ones meaning that a byte with the state follows. */
export enum spanHead { stateMask = 0x1f, gap = 0x20, duration = 0x40, frame = 0x80 }

/** Bits of an instant's head byte: its kind as with spans, and which frame it belongs to. */
export enum instantHead { sameFrame = 0x00, nextFrame = 0x20, noFrame = 0x40, otherFrame = 0x60 }
/** Its bits for the kind and for the frame. */
export enum instantMasks { kind = 0x1f, frame = 0x60 }

/** Low two bits of a counter's step: up one, down one, or by a number that follows. The rest is the time since the last step. */
export enum counterStep { up = 0, down = 1, other = 2 }

/** Order of the bases in the encoded form. */
export const basisCodes: readonly TraceBasis[] = ['documented', 'inferred', 'assumed', 'scenario'];

/** Spans written between two steps of {@link encodeTraceInSteps}: a millisecond or two. */
const spansPerStep = 32_768;

/** Encodes a trace in compact binary columns. The trace must be well formed: whole numbers, times below 2^51, spans in order. */
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
  writeNumber(writer, trace.duration - trace.recordedUntil);
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
      const change = counter.values[at]! - value;
      const step = change === 1 ? counterStep.up : change === -1 ? counterStep.down : counterStep.other;
      writeNumber(writer, (counter.times[at]! - time) * 4 + step);
      if (step === counterStep.other) writeSigned(writer, change);
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
  let lastFrame = 0;
  for (let span = offsets[row]!; span < last; span += 1) {
    const code = state[span]!;
    const gap = start[span]! - previousEnd;
    const duration = end[span]! - start[span]!;
    const longer = duration - durations[code]!;
    const number = frame[span]!;
    const { stateMask } = spanHead;
    reserve(writer, 32);
    writeByte(writer, Math.min(code, stateMask) | (gap === 0 ? 0 : spanHead.gap) | (longer === 0 ? 0 : spanHead.duration) | (number === previousFrame ? 0 : spanHead.frame));
    if (code >= stateMask) writeByte(writer, code);
    if (gap !== 0) writeNumber(writer, gap);
    if (longer !== 0) writeSigned(writer, longer);
    // Between two frames a buffer belongs to none; the next is near the last.
    if (number !== previousFrame) writeFrame(writer, number, lastFrame);
    if (number >= 0) lastFrame = number;
    durations[code] = duration;
    previousEnd = end[span]!;
    previousFrame = number;
    if ((span & (spansPerStep - 1)) === 0) yield;
  }
}

/** 0 for no frame, else one more than the signed distance from the last one. */
function writeFrame(writer: ByteWriter, frame: number, lastFrame: number): void {
  if (frame < 0) writeNumber(writer, 0);
  else writeNumber(writer, 1 + (frame < lastFrame ? 2 * (lastFrame - frame) - 1 : 2 * (frame - lastFrame)));
}

function writeInstants(writer: ByteWriter, trace: Trace, row: number): void {
  const { offsets, time, kind, frame } = trace.instants;
  const { sameFrame, nextFrame, noFrame, otherFrame } = instantHead;
  const last = offsets[row + 1]!;
  writeNumber(writer, last - offsets[row]!);
  let previousTime = 0;
  let lastFrame = -1;
  for (let instant = offsets[row]!; instant < last; instant += 1) {
    const number = frame[instant]!;
    const code = kind[instant]!;
    const which = number < 0 ? noFrame : number === lastFrame ? sameFrame : number === lastFrame + 1 ? nextFrame : otherFrame;
    writeByte(writer, Math.min(code, instantMasks.kind) | which);
    if (code >= instantMasks.kind) writeByte(writer, code);
    writeNumber(writer, time[instant]! - previousTime);
    if (which === otherFrame) writeNumber(writer, number);
    previousTime = time[instant]!;
    if (number >= 0) lastFrame = number;
  }
}
