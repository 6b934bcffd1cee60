import { spansOfFrame } from '../../../../../server/src/picture/index';
import { selectedFrame } from '../../../../../server/src/picture/draw/scene';
import { clampRange, fitRange, panRange, rangeAround, rangeShowing, recordedEnd, zoomRange } from '../../../../../server/src/picture/view/time-range';
import type { Stage } from '../../draw/stage';
import type { Store } from '../app-state';
import { endOf, startOf } from './selected';

/** Moving through time and rows. */
export interface Navigation {
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
  /** Goes to the start (-1) or end (1) of the run. */
  goToEnd(which: -1 | 1): void;
  scrollPage(step: -1 | 1): void;
  /** Puts the cursor at a time and shows it. */
  showTime(time: number): void;
}

/** Binds them to state and stage. */
export function createNavigation(store: Store, stage: Stage): Navigation {
  const duration = (): number => store.get().session?.trace.duration ?? 0;
  const navigation: Navigation = {
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
      const { session, selection, range } = store.get();
      if (session === null || selection === null) return;
      const start = startOf(session, selection);
      const end = endOf(session, selection);
      // What has no length gives no measure of its own: then one looks closer at where it is.
      const room = end > start ? 0 : (range.to - range.from) / 16;
      store.update({ range: rangeAround(start - room, end + room, duration()) });
    },
    fitFrame() {
      const { session, selection } = store.get();
      if (session === null) return;
      const frame = selectedFrame(session, selection);
      const spans = selection === null ? [] : spansOfFrame(session, frame, selection.row);
      if (spans.length === 0) {
        navigation.fitSelection();
        return;
      }
      const start = session.trace.spans.start[spans[0]!]!;
      const end = spans.reduce((latest, span) => Math.max(latest, session.trace.spans.end[span]!), start);
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
    goToEnd(which) {
      const { range } = store.get();
      store.update({ range: panRange(range, which * (duration() + range.to), duration()) });
    },
    scrollPage(step) {
      stage.scroller.scrollTop += step * Math.max(20, stage.scroller.clientHeight - stage.geometry().axis - 40);
    },
    showTime(time) {
      const { range } = store.get();
      store.update({ cursor: Math.round(time), range: rangeShowing(range, time, duration()) });
    },
  };
  return navigation;
}
