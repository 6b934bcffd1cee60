import type { Arrangement } from '../../../../server/src/picture/index';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { arrangedRows, shownRows } from '../state/rows';
import { text } from '../texts';
import { laneWords } from './lane-words';

/** What to say of a change of the rows; null when there is nothing to say. */
export function rowWords(state: AppState, previous: AppState, actions: Actions): string | null {
  const { session, rows } = state;
  if (session === null || session !== previous.session || rows === previous.rows) return null;
  const { arrangement } = rows;
  const before = previous.rows.arrangement;
  const lane = actions.currentLane();
  if (arrangement.mode !== before.mode) {
    const { mode } = arrangedRows(session, rows);
    return mode === arrangement.mode ? text('rows.say.mode', { mode: text(`rows.mode.${mode}`), count: shownRows(session, rows).length }) : text(state.savedFrom === null ? 'rows.say.unrecorded' : 'rows.say.saved');
  }
  if (arrangement.filter !== before.filter) return null;
  if (arrangement.hidden !== before.hidden) return text('rows.say.hidden', { count: arrangedRows(session, rows).hidden.length });
  if (moved(arrangement, before) && lane !== null) {
    const list = arrangedRows(session, rows).lists.get(lane.list) ?? [];
    return text('rows.say.moved', { name: laneWords(session, lane), place: list.indexOf(lane.key) + 1, count: list.length });
  }
  if (arrangement === before && rows.current === previous.rows.current) return null;
  return lane === null ? text('rows.say.reset') : laneWords(session, lane);
}

function moved(arrangement: Arrangement, before: Arrangement): boolean {
  return arrangement.order !== before.order || (arrangement.pinned !== before.pinned && arrangement.pinned.length === before.pinned.length && arrangement.pinned.length > 0);
}
