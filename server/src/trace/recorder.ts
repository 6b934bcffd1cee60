import type { Trace, TraceCounter, TraceRow, TraceState } from './trace';

/** A piece of one row's spans. Pieces are never copied while the run goes on: a row grows by a further one. */
interface SpanChunk {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly state: Uint8Array;
  readonly frame: Int32Array;
}

/** A piece of one row's instants. */
interface InstantChunk {
  readonly time: Float64Array;
  readonly kind: Uint8Array;
  readonly frame: Int32Array;
}

/** What is written of one row: full pieces, and the one being filled. */
interface RowRecording {
  readonly fullSpans: SpanChunk[];
  spans: SpanChunk;
  /** Entries used of `spans`. */
  spanCount: number;
  readonly fullInstants: InstantChunk[];
  instants: InstantChunk;
  instantCount: number;
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
const largestChunk = 16_384;

const spanChunk = (capacity: number): SpanChunk => ({ start: new Float64Array(capacity), end: new Float64Array(capacity), state: new Uint8Array(capacity), frame: new Int32Array(capacity) });
const instantChunk = (capacity: number): InstantChunk => ({ time: new Float64Array(capacity), kind: new Uint8Array(capacity), frame: new Int32Array(capacity) });

/** An empty recorder. */
export function createTraceRecorder(): TraceRecorder {
  return { rows: [], states: [], instantKinds: [], recordings: [], counters: [], spanCount: 0 };
}

/** Adds a row and returns its index. */
export function addRow(recorder: TraceRecorder, row: TraceRow): number {
  recorder.recordings.push({ fullSpans: [], spans: spanChunk(initialCapacity), spanCount: 0, fullInstants: [], instants: instantChunk(initialCapacity), instantCount: 0 });
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
  let chunk = recording.spans;
  let at = recording.spanCount;
  if (at === chunk.state.length) {
    recording.fullSpans.push(chunk);
    chunk = recording.spans = spanChunk(Math.min(largestChunk, at * 2));
    at = 0;
  }
  chunk.start[at] = start;
  chunk.end[at] = end;
  chunk.state[at] = state;
  chunk.frame[at] = frame;
  recording.spanCount = at + 1;
  recorder.spanCount += 1;
}

/** Records that something of `kind` happened on `row`. */
export function recordInstant(recorder: TraceRecorder, row: number, kind: number, time: number, frame: number): void {
  const recording = recorder.recordings[row]!;
  let chunk = recording.instants;
  let at = recording.instantCount;
  if (at === chunk.kind.length) {
    recording.fullInstants.push(chunk);
    chunk = recording.instants = instantChunk(Math.min(largestChunk, at * 2));
    at = 0;
  }
  chunk.time[at] = time;
  chunk.kind[at] = kind;
  chunk.frame[at] = frame;
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
    recording.times = doubled(recording.times);
    recording.values = doubled(recording.values);
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
    spanOffsets[row + 1] = recording.fullSpans.reduce((sum, chunk) => sum + chunk.state.length, spanOffsets[row]! + recording.spanCount);
    instantOffsets[row + 1] = recording.fullInstants.reduce((sum, chunk) => sum + chunk.kind.length, instantOffsets[row]! + recording.instantCount);
  });
  const spanCount = spanOffsets[recordings.length]!;
  const instantCount = instantOffsets[recordings.length]!;
  const spans = { count: spanCount, offsets: spanOffsets, ...spanChunk(spanCount) };
  const instants = { count: instantCount, offsets: instantOffsets, ...instantChunk(instantCount) };
  recordings.forEach((recording, row) => {
    let at = spanOffsets[row]!;
    const putSpans = (chunk: SpanChunk, count: number): void => {
      spans.start.set(chunk.start.subarray(0, count), at);
      spans.end.set(chunk.end.subarray(0, count), at);
      spans.state.set(chunk.state.subarray(0, count), at);
      spans.frame.set(chunk.frame.subarray(0, count), at);
      at += count;
    };
    for (const chunk of recording.fullSpans) putSpans(chunk, chunk.state.length);
    putSpans(recording.spans, recording.spanCount);
    at = instantOffsets[row]!;
    const putInstants = (chunk: InstantChunk, count: number): void => {
      instants.time.set(chunk.time.subarray(0, count), at);
      instants.kind.set(chunk.kind.subarray(0, count), at);
      instants.frame.set(chunk.frame.subarray(0, count), at);
      at += count;
    };
    for (const chunk of recording.fullInstants) putInstants(chunk, chunk.kind.length);
    putInstants(recording.instants, recording.instantCount);
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

function doubled(from: Float64Array): Float64Array {
  const to = new Float64Array(from.length * 2);
  to.set(from);
  return to;
}
