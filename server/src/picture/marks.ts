/** A stretch of time and the lanes it is measured on. */
export interface Measured {
  /** Begin and end in whole nanoseconds; `to` is greater than `from`. */
  readonly from: number;
  readonly to: number;
  /** Rows and counters by index in ascending order; null for all there are. */
  readonly rows: readonly number[] | null;
  readonly counters: readonly number[] | null;
}

/** An edge that a drag holds on to: its time, and the lane it belongs to by index in the layout; -1 for none. */
export interface SnappedEdge { readonly time: number; readonly lane: number }

/** What is measured on the picture: two markers and a stretch. Times in whole nanoseconds. */
export interface Marks {
  readonly a: number | null;
  readonly b: number | null;
  readonly measured: Measured | null;
  /** While something is dragged. */
  readonly snapped: SnappedEdge | null;
}

/** What of the marks can be dragged: a marker, or an end of the stretch. */
export type MarkHandle = 'a' | 'b' | 'from' | 'to';

/** Nothing marked. */
export const noMarks: Marks = { a: null, b: null, measured: null, snapped: null };
