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
  const frames = spans.frame.reduce((most, frame) => Math.max(most, frame), -1) + 1;
  for (const members of rowsOfGroup.values()) {
    const { first, last } = createEnds(frames, spans.count);
    for (const row of members) {
      for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
        const frame = spans.frame[span]!;
        if (frame < 0) continue;
        bits[span] = linkBits.before | linkBits.after;
        const earliest = first.get(frame);
        const latest = last.get(frame);
        if (earliest < 0 || spans.start[span]! < spans.start[earliest]!) first.set(frame, span);
        if (latest < 0 || spans.start[span]! >= spans.start[latest]!) last.set(frame, span);
      }
    }
    first.forEach((span) => { bits[span]! &= ~linkBits.before; });
    last.forEach((span) => { bits[span]! &= ~linkBits.after; });
  }
  return { ofSpan: (span) => links[bits[span]!]! };
}

/** A span for each frame; -1 where there is none. */
interface SpanOfFrame {
  get(frame: number): number;
  set(frame: number, span: number): void;
  forEach(action: (span: number) => void): void;
}

/** Two empty ones: arrays where frames are numbered closely, as runs number them, and otherwise maps. */
function createEnds(frames: number, spans: number): { readonly first: SpanOfFrame; readonly last: SpanOfFrame } {
  const create = frames <= spans * 4 + 1024 ? (): SpanOfFrame => spanArray(frames) : spanMap;
  return { first: create(), last: create() };
}

function spanArray(frames: number): SpanOfFrame {
  const spans = new Int32Array(frames).fill(-1);
  return {
    get: (frame) => spans[frame]!,
    set: (frame, span) => { spans[frame] = span; },
    forEach: (action) => spans.forEach((span) => { if (span >= 0) action(span); }),
  };
}

function spanMap(): SpanOfFrame {
  const spans = new Map<number, number>();
  return { get: (frame) => spans.get(frame) ?? -1, set: (frame, span) => void spans.set(frame, span), forEach: (action) => spans.forEach((span) => { action(span); }) };
}
