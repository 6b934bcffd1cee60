import { findHighlight } from '../../../../../server/src/picture/highlight';
import type { Store } from '../app-state';
import { firstConfigured } from '../first-configured';
import type { Navigation } from './navigation';
import type { Selecting } from './selecting';
import { startOf } from './selected';

/** From a value of the document to the timeline. */
export interface ShowingValues {
  /** Marks what the value at a pointer configured, and goes to the first of it. */
  showConfigured(path: string): void;
}

/** Binds it to state. */
export function createShowingValues(store: Store, navigation: Navigation, selecting: Selecting): ShowingValues {
  return {
    showConfigured(path) {
      const { session } = store.get();
      if (session === null) return;
      const highlight = findHighlight(session.trace, path);
      const first = path === '' ? null : firstConfigured(session.trace, highlight);
      store.update({ highlightPath: path, highlight, nothingConfigured: first === null && (path === '' || !highlight.counters.includes(true)) ? path : null });
      if (first !== null) {
        navigation.showTime(startOf(session, first));
        selecting.select(first);
        return;
      }
      // A limit of a counter alone: it begins with its first step.
      const counter = session.trace.counters[highlight.counters.indexOf(true)];
      if (counter !== undefined && counter.times.length > 0) navigation.showTime(counter.times[0]!);
    },
  };
}
