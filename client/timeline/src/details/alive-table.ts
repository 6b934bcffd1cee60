import type { Look } from '../../../../server/src/picture/draw/scene';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { element } from '../parts/element';
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
  const heading = (label: string, kind = '', help?: string): HTMLElement => element('th', { class: kind, text: label, attributes: { scope: 'col', ...(help === undefined ? {} : { title: help }) } });
  const rows = alive.map(({ row, span, frame, since, begun }) => {
    const state = trace.spans.state[span]!;
    const choose = element('button', { class: 'row-button', attributes: { type: 'button' }, on: { click: () => actions.select({ kind: 'span', row, index: span }) } }, [
      stateSwatch(look.states[state]!, trace.states[state]!.basis, look.palette), element('span', { text: names.states[state]! }),
    ]);
    return element('tr', {}, [
      element('th', { attributes: { scope: 'row' }, text: names.fullRows[row]! }), element('td', { class: 'number', text: frame < 0 ? '' : String(frame) }), element('td', {}, [choose]),
      element('td', { class: 'number', text: formatExact(since, unit) }), element('td', { class: 'number', text: formatExact(cursor - begun, unit) }),
    ]);
  });
  return element('section', { class: 'alive-section' }, [
    element('div', { class: 'section-line' }, [element('h2', { text: text('alive.title', { count: alive.length }) }), alive.length === 0 ? null : element('span', { class: 'quiet', text: text('alive.filled', { filled }) })]),
    alive.length === 0 ? element('p', { class: 'quiet', text: text('alive.none') }) : element('div', { class: 'scroll-x' }, [element('table', {}, [
      element('caption', { class: 'visually-hidden', text: text('alive.caption', { time: formatExact(cursor, unit) }) }),
      element('thead', {}, [element('tr', {}, [heading(text('cursor.row')), heading(text('cursor.frame'), 'number'), heading(text('table.state')), heading(text('alive.since'), 'number'), heading(text('alive.age'), 'number', text('alive.age.help'))])]),
      element('tbody', {}, rows),
    ])]),
  ]);
}
