import { counterAt, spanAt } from '../../../../server/src/trace/index';
import type { Look } from '../../../../server/src/picture/draw/scene';
import { chooseButton } from '../parts/choose-button';
import { element } from '../parts/element';
import { nameCell, numberCell, scrollingTable } from '../parts/table';
import { stateSwatch } from '../parts/swatch';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import type { RowsState } from '../state/rows';
import { shownCounters, shownRows } from '../state/rows';
import { text } from '../texts';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { aliveSection } from './alive-table';
import type { Panel } from './selection-panel';

/** Which frames are alive at the cursor, and what every counter and row is there. */
export function createCursorPanel(actions: Actions, look: () => Look | null): Panel {
  const root = element('div', { class: 'panel cursor-panel' });
  const render = ({ session, cursor, unit, rows }: AppState): void => {
    const colours = look();
    if (session === null || cursor === null || colours === null) {
      root.replaceChildren(element('p', { class: 'quiet', text: text('cursor.none') }));
      return;
    }
    const { recordedUntil } = session.trace;
    const isKnown = cursor <= recordedUntil;
    const values = !isKnown ? element('p', { class: 'quiet', text: text('cursor.unrecorded', { time: formatExact(recordedUntil, unit) }) }) : tableAt(session, cursor, unit, rows, colours, actions);
    root.replaceChildren(
      ...(isKnown ? [aliveSection(session, cursor, unit, colours, actions)] : []),
      element('section', {}, [element('h2', { text: text('cursor.caption', { time: formatExact(cursor, unit) }) }), values]),
    );
  };
  return {
    element: root,
    update(state, previous) {
      if (previous === null || state.session !== previous.session || state.cursor !== previous.cursor || state.unit !== previous.unit || state.rows.arrangement !== previous.rows.arrangement) render(state);
    },
  };
}

function tableAt(session: Session, cursor: number, unit: TimeUnit, arranged: RowsState, look: Look, actions: Actions): HTMLElement {
  const { trace, names } = session;
  const counters = shownCounters(session, arranged).map((index) => {
    const counter = trace.counters[index]!;
    const value = counterAt(counter, cursor);
    const limit = counter.limit === null ? '' : ` / ${counter.limit}`;
    return element('tr', {}, [
      nameCell(names.fullCounters[index]!), element('td', { class: 'value', text: value === null ? text('stage.none') : `${value}${limit}` }), element('td'),
    ]);
  });
  const rows = shownRows(session, arranged).map((row) => {
    const span = spanAt(trace, row, cursor);
    if (span < 0) return element('tr', {}, [nameCell(names.fullRows[row]!), element('td', { class: 'quiet', text: text('cursor.idle') }), element('td')]);
    const state = trace.spans.state[span]!;
    const frame = trace.spans.frame[span]!;
    const choose = chooseButton(stateSwatch(look.states[state]!, trace.states[state]!.basis, look.palette), names.states[state]!, false, () => actions.select({ kind: 'span', row, index: span }));
    return element('tr', {}, [nameCell(names.fullRows[row]!), element('td', {}, [choose]), numberCell(frame < 0 ? '' : String(frame))]);
  });
  return scrollingTable(text('cursor.caption', { time: formatExact(cursor, unit) }), [[text('cursor.row')], [text('cursor.state')], [text('cursor.frame'), 'number']], [...counters, ...rows]);
}
