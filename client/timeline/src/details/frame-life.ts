import { rowOf } from '../../../../server/src/trace/index';
import { instantsOfFrame, spansOfFrame } from '../../../../server/src/picture/index';
import type { Session } from '../session/session';
import type { Selection } from '../../../../server/src/picture/index';

/** One step in a frame's life. */
export interface LifeStep {
  readonly selection: Selection;
  /** Nanoseconds; both the same for an instant. */
  readonly start: number;
  readonly end: number;
  /** Index into the trace's states or, for an instant, its kinds. */
  readonly state: number;
}

/** Everything a frame went through, in order of time; an instant comes before a span that begins with it. Of the frames with that number the one that `row` carries is meant. */
export function lifeOf(session: Session, frame: number, row: number): LifeStep[] {
  const { spans, instants } = session.trace;
  const steps: LifeStep[] = [];
  for (const span of spansOfFrame(session, frame, row)) {
    steps.push({ selection: { kind: 'span', row: rowOf(spans.offsets, span), index: span }, start: spans.start[span]!, end: spans.end[span]!, state: spans.state[span]! });
  }
  for (const instant of instantsOfFrame(session, frame, row)) {
    steps.push({ selection: { kind: 'instant', row: rowOf(instants.offsets, instant), index: instant }, start: instants.time[instant]!, end: instants.time[instant]!, state: instants.kind[instant]! });
  }
  const rank = (step: LifeStep): number => step.selection.kind === 'instant' ? 0 : 1;
  return steps.sort((a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end);
}
