import type { FrameIndex, Levels, Trace } from '../trace/index';
import { buildFrameIndex, buildLevels } from '../trace/index';
import type { Names } from './names';
import { nameTrace } from './names';

/** The dropped frames of a trace, in order of time. */
export interface Drops {
  /** Times in ascending order, in nanoseconds. */
  readonly times: Float64Array;
  /** For each, its index among the instants. */
  readonly instants: Uint32Array;
}

/** A trace made ready to be drawn, with its levels of detail. Made once for each run. */
export interface Subject {
  readonly trace: Trace;
  readonly levels: Levels;
  readonly names: Names;
  readonly drops: Drops;
  /** Greatest value of each counter over the run, its limit included. */
  readonly counterTops: readonly number[];
  /** Follows frames through the rows; built when first asked for. */
  frames(): FrameIndex;
}

/** Makes a trace ready. `texts` names what is in it; see `nameTrace`. */
export function subjectOf(trace: Trace, texts: Readonly<Record<string, string>>): Subject {
  let frames: FrameIndex | null = null;
  return {
    trace,
    levels: buildLevels(trace),
    names: nameTrace(trace, texts),
    drops: findDrops(trace),
    counterTops: trace.counters.map((counter) => counter.values.reduce((top, value) => Math.max(top, value), counter.limit ?? 0)),
    frames: () => frames ??= buildFrameIndex(trace),
  };
}

function findDrops(trace: Trace): Drops {
  const { count, kind, time } = trace.instants;
  const wanted = trace.instantKinds.map((instant) => instant.key === 'dropped');
  const found: number[] = [];
  for (let instant = 0; instant < count; instant += 1) if (wanted[kind[instant]!] === true) found.push(instant);
  found.sort((a, b) => time[a]! - time[b]!);
  return { times: Float64Array.from(found, (instant) => time[instant]!), instants: Uint32Array.from(found) };
}
