import type { Selection } from '../../../../../server/src/picture/index';
import { rowOf } from '../../../../../server/src/trace/index';
import { firstAbove } from '../../../../../server/src/trace/levels';
import { spanNear } from '../../../../../server/src/picture/view/hit';
import { rangeShowing } from '../../../../../server/src/picture/view/time-range';
import type { Stage } from '../../draw/stage';
import type { Store } from '../app-state';
import type { Navigation } from './navigation';
import { endOf, startOf } from './selected';

/** Choosing spans and instants. */
export interface Selecting {
  select(selection: Selection | null): void;
  /** Selects an instant by its index among all, and puts the cursor there. */
  selectInstant(index: number): void;
  /** The span before (-1) or after (1) the selected one in its row. */
  selectNeighbour(step: -1 | 1): void;
  /** The span at the same time in the row above (-1) or below (1). */
  selectRow(step: -1 | 1): void;
  /** @returns false when there is no further one */
  goToDrop(step: -1 | 1): boolean;
  /** Selects the first drop of a frame, or at a time. */
  showDrop(frame: number, time: number): void;
}

/** Binds them to state and stage. */
export function createSelecting(store: Store, stage: Stage, navigation: Navigation): Selecting {
  /** Brings the cursor to what was selected by key, so that the values shown are those of its time. */
  const followSelection = (): void => {
    const { session, selection, cursor } = store.get();
    if (session === null || selection === null || (cursor !== null && cursor >= startOf(session, selection) && cursor <= endOf(session, selection))) return;
    store.update({ cursor: startOf(session, selection) });
  };
  const selecting: Selecting = {
    select(selection) {
      const { session, range, tab, rows } = store.get();
      if (selection === null || session === null) {
        store.update({ selection: null });
        return;
      }
      const time = startOf(session, selection);
      const seen = endOf(session, selection) > range.from && time < range.to;
      store.update({ selection, rows: { ...rows, current: null }, range: seen ? range : rangeShowing(range, time, session.trace.duration), tab: tab === 'table' || tab === 'cursor' ? tab : 'selection' });
      stage.showRow(selection.row);
    },
    selectInstant(index) {
      const { session } = store.get();
      if (session === null) return;
      const { offsets, time } = session.trace.instants;
      store.update({ cursor: time[index]! });
      selecting.select({ kind: 'instant', row: rowOf(offsets, index), index });
    },
    selectNeighbour(step) {
      const { session, selection } = store.get();
      if (session === null) return;
      if (selection === null) {
        navigation.moveCursor(step);
        return;
      }
      const { offsets } = selection.kind === 'span' ? session.trace.spans : session.trace.instants;
      const index = selection.index + step;
      if (index < offsets[selection.row]! || index >= offsets[selection.row + 1]!) return;
      selecting.select({ ...selection, index });
      followSelection();
    },
    selectRow(step) {
      const { session, selection, cursor, range } = store.get();
      const layout = stage.layout();
      if (session === null || layout === null) return;
      const time = selection === null ? cursor ?? (range.from + range.to) / 2 : Math.min(range.to, Math.max(range.from, (startOf(session, selection) + endOf(session, selection)) / 2));
      const rows = layout.lanes.flatMap((lane) => lane.kind === 'row' ? [lane.row] : []);
      const { offsets, end } = session.trace.spans;
      // From a collapsed or hidden row on, from the edge.
      let at = selection === null ? -1 : rows.indexOf(selection.row);
      if (at < 0 && step < 0) at = rows.length;
      for (at += step; at >= 0 && at < rows.length; at += step) {
        const row = rows[at]!;
        if (offsets[row] === offsets[row + 1]) continue;
        const near = spanNear(session, row, time, 0);
        const index = near >= 0 ? near : Math.min(offsets[row + 1]! - 1, firstAbove(end, time, offsets[row]!, offsets[row + 1]!));
        selecting.select({ kind: 'span', row, index });
        followSelection();
        return;
      }
    },
    goToDrop(step) {
      const { session, selection, cursor, range } = store.get();
      if (session === null) return false;
      const { times, instants } = session.drops;
      const from = selection?.kind === 'instant' ? startOf(session, selection) : cursor ?? (step > 0 ? range.from - 1 : range.to);
      const at = step > 0 ? firstAbove(times, from, 0, times.length) : firstAbove(times, from - 0.5, 0, times.length) - 1;
      const instant = instants[at];
      if (instant === undefined) return false;
      selecting.selectInstant(instant);
      return true;
    },
    showDrop(frame, time) {
      const { session } = store.get();
      if (session === null) return;
      const { times, instants } = session.drops;
      const first = firstAbove(times, time - 0.5, 0, times.length);
      let at = first;
      while (at < times.length && times[at] === time && session.trace.instants.frame[instants[at]!] !== frame) at += 1;
      const instant = instants[at < times.length && times[at] === time ? at : first];
      if (instant === undefined) navigation.showTime(time);
      else selecting.selectInstant(instant);
    },
  };
  return selecting;
}
