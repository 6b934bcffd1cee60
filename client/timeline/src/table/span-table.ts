import { firstAbove } from '../../../../server/src/trace/levels';
import type { Session } from '../session/session';
import type { TimeRange } from '../../../../server/src/picture/view/time-range';

/** Spans of some rows that lie in a stretch, without having been copied: for each row the first and the one past the last. */
export interface SpanWindow {
  readonly count: number;
  readonly rows: readonly { readonly row: number; readonly first: number; readonly last: number }[];
}

/** Finds the spans of `row` that overlap the stretch; for null those of all rows, or of those in `shown` in that order. */
export function spansInView(session: Session, range: TimeRange, row: number | null, shown: readonly number[] = session.trace.rows.map((_, index) => index)): SpanWindow {
  const { offsets, start, end } = session.trace.spans;
  const rows = (row === null ? shown : [row]).map((index) => {
    const first = firstAbove(end, range.from, offsets[index]!, offsets[index + 1]!);
    return { row: index, first, last: Math.max(first, firstAbove(start, range.to, first, offsets[index + 1]!)) };
  });
  return { count: rows.reduce((sum, { first, last }) => sum + last - first, 0), rows };
}

/** Spans `from` … `from + count` of a window, row by row. */
export function pageOf(window: SpanWindow, from: number, count: number): { readonly row: number; readonly index: number }[] {
  const page: { row: number; index: number }[] = [];
  let skip = from;
  for (const { row, first, last } of window.rows) {
    if (skip >= last - first) {
      skip -= last - first;
      continue;
    }
    for (let index = first + skip; index < last && page.length < count; index += 1) page.push({ row, index });
    skip = 0;
    if (page.length === count) break;
  }
  return page;
}
