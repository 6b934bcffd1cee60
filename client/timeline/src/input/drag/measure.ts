import type { Measured } from '../../../../../server/src/picture/index';
import type { Stage } from '../../draw/stage';
import type { Actions } from '../../state/actions/index';
import type { Store } from '../../state/app-state';
import type { BeginDrag } from './drag';
import { edgeTime } from './edge-time';

/** With Shift: measures the stretch and the lanes one drags over; from the axis, all lanes. */
export function measureDrag(stage: Stage, store: Store, actions: Actions): BeginDrag {
  /** Index of the lane at a height; beyond the last, the last. */
  const laneAt = (clientX: number, clientY: number): number => {
    const { lanes } = stage.layout()!;
    const hit = stage.hit(clientX, clientY)!;
    return hit.lane === null ? (hit.area === 'plot' ? lanes.length - 1 : 0) : lanes.indexOf(hit.lane);
  };
  return (event) => {
    const hit = stage.hit(event.clientX, event.clientY);
    const start = edgeTime(stage, store, event);
    if (!event.shiftKey || hit === null || start === null || hit.area === 'names') return null;
    const { marks: before } = store.get();
    const whole = hit.lane === null;
    const first = laneAt(event.clientX, event.clientY);
    return {
      style: 'measuring',
      move(moved) {
        const at = edgeTime(stage, store, moved);
        if (at === null) return;
        const { marks } = store.get();
        const last = laneAt(moved.clientX, moved.clientY);
        const lanes = whole ? { rows: null, counters: null } : lanesBetween(stage, store, Math.min(first, last), Math.max(first, last));
        const measured = at.time === start.time ? before.measured : { from: Math.min(start.time, at.time), to: Math.max(start.time, at.time), ...lanes };
        store.update({ marks: { ...marks, measured, snapped: at.snapped } });
      },
      end() {
        const { marks } = store.get();
        if (marks.measured !== null && marks.measured !== before.measured) actions.measure(marks.measured);
        else store.update({ marks: { ...marks, snapped: null } });
      },
      cancel: () => store.update({ marks: before }),
    };
  };
}

/** Rows and counters of the lanes `first` … `last`; a group's heading stands for what is shown of the group. */
function lanesBetween(stage: Stage, store: Store, first: number, last: number): Pick<Measured, 'rows' | 'counters'> {
  const { trace } = store.get().session!;
  const rows = new Set<number>();
  const counters = new Set<number>();
  for (const lane of stage.layout()!.lanes.slice(first, last + 1)) {
    if (lane.kind === 'row') rows.add(lane.row);
    else if (lane.kind === 'counter') counters.add(lane.counter);
    else {
      for (const row of lane.rows) rows.add(row);
      for (const counter of lane.counters) counters.add(counter);
    }
  }
  if (rows.size === trace.rows.filter(({ kind }) => kind !== 'streamPointer').length && counters.size === trace.counters.length) return { rows: null, counters: null };
  const ascending = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
  return { rows: ascending(rows), counters: ascending(counters) };
}
