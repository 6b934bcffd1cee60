import type { Measured } from '../../../../../server/src/picture/index';
import { clampRange } from '../../../../../server/src/picture/view/time-range';
import type { Store } from '../app-state';
import { initialMarks } from '../marks';
import { endOf, startOf } from './selected';

/** Where a stretch to be measured can come from. */
export const measureSources = ['markers', 'selection', 'visible'] as const;
/** One of {@link measureSources}. */
export type MeasureSource = (typeof measureSources)[number];

/** Markers and measuring. */
export interface Measuring {
  /** Puts a marker at a time in nanoseconds; without one at the cursor, or at the middle. */
  setMarker(which: 'a' | 'b', time?: number): void;
  /** Puts the marker there that is missing; with both set, the nearer one. */
  placeMarker(time: number): void;
  clearMarks(): void;
  toggleSnap(): void;
  /** Measures a stretch and shows the result. */
  measure(measured: Measured): void;
  /** Measures, on all rows, between the markers, over the selection or over what is visible. @returns false when there is no such stretch */
  measureFrom(source: MeasureSource): boolean;
  /** Measures from the first source there is; once more, from the next. */
  measureNext(): void;
  /** Measures the same time on all rows. */
  measureAllRows(): void;
  fitMeasured(): void;
}

/** Binds them to the state. */
export function createMeasuring(store: Store): Measuring {
  const stretchOf = (source: MeasureSource): Measured | null => {
    const { session, marks: { a, b }, selection, range } = store.get();
    if (session === null) return null;
    const { duration } = session.trace;
    const between = (from: number, to: number): Measured | null => from < to ? { from, to, rows: null, counters: null } : null;
    switch (source) {
      case 'markers': return a === null || b === null ? null : between(Math.min(a, b), Math.max(a, b));
      case 'selection': return selection === null ? null : between(startOf(session, selection), endOf(session, selection));
      case 'visible': return between(Math.max(0, Math.round(range.from)), Math.min(duration, Math.round(range.to)));
    }
  };
  const measuring: Measuring = {
    setMarker(which, time) {
      const { session, cursor, range, marks } = store.get();
      if (session === null) return;
      const at = Math.round(Math.min(session.trace.duration, Math.max(0, time ?? cursor ?? (range.from + range.to) / 2)));
      store.update({ marks: { ...marks, [which]: at } });
    },
    placeMarker(time) {
      const { a, b } = store.get().marks;
      measuring.setMarker(a === null ? 'a' : b === null || Math.abs(time - b) <= Math.abs(time - a) ? 'b' : 'a', time);
    },
    clearMarks: () => store.update({ marks: { ...initialMarks, snap: store.get().marks.snap } }),
    toggleSnap() {
      const { marks } = store.get();
      store.update({ marks: { ...marks, snap: !marks.snap } });
    },
    measure(measured) {
      const { marks, drawer } = store.get();
      store.update({ marks: { ...marks, measured, snapped: null }, tab: 'measure', drawer: { ...drawer, open: true } });
    },
    measureFrom(source) {
      const stretch = stretchOf(source);
      if (stretch !== null) measuring.measure(stretch);
      return stretch !== null;
    },
    measureNext() {
      const { measured } = store.get().marks;
      const there = measureSources.flatMap((source) => stretchOf(source) ?? []);
      const now = measured?.rows === null ? there.findIndex(({ from, to }) => from === measured.from && to === measured.to) : -1;
      const next = there[(now + 1) % Math.max(1, there.length)];
      if (next !== undefined) measuring.measure(next);
    },
    measureAllRows() {
      const { measured } = store.get().marks;
      if (measured !== null) measuring.measure({ ...measured, rows: null, counters: null });
    },
    fitMeasured() {
      const { session, marks: { measured } } = store.get();
      if (session === null || measured === null) return;
      const room = (measured.to - measured.from) * 0.04;
      store.update({ range: clampRange({ from: measured.from - room, to: measured.to + room }, session.trace.duration) });
    },
  };
  return measuring;
}
