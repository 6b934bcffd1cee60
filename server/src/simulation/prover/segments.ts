/** Words one behind the other, in segments of one size: more of them take no more room than they need, and nothing is copied. */
export interface Column {
  readonly segments: Int32Array[];
}

/** A place in a column is the number of its segment and, in so many bits, the place in there. */
export const segmentBits = 14;
export const segmentWords = 1 << segmentBits;
export const segmentMask = segmentWords - 1;

/** A column without words: it has a segment already, so that its list never held anything else. */
export function createColumn(): Column {
  return { segments: [new Int32Array(segmentWords)] };
}

/** The word at a place that there is. */
export function wordAt({ segments }: Column, place: number): number {
  return segments[place >> segmentBits]![place & segmentMask]!;
}

/** The segment that a place is in, which is added where the column ends before it. */
export function segmentFor({ segments }: Column, place: number): Int32Array {
  const number = place >> segmentBits;
  if (number === segments.length) segments.push(new Int32Array(segmentWords));
  return segments[number]!;
}

/** Bytes of memory the column takes. */
export function columnSize({ segments }: Column): number {
  return segments.length * segmentWords * 4;
}

/** The first words of a column in one array; its segments are given up. */
export function flatten({ segments }: Column, count: number): Int32Array {
  const words = new Int32Array(count);
  for (let number = 0; number < segments.length && number << segmentBits < count; number += 1) {
    const start = number << segmentBits;
    words.set(start + segmentWords <= count ? segments[number]! : segments[number]!.subarray(0, count - start), start);
  }
  segments.length = 0;
  return words;
}
