import type { TimelineViewState } from '../../../../server/src/protocol/index';
import type { Host } from '../host';
import type { AppState } from './app-state';
import { keepState } from './app-state';

/** How long a view must rest before it is kept, in milliseconds: not every step of a drag is worth a message. */
const restTime = 150;

/** Keeps the view for a reload, here and with the extension. Returns what is to be called after each change. */
export function createKeeper(host: Host, page: Window): (state: AppState, previous: AppState) => void {
  let latest: AppState | null = null;
  let timer = 0;
  const flush = (): void => {
    page.clearTimeout(timer);
    timer = 0;
    const kept = latest === null ? null : keepState(latest);
    latest = null;
    if (kept === null) return;
    host.keep(kept);
    const { version, uri, scenario, seed, fingerprint, from, to, scrollTop, cursor, selection, overrides = [] } = kept;
    const view: TimelineViewState = { version, uri, scenario, seed, fingerprint, from, to, scrollTop, cursor, selection, ...(overrides.length === 0 ? {} : { overrides }) };
    host.post({ type: 'state', view });
  };
  page.addEventListener('pagehide', () => { if (latest !== null) flush(); });
  return (state, previous) => {
    const { session, range, scrollTop, cursor, selection, tab, drawer, requestedSeed, unit, marks, rows, reading } = state;
    if (session === previous.session && range === previous.range && scrollTop === previous.scrollTop && cursor === previous.cursor
      && selection === previous.selection && tab === previous.tab && drawer === previous.drawer && requestedSeed === previous.requestedSeed && unit === previous.unit && marks === previous.marks && rows.arrangement === previous.rows.arrangement && reading.flows === previous.reading.flows) return;
    latest = state;
    if (timer === 0) timer = page.setTimeout(flush, restTime);
  };
}
