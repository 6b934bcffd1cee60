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

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Counts bits so that later counts need none of them twice. */
export function setOf(bits: Uint32Array): MatchSet {
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
