import type { InstantColumns, SpanColumns, Trace, TraceCounter, TraceRow, TraceState } from './trace';

const initialCapacity = 16;
/** Entries of the largest piece. */
const largestChunk = 4_096;
const spanSize = 3;
const instantSize = 2;
const stepSize = 2;
const escape = 0xffff_ffff;
const frameBits = 24;
const frameMask = 0xff_ffff;

/** More than any memory holds, and still a small integer. */
const unlimited: TraceLimits = { spans: 2 ** 30 };

/**
 * What is written of one row: full pieces, and the one being filled. Pieces are never copied while the run goes on: a row grows by a further one.
 * A span is three 32-bit numbers: the gap since the last one, its length, and state × 2^24 + frame + 1; an instant is two: the gap and kind × 2^24 + frame + 1.
 * What does not fit is written at length into `large`, and the first number is `escape`. Less memory touched is time saved: recording a run is half of its cost.
 */
class RowRecording {
  readonly fullSpans: Uint32Array[] = [];
  spans = new Uint32Array(initialCapacity * spanSize);
  /** Numbers used of `spans`. */
  spanLength = 0;
  readonly fullInstants: Uint32Array[] = [];
  instants = new Uint32Array(initialCapacity * instantSize);
  instantLength = 0;
  /** End of the last span, time of the last instant. */
  readonly last = new Float64Array(2);
  readonly large: number[] = [];
}

/** Steps of one counter in pieces like the rows': the gap since the last step and the value. */
class CounterRecording {
  readonly full: Uint32Array[] = [];
  steps = new Uint32Array(initialCapacity * stepSize);
  length = 0;
  /** Time and value of the last step. */
  readonly last = new Float64Array(2);
  readonly large: number[] = [];

  constructor(readonly description: Omit<TraceCounter, 'times' | 'values'>) {}
}

/** How much is recorded at most. What reaches its limit first ends the recording of everything, so that all rows end at one time. */
export interface TraceLimits {
  /** Spans of all rows together. With a limit of 0, here or below, nothing is recorded. */
  readonly spans: number;
  /** Instants of all rows together, and steps of all counters; as many as spans where they are left out. */
  readonly instants?: number;
  readonly counterSteps?: number;
}

/**
 * Collects a trace while a run goes on. Spans and instants of one row must come in time order, spans without overlap. When a limit is reached, recording ends for all
 * rows at that time; the run may go on, and what it still records costs a comparison. Spans that have begun by then are kept up to then.
 */
export class TraceRecorder {
  readonly rows: TraceRow[] = [];
  readonly states: TraceState[] = [];
  readonly instantKinds: TraceState[] = [];
  readonly recordings: RowRecording[] = [];
  readonly counters: CounterRecording[] = [];
  /** False when nothing (more) is recorded. Set it to false at the start of a run whose trace nobody reads. */
  enabled: boolean;
  /** When a limit ended the recording, nanoseconds; `null` while none has. */
  endedAt: number | null;
  /** Spans recorded so far, in all rows; instants; steps of counters. */
  spanCount = 0;
  instantCount = 0;
  counterStepCount = 0;
  readonly spanLimit: number;
  readonly instantLimit: number;
  readonly counterStepLimit: number;

  /** The first entry of `clock` is the time that `…Now` and `…Since` take. */
  constructor(readonly clock: Float64Array, { spans, instants = spans, counterSteps = spans }: TraceLimits) {
    this.enabled = spans > 0 && instants > 0 && counterSteps > 0;
    this.endedAt = this.enabled ? null : 0;
    this.spanLimit = Math.min(spans, unlimited.spans);
    this.instantLimit = Math.min(instants, unlimited.spans);
    this.counterStepLimit = Math.min(counterSteps, unlimited.spans);
  }
}

/** What the finished trace says about its run. */
export interface TraceHeader {
  readonly label: string;
  readonly seed: number;
  readonly fingerprint: string;
  /** Nanoseconds; not before the last thing recorded. */
  readonly duration: number;
}

/** An empty recorder. `clock` is an array whose first entry is the present virtual time, for those who record as they go. */
export function createTraceRecorder(clock: Float64Array = new Float64Array(1), limits: TraceLimits = unlimited): TraceRecorder {
  return new TraceRecorder(clock, limits);
}

function endRecording(recorder: TraceRecorder): void {
  recorder.enabled = false;
  recorder.endedAt ??= recorder.clock[0]!;
}

/** Adds a row and returns its index. */
export function addRow(recorder: TraceRecorder, row: TraceRow): number {
  recorder.recordings.push(new RowRecording());
  return recorder.rows.push(row) - 1;
}

/** Adds a span state, or finds the one that is the same, and returns its index; there may be 256. */
export function addState(recorder: TraceRecorder, state: TraceState): number {
  return findOrAdd(recorder.states, state);
}

/** Adds a kind of instant, or finds the one that is the same, and returns its index; there may be 256. */
export function addInstantKind(recorder: TraceRecorder, kind: TraceState): number {
  return findOrAdd(recorder.instantKinds, kind);
}

/** Adds a counter and returns its index. */
export function addCounter(recorder: TraceRecorder, description: Omit<TraceCounter, 'times' | 'values'>): number {
  return recorder.counters.push(new CounterRecording(description)) - 1;
}

/** Records that `row` was in `state` from `start` to `end`; `frame` is -1 when it belongs to none. */
export function recordSpan(recorder: TraceRecorder, row: number, state: number, start: number, end: number, frame: number): void {
  const { clock } = recorder;
  const now = clock[0]!;
  clock[0] = end;
  scratch[0] = start;
  recordSpanSince(recorder, row, state, scratch, 0, frame);
  clock[0] = now;
}

const scratch = new Float64Array(1);

/** Records that `row` was in `state` from `starts[from]` until now. Times come in arrays, because a double passed as a number costs an allocation. */
export function recordSpanSince(recorder: TraceRecorder, row: number, state: number, starts: Float64Array, from: number, frame: number): void {
  if (recorder.enabled) putSpan(recorder, recorder.recordings[row]!, state, starts, from, frame);
  else keepBegunSpan(recorder, row, state, starts, from, frame);
}

function putSpan(recorder: TraceRecorder, recording: RowRecording, state: number, starts: Float64Array, from: number, frame: number): void {
  if (recording.spanLength === recording.spans.length) growSpans(recording);
  const chunk = recording.spans;
  const at = recording.spanLength;
  const start = starts[from]!;
  const end = recorder.clock[0]!;
  const gap = start - recording.last[0]!;
  const length = end - start;
  recording.last[0] = end;
  recording.spanLength = at + spanSize;
  recorder.spanCount += 1;
  if (gap < escape && length <= escape && frame < frameMask) {
    chunk[at] = gap;
    chunk[at + 1] = length;
    chunk[at + 2] = (state << frameBits) | (frame + 1);
  } else {
    putLarge(recording, chunk, at, [start, end, state, frame]);
  }
  if (recorder.spanCount === recorder.spanLimit) endRecording(recorder);
}

// What happens seldom stands apart, so that what happens always stays small enough for the processor's instruction cache.

/** Of a span that ends after the recording, what lies before: at most one in each row. */
function keepBegunSpan(recorder: TraceRecorder, row: number, state: number, starts: Float64Array, from: number, frame: number): void {
  const { clock, endedAt } = recorder;
  if (endedAt === null || starts[from]! >= endedAt) return;
  const now = clock[0]!;
  clock[0] = Math.min(now, endedAt);
  putSpan(recorder, recorder.recordings[row]!, state, starts, from, frame);
  clock[0] = now;
}

function growSpans(recording: RowRecording): void {
  recording.fullSpans.push(recording.spans);
  recording.spans = new Uint32Array(Math.min(largestChunk * spanSize, recording.spans.length * 2));
  recording.spanLength = 0;
}

function growInstants(recording: RowRecording): void {
  recording.fullInstants.push(recording.instants);
  recording.instants = new Uint32Array(Math.min(largestChunk * instantSize, recording.instants.length * 2));
  recording.instantLength = 0;
}

function growSteps(recording: CounterRecording): void {
  recording.full.push(recording.steps);
  recording.steps = new Uint32Array(Math.min(largestChunk * stepSize, recording.steps.length * 2));
  recording.length = 0;
}

function putLarge({ large }: { readonly large: number[] }, chunk: Uint32Array, at: number, numbers: readonly number[]): void {
  chunk[at] = escape;
  chunk[at + 1] = large.length;
  large.push(...numbers);
}

/** Records that something of `kind` happened on `row` at `time`. */
export function recordInstant(recorder: TraceRecorder, row: number, kind: number, time: number, frame: number): void {
  const { clock } = recorder;
  const now = clock[0]!;
  clock[0] = time;
  recordInstantNow(recorder, row, kind, frame);
  clock[0] = now;
}

/** Records that something of `kind` happens on `row` now. */
export function recordInstantNow(recorder: TraceRecorder, row: number, kind: number, frame: number): void {
  if (!recorder.enabled) return;
  const recording = recorder.recordings[row]!;
  if (recording.instantLength === recording.instants.length) growInstants(recording);
  const chunk = recording.instants;
  const at = recording.instantLength;
  const time = recorder.clock[0]!;
  const gap = time - recording.last[1]!;
  recording.last[1] = time;
  recording.instantLength = at + instantSize;
  if (gap < escape && frame < frameMask) {
    chunk[at] = gap;
    chunk[at + 1] = (kind << frameBits) | (frame + 1);
  } else {
    putLarge(recording, chunk, at, [time, kind, frame]);
  }
  recorder.instantCount += 1;
  if (recorder.instantCount === recorder.instantLimit) endRecording(recorder);
}

/** Records the value a counter has from `time` on. Several at one instant leave the last. */
export function recordCounter(recorder: TraceRecorder, counter: number, time: number, value: number): void {
  const { clock } = recorder;
  const now = clock[0]!;
  clock[0] = time;
  recordCounterNow(recorder, counter, value);
  clock[0] = now;
}

/** Records the value a counter has from now on. */
export function recordCounterNow(recorder: TraceRecorder, counter: number, value: number): void {
  if (!recorder.enabled) return;
  const recording = recorder.counters[counter]!;
  const { last } = recording;
  const time = recorder.clock[0]!;
  const gap = time - last[0]!;
  if (recording.length > 0 && (gap === 0 || last[1] === value)) {
    changeStep(recording, value);
    return;
  }
  if (recording.length === recording.steps.length) growSteps(recording);
  const at = recording.length;
  recording.length = at + stepSize;
  last[0] = time;
  last[1] = value;
  if (gap < escape && value >= 0 && value <= escape) {
    recording.steps[at] = gap;
    recording.steps[at + 1] = value;
  } else {
    putLarge(recording, recording.steps, at, [gap, value]);
  }
  recorder.counterStepCount += 1;
  if (recorder.counterStepCount === recorder.counterStepLimit) endRecording(recorder);
}

/** A value that does not differ, or that comes at the instant of the last one and stands in its place. */
function changeStep(recording: CounterRecording, value: number): void {
  const { last, steps, large } = recording;
  if (last[1] === value) return;
  last[1] = value;
  // The last step is always in the current piece, for a new one begins only with a step.
  const at = recording.length - stepSize;
  putLarge(recording, steps, at, [steps[at] === escape ? large[steps[at + 1]!]! : steps[at]!, value]);
}

/** Puts the rows' recordings together. The recorder stays usable, and what it records later does not change the trace. */
export function finishTrace(recorder: TraceRecorder, header: TraceHeader): Trace {
  return {
    version: 2, ...header,
    recordedUntil: recorder.enabled ? header.duration : recorder.endedAt ?? 0,
    rows: [...recorder.rows], states: [...recorder.states], instantKinds: [...recorder.instantKinds],
    spans: unpackSpans(recorder.recordings), instants: unpackInstants(recorder.recordings),
    counters: recorder.counters.map(unpackCounter),
  };
}

/** Where each row's entries begin in columns of all rows. */
function offsetsOf(recordings: readonly RowRecording[], entries: (recording: RowRecording) => number): Uint32Array {
  const offsets = new Uint32Array(recordings.length + 1);
  recordings.forEach((recording, row) => { offsets[row + 1] = offsets[row]! + entries(recording); });
  return offsets;
}

const total = (full: readonly { readonly length: number }[], length: number): number => full.reduce((sum, chunk) => sum + chunk.length, length);

function unpackSpans(recordings: readonly RowRecording[]): SpanColumns {
  const offsets = offsetsOf(recordings, ({ fullSpans, spanLength }) => total(fullSpans, spanLength) / spanSize);
  const count = offsets[recordings.length]!;
  const columns = { count, offsets, start: new Float64Array(count), end: new Float64Array(count), state: new Uint8Array(count), frame: new Int32Array(count) };
  const { start, end, state, frame } = columns;
  let to = 0;
  for (const { fullSpans, spans, spanLength, large } of recordings) {
    let time = 0;
    for (const chunk of [...fullSpans, spans.subarray(0, spanLength)]) {
      for (let at = 0; at < chunk.length; at += spanSize) {
        if (chunk[at] === escape) {
          const from = chunk[at + 1]!;
          start[to] = large[from]!;
          end[to] = time = large[from + 1]!;
          state[to] = large[from + 2]!;
          frame[to] = large[from + 3]!;
        } else {
          const what = chunk[at + 2]!;
          start[to] = time += chunk[at]!;
          end[to] = time += chunk[at + 1]!;
          state[to] = what >>> frameBits;
          frame[to] = (what & frameMask) - 1;
        }
        to += 1;
      }
    }
  }
  return columns;
}

function unpackInstants(recordings: readonly RowRecording[]): InstantColumns {
  const offsets = offsetsOf(recordings, ({ fullInstants, instantLength }) => total(fullInstants, instantLength) / instantSize);
  const count = offsets[recordings.length]!;
  const columns = { count, offsets, time: new Float64Array(count), kind: new Uint8Array(count), frame: new Int32Array(count) };
  let to = 0;
  for (const { fullInstants, instants, instantLength, large } of recordings) {
    let time = 0;
    for (const chunk of [...fullInstants, instants.subarray(0, instantLength)]) {
      for (let at = 0; at < chunk.length; at += instantSize) {
        const what = chunk[at + 1]!;
        if (chunk[at] === escape) {
          columns.time[to] = time = large[what]!;
          columns.kind[to] = large[what + 1]!;
          columns.frame[to] = large[what + 2]!;
        } else {
          columns.time[to] = time += chunk[at]!;
          columns.kind[to] = what >>> frameBits;
          columns.frame[to] = (what & frameMask) - 1;
        }
        to += 1;
      }
    }
  }
  return columns;
}

function unpackCounter({ description, full, steps, length, large }: CounterRecording): TraceCounter {
  const count = total(full, length) / stepSize;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let to = 0;
  let time = 0;
  for (const chunk of [...full, steps.subarray(0, length)]) {
    for (let at = 0; at < chunk.length; at += stepSize) {
      const value = chunk[at + 1]!;
      const escaped = chunk[at] === escape;
      times[to] = time += escaped ? large[value]! : chunk[at]!;
      values[to] = escaped ? large[value + 1]! : value;
      to += 1;
    }
  }
  return { ...description, times, values };
}

function findOrAdd(table: TraceState[], entry: TraceState): number {
  const found = table.findIndex((other) => other.key === entry.key && other.basis === entry.basis && other.path === entry.path);
  if (found >= 0) return found;
  if (table.length === 256) throw new RangeError('A trace has at most 256 states.');
  return table.push(entry) - 1;
}
