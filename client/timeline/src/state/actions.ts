import type { FromTimeline } from '../../../../server/src/protocol/index';
import { firstAbove } from '../../../../server/src/trace/levels';
import { selectedFrame } from '../../../../server/src/picture/draw/scene';
import type { Stage } from '../draw/stage';
import { spanNear } from '../../../../server/src/picture/view/hit';
import { clampRange, fitRange, panRange, rangeAround, rangeShowing, recordedEnd, zoomRange } from '../../../../server/src/picture/view/time-range';
import type { Selection } from '../../../../server/src/picture/index';
import type { Store, TabName } from './app-state';

/** Everything one can do, whether by key, pointer or button. */
export interface Actions {
  /** Shows `factor` times as much; `about` (ns) stays in place, the middle when left out. */
  zoom(factor: number, about?: number): void;
  /** Moves by a share of what is visible. */
  pan(share: number): void;
  fit(): void;
  fitSelection(): void;
  fitFrame(): void;
  setCursor(time: number | null): void;
  /** Moves the cursor by CSS pixels; without one, from the middle. */
  moveCursor(pixels: number): void;
  select(selection: Selection | null): void;
  /** The span before (-1) or after (1) the selected one in its row. */
  selectNeighbour(step: -1 | 1): void;
  /** The span at the same time in the row above (-1) or below (1). */
  selectRow(step: -1 | 1): void;
  /** Goes to the start (-1) or end (1) of the run. */
  goToEnd(which: -1 | 1): void;
  scrollPage(step: -1 | 1): void;
  goToDrop(step: -1 | 1): boolean;
  /** Selects the first drop of a frame, or at a time. */
  showDrop(frame: number, time: number): void;
  /** Puts the cursor at a time and shows it. */
  showTime(time: number): void;
  reveal(path: string): void;
  /** Reveals what configured the selection. */
  revealSelection(): void;
  run(): void;
  cancel(): void;
  showTab(tab: TabName): void;
}

/** JSON pointers behind a selection; each may be empty. */
export function selectionPaths(store: Store): { readonly own: string; readonly row: string } {
  const { session, selection } = store.get();
  if (session === null || selection === null) return { own: '', row: '' };
  const { trace } = session;
  const own = selection.kind === 'span' ? trace.states[trace.spans.state[selection.index]!]!.path : trace.instantKinds[trace.instants.kind[selection.index]!]!.path;
  return { own, row: trace.rows[selection.row]!.path };
}

/** Binds the actions to state, stage and extension. */
export function createActions(store: Store, stage: Stage, post: (message: FromTimeline) => void): Actions {
  const duration = (): number => store.get().session?.trace.duration ?? 0;
  const timeOf = (selection: Selection): number => {
    const { trace } = store.get().session!;
    return selection.kind === 'span' ? trace.spans.start[selection.index]! : trace.instants.time[selection.index]!;
  };
  const endOf = (selection: Selection): number => {
    const { trace } = store.get().session!;
    return selection.kind === 'span' ? trace.spans.end[selection.index]! : trace.instants.time[selection.index]!;
  };
  const actions: Actions = {
    zoom(factor, about) {
      const { range } = store.get();
      store.update({ range: zoomRange(range, factor, about ?? (range.from + range.to) / 2, duration()) });
    },
    pan(share) {
      const { range } = store.get();
      store.update({ range: panRange(range, (range.to - range.from) * share, duration()) });
    },
    fit() {
      const { session } = store.get();
      store.update({ range: fitRange(session === null ? 0 : recordedEnd(session.trace)) });
    },
    fitSelection() {
      const { selection } = store.get();
      if (selection !== null) store.update({ range: rangeAround(timeOf(selection), endOf(selection), duration()) });
    },
    fitFrame() {
      const { session, selection } = store.get();
      if (session === null) return;
      const frame = selectedFrame(session, selection);
      const index = session.frames();
      if (frame < 0 || frame >= index.frames || index.offsets[frame] === index.offsets[frame + 1]) {
        actions.fitSelection();
        return;
      }
      let start = Infinity;
      let end = -Infinity;
      for (let at = index.offsets[frame]!; at < index.offsets[frame + 1]!; at += 1) {
        start = Math.min(start, session.trace.spans.start[index.spans[at]!]!);
        end = Math.max(end, session.trace.spans.end[index.spans[at]!]!);
      }
      const room = (end - start) * 0.08;
      store.update({ range: clampRange({ from: start - room, to: end + room }, duration()) });
    },
    setCursor: (time) => store.update({ cursor: time === null ? null : Math.round(Math.min(duration(), Math.max(0, time))) }),
    moveCursor(pixels) {
      const { cursor, range } = store.get();
      const { width, gutter } = stage.geometry();
      const step = (range.to - range.from) / Math.max(1, width - gutter);
      const next = Math.round(Math.min(duration(), Math.max(0, (cursor ?? (range.from + range.to) / 2) + (cursor === null ? 0 : Math.sign(pixels) * Math.max(1, Math.abs(pixels) * step)))));
      store.update({ cursor: next, range: rangeShowing(range, next, duration()) });
    },
    select(selection) {
      if (selection === null) {
        store.update({ selection: null });
        return;
      }
      const { range, tab } = store.get();
      const time = timeOf(selection);
      const seen = endOf(selection) > range.from && time < range.to;
      store.update({ selection, range: seen ? range : rangeShowing(range, time, duration()), tab: tab === 'table' || tab === 'cursor' ? tab : 'selection' });
      stage.showRow(selection.row);
    },
    selectNeighbour(step) {
      const { session, selection } = store.get();
      if (session === null) return;
      if (selection === null) {
        actions.moveCursor(step);
        return;
      }
      const { offsets } = selection.kind === 'span' ? session.trace.spans : session.trace.instants;
      const index = selection.index + step;
      if (index < offsets[selection.row]! || index >= offsets[selection.row + 1]!) return;
      actions.select({ ...selection, index });
      followSelection();
    },
    selectRow(step) {
      const { session, selection, cursor, range } = store.get();
      const layout = stage.layout();
      if (session === null || layout === null) return;
      const time = selection === null ? cursor ?? (range.from + range.to) / 2 : Math.min(range.to, Math.max(range.from, (timeOf(selection) + endOf(selection)) / 2));
      const rows = layout.lanes.flatMap((lane) => lane.kind === 'row' ? [lane.row] : []);
      const { offsets, end } = session.trace.spans;
      let at = selection === null ? (step > 0 ? -1 : rows.length) : rows.indexOf(selection.row);
      for (at += step; at >= 0 && at < rows.length; at += step) {
        const row = rows[at]!;
        if (offsets[row] === offsets[row + 1]) continue;
        const near = spanNear(session, row, time, 0);
        const index = near >= 0 ? near : Math.min(offsets[row + 1]! - 1, firstAbove(end, time, offsets[row]!, offsets[row + 1]!));
        actions.select({ kind: 'span', row, index });
        followSelection();
        return;
      }
    },
    goToEnd(which) {
      const { range } = store.get();
      store.update({ range: panRange(range, which * (duration() + range.to), duration()) });
    },
    scrollPage(step) {
      stage.scroller.scrollTop += step * Math.max(20, stage.scroller.clientHeight - stage.geometry().axis - 40);
    },
    goToDrop(step) {
      const { session, selection, cursor, range } = store.get();
      if (session === null) return false;
      const { times, instants } = session.drops;
      const from = selection?.kind === 'instant' ? timeOf(selection) : cursor ?? (step > 0 ? range.from - 1 : range.to);
      const at = step > 0 ? firstAbove(times, from, 0, times.length) : firstAbove(times, from - 0.5, 0, times.length) - 1;
      const instant = instants[at];
      if (instant === undefined) return false;
      selectInstant(instant);
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
      if (instant === undefined) actions.showTime(time);
      else selectInstant(instant);
    },
    showTime(time) {
      const { range } = store.get();
      store.update({ cursor: Math.round(time), range: rangeShowing(range, time, duration()) });
    },
    reveal: (path) => { if (path !== '') post({ type: 'reveal', path }); },
    revealSelection() {
      const { own, row } = selectionPaths(store);
      actions.reveal(own === '' ? row : own);
    },
    run: () => post({ type: 'run', seed: store.get().requestedSeed }),
    cancel: () => post({ type: 'cancel' }),
    showTab(tab) {
      const { drawer } = store.get();
      store.update({ tab, drawer: { ...drawer, open: true } });
    },
  };
  /** Brings the cursor to what was selected by key, so that the values shown are those of its time. */
  const followSelection = (): void => {
    const { selection, cursor } = store.get();
    if (selection === null || (cursor !== null && cursor >= timeOf(selection) && cursor <= endOf(selection))) return;
    store.update({ cursor: timeOf(selection) });
  };
  const selectInstant = (index: number): void => {
    const { session } = store.get();
    const { offsets, time } = session!.trace.instants;
    let row = 0;
    while (offsets[row + 1]! <= index) row += 1;
    store.update({ cursor: time[index]! });
    actions.select({ kind: 'instant', row, index });
  };
  return actions;
}
