/** What the findings need to know of something that went wrong. */
export interface Occurrence {
  count: number;
  /** Nanoseconds, of the first; -1 while there is none. */
  firstTime: number;
}

/** Nothing yet. */
export function createOccurrence(): Occurrence {
  return { count: 0, firstTime: -1 };
}

/** Counts something that went wrong. */
export function occur(occurrence: Occurrence, now: number): void {
  if (occurrence.count === 0) occurrence.firstTime = now;
  occurrence.count += 1;
}
