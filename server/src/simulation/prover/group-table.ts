import { segmentBits, segmentMask, segmentWords } from './segments';

/**
 * From a group and a key, both numbers from 0 on, to a third: of each group a small table with open addressing, because what is asked for one after the other is of few groups, whose
 * tables are near at hand.
 */
export interface GroupTable {
  /** Of each group where its table begins (as in a column), how many places that has (a power of two, or 0), and how many of them are taken. */
  groups: Int32Array;
  /** Of each place the key, and what it leads to + 1, or 0. A table larger than a segment has one of its own, of its size. */
  readonly segments: Int32Array[];
  /** The segment that new tables are put into, and how much of it is taken. */
  open: number;
  openEnd: number;
  /** Tables that nobody has any more, by the logarithm of their places. */
  readonly free: number[][];
  words: number;
}

const groupWords = 3;
const fewestPlaces = 4;

/** A table without groups. */
export function createGroupTable(): GroupTable {
  return { groups: new Int32Array(groupWords << 8), segments: [], open: 0, openEnd: segmentWords, free: Array.from({ length: 31 }, () => []), words: 0 };
}

/** What a key leads to; -1: it is not known. */
export function findIn({ groups, segments }: GroupTable, group: number, key: number): number {
  const at = group * groupWords;
  if (at >= groups.length) return -1;
  const mask = groups[at + 1]! - 1;
  if (mask < 0) return -1;
  const start = groups[at]!;
  const segment = segments[start >> segmentBits]!;
  const base = start & segmentMask;
  for (let place = hashOf(key) & mask; ; place = (place + 1) & mask) {
    const found = segment[base + place * 2 + 1]!;
    if (found === 0) return -1;
    if (segment[base + place * 2] === key) return found - 1;
  }
}

/** Adds a key that is not known. */
export function addTo(table: GroupTable, group: number, key: number, to: number): void {
  const at = group * groupWords;
  while (at >= table.groups.length) table.groups = longer(table.groups);
  const { groups } = table;
  const places = groups[at + 1]!;
  if ((groups[at + 2]! + 1) * 4 > places * 3) widen(table, at, Math.max(fewestPlaces, places * 2));
  groups[at + 2]! += 1;
  const start = groups[at]!;
  put(table.segments[start >> segmentBits]!, start & segmentMask, groups[at + 1]! - 1, key, to + 1);
}

/** Bytes of memory the table takes. */
export function groupTableSize({ groups, words }: GroupTable): number {
  return groups.byteLength + words * 4;
}

/** Gives a group a larger table. */
function widen(table: GroupTable, at: number, places: number): void {
  const start = allocate(table, places);
  const { segments, groups } = table;
  const to = segments[start >> segmentBits]!;
  const base = start & segmentMask;
  const before = groups[at]!;
  const placesBefore = groups[at + 1]!;
  if (placesBefore > 0) {
    const from = segments[before >> segmentBits]!;
    const first = before & segmentMask;
    const end = first + placesBefore * 2;
    for (let place = first; place < end; place += 2) if (from[place + 1] !== 0) put(to, base, places - 1, from[place]!, from[place + 1]!);
    from.fill(0, first, end);
    table.free[logarithm(placesBefore)]!.push(before);
  }
  groups[at] = start;
  groups[at + 1] = places;
}

/** An empty table of so many places. */
function allocate(table: GroupTable, places: number): number {
  const free = table.free[logarithm(places)]!.pop();
  if (free !== undefined) return free;
  const words = places * 2;
  const { segments } = table;
  if (words > segmentWords) {
    table.words += words;
    return (segments.push(new Int32Array(words)) - 1) << segmentBits;
  }
  if (table.openEnd + words > segmentWords) {
    // What is left of it serves smaller tables.
    for (let left = places / 2; left >= fewestPlaces; left /= 2) {
      if (table.openEnd + left * 2 > segmentWords) continue;
      table.free[logarithm(left)]!.push((table.open << segmentBits) | table.openEnd);
      table.openEnd += left * 2;
    }
    table.open = segments.push(new Int32Array(segmentWords)) - 1;
    table.openEnd = 0;
    table.words += segmentWords;
  }
  const start = (table.open << segmentBits) | table.openEnd;
  table.openEnd += words;
  return start;
}

function logarithm(places: number): number {
  return 31 - Math.clz32(places);
}

function put(segment: Int32Array, base: number, mask: number, key: number, entry: number): void {
  let place = hashOf(key) & mask;
  while (segment[base + place * 2 + 1] !== 0) place = (place + 1) & mask;
  segment[base + place * 2] = key;
  segment[base + place * 2 + 1] = entry;
}

function hashOf(key: number): number {
  const hash = Math.imul(key, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function longer(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
