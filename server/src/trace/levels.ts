import type { Trace, TraceCounter } from './trace';

/** Spans summed up together: few enough to walk through, enough for the sums to stay small beside the spans. */
const blockShift = 5;
const blockSize = 1 << blockShift;
/** Up to so many spans in a column are added up one by one: cheaper than two walks through a part of a block. */
const fewSpans = 48;

interface RowLevels {
  /** States that occur in the row, as indices into `Trace.states`. */
  readonly states: Uint8Array;
  /** The inverse: index into `states` by index into `Trace.states`. */
  readonly local: Uint8Array;
  /** For each block of spans (and one past the last), nanoseconds the row spent in each of its states before it: `sums[block * states.length + localState]`. */
  readonly sums: Float64Array;
}

interface CounterLevels {
  readonly minimum: readonly Float64Array[];
  readonly maximum: readonly Float64Array[];
}

/** What makes drawing independent of the number of spans: sums of time by state for the rows, extremes for the counters. */
export interface Levels {
  readonly trace: Trace;
  readonly rows: readonly RowLevels[];
  readonly counters: readonly CounterLevels[];
}

/** Prepares a trace for drawing; takes time and memory in proportion to its spans (some 3 bytes a span). */
export function buildLevels(trace: Trace): Levels {
  return { trace, rows: trace.rows.map((_, row) => buildRow(trace, row)), counters: trace.counters.map(buildCounter) };
}

function buildRow(trace: Trace, row: number): RowLevels {
  const { offsets, start, end, state } = trace.spans;
  const first = offsets[row]!;
  const last = offsets[row + 1]!;
  const local = new Uint8Array(256);
  const seen = new Uint8Array(256);
  const states: number[] = [];
  for (let span = first; span < last; span += 1) {
    if (seen[state[span]!] === 1) continue;
    seen[state[span]!] = 1;
    local[state[span]!] = states.push(state[span]!) - 1;
  }
  const width = states.length;
  const blocks = (last - first + blockSize - 1) >> blockShift;
  const sums = new Float64Array((blocks + 1) * width);
  const running = new Float64Array(width);
  for (let block = 0; block < blocks; block += 1) {
    sums.set(running, block * width);
    const stop = Math.min(last, first + ((block + 1) << blockShift));
    for (let span = first + (block << blockShift); span < stop; span += 1) {
      const index = local[state[span]!]!;
      running[index] = running[index]! + end[span]! - start[span]!;
    }
  }
  sums.set(running, blocks * width);
  return { states: Uint8Array.from(states), local, sums };
}

/** First entry of `values[low … high)` that is greater than `limit`; `values` rises there. */
export function firstAbove(values: Float64Array, limit: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** As {@link firstAbove}, for an answer expected soon after `low`. */
function gallopAbove(values: Float64Array, limit: number, low: number, high: number): number {
  let step = 1;
  while (low + step < high && values[low + step]! <= limit) {
    low += step;
    step *= 2;
  }
  return firstAbove(values, limit, low, Math.min(high, low + step + 1));
}

/** The span of a row at `time`, as an index into the columns, or -1. */
export function spanAt(trace: Trace, row: number, time: number): number {
  const { offsets, start, end } = trace.spans;
  const span = firstAbove(end, time, offsets[row]!, offsets[row + 1]!);
  return span < offsets[row + 1]! && start[span]! <= time ? span : -1;
}

/** Adds to `totals` (by local state) the time the row spent in each state before `time`; `span` is its first span that ends after `time`. */
function stateTimes(levels: Levels, row: number, time: number, span: number, totals: Float64Array): void {
  const { offsets, start, end, state } = levels.trace.spans;
  const { states, local, sums } = levels.rows[row]!;
  const width = states.length;
  const block = (span - offsets[row]!) >> blockShift;
  for (let index = 0; index < width; index += 1) totals[index] = sums[block * width + index]!;
  for (let at = offsets[row]! + (block << blockShift); at < span; at += 1) {
    const index = local[state[at]!]!;
    totals[index] = totals[index]! + end[at]! - start[at]!;
  }
  if (span < offsets[row + 1]! && start[span]! < time) {
    const index = local[state[span]!]!;
    totals[index] = totals[index]! + time - start[span]!;
  }
}

// Reused: painting allocates nothing for a row.
const before = new Float64Array(256);
const after = new Float64Array(256);

/**
 * The share of time a row spent in each state, column by column: `shares[column * trace.states.length + state]`, 0 … 1, exact sums of the spans.
 * Column `c` covers `start + c * columnTime` … `start + (c + 1) * columnTime` nanoseconds. `shares` is overwritten from the front.
 */
export function rowCoverage(levels: Levels, row: number, start: number, columnTime: number, columns: number, shares: Float32Array): void {
  const { trace } = levels;
  const { offsets, start: starts, end, state } = trace.spans;
  const { states } = levels.rows[row]!;
  const width = states.length;
  const stride = trace.states.length;
  shares.fill(0, 0, columns * stride);
  if (width === 0) return;
  const last = offsets[row + 1]!;
  const perColumn = 1 / columnTime;
  let span = firstAbove(end, start, offsets[row]!, last);
  for (let column = 0; column < columns && span < last; column += 1) {
    const from = start + column * columnTime;
    const edge = start + (column + 1) * columnTime;
    const base = column * stride;
    // A few spans are added up one by one; of many, the sums of whole blocks are taken.
    const few = Math.min(last, span + fewSpans);
    for (; span < few && end[span]! <= edge; span += 1) {
      const begin = starts[span]! < from ? from : starts[span]!;
      const at = base + state[span]!;
      shares[at] = shares[at]! + (end[span]! - begin) * perColumn;
    }
    if (span === last) return;
    if (end[span]! <= edge) {
      const next = gallopAbove(end, edge, span, last);
      stateTimes(levels, row, starts[span]! < from ? from : starts[span]!, span, before);
      stateTimes(levels, row, edge, next, after);
      for (let index = 0; index < width; index += 1) {
        const at = base + states[index]!;
        shares[at] = shares[at]! + (after[index]! - before[index]!) * perColumn;
      }
      span = next;
    } else if (starts[span]! < edge) {
      const at = base + state[span]!;
      shares[at] = shares[at]! + (edge - (starts[span]! < from ? from : starts[span]!)) * perColumn;
    }
  }
}

/**
 * Takes one piece of a row to draw, in nanoseconds. Either one span (`count` 1, `coverage` 1, `first` its index), or a stretch of pixels that hold
 * spans narrower than a pixel: `state` is then the one with most time in each of them and `coverage` the share of time the row was in any state at all,
 * rounded up to quarters.
 */
export type SegmentSink = (start: number, end: number, state: number, coverage: number, first: number, count: number) => void;

/**
 * Hands out what of a row is to be drawn between `start` and `end` when a pixel is `pixelTime` nanoseconds wide: at most one piece a pixel, in time order,
 * whatever the number of spans. Spans of at least a pixel come as themselves.
 */
export function visibleSegments(levels: Levels, row: number, start: number, end: number, pixelTime: number, sink: SegmentSink): void {
  const columns = levels.trace.spans;
  const { states } = levels.rows[row]!;
  const width = states.length;
  if (width === 0) return;
  const last = columns.offsets[row + 1]!;
  let before = new Float64Array(width);
  let after = new Float64Array(width);
  let previousEnd = -Infinity;
  let mergedStart = 0;
  let mergedEnd = -1;
  let mergedState = -1;
  let mergedLevel = 0;
  let mergedFirst = 0;
  let mergedCount = 0;
  const flush = (): void => {
    if (mergedCount > 0) sink(mergedStart, mergedEnd, mergedState, mergedLevel / 4, mergedFirst, mergedCount);
    mergedCount = 0;
  };
  let span = firstAbove(columns.end, start, columns.offsets[row]!, last);
  while (span < last && columns.start[span]! < end) {
    const spanStart = columns.start[span]!;
    const spanEnd = columns.end[span]!;
    if (spanEnd - spanStart >= pixelTime) {
      flush();
      sink(spanStart, spanEnd, columns.state[span]!, 1, span, 1);
      previousEnd = spanEnd;
      span += 1;
      continue;
    }
    // All that begins within this pixel, up to the first span that is wide enough to stand for itself.
    const pixel = start + Math.max(0, Math.floor((spanStart - start) / pixelTime)) * pixelTime;
    let edge = pixel + pixelTime;
    let next = gallopAbove(columns.end, edge, span, last);
    if (next < last && columns.start[next]! < edge) {
      if (columns.end[next]! - columns.start[next]! >= pixelTime) edge = columns.start[next]!;
      else next += 1;
    }
    // Rounding may put a span that begins at the very edge into the pixel before.
    if (next === span) next = span + 1;
    stateTimes(levels, row, pixel, span, before);
    const until = Math.max(edge, columns.end[next - 1]!);
    stateTimes(levels, row, until, next, after);
    const begin = Math.max(pixel, previousEnd);
    let busy = 0;
    let most = -1;
    let dominant = 0;
    for (let index = 0; index < width; index += 1) {
      const time = after[index]! - before[index]!;
      busy += time;
      if (time > most) {
        most = time;
        dominant = states[index]!;
      }
    }
    const level = until > begin ? Math.min(4, Math.max(1, Math.ceil((busy / (until - begin)) * 4 - 1e-9))) : 4;
    if (mergedCount > 0 && dominant === mergedState && level === mergedLevel && begin === mergedEnd) {
      mergedEnd = until;
      mergedCount += next - span;
    } else {
      flush();
      mergedStart = begin;
      mergedEnd = until;
      mergedState = dominant;
      mergedLevel = level;
      mergedFirst = span;
      mergedCount = next - span;
    }
    previousEnd = until;
    [before, after] = [after, before];
    span = next;
  }
  flush();
}

/** Takes the instants of one pixel: the time of the first, its kind and index, and how many there are. */
export type InstantSink = (time: number, kind: number, first: number, count: number) => void;

/** Hands out the instants of a row between `start` (included) and `end` (excluded), at most one group a pixel. */
export function visibleInstants(trace: Trace, row: number, start: number, end: number, pixelTime: number, sink: InstantSink): void {
  const { offsets, time, kind } = trace.instants;
  const last = offsets[row + 1]!;
  // Whole nanoseconds: what is not before `start` is above the instant just before it.
  let at = firstAbove(time, start - 0.5, offsets[row]!, last);
  while (at < last && time[at]! < end) {
    const edge = start + (Math.floor((time[at]! - start) / pixelTime) + 1) * pixelTime;
    const next = Math.max(at + 1, gallopAbove(time, edge - 0.5, at, last));
    sink(time[at]!, kind[at]!, at, next - at);
    at = next;
  }
}

function buildCounter(counter: TraceCounter): CounterLevels {
  const minimum = [counter.values];
  const maximum = [counter.values];
  for (let length = counter.values.length; length > 1;) {
    const below = [minimum[minimum.length - 1]!, maximum[maximum.length - 1]!] as const;
    const half = (length + 1) >> 1;
    const least = new Float64Array(half);
    const greatest = new Float64Array(half);
    for (let index = 0; index < half; index += 1) {
      const left = index * 2;
      const right = Math.min(left + 1, length - 1);
      least[index] = Math.min(below[0][left]!, below[0][right]!);
      greatest[index] = Math.max(below[1][left]!, below[1][right]!);
    }
    minimum.push(least);
    maximum.push(greatest);
    length = half;
  }
  return { minimum, maximum };
}

/** Least and greatest value of a counter from `start` to `end` nanoseconds, the value it has on entering included; `null` before its first step. */
export function counterRange(levels: Levels, counter: number, start: number, end: number): { readonly minimum: number; readonly maximum: number } | null {
  const { times } = levels.trace.counters[counter]!;
  const { minimum, maximum } = levels.counters[counter]!;
  let low = Math.max(0, firstAbove(times, start, 0, times.length) - 1);
  let high = firstAbove(times, end, low, times.length);
  if (low >= high) return null;
  let least = Infinity;
  let greatest = -Infinity;
  for (let level = 0; low < high; level += 1) {
    if ((low & 1) === 1) {
      least = Math.min(least, minimum[level]![low]!);
      greatest = Math.max(greatest, maximum[level]![low]!);
      low += 1;
    }
    if ((high & 1) === 1) {
      high -= 1;
      least = Math.min(least, minimum[level]![high]!);
      greatest = Math.max(greatest, maximum[level]![high]!);
    }
    low >>= 1;
    high >>= 1;
  }
  return { minimum: least, maximum: greatest };
}

/** Value of a counter at `time`, or `null` before its first step. */
export function counterAt(counter: TraceCounter, time: number): number | null {
  const at = firstAbove(counter.times, time, 0, counter.times.length) - 1;
  return at < 0 ? null : counter.values[at]!;
}
