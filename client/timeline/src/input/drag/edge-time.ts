import type { SnappedEdge } from '../../../../../server/src/picture/index';
import type { Stage } from '../../draw/stage';
import { nearestEdge } from '../../measure/snap';
import type { Store } from '../../state/app-state';

/** How far from an edge a mark holds on to it, in CSS pixels. */
const reach = 6;

/** The time under the pointer in whole nanoseconds: an edge of the lane there, or the cursor, when one is near and wanted. Alt turns the wish round. */
export function edgeTime(stage: Stage, store: Store, event: Pick<PointerEvent, 'clientX' | 'clientY' | 'altKey'>): { readonly time: number; readonly snapped: SnappedEdge | null } | null {
  const { session, marks, range, cursor } = store.get();
  const hit = stage.hit(event.clientX, event.clientY);
  const layout = stage.layout();
  if (session === null || hit === null || layout === null) return null;
  const time = Math.round(hit.time);
  if (marks.snap === event.altKey) return { time, snapped: null };
  const { width, gutter } = stage.geometry();
  const near = (reach * (range.to - range.from)) / Math.max(1, width - gutter);
  const edge = hit.lane === null ? null : nearestEdge(session, hit.lane, hit.time, near);
  if (edge !== null) return { time: edge, snapped: { time: edge, lane: layout.lanes.indexOf(hit.lane!) } };
  return cursor !== null && Math.abs(cursor - hit.time) <= near ? { time: cursor, snapped: { time: cursor, lane: -1 } } : { time, snapped: null };
}
