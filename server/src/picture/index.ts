/**
 * How a trace is drawn, whatever on: lanes, colours, patterns and shapes, through one `Renderer`. The timeline paints on a canvas, exports write SVG.
 * Pure: no DOM; knows the trace only.
 */
export type { Drops, Subject } from './subject';
export { subjectOf } from './subject';
export type { Names } from './names';
export { nameTrace } from './names';
export type { ArrangedRows, Arrangement, Item, LaneKey, RowMode, Section } from './view/arrange-rows';
export { arrangeRows, hasPointers, keyOfCounter, keyOfRow, moveBefore, pinnedList, plainArrangement, rowModes } from './view/arrange-rows';
export type { Selection } from './selection';
export type { MarkHandle, Marks, Measured, SnappedEdge } from './marks';
export { noMarks } from './marks';
export type { FindingMarks, FlowMode, ReadingMarks } from './reading';
export { flowModes, noFindings, plainReading } from './reading';
export type { Flow, FlowStep } from './flow';
export { flowOf, flowOfFrame, prepareFlows } from './flow';
export { instantsOfFrame, roundStart, spansOfFrame } from './frame-spans';
export type { Highlight } from './highlight';
export { findHighlight } from './highlight';
export { fill, pictureTexts } from './texts';
