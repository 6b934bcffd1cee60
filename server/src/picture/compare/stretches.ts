/** Stretches of time in ascending order, none touching the next; one may have no length. Nanoseconds. */
export interface Stretches {
  readonly count: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** None. */
export const noStretches: Stretches = { count: 0, start: new Float64Array(0), end: new Float64Array(0) };

/** Collects stretches that come in the order of their starts; what touches is joined. */
export interface StretchCollector {
  add(start: number, end: number): void;
  finish(): Stretches;
}

/** A collector with nothing in it. */
export function collectStretches(): StretchCollector {
  let start = new Float64Array(16);
  let end = new Float64Array(16);
  let count = 0;
  return {
    add(from, to) {
      if (count > 0 && from <= end[count - 1]!) {
        if (to > end[count - 1]!) end[count - 1] = to;
        return;
      }
      if (count === start.length) {
        start = grown(start);
        end = grown(end);
      }
      start[count] = from;
      end[count] = to;
      count += 1;
    },
    finish: () => ({ count, start: start.slice(0, count), end: end.slice(0, count) }),
  };
}

/** All the stretches of both. */
export function joined(first: Stretches, second: Stretches): Stretches {
  if (first.count === 0) return second;
  if (second.count === 0) return first;
  const collector = collectStretches();
  for (let a = 0, b = 0; a < first.count || b < second.count;) {
    if (b === second.count || (a < first.count && first.start[a]! <= second.start[b]!)) {
      collector.add(first.start[a]!, first.end[a]!);
      a += 1;
    } else {
      collector.add(second.start[b]!, second.end[b]!);
      b += 1;
    }
  }
  return collector.finish();
}

function grown(list: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(list.length * 2);
  larger.set(list);
  return larger;
}
