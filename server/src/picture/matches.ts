import type { Trace } from '../trace/index';
import { firstAbove } from '../trace/levels';
import type { Selection } from './selection';

/** What to look for, worked out for one trace: bits of words by what they were found in, and bounds. */
export interface Matcher {
  /** One bit for each word that has to be found. */
  readonly allWords: number;
  /** By row, state and instant kind: the words their names hold. */
  readonly rowWords: Uint32Array;
  readonly stateWords: Uint32Array;
  readonly kindWords: Uint32Array;
  /** The one frame that is wanted; null for any, -1 for none at all. */
  readonly frame: number | null;
  /** Bounds of a span's length in whole nanoseconds, both included; null for any, and then instants match too. */
  readonly length: { readonly least: number; readonly most: number } | null;
}

/** Which entries of grouped columns match: a bit each, and how many come before each 32 of them. */
export interface MatchSet {
  readonly bits: Uint32Array;
  readonly before: Uint32Array;
}

/** Everything of a trace that matches. */
export interface Matches {
  readonly spans: MatchSet;
  readonly instants: MatchSet;
  readonly total: number;
  /** By row: which states can match there at all, by index of the state. */
  readonly states: readonly Uint8Array[];
  /** Which {@link matchBins}ths of the run something that matches begins in. */
  readonly bins: Uint8Array;
}

/** How many stretches the run is divided into for {@link Matches.bins}. */
export const matchBins = 2048;

/** Looks through a trace step by step. */
export interface Matching {
  /** Looks at so many entries more. @returns the matches when all have been looked at, else null */
  advance(entries: number): Matches | null;
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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

function setOf(bits: Uint32Array): MatchSet {
  const before = new Uint32Array(bits.length + 1);
  for (let word = 0; word < bits.length; word += 1) before[word + 1] = before[word]! + bitCount(bits[word]!);
  return { bits, before };
}

/** Whether the entry matches. */
export function isMatch({ bits }: MatchSet, index: number): boolean {
  return ((bits[index >> 5]! >>> (index & 31)) & 1) === 1;
}

/** How many of the entries before `index` match. */
export function matchesBefore({ bits, before }: MatchSet, index: number): number {
  const rest = index & 31;
  return before[index >> 5]! + (rest === 0 ? 0 : bitCount(bits[index >> 5]! & ((1 << rest) - 1)));
}

/** Whether any of the entries `first` … `last` (excluded) matches. */
export function anyMatch(set: MatchSet, first: number, last: number): boolean {
  return last > first && matchesBefore(set, last) > matchesBefore(set, first);
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
