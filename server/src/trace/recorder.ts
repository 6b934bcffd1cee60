import type { InstantColumns, SpanColumns, Trace, TraceCounter, TraceRow, TraceState } from './trace';

/**
 * What is written of one row: full pieces, and the one being filled. Pieces are never copied while the run goes on: a row grows by a further one.
 * A span is three numbers (start, end, what), an instant two (time, what); `what` is state or kind × 2^32 + frame + 1, which a double holds exactly.
 * One array for all keeps appending a handful of stores.
 */
interface RowRecording {
  readonly fullSpans: Float64Array[];
  spans: Float64Array;
  /** Numbers used of `spans`. */
  spanLength: number;
  readonly fullInstants: Float64Array[];
  instants: Float64Array;
  instantLength: number;
}

/** Steps of one counter: pairs of time and value, in pieces like the rows'. */
interface CounterRecording {
  readonly description: Omit<TraceCounter, 'times' | 'values'>;
  readonly full: Float64Array[];
  steps: Float64Array;
  length: number;
}

/** Collects a trace while a run goes on. Spans and instants of one row must come in time order, spans without overlap. */
export interface TraceRecorder {
  readonly rows: TraceRow[];
  readonly states: TraceState[];
  readonly instantKinds: TraceState[];
  readonly recordings: RowRecording[];
  readonly counters: CounterRecording[];
  /** Its first entry is the time that `…Now` and `…Since` take. */
  readonly clock: Float64Array;
  /** Spans recorded so far, in all rows. */
  spanCount: number;
}

/** What the finished trace says about its run. */
export interface TraceHeader {
  readonly label: string;
  readonly seed: number;
  readonly fingerprint: string;
  /** Nanoseconds; not before the last thing recorded. */
  readonly duration: number;
}

const initialCapacity = 16;
/** Entries of the largest piece. */
const largestChunk = 4_096;
const spanSize = 3;
const instantSize = 2;
const stepSize = 2;
const whatScale = 4_294_967_296;

/** An empty recorder. `clock` is an array whose first entry is the present virtual time, for those who record as they go. */
export function createTraceRecorder(clock: Float64Array = new Float64Array(1)): TraceRecorder {
  return { rows: [], states: [], instantKinds: [], recordings: [], counters: [], clock, spanCount: 0 };
}

/** Adds a row and returns its index. */
export function addRow(recorder: TraceRecorder, row: TraceRow): number {
  recorder.recordings.push({
    fullSpans: [], spans: new Float64Array(initialCapacity * spanSize), spanLength: 0,
    fullInstants: [], instants: new Float64Array(initialCapacity * instantSize), instantLength: 0,
  });
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
  return recorder.counters.push({ description, full: [], steps: new Float64Array(initialCapacity * stepSize), length: 0 }) - 1;
}

/** Records that `row` was in `state` from `start` to `end`; `frame` is -1 when it belongs to none. */
export function recordSpan(recorder: TraceRecorder, row: number, state: number, start: number, end: number, frame: number): void {
  scratch[0] = start;
  recordSpanSince(recorder, row, state, scratch, 0, frame);
  const recording = recorder.recordings[row]!;
  recording.spans[recording.spanLength - 2] = end;
}

const scratch = new Float64Array(1);

/** Records that `row` was in `state` from `starts[from]` until now. Times come in arrays, because a double passed as a number costs an allocation. */
export function recordSpanSince(recorder: TraceRecorder, row: number, state: number, starts: Float64Array, from: number, frame: number): void {
  const recording = recorder.recordings[row]!;
  let chunk = recording.spans;
  let at = recording.spanLength;
  if (at === chunk.length) {
    recording.fullSpans.push(chunk);
    chunk = recording.spans = new Float64Array(Math.min(largestChunk * spanSize, at * 2));
    at = 0;
  }
  chunk[at] = starts[from]!;
  chunk[at + 1] = recorder.clock[0]!;
  chunk[at + 2] = state * whatScale + frame + 1;
  recording.spanLength = at + spanSize;
  recorder.spanCount += 1;
}

/** Records that something of `kind` happened on `row` at `time`. */
export function recordInstant(recorder: TraceRecorder, row: number, kind: number, time: number, frame: number): void {
  recordInstantNow(recorder, row, kind, frame);
  const recording = recorder.recordings[row]!;
  recording.instants[recording.instantLength - 2] = time;
}

/** Records that something of `kind` happens on `row` now. */
export function recordInstantNow(recorder: TraceRecorder, row: number, kind: number, frame: number): void {
  const recording = recorder.recordings[row]!;
  let chunk = recording.instants;
  let at = recording.instantLength;
  if (at === chunk.length) {
    recording.fullInstants.push(chunk);
    chunk = recording.instants = new Float64Array(Math.min(largestChunk * instantSize, at * 2));
    at = 0;
  }
  chunk[at] = recorder.clock[0]!;
  chunk[at + 1] = kind * whatScale + frame + 1;
  recording.instantLength = at + instantSize;
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
  const time = recorder.clock[0]!;
  const recording = recorder.counters[counter]!;
  let steps = recording.steps;
  let at = recording.length;
  // The last step is always in the current piece, for a new one begins only with a step.
  if (at > 0) {
    if (steps[at - 2] === time) {
      steps[at - 1] = value;
      return;
    }
    if (steps[at - 1] === value) return;
  }
  if (at === steps.length) {
    recording.full.push(steps);
    steps = recording.steps = new Float64Array(Math.min(largestChunk * stepSize, at * 2));
    at = 0;
  }
  steps[at] = time;
  steps[at + 1] = value;
  recording.length = at + stepSize;
}

/** Puts the rows' recordings together. The recorder stays usable, and what it records later does not change the trace. */
export function finishTrace(recorder: TraceRecorder, header: TraceHeader): Trace {
  return {
    version: 1, ...header,
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

const total = (full: readonly Float64Array[], length: number): number => full.reduce((sum, chunk) => sum + chunk.length, length);

function unpackSpans(recordings: readonly RowRecording[]): SpanColumns {
  const offsets = offsetsOf(recordings, ({ fullSpans, spanLength }) => total(fullSpans, spanLength) / spanSize);
  const count = offsets[recordings.length]!;
  const columns = { count, offsets, start: new Float64Array(count), end: new Float64Array(count), state: new Uint8Array(count), frame: new Int32Array(count) };
  const { start, end, state, frame } = columns;
  let to = 0;
  for (const { fullSpans, spans, spanLength } of recordings) {
    for (const chunk of [...fullSpans, spans.subarray(0, spanLength)]) {
      for (let at = 0; at < chunk.length; at += spanSize) {
        const what = chunk[at + 2]!;
        const high = Math.floor(what / whatScale);
        start[to] = chunk[at]!;
        end[to] = chunk[at + 1]!;
        state[to] = high;
        frame[to] = what - high * whatScale - 1;
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
  const { time, kind, frame } = columns;
  let to = 0;
  for (const { fullInstants, instants, instantLength } of recordings) {
    for (const chunk of [...fullInstants, instants.subarray(0, instantLength)]) {
      for (let at = 0; at < chunk.length; at += instantSize) {
        const what = chunk[at + 1]!;
        const high = Math.floor(what / whatScale);
        time[to] = chunk[at]!;
        kind[to] = high;
        frame[to] = what - high * whatScale - 1;
        to += 1;
      }
    }
  }
  return columns;
}

function unpackCounter({ description, full, steps, length }: CounterRecording): TraceCounter {
  const count = total(full, length) / stepSize;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let to = 0;
  for (const chunk of [...full, steps.subarray(0, length)]) {
    for (let at = 0; at < chunk.length; at += stepSize) {
      times[to] = chunk[at]!;
      values[to] = chunk[at + 1]!;
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
