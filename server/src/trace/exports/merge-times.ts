import type { Trace } from '../trace';

/** Something that happens at a time. `stream` is the row, or for a `step` the counter; `index` its entry in the columns. */
export interface TimedEvent { readonly time: number; readonly kind: 'end' | 'instant' | 'begin' | 'step'; readonly stream: number; readonly index: number }

interface Cursor {
  time: number;
  /** Among those of one time: ends, then instants, then begins, then steps. */
  order: number;
  readonly kind: TimedEvent['kind'];
  readonly stream: number;
  index: number;
  readonly last: number;
  readonly times: Float64Array;
}

const orders: readonly TimedEvent['kind'][] = ['end', 'instant', 'begin', 'step'];

/** Everything in a trace in order of time: formats that know one clock for all rows need it so. */
export function* mergeTimes({ rows, spans, instants, counters }: Trace): Generator<TimedEvent, void, void> {
  const heap: Cursor[] = [];
  const add = (kind: TimedEvent['kind'], stream: number, times: Float64Array, first: number, last: number): void => {
    if (first < last) push(heap, { time: times[first]!, order: orders.indexOf(kind), kind, stream, index: first, last, times });
  };
  rows.forEach((_, row) => {
    add('begin', row, spans.start, spans.offsets[row]!, spans.offsets[row + 1]!);
    add('end', row, spans.end, spans.offsets[row]!, spans.offsets[row + 1]!);
    add('instant', row, instants.time, instants.offsets[row]!, instants.offsets[row + 1]!);
  });
  counters.forEach(({ times }, counter) => add('step', counter, times, 0, times.length));
  while (heap.length > 0) {
    const next = heap[0]!;
    yield next;
    next.index += 1;
    if (next.index < next.last) {
      next.time = next.times[next.index]!;
      sink(heap);
    } else {
      const moved = heap.pop()!;
      if (heap.length === 0) return;
      if (moved !== next) {
        heap[0] = moved;
        sink(heap);
      }
    }
  }
}

const isBefore = (a: Cursor, b: Cursor): boolean => a.time < b.time || (a.time === b.time && (a.order < b.order || (a.order === b.order && a.stream < b.stream)));

function push(heap: Cursor[], cursor: Cursor): void {
  let at = heap.push(cursor) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(cursor, heap[above]!)) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = cursor;
}

function sink(heap: Cursor[]): void {
  const cursor = heap[0]!;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
    if (!isBefore(heap[below]!, cursor)) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = cursor;
}
