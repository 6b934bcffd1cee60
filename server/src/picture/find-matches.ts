import type { Trace } from '../trace/index';
import { firstAbove } from '../trace/levels';
import type { MatchSet, Matcher, Matches } from './matches';
import { anyMatch, isMatch, matchBins, matchesBefore, setOf } from './matches';
import type { Selection } from './selection';

/** Looks through a trace step by step. */
export interface Matching {
  /** Looks at so many entries more. @returns the matches when all have been looked at, else null */
  advance(entries: number): Matches | null;
}

interface Columns { readonly count: number; readonly offsets: Uint32Array; readonly time: Float64Array; readonly end: Float64Array; readonly what: Uint8Array; readonly frame: Int32Array }

/** Begins to look through those rows of a trace that are `searched`. */
export function beginMatching(trace: Trace, matcher: Matcher, searched: (row: number) => boolean = () => true): Matching {
  const { allWords, rowWords, stateWords, kindWords, frame, length } = matcher;
  const lists: readonly Columns[] = [
    { ...trace.spans, time: trace.spans.start, what: trace.spans.state },
    { ...trace.instants, end: trace.instants.time, what: trace.instants.kind },
  ];
  const litStates = trace.rows.map((_, row) => Uint8Array.from(stateWords, (words) => (searched(row) && (words | rowWords[row]!) === allWords ? 1 : 0)));
  const litKinds = trace.rows.map((_, row) => Uint8Array.from(kindWords, (words) => (searched(row) && (words | rowWords[row]!) === allWords ? 1 : 0)));
  const bits = lists.map(({ count }) => new Uint32Array((count + 31) >> 5));
  const bins = new Uint8Array(matchBins);
  const binTime = Math.max(1, trace.duration) / matchBins;
  let list = 0;
  let row = 0;
  let at = 0;
  const look = (entries: number): void => {
    let left = entries;
    while (list < lists.length && left > 0) {
      const { offsets, time, end, what, frame: frames } = lists[list]!;
      const last = row < trace.rows.length ? offsets[row + 1]! : 0;
      const lit = (list === 0 ? litStates : litKinds)[row];
      const isOut = lit === undefined || frame === -1 || (list === 1 && length !== null) || !lit.includes(1);
      if (at >= last || isOut) {
        row += 1;
        if (row >= trace.rows.length) {
          list += 1;
          row = 0;
        }
        at = lists[list]?.offsets[row] ?? 0;
        left -= 1;
        continue;
      }
      const own = bits[list]!;
      const stop = Math.min(last, at + left);
      left -= stop - at;
      const least = length?.least ?? -Infinity;
      const most = length?.most ?? Infinity;
      for (; at < stop; at += 1) {
        if (lit[what[at]!] !== 1 || (frame !== null && frames[at] !== frame)) continue;
        const long = end[at]! - time[at]!;
        if (long < least || long > most) continue;
        own[at >> 5]! |= 1 << (at & 31);
        bins[Math.min(matchBins - 1, Math.floor(time[at]! / binTime))] = 1;
      }
    }
  };
  return {
    advance(entries) {
      look(entries);
      if (list < lists.length) return null;
      const [spans, instants] = bits.map(setOf) as [MatchSet, MatchSet];
      return { spans, instants, total: spans.before.at(-1)! + instants.before.at(-1)!, states: litStates, bins };
    },
  };
}

/** The first entry from `first` on, before `last`, that matches (`step` 1), or the last one (`step` -1); -1 when none does. */
function matchIn(set: MatchSet, first: number, last: number, step: -1 | 1): number {
  if (!anyMatch(set, first, last)) return -1;
  // The one whose rank is wanted, by halving: a row may have a million entries of which few match.
  const wanted = step > 0 ? matchesBefore(set, first) : matchesBefore(set, last) - 1;
  let low = first;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (matchesBefore(set, middle + 1) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A place in the order of matches: by time, then instants before spans, then by row. Without a selection, before everything at that time. */
export interface Place { readonly time: number; readonly selection: Selection | null }

const kinds = ['instant', 'span'] as const;

/** For a row's entries of one kind: the first after `place` (`isAfter`), or the first not before it. */
function boundOf(trace: Trace, kind: (typeof kinds)[number], row: number, { time, selection }: Place, isAfter: boolean): number {
  const { offsets } = kind === 'span' ? trace.spans : trace.instants;
  const times = kind === 'span' ? trace.spans.start : trace.instants.time;
  const order = selection === null ? 1 : kinds.indexOf(kind) - kinds.indexOf(selection.kind) || row - selection.row;
  if (order === 0) return selection!.index + (isAfter ? 1 : 0);
  return firstAbove(times, order > 0 ? time - 0.5 : time, offsets[row]!, offsets[row + 1]!);
}

/** The next match after a place (`step` 1), or the one before it (`step` -1), or null. */
export function matchBeside(trace: Trace, matches: Matches, place: Place, step: -1 | 1): Selection | null {
  let best: Selection | null = null;
  let bestTime = 0;
  for (const kind of step > 0 ? kinds : [...kinds].reverse()) {
    const set = kind === 'span' ? matches.spans : matches.instants;
    const { offsets } = kind === 'span' ? trace.spans : trace.instants;
    const times = kind === 'span' ? trace.spans.start : trace.instants.time;
    for (let count = 0; count < trace.rows.length; count += 1) {
      const row = step > 0 ? count : trace.rows.length - 1 - count;
      const bound = boundOf(trace, kind, row, place, step > 0);
      const index = step > 0 ? matchIn(set, bound, offsets[row + 1]!, 1) : matchIn(set, offsets[row]!, bound, -1);
      // At the same time the one met first comes first.
      if (index < 0 || (best !== null && (step > 0 ? times[index]! >= bestTime : times[index]! <= bestTime))) continue;
      best = { kind, row, index };
      bestTime = times[index]!;
    }
  }
  return best;
}

/** The number of a match among all of them, from 1; 0 when the selection is none of them. */
export function matchNumber(trace: Trace, matches: Matches, selection: Selection): number {
  if (!isMatch(selection.kind === 'span' ? matches.spans : matches.instants, selection.index)) return 0;
  const place: Place = { time: (selection.kind === 'span' ? trace.spans.start : trace.instants.time)[selection.index]!, selection };
  let number = 0;
  for (const kind of kinds) {
    const set = kind === 'span' ? matches.spans : matches.instants;
    const { offsets } = kind === 'span' ? trace.spans : trace.instants;
    for (let row = 0; row < trace.rows.length; row += 1) number += matchesBefore(set, boundOf(trace, kind, row, place, true)) - matchesBefore(set, offsets[row]!);
  }
  return number;
}
