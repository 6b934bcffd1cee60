import { rowOf } from '../../../../server/src/trace/index';
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

/** Everything a frame went through, in order of time; an instant comes before a span that begins with it. */
export function lifeOf(session: Session, frame: number): LifeStep[] {
  const { spans, instants } = session.trace;
  const steps: LifeStep[] = [];
  const index = session.frames();
  if (frame >= 0 && frame < index.frames) {
    for (let at = index.offsets[frame]!; at < index.offsets[frame + 1]!; at += 1) {
      const span = index.spans[at]!;
      steps.push({ selection: { kind: 'span', row: rowOf(spans.offsets, span), index: span }, start: spans.start[span]!, end: spans.end[span]!, state: spans.state[span]! });
    }
  }
  for (let instant = 0; instant < instants.count; instant += 1) {
    if (instants.frame[instant] !== frame) continue;
    steps.push({ selection: { kind: 'instant', row: rowOf(instants.offsets, instant), index: instant }, start: instants.time[instant]!, end: instants.time[instant]!, state: instants.kind[instant]! });
  }
  const rank = (step: LifeStep): number => step.selection.kind === 'instant' ? 0 : 1;
  return steps.sort((a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end);
}
