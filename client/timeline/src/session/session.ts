import type { FrameIndex, Levels, Trace, TraceProblem } from '../../../../server/src/trace/index';
import { buildFrameIndex, buildLevels, decodeTrace } from '../../../../server/src/trace/index';
import type { OutcomeWithoutTrace } from '../../../../server/src/protocol/index';
import type { Names } from './names';
import { nameTrace } from './names';

/** Something that happened at one instant, by its place in the trace's instant columns. */
export interface Drops {
  /** Times in ascending order, in nanoseconds. */
  readonly times: Float64Array;
  /** For each, its index among the instants. */
  readonly instants: Uint32Array;
}

/** A run made ready to be drawn: decoded, with its levels of detail. Made once for each outcome. */
export interface Session {
  readonly outcome: OutcomeWithoutTrace;
  readonly trace: Trace;
  readonly levels: Levels;
  readonly names: Names;
  readonly drops: Drops;
  /** Greatest value of each counter over the run, its limit included. */
  readonly counterTops: readonly number[];
  /** Follows frames through the rows; built when first asked for. */
  frames(): FrameIndex;
}

/** Makes a run ready, or says why its bytes cannot be read. */
export function openSession(outcome: OutcomeWithoutTrace, bytes: Uint8Array): Session | TraceProblem {
  const decoded = decodeTrace(bytes);
  return 'problem' in decoded ? decoded : sessionOf(outcome, decoded);
}

/** Makes a decoded trace ready. */
export function sessionOf(outcome: OutcomeWithoutTrace, trace: Trace): Session {
  let frames: FrameIndex | null = null;
  return {
    outcome, trace,
    levels: buildLevels(trace),
    names: nameTrace(trace, outcome.traceTexts),
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
