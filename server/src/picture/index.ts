/**
 * How a trace is drawn, whatever on: lanes, colours, patterns and shapes, through one `Renderer`. The timeline paints on a canvas, exports write SVG.
 * Pure: no DOM; knows the trace only.
 */
export type { Drops, Subject } from './subject';
export { subjectOf } from './subject';
export type { Names } from './names';
export { nameTrace } from './names';
export type { Selection } from './selection';
export type { Highlight } from './highlight';
export { findHighlight } from './highlight';
export { fill, pictureTexts } from './texts';
