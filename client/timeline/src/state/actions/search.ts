import type { Store } from '../app-state';
import { later } from '../../load-later';
import { placedRows } from '../rows';
import { closedSearch } from '../search';
import { inSlices } from '../slices';
import { unitsOf } from '../time-unit';
import type { Selecting } from './selecting';
import { startOf } from './selected';

/** Finding spans and instants. */
export interface Searching {
  openSearch(): void;
  /** Closes the bar; everything is drawn as before. */
  closeSearch(): void;
  /** Looks for something else, a little at a time between paints; what was being looked for is given up. */
  search(query: string): void;
  /** Selects the next match (1) or the one before (-1); beyond the last one it begins again. @returns false when nothing matches */
  goToMatch(step: -1 | 1): boolean;
}

/** How many entries are looked at between two looks at the clock. */
const sliceEntries = 1 << 15;

/** Binds them to state. A run that comes in is searched too. */
export function createSearching(store: Store, selecting: Selecting): Searching {
  let giveUp = (): void => undefined;
  /** Where to go as soon as what is being looked for has been found. */
  let next: -1 | 1 | null = null;
  /** What finds comes with the search bar, so before anybody can look for anything; a bar that was open before a reload may ask earlier. */
  const look = (): void => {
    giveUp();
    next = null;
    later.use(({ beginMatching, compileQuery, searchNames }) => {
      const { session, search, rows } = store.get();
      if (session === null || !search.open) return;
      const period = unitsOf(session.outcome).find(({ name }) => name === 'frames')?.nanoseconds ?? null;
      const matcher = compileQuery(search.query, searchNames(session), period);
      if (matcher === null || typeof matcher === 'string') {
        store.update({ search: { ...search, matches: null, problem: matcher, looking: false } });
        return;
      }
      const matching = beginMatching(session.trace, matcher, placedRows(session, rows));
      store.update({ search: { ...search, problem: null, looking: true } });
      giveUp = inSlices(() => {
        const matches = matching.advance(sliceEntries);
        if (matches === null) return false;
        store.update({ search: { ...store.get().search, matches, problem: null, looking: false } });
        const step = next;
        next = null;
        if (step !== null) go(step);
        return true;
      });
    });
  };
  const go = (step: -1 | 1): boolean => {
    const { session, search: { matches, looking }, selection, cursor, range } = store.get();
    if (looking) {
      next = step;
      return true;
    }
    const code = later.now();
    if (code === null || session === null || matches === null || matches.total === 0) return false;
    const time = selection === null ? cursor ?? (step > 0 ? range.from : range.to) : startOf(session, selection);
    const { matchBeside } = code;
    const match = matchBeside(session.trace, matches, { time, selection }, step)
      ?? matchBeside(session.trace, matches, { time: step > 0 ? 0 : session.trace.duration + 1, selection: null }, step);
    if (match === null) return false;
    store.update({ cursor: startOf(session, match) });
    selecting.select(match);
    return true;
  };
  store.subscribe((state, previous) => {
    if ((state.session === previous.session && state.rows.arrangement === previous.rows.arrangement) || !state.search.open) return;
    store.update({ search: { ...state.search, matches: null } });
    look();
  });
  return {
    openSearch() {
      const { search } = store.get();
      if (search.open) return;
      store.update({ search: { ...search, open: true } });
      look();
    },
    closeSearch() {
      giveUp();
      const { query } = store.get().search;
      // The words remain, to be found again when the bar is opened again.
      store.update({ search: { ...closedSearch, query } });
    },
    search(query) {
      store.update({ search: { ...store.get().search, query } });
      look();
    },
    goToMatch: go,
  };
}
