import type { InstantColumns, SpanColumns, TraceCounter } from '../../trace/index';
import { type Stretches, collectStretches } from './stretches';

/** Nothing: no state, no value yet. */
const none = -1;

/**
 * When two rows are in different states; being in none is a state too. States are compared by the numbers that `names` give them. Takes time in proportion to the
 * spans of the two rows.
 */
export function spanDifferences(here: SpanColumns, row: number, hereNames: Int32Array, there: SpanColumns, otherRow: number, thereNames: Int32Array, until: number): Stretches {
  const collector = collectStretches();
  const lastHere = here.offsets[row + 1]!;
  const lastThere = there.offsets[otherRow + 1]!;
  let a = here.offsets[row]!;
  let b = there.offsets[otherRow]!;
  for (let time = 0; time < until;) {
    while (a < lastHere && here.end[a]! <= time) a += 1;
    while (b < lastThere && there.end[b]! <= time) b += 1;
    if (a === lastHere && b === lastThere) break;
    const inHere = a < lastHere && here.start[a]! <= time;
    const inThere = b < lastThere && there.start[b]! <= time;
    const nextHere = a === lastHere ? Infinity : inHere ? here.end[a]! : here.start[a]!;
    const nextThere = b === lastThere ? Infinity : inThere ? there.end[b]! : there.start[b]!;
    const next = Math.min(nextHere, nextThere, until);
    const stateHere = inHere ? hereNames[here.state[a]!]! : none;
    const stateThere = inThere ? thereNames[there.state[b]!]! : none;
    if (stateHere !== stateThere) collector.add(time, next);
    time = next;
  }
  return collector.finish();
}

/** When something happened in one of two rows and not in the other: moments, that is stretches without length. */
export function instantDifferences(here: InstantColumns, row: number, hereNames: Int32Array, there: InstantColumns, otherRow: number, thereNames: Int32Array, until: number): Stretches {
  const collector = collectStretches();
  const lastHere = here.offsets[row + 1]!;
  const lastThere = there.offsets[otherRow + 1]!;
  const kinds: number[] = [];
  for (let a = here.offsets[row]!, b = there.offsets[otherRow]!; a < lastHere || b < lastThere;) {
    const time = Math.min(a < lastHere ? here.time[a]! : Infinity, b < lastThere ? there.time[b]! : Infinity);
    if (time > until) break;
    // The usual case, without a look at how many of each kind there are.
    const isPair = a < lastHere && b < lastThere && here.time[a] === time && there.time[b] === time && hereNames[here.kind[a]!] === thereNames[there.kind[b]!]
      && !(a + 1 < lastHere && here.time[a + 1] === time) && !(b + 1 < lastThere && there.time[b + 1] === time);
    if (isPair) {
      a += 1;
      b += 1;
      continue;
    }
    kinds.length = 0;
    for (; a < lastHere && here.time[a] === time; a += 1) kinds[hereNames[here.kind[a]!]!] = (kinds[hereNames[here.kind[a]!]!] ?? 0) + 1;
    for (; b < lastThere && there.time[b] === time; b += 1) kinds[thereNames[there.kind[b]!]!] = (kinds[thereNames[there.kind[b]!]!] ?? 0) - 1;
    if (kinds.some((count) => count !== 0)) collector.add(time, time);
  }
  return collector.finish();
}

/** When two counters have different values; before its first step a counter has none. */
export function counterDifferences(here: TraceCounter, there: TraceCounter, until: number): Stretches {
  const collector = collectStretches();
  const [first, second] = [here.times, there.times];
  let a = 0;
  let b = 0;
  while (a < first.length || b < second.length) {
    const time = Math.min(a < first.length ? first[a]! : Infinity, b < second.length ? second[b]! : Infinity);
    if (time >= until) break;
    if (a < first.length && first[a] === time) a += 1;
    if (b < second.length && second[b] === time) b += 1;
    const next = Math.min(a < first.length ? first[a]! : Infinity, b < second.length ? second[b]! : Infinity, until);
    const isSame = a > 0 && b > 0 ? here.values[a - 1] === there.values[b - 1] : a === b;
    // A value holds for ever: what is different in the end stays so as long as either run was recorded.
    if (!isSame) collector.add(time, next);
  }
  return collector.finish();
}
