import type { FromTimeline } from '../../../../../server/src/protocol/index';
import type { Arrangement, RowMode } from '../../../../../server/src/picture/index';
import { hasPointers, moveBefore, pinnedList, plainArrangement, rowModes } from '../../../../../server/src/picture/index';
import type { Lane } from '../../../../../server/src/picture/view/lane-layout';
import type { Stage } from '../../draw/stage';
import { spanNear } from '../../../../../server/src/picture/view/hit';
import type { AppState, Store } from '../app-state';
import { overridesOf } from '../parameters';
import { arrangedRows } from '../rows';
import type { Selecting } from './selecting';

/** Arranging the rows. What takes no lane acts on the current one: the one keys went to last, else the selection's. */
export interface ArrangingRows {
  setRowMode(mode: RowMode): void;
  cycleRowMode(): void;
  /** The lane that keys act on. */
  currentLane(): Lane | null;
  /** Makes a lane the current one and shows it. */
  makeCurrent(lane: Lane): void;
  /** Goes to the lane above (-1) or below (1), headings and counters included. */
  moveCurrent(step: -1 | 1): void;
  /** Collapses or expands the lane's group. */
  toggleGroup(lane?: Lane | null): void;
  collapseAll(collapsed: boolean): void;
  togglePin(lane?: Lane | null): void;
  /** Hides a row or counter, or all of a group. */
  hideLane(lane?: Lane | null): void;
  /** Shows hidden rows again: one, or all. */
  showHidden(key?: string): void;
  /** Moves a lane up (-1) or down (1) among those of its list. */
  moveLane(step: -1 | 1, lane?: Lane | null): void;
  /** Puts a lane before another one of its list, or at the end. */
  placeLane(lane: Lane, before: Lane | null): void;
  /** A click on a lane's name: a group collapses or expands, a row is selected where one looks. */
  pressLane(lane: Lane): void;
  filterRows(filter: string): void;
  openFilter(): void;
  closeFilter(): void;
  resetRows(): void;
  /** JSON pointer of what configures a lane; empty when nothing does. */
  pathOfLane(lane: Lane): string;
}

/** Whether rows can be grouped so: a saved run without stream pointers cannot be run again to tell of them. */
export function canShow({ session, savedFrom }: AppState, mode: RowMode): boolean {
  return mode !== 'pointer' || savedFrom === null || (session !== null && hasPointers(session.trace));
}

/** Binds them to state and stage. */
export function createArrangingRows(store: Store, stage: Stage, selecting: Selecting, post: (message: FromTimeline) => void): ArrangingRows {
  const lanes = (): readonly Lane[] => stage.layout()?.lanes ?? [];
  /** A lane as it lies now; it may have been laid out again since it was taken. */
  const laneOf = (wanted: { readonly key: string; readonly list: string } | null): Lane | undefined => lanes().find(({ key, list }) => key === wanted?.key && list === wanted.list);
  /** Changes the arrangement, and which lane is the current one, in one go: so it is said in one sentence. */
  const arrange = (change: Partial<Arrangement>, current: { readonly key: string; readonly list: string } | null = store.get().rows.current): void => {
    const { rows } = store.get();
    // The same arrangement is not laid out again.
    const arrangement = Object.keys(change).length === 0 ? rows.arrangement : { ...rows.arrangement, ...change };
    store.update({ rows: { ...rows, arrangement, current: current === null ? null : { key: current.key, list: current.list } } });
    const lane = laneOf(current);
    if (lane !== undefined) stage.showLane(lane);
  };
  const listsOf = (): ReadonlyMap<string, readonly string[]> => {
    const { session, rows } = store.get();
    return session === null ? new Map() : arrangedRows(session, rows).lists;
  };
  const without = (list: readonly string[], keys: readonly string[]): string[] => list.filter((key) => !keys.includes(key));
  const place = (lane: Lane, before: string | null): void => {
    const { rows } = store.get();
    arrange(moveBefore(rows.arrangement, lane.list, listsOf().get(lane.list) ?? [], lane.key, before), lane);
  };
  const arranging: ArrangingRows = {
    setRowMode(mode) {
      const { session, rows, parameters } = store.get();
      if (session === null) return;
      store.update({ rows: { ...rows, arrangement: { ...rows.arrangement, mode }, current: null } });
      // A long run does not tell by itself where its pointers pointed; the same run again does.
      if (mode === 'pointer' && !hasPointers(session.trace)) {
        const overrides = overridesOf(parameters);
        post({ type: 'run', seed: session.outcome.seed, streamPointers: true, ...(overrides.length === 0 ? {} : { overrides }) });
      }
    },
    cycleRowMode() {
      const modes = rowModes.filter((mode) => canShow(store.get(), mode));
      arranging.setRowMode(modes[(modes.indexOf(store.get().rows.arrangement.mode) + 1) % modes.length]!);
    },
    currentLane() {
      const { rows: { current }, selection } = store.get();
      const layout = stage.layout();
      if (layout === null) return null;
      return laneOf(current) ?? (selection === null ? null : layout.lanes[layout.laneOfRow[selection.row] ?? -1] ?? null);
    },
    makeCurrent: (lane) => arrange({}, lane),
    moveCurrent(step) {
      const all = lanes();
      const current = arranging.currentLane();
      const next = all[current === null ? (step > 0 ? 0 : all.length - 1) : all.indexOf(current) + step];
      if (next !== undefined) arranging.makeCurrent(next);
    },
    toggleGroup(lane = arranging.currentLane()) {
      const { collapsed } = store.get().rows.arrangement;
      const group = lane === null ? undefined : lanes().find((candidate) => candidate.kind === 'group' && (candidate.members === lane.list || (candidate.key === lane.key && candidate.list === lane.list)));
      if (group?.kind !== 'group') return;
      arrange({ collapsed: group.collapsed ? without(collapsed, [group.members]) : [...collapsed, group.members] }, group);
    },
    collapseAll(wanted) {
      const { collapsed } = store.get().rows.arrangement;
      const groups = lanes().flatMap((lane) => lane.kind === 'group' ? [lane.members] : []);
      arrange({ collapsed: wanted ? [...without(collapsed, groups), ...groups] : without(collapsed, groups) });
    },
    togglePin(lane = arranging.currentLane()) {
      if (lane === null || lane.kind === 'group') return;
      const { session, rows: { arrangement } } = store.get();
      const { key } = lane;
      const pinned = without(arrangement.pinned, [key]);
      if (lane.pinned) arrange({ pinned }, { key, list: [...arrangedRows(session!, store.get().rows).lists].find(([list, members]) => list !== pinnedList && members.includes(key))?.[0] ?? '' });
      else arrange({ pinned: [...pinned, key] }, { key, list: pinnedList });
    },
    hideLane(wanted = arranging.currentLane()) {
      const lane = laneOf(wanted);
      if (lane === undefined) return;
      const { session, rows: { arrangement: { hidden, pinned } } } = store.get();
      const all = lanes();
      const keys = lane.kind === 'group' ? arrangedRows(session!, store.get().rows).sections.find(({ list }) => list === lane.members)!.items.map(({ key }) => key) : [lane.key];
      // Keys go on from what takes its place.
      const left = all.filter((other) => other !== lane && !(lane.kind === 'group' && other.list === lane.members));
      const next = left.find((other) => all.indexOf(other) > all.indexOf(lane)) ?? left.at(-1) ?? null;
      arrange({ hidden: [...without(hidden, keys), ...keys], pinned: without(pinned, keys) }, next);
    },
    showHidden(key) {
      const { hidden } = store.get().rows.arrangement;
      arrange({ hidden: key === undefined ? [] : without(hidden, [key]) });
    },
    moveLane(step, wanted = arranging.currentLane()) {
      const lane = laneOf(wanted);
      if (lane === undefined) return;
      const list = lanes().filter((candidate) => candidate.list === lane.list);
      const at = list.indexOf(lane);
      const other = list[at + step];
      if (other === undefined) return;
      place(lane, step < 0 ? other.key : list[at + 2]?.key ?? null);
    },
    placeLane: (lane, before) => place(lane, before?.key ?? null),
    pressLane(lane) {
      const { session, cursor, range } = store.get();
      if (lane.kind === 'group') {
        arranging.toggleGroup(lane);
        return;
      }
      const span = lane.kind === 'row' && session !== null ? spanNear(session, lane.row, cursor ?? (range.from + range.to) / 2, (range.to - range.from) / 2) : -1;
      if (lane.kind === 'row' && span >= 0) selecting.select({ kind: 'span', row: lane.row, index: span });
      arranging.makeCurrent(lane);
    },
    filterRows: (filter) => arrange({ filter }),
    openFilter() {
      const { rows } = store.get();
      store.update({ rows: { ...rows, filtering: true } });
    },
    closeFilter() {
      const { rows } = store.get();
      store.update({ rows: { ...rows, filtering: false, arrangement: { ...rows.arrangement, filter: '' } } });
      stage.scroller.focus();
    },
    resetRows() {
      const { rows } = store.get();
      store.update({ rows: { ...rows, arrangement: { ...plainArrangement, mode: rows.arrangement.mode }, current: null, filtering: false } });
    },
    pathOfLane(lane) {
      const trace = store.get().session?.trace;
      if (trace === undefined) return '';
      return lane.kind === 'row' ? trace.rows[lane.row]!.path : lane.kind === 'counter' ? trace.counters[lane.counter]!.path : '';
    },
  };
  return arranging;
}

