import type { Selection } from '../../../../server/src/picture/index';
import type { TimeRange } from '../../../../server/src/picture/view/time-range';
import { clampRange } from '../../../../server/src/picture/view/time-range';
import type { AppState, Store } from './app-state';

/** Where one looks: what going back restores. */
export interface LookedAt {
  readonly range: TimeRange;
  /** CSS pixels. */
  readonly scrollTop: number;
  readonly selection: Selection | null;
}

/** The views one has rested at. */
export interface History {
  /** Oldest first. */
  readonly past: readonly LookedAt[];
  /** The view one rests at now, as it was last recorded; null before there is one. */
  readonly present: LookedAt | null;
  /** Views one came back from, the nearest first. */
  readonly future: readonly LookedAt[];
}

/** Before anything was looked at. */
export const emptyHistory: History = { past: [], present: null, future: [] };

/** Views that are kept at most in either direction. */
const longestHistory = 100;
/** How long a view must rest to be one of its own, in milliseconds: what moves on is one motion. */
const restTime = 400;

function sameSelection(a: Selection | null, b: Selection | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && a.index === b.index);
}

function isSame(a: LookedAt, b: LookedAt): boolean {
  return a.range.from === b.range.from && a.range.to === b.range.to && Math.abs(a.scrollTop - b.scrollTop) < 1 && sameSelection(a.selection, b.selection);
}

/** Adds a view at which one has come to rest; the same once more changes nothing. */
export function recordView(history: History, view: LookedAt): History {
  const { past, present } = history;
  if (present === null) return { past: [], present: view, future: [] };
  if (isSame(present, view)) return history;
  return { past: [...past, present].slice(-longestHistory), present: view, future: [] };
}

/** Goes back (-1) or forward (1) by one view; null when there is none. */
export function stepHistory({ past, present, future }: History, step: -1 | 1): History | null {
  if (present === null) return null;
  if (step < 0) {
    const before = past.at(-1);
    return before === undefined ? null : { past: past.slice(0, -1), present: before, future: [present, ...future].slice(0, longestHistory) };
  }
  const [next, ...rest] = future;
  return next === undefined ? null : { past: [...past, present].slice(-longestHistory), present: next, future: rest };
}

function viewOf({ range, scrollTop, selection }: AppState): LookedAt {
  return { range, scrollTop, selection };
}

/** Records the views of a store as they come to rest, and goes through them. */
export interface HistoryKeeper {
  /** Goes back (-1) or forward (1). @returns false when there is nothing to go to */
  step(step: -1 | 1): boolean;
}

/** Begins to keep the history of a store. */
export function keepHistory(store: Store): HistoryKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const record = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const state = store.get();
    if (state.session === null) return;
    const history = recordView(state.history, viewOf(state));
    if (history !== state.history) store.update({ history });
  };
  store.subscribe((state, previous) => {
    if (state.session !== previous.session) {
      clearTimeout(timer);
      timer = undefined;
      const { session } = state;
      const before = previous.session;
      const again = session !== null && before !== null && session.outcome.uri === before.outcome.uri && session.outcome.scenario === before.outcome.scenario;
      // Of the same scenario run again the stretches remain; what was selected has another index.
      const carried = (view: LookedAt): LookedAt => ({ ...view, range: clampRange(view.range, session!.trace.duration), selection: null });
      store.update({ history: session === null ? emptyHistory : { past: again ? state.history.past.map(carried) : [], present: viewOf(state), future: again ? state.history.future.map(carried) : [] } });
      return;
    }
    if (state.session === null || (state.range === previous.range && state.scrollTop === previous.scrollTop && state.selection === previous.selection)) return;
    clearTimeout(timer);
    timer = setTimeout(record, restTime);
  });
  return {
    step(step) {
      // A motion that has not come to rest yet is a view to come back to.
      record();
      const state = store.get();
      const history = stepHistory(state.history, step);
      if (history === null) return false;
      store.update({ history, ...history.present! });
      clearTimeout(timer);
      timer = undefined;
      return true;
    },
  };
}
