import type { Trace } from '../trace';

/** Whether a frame has been somewhere before a span, and goes on somewhere after it. */
export interface FlowLinks { readonly before: boolean; readonly after: boolean }

/** Where the frames of a trace go. */
export interface Flows {
  ofSpan(span: number): FlowLinks;
}

const links: readonly FlowLinks[] = [{ before: false, after: false }, { before: true, after: false }, { before: false, after: true }, { before: true, after: true }];
enum linkBits { before = 1, after = 2 }

/**
 * Tells for each span of a frame whether it is the first and whether it is the last of that frame. Frames of different groups are different: each
 * source counts its own.
 */
export function linkFlows({ rows, spans }: Trace): Flows {
  const bits = new Uint8Array(spans.count);
  const rowsOfGroup = new Map<string, number[]>();
  rows.forEach(({ group }, row) => rowsOfGroup.set(group, [...rowsOfGroup.get(group) ?? [], row]));
  for (const members of rowsOfGroup.values()) {
    /** The earliest and the latest span of each frame so far. */
    const ends = new Map<number, { first: number; last: number }>();
    for (const row of members) {
      for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
        const frame = spans.frame[span]!;
        if (frame < 0) continue;
        const known = ends.get(frame);
        bits[span] = linkBits.before | linkBits.after;
        if (known === undefined) ends.set(frame, { first: span, last: span });
        else if (spans.start[span]! < spans.start[known.first]!) known.first = span;
        else if (spans.start[span]! >= spans.start[known.last]!) known.last = span;
      }
    }
    for (const { first, last } of ends.values()) {
      bits[first]! &= ~linkBits.before;
      bits[last]! &= ~linkBits.after;
    }
  }
  return { ofSpan: (span) => links[bits[span]!]! };
}
