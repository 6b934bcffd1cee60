import type { FrameIndex, Trace } from '../trace/index';
import { rowOf } from '../trace/index';
import type { Subject } from './subject';

/** Spans of a row that are looked at to find out whose frames it gets. */
const samples = 24;

const known = new WeakMap<Trace, Int32Array>();

/**
 * Which source's frames each row carries: every source counts its own frames from 0, so that a number alone does not say whose frame it is. A row belongs to the source
 * in its group; a group without one to the source whose frames are handed over to it at the very moment. -1: to any.
 */
export function sourceOfRows({ trace, frames }: Pick<Subject, 'trace' | 'frames'>): Int32Array {
  let sources = known.get(trace);
  if (sources === undefined) {
    sources = findSources(trace, frames);
    known.set(trace, sources);
  }
  return sources;
}

function findSources(trace: Trace, frames: () => FrameIndex): Int32Array {
  const { rows, instants, instantKinds } = trace;
  const groups = new Map<string, number>();
  rows.forEach(({ group }, row) => {
    for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) {
      if (instantKinds[instants.kind[at]!]!.key !== 'captured') continue;
      if (!groups.has(group)) groups.set(group, groups.size);
      return;
    }
  });
  if (groups.size < 2) return new Int32Array(rows.length).fill(-1);
  const sources = Int32Array.from(rows, ({ group }) => groups.get(group) ?? -1);
  // Frames pass from group to group: with each round another group learns whose they are.
  for (let round = 0; round < rows.length; round += 1) {
    const open = [...new Set(rows.filter((_, row) => sources[row] === -1).map(({ group }) => group))];
    const found = open.flatMap((group) => {
      const source = giverOf(trace, frames(), rows.flatMap((row, index) => row.group === group ? [index] : []), sources);
      return source < 0 ? [] : [{ group, source }];
    });
    if (found.length === 0) break;
    for (const { group, source } of found) rows.forEach((row, index) => { if (row.group === group) sources[index] = source; });
  }
  return sources;
}

/** The source from whose rows frames come to `rows` most often; -1 when none does. */
function giverOf({ spans }: Trace, { frames, offsets, spans: listed }: FrameIndex, rows: readonly number[], sources: Int32Array): number {
  const votes = new Map<number, number>();
  for (const row of rows) {
    for (let span = spans.offsets[row]!, looked = 0; span < spans.offsets[row + 1]! && looked < samples; span += 1) {
      const frame = spans.frame[span]!;
      if (frame < 0 || frame >= frames) continue;
      looked += 1;
      for (let at = offsets[frame]!; at < offsets[frame + 1]!; at += 1) {
        const other = listed[at]!;
        const source = sources[rowOf(spans.offsets, other)]!;
        if (source >= 0 && (spans.end[other] === spans.start[span] || spans.start[other] === spans.start[span])) votes.set(source, (votes.get(source) ?? 0) + 1);
      }
    }
  }
  let best = -1;
  for (const [source, count] of votes) if (best < 0 || count > votes.get(best)!) best = source;
  return best;
}

/** The spans of a frame, in order of time: of the frame with that number that `row` carries. */
export function spansOfFrame(subject: Pick<Subject, 'trace' | 'frames'>, frame: number, row: number): number[] {
  const index = subject.frames();
  if (frame < 0 || frame >= index.frames) return [];
  const { offsets } = subject.trace.spans;
  return [...index.spans.subarray(index.offsets[frame], index.offsets[frame + 1])].filter((span) => isSameSource(subject, row, rowOf(offsets, span)));
}

/** Whether two rows carry frames of one source, as far as is known. */
export function isSameSource(subject: Pick<Subject, 'trace' | 'frames'>, row: number, other: number): boolean {
  const sources = sourceOfRows(subject);
  return sources[row]! < 0 || sources[other]! < 0 || sources[row] === sources[other];
}

/** States in which a buffer is back where it came from: what follows is another round. */
const roundEnds: ReadonlySet<string> = new Set(['inApplication', 'cancelled']);

/** Whether a span goes on with the round of the one before it in its row: without a gap, not from one frame to another, and not when the buffer had come back in between. */
export function continuesRound({ spans, states }: Trace, span: number): boolean {
  const { start, end, frame, state } = spans;
  const before = span - 1;
  if (end[before] !== start[span]) return false;
  if (frame[before]! >= 0) return frame[before] === frame[span];
  return !roundEnds.has(states[state[before]!]!.key) || state[before] === state[span];
}

/** The first span of the round that a span of a buffer belongs to: from its allocation, or from when it came back the last time, to its return. */
export function roundStart(trace: Trace, row: number, span: number): number {
  let first = span;
  while (first > trace.spans.offsets[row]! && continuesRound(trace, first)) first -= 1;
  return first;
}

interface InstantIndex { readonly offsets: Uint32Array; readonly list: Uint32Array }
const indices = new WeakMap<Trace, InstantIndex>();

/** The instants of a frame as indices, row by row: of the frame with that number that `row` carries. Grouped once for a trace. */
export function instantsOfFrame(subject: Pick<Subject, 'trace' | 'frames'>, frame: number, row: number): number[] {
  const { trace } = subject;
  let index = indices.get(trace);
  if (index === undefined) {
    index = indexInstants(trace);
    indices.set(trace, index);
  }
  if (frame < 0 || frame >= index.offsets.length - 1) return [];
  return [...index.list.subarray(index.offsets[frame], index.offsets[frame + 1])].filter((instant) => isSameSource(subject, row, rowOf(trace.instants.offsets, instant)));
}

function indexInstants({ instants: { count, frame } }: Trace): InstantIndex {
  let frames = 0;
  for (let at = 0; at < count; at += 1) frames = Math.max(frames, frame[at]! + 1);
  // As for spans: numbers far beyond the count of instants would cost memory without end.
  if (frames > count * 64 + 1024) return { offsets: new Uint32Array(1), list: new Uint32Array(0) };
  const offsets = new Uint32Array(frames + 1);
  for (let at = 0; at < count; at += 1) if (frame[at]! >= 0) offsets[frame[at]! + 1]! += 1;
  for (let at = 0; at < frames; at += 1) offsets[at + 1]! += offsets[at]!;
  const list = new Uint32Array(offsets[frames]!);
  const next = offsets.slice();
  for (let at = 0; at < count; at += 1) if (frame[at]! >= 0) {
    list[next[frame[at]!]!] = at;
    next[frame[at]!]! += 1;
  }
  return { offsets, list };
}
