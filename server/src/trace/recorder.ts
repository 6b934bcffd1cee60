import type { Trace, TraceCounter, TraceRow, TraceState } from './trace';

/** What is written of one row; grows by doubling, so that appending stays a handful of stores. */
interface RowRecording {
  spanCount: number;
  start: Float64Array;
  end: Float64Array;
  state: Uint8Array;
  frame: Int32Array;
  instantCount: number;
  time: Float64Array;
  kind: Uint8Array;
  instantFrame: Int32Array;
}

interface CounterRecording {
  readonly description: Omit<TraceCounter, 'times' | 'values'>;
  count: number;
  times: Float64Array;
  values: Float64Array;
}

/** Collects a trace while a run goes on. Spans and instants of one row must come in time order, spans without overlap. */
export interface TraceRecorder {
  readonly rows: TraceRow[];
  readonly states: TraceState[];
  readonly instantKinds: TraceState[];
  readonly recordings: RowRecording[];
  readonly counters: CounterRecording[];
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

/** An empty recorder. */
export function createTraceRecorder(): TraceRecorder {
  return { rows: [], states: [], instantKinds: [], recordings: [], counters: [], spanCount: 0 };
}

/** Adds a row and returns its index. */
export function addRow(recorder: TraceRecorder, row: TraceRow): number {
  recorder.recordings.push({
    spanCount: 0, start: new Float64Array(initialCapacity), end: new Float64Array(initialCapacity),
    state: new Uint8Array(initialCapacity), frame: new Int32Array(initialCapacity),
    instantCount: 0, time: new Float64Array(initialCapacity), kind: new Uint8Array(initialCapacity), instantFrame: new Int32Array(initialCapacity),
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
  return recorder.counters.push({ description, count: 0, times: new Float64Array(initialCapacity), values: new Float64Array(initialCapacity) }) - 1;
}

/** Records that `row` was in `state` from `start` to `end`; `frame` is -1 when it belongs to none. */
export function recordSpan(recorder: TraceRecorder, row: number, state: number, start: number, end: number, frame: number): void {
  const recording = recorder.recordings[row]!;
  const at = recording.spanCount;
  if (at === recording.start.length) growSpans(recording);
  recording.start[at] = start;
  recording.end[at] = end;
  recording.state[at] = state;
  recording.frame[at] = frame;
  recording.spanCount = at + 1;
  recorder.spanCount += 1;
}

/** Records that something of `kind` happened on `row`. */
export function recordInstant(recorder: TraceRecorder, row: number, kind: number, time: number, frame: number): void {
  const recording = recorder.recordings[row]!;
  const at = recording.instantCount;
  if (at === recording.time.length) growInstants(recording);
  recording.time[at] = time;
  recording.kind[at] = kind;
  recording.instantFrame[at] = frame;
  recording.instantCount = at + 1;
}

/** Records the value a counter has from `time` on. Several at one instant leave the last. */
export function recordCounter(recorder: TraceRecorder, counter: number, time: number, value: number): void {
  const recording = recorder.counters[counter]!;
  let at = recording.count;
  if (at > 0) {
    if (recording.times[at - 1] === time) {
      recording.values[at - 1] = value;
      return;
    }
    if (recording.values[at - 1] === value) return;
  }
  if (at === recording.times.length) {
    recording.times = doubled(recording.times, new Float64Array(at * 2));
    recording.values = doubled(recording.values, new Float64Array(at * 2));
  }
  recording.times[at] = time;
  recording.values[at] = value;
  at += 1;
  recording.count = at;
}

/** Puts the rows' recordings together. The recorder stays usable, and what it records later does not change the trace. */
export function finishTrace(recorder: TraceRecorder, header: TraceHeader): Trace {
  const { recordings } = recorder;
  const spanOffsets = new Uint32Array(recordings.length + 1);
  const instantOffsets = new Uint32Array(recordings.length + 1);
  recordings.forEach((recording, row) => {
    spanOffsets[row + 1] = spanOffsets[row]! + recording.spanCount;
    instantOffsets[row + 1] = instantOffsets[row]! + recording.instantCount;
  });
  const spanCount = spanOffsets[recordings.length]!;
  const instantCount = instantOffsets[recordings.length]!;
  const spans = {
    count: spanCount, offsets: spanOffsets,
    start: new Float64Array(spanCount), end: new Float64Array(spanCount), state: new Uint8Array(spanCount), frame: new Int32Array(spanCount),
  };
  const instants = {
    count: instantCount, offsets: instantOffsets,
    time: new Float64Array(instantCount), kind: new Uint8Array(instantCount), frame: new Int32Array(instantCount),
  };
  recordings.forEach((recording, row) => {
    const span = spanOffsets[row]!;
    spans.start.set(recording.start.subarray(0, recording.spanCount), span);
    spans.end.set(recording.end.subarray(0, recording.spanCount), span);
    spans.state.set(recording.state.subarray(0, recording.spanCount), span);
    spans.frame.set(recording.frame.subarray(0, recording.spanCount), span);
    const instant = instantOffsets[row]!;
    instants.time.set(recording.time.subarray(0, recording.instantCount), instant);
    instants.kind.set(recording.kind.subarray(0, recording.instantCount), instant);
    instants.frame.set(recording.instantFrame.subarray(0, recording.instantCount), instant);
  });
  return {
    version: 1, ...header,
    rows: [...recorder.rows], states: [...recorder.states], instantKinds: [...recorder.instantKinds],
    spans, instants,
    counters: recorder.counters.map(({ description, times, values, count }) => ({ ...description, times: times.slice(0, count), values: values.slice(0, count) })),
  };
}

function findOrAdd(table: TraceState[], entry: TraceState): number {
  const found = table.findIndex((other) => other.key === entry.key && other.basis === entry.basis && other.path === entry.path);
  if (found >= 0) return found;
  if (table.length === 256) throw new RangeError('A trace has at most 256 states.');
  return table.push(entry) - 1;
}

function doubled<Column extends Float64Array | Uint8Array | Int32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

function growSpans(recording: RowRecording): void {
  const capacity = recording.start.length * 2;
  recording.start = doubled(recording.start, new Float64Array(capacity));
  recording.end = doubled(recording.end, new Float64Array(capacity));
  recording.state = doubled(recording.state, new Uint8Array(capacity));
  recording.frame = doubled(recording.frame, new Int32Array(capacity));
}

function growInstants(recording: RowRecording): void {
  const capacity = recording.time.length * 2;
  recording.time = doubled(recording.time, new Float64Array(capacity));
  recording.kind = doubled(recording.kind, new Uint8Array(capacity));
  recording.instantFrame = doubled(recording.instantFrame, new Int32Array(capacity));
}
