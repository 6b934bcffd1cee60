/**
 * The columnar trace of a run: its shape, its recording, its encoding, and what a timeline needs to draw a million spans.
 * Imports nothing of ours, so that the timeline can carry it.
 */
export type { InstantColumns, SpanColumns, Trace, TraceCounter, TraceRow, TraceState } from './trace';
export { rowOf } from './trace';
export type { TraceBasis, TraceCounterKey, TraceInstantKey, TraceRowKind, TraceStateKey } from './vocabulary';
export { traceCounterKeys, traceInstantKeys, traceRowKinds, traceStateKeys } from './vocabulary';
export type { TraceHeader, TraceLimits, TraceRecorder } from './recorder';
export { addCounter, addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordCounter, recordCounterNow, recordInstant, recordInstantNow, recordSpan, recordSpanSince } from './recorder';
export type { InstantSink, Levels, SegmentSink } from './levels';
export { buildLevels, counterAt, counterRange, rowCoverage, spanAt, visibleInstants, visibleSegments } from './levels';
export type { FrameIndex } from './frames';
export { buildFrameIndex } from './frames';
export { encodeTrace, encodeTraceInSteps } from './encode';
export type { TraceProblem } from './decode';
export { decodeTrace } from './decode';
