import type { Highlight, Selection } from '../../../../server/src/picture/index';
import type { Trace } from '../../../../server/src/trace/index';

/**
 * The earliest span or instant that a value configured: one in a state that it decided before one whose row alone it decided, because a row is there from the
 * beginning. Null where it configured none.
 */
export function firstConfigured({ rows, spans, instants }: Trace, highlight: Highlight): Selection | null {
  let found: Selection | null = null;
  let earliest = Infinity;
  const take = (kind: 'span' | 'instant', row: number, index: number, time: number): void => {
    if (time >= earliest) return;
    earliest = time;
    found = { kind, row, index };
  };
  const search = (kind: 'span' | 'instant', wanted: readonly boolean[]): void => {
    if (!wanted.includes(true)) return;
    const { offsets } = kind === 'span' ? spans : instants;
    const [times, states] = kind === 'span' ? [spans.start, spans.state] : [instants.time, instants.kind];
    for (let row = 0; row < rows.length; row += 1) {
      for (let index = offsets[row]!; index < offsets[row + 1]! && times[index]! < earliest; index += 1) {
        if (wanted[states[index]!] === true) take(kind, row, index, times[index]!);
      }
    }
  };
  search('span', highlight.states);
  search('instant', highlight.instants);
  if (found === null) {
    highlight.rows.forEach((marked, row) => {
      const span = spans.offsets[row]!;
      if (!marked) return;
      if (span < spans.offsets[row + 1]!) take('span', row, span, spans.start[span]!);
      const instant = instants.offsets[row]!;
      if (instant < instants.offsets[row + 1]!) take('instant', row, instant, instants.time[instant]!);
    });
  }
  return found;
}
