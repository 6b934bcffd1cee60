import type { Selection } from '../../../../server/src/picture/index';
import { spanNear } from '../../../../server/src/picture/view/hit';
import type { TraceRow } from '../../../../server/src/trace/index';
import type { Session } from '../session/session';

const isSameRow = (first: TraceRow, second: TraceRow): boolean => first.group === second.group && first.kind === second.kind && first.label === second.label && first.index === second.index;

/**
 * What was selected in a run, in another one: in the same row, whatever its number is now, the span of the same frame in the same state, or the same instant at the same time; null where
 * that run has none.
 */
export function reselect(before: Session, selection: Selection | null, session: Session): Selection | null {
  if (selection === null) return null;
  const row = session.trace.rows.findIndex((each) => isSameRow(each, before.trace.rows[selection.row]!));
  if (row < 0) return null;
  const { index, kind } = selection;
  if (kind === 'span') {
    const [here, there] = [before.trace.spans, session.trace.spans];
    const [start, frame] = [here.start[index]!, here.frame[index]!];
    const isSame = (span: number): boolean => span >= there.offsets[row]! && span < there.offsets[row + 1]! && before.names.states[here.state[index]!] === session.names.states[there.state[span]!] && frame === there.frame[span];
    // A frame is in a state where it was, perhaps a little later; what belongs to no frame is known by its time alone.
    const { frames, offsets, spans } = session.frames();
    const candidates = frame >= 0 && frame < frames ? [...spans.subarray(offsets[frame], offsets[frame + 1])] : [spanNear(session, row, start, 0)];
    const found = candidates.filter(isSame).sort((first, second) => Math.abs(there.start[first]! - start) - Math.abs(there.start[second]! - start))[0];
    return found === undefined ? null : { kind, row, index: found };
  }
  const [here, there] = [before.trace.instants, session.trace.instants];
  for (let found = there.offsets[row]!; found < there.offsets[row + 1]!; found += 1) {
    if (there.time[found] === here.time[index] && before.names.instants[here.kind[index]!] === session.names.instants[there.kind[found]!]) return { kind, row, index: found };
  }
  return null;
}
