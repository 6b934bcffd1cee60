import type { Look } from '../../../../server/src/picture/draw/scene';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { chooseButton } from '../parts/choose-button';
import { element } from '../parts/element';
import { nameCell, numberCell, scrollingTable } from '../parts/table';
import { stateSwatch } from '../parts/swatch';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import { text } from '../texts';
import { aliveAt } from './alive-frames';

/** The frames in circulation at the cursor, the oldest first; each leads to its span. */
export function aliveSection(session: Session, cursor: number, unit: TimeUnit, look: Look, actions: Actions): HTMLElement {
  const { trace, names } = session;
  const alive = aliveAt(session, cursor);
  const filled = alive.filter(({ frame }) => frame >= 0).length;
  const rows = alive.map(({ row, span, frame, since, begun }) => {
    const state = trace.spans.state[span]!;
    const choose = chooseButton(stateSwatch(look.states[state]!, trace.states[state]!.basis, look.palette), names.states[state]!, false, () => actions.select({ kind: 'span', row, index: span }));
    return element('tr', {}, [
      nameCell(names.fullRows[row]!), numberCell(frame < 0 ? '' : String(frame)), element('td', {}, [choose]),
      numberCell(formatExact(since, unit)), numberCell(formatExact(cursor - begun, unit)),
    ]);
  });
  return element('section', { class: 'alive-section' }, [
    element('div', { class: 'section-line' }, [element('h2', { text: text('alive.title', { count: alive.length }) }), alive.length === 0 ? null : element('span', { class: 'quiet', text: text('alive.filled', { filled }) })]),
    alive.length === 0 ? element('p', { class: 'quiet', text: text('alive.none') }) : scrollingTable(text('alive.caption', { time: formatExact(cursor, unit) }), [
      [text('cursor.row')], [text('cursor.frame'), 'number'], [text('table.state')], [text('alive.since'), 'number'], [text('alive.age'), 'number', text('alive.age.help')],
    ], rows),
  ]);
}
