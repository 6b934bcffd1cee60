import type { TraceBasis } from './vocabulary';

/** One line of a timeline. */
export interface TraceRow {
  /** What the row shows; see `traceRowKinds` for what a simulation writes. */
  readonly kind: string;
  /** A name of the author's own, such as the `Process` routine's; empty where `kind` and `index` say everything. */
  readonly label: string;
  /** Zero-based number among the rows of this kind and group (buffer 0, 1, 2 …). */
  readonly index: number;
  /** Label of the pin the row belongs to; empty when it belongs to none. */
  readonly group: string;
  /** RFC 6901 JSON pointer of the document value that configured the row, or the empty string. */
  readonly path: string;
}

/** A state a span can be in, or a kind of instant. */
export interface TraceState {
  /** Key of the text that names it; see `traceStateKeys`, `traceInstantKeys`. */
  readonly key: string;
  /** How well it is known that, and for how long, this happens. What is not documented is drawn differently. */
  readonly basis: TraceBasis;
  /** RFC 6901 JSON pointer of the value that configured its length or existence, or the empty string. */
  readonly path: string;
}

/**
 * All spans, grouped by row in row order and, within a row, in time order: spans of one row never overlap.
 * Row `r` owns the spans `offsets[r]` (included) … `offsets[r + 1]` (excluded). Every column has `count` entries.
 */
export interface SpanColumns {
  readonly count: number;
  /** rows + 1 entries. */
  readonly offsets: Uint32Array;
  /** Begin, in nanoseconds of virtual time; whole numbers. */
  readonly start: Float64Array;
  /** End, in nanoseconds; never before `start`. */
  readonly end: Float64Array;
  /** Index into `Trace.states`. */
  readonly state: Uint8Array;
  /** Number of the source's frame the span belongs to, from 0; -1 when it belongs to none (yet). */
  readonly frame: Int32Array;
}

/** A value that changes in steps: `values[i]` holds from `times[i]` until `times[i + 1]`. Times rise strictly. */
export interface TraceCounter {
  /** Key of the text that names it; see `traceCounterKeys`. */
  readonly key: string;
  /** Unit key: `buffers`, `frames`, `bytes` … */
  readonly unit: string;
  /** Label of the pin it belongs to; empty when it belongs to none. */
  readonly group: string;
  /** The most the value can be, when there is such a limit (requests outstanding, list depth); else `null`. */
  readonly limit: number | null;
  /** RFC 6901 JSON pointer of the value that configured the limit, or the empty string. */
  readonly path: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** All instants, in the order of their rows and, within a row, of time; grouped as {@link SpanColumns} are. */
export interface InstantColumns {
  readonly count: number;
  /** rows + 1 entries. */
  readonly offsets: Uint32Array;
  readonly time: Float64Array;
  /** Index into `Trace.instantKinds`. */
  readonly kind: Uint8Array;
  /** Frame number, or -1. */
  readonly frame: Int32Array;
}

/** What a run left behind, in columns: a million spans are five typed arrays, not a million objects. */
export interface Trace {
  readonly version: 2;
  /** Label of the scenario. */
  readonly label: string;
  readonly seed: number;
  /** Fingerprint of the run, 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** Virtual time covered, in nanoseconds; nothing in the trace lies beyond. */
  readonly duration: number;
  /**
   * Up to when everything was recorded, nanoseconds: `duration`, or earlier when a limit ended the recording while the run went on, or 0 when nothing was to be
   * recorded. No span, instant or step lies beyond; a span that ended later ends here.
   */
  readonly recordedUntil: number;
  readonly rows: readonly TraceRow[];
  /** At most 256. */
  readonly states: readonly TraceState[];
  /** At most 256. */
  readonly instantKinds: readonly TraceState[];
  readonly spans: SpanColumns;
  readonly instants: InstantColumns;
  readonly counters: readonly TraceCounter[];
}

/** The row that owns an entry of columns grouped by `offsets`. `index` must be below the last offset. */
export function rowOf(offsets: Uint32Array, index: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
