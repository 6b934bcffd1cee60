import type { Trace } from './trace';

/** Where each frame went: the spans of frame `f` are `spans[offsets[f]]` … `spans[offsets[f + 1] - 1]`, in time order. */
export interface FrameIndex {
  readonly frames: number;
  readonly offsets: Uint32Array;
  /** Indices into the span columns. */
  readonly spans: Uint32Array;
}

/** Follows every frame through the rows; what a timeline draws as flows. Spans that belong to no frame are left out, and stream pointers, which point at it wherever it is. */
export function buildFrameIndex(trace: Trace): FrameIndex {
  const { count, start, offsets: rowOffsets } = trace.spans;
  const pointers = trace.rows.flatMap(({ kind }, row) => kind === 'streamPointer' ? [row] : []);
  const frame = pointers.length === 0 ? trace.spans.frame : trace.spans.frame.slice();
  for (const row of pointers) frame.fill(-1, rowOffsets[row], rowOffsets[row + 1]);
  let frames = 0;
  let entries = 0;
  for (let span = 0; span < count; span += 1) {
    if (frame[span]! < 0) continue;
    entries += 1;
    frames = Math.max(frames, frame[span]! + 1);
  }
  // A number far beyond the count of spans would cost memory without end: such a trace gets no flows.
  if (frames > count * 64 + 1024) return { frames: 0, offsets: new Uint32Array(1), spans: new Uint32Array(0) };
  const offsets = new Uint32Array(frames + 1);
  for (let span = 0; span < count; span += 1) if (frame[span]! >= 0) offsets[frame[span]! + 1]! += 1;
  for (let index = 0; index < frames; index += 1) offsets[index + 1]! += offsets[index]!;
  const spans = new Uint32Array(entries);
  const next = offsets.slice();
  for (let span = 0; span < count; span += 1) {
    if (frame[span]! < 0) continue;
    spans[next[frame[span]!]!] = span;
    next[frame[span]!]! += 1;
  }
  // Rows come one after another; within a frame the handful of spans is put into time order by insertion.
  for (let index = 0; index < frames; index += 1) {
    for (let at = offsets[index]! + 1; at < offsets[index + 1]!; at += 1) {
      const span = spans[at]!;
      let hole = at;
      while (hole > offsets[index]! && start[spans[hole - 1]!]! > start[span]!) {
        spans[hole] = spans[hole - 1]!;
        hole -= 1;
      }
      spans[hole] = span;
    }
  }
  return { frames, offsets, spans };
}
