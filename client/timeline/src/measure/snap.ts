import type { Subject } from '../../../../server/src/picture/index';
import type { Lane } from '../../../../server/src/picture/view/lane-layout';
import { firstAbove } from '../../../../server/src/trace/levels';

/** The edge of a lane nearest to `time`, at most `reach` nanoseconds away; null when there is none: begins and ends of spans, instants, steps of a counter. */
export function nearestEdge({ trace }: Subject, lane: Lane, time: number, reach: number): number | null {
  let best: number | null = null;
  const offer = (values: Float64Array, low: number, high: number): void => {
    const after = firstAbove(values, time, low, high);
    for (const at of [after - 1, after]) {
      if (at < low || at >= high) continue;
      const distance = Math.abs(values[at]! - time);
      if (distance <= reach && (best === null || distance < Math.abs(best - time))) best = values[at]!;
    }
  };
  if (lane.kind === 'row') {
    const { spans, instants } = trace;
    for (const values of [spans.start, spans.end]) offer(values, spans.offsets[lane.row]!, spans.offsets[lane.row + 1]!);
    offer(instants.time, instants.offsets[lane.row]!, instants.offsets[lane.row + 1]!);
  } else if (lane.kind === 'counter') {
    const { times } = trace.counters[lane.counter]!;
    offer(times, 0, times.length);
  }
  return best;
}
