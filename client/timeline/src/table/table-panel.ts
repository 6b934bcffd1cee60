import type { Panel } from '../details/selection-panel';
import { chooseButton } from '../parts/choose-button';
import { button, element } from '../parts/element';
import { keepFocus } from '../parts/keep-focus';
import { numberCell } from '../parts/table';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { shownRows } from '../state/rows';
import { text } from '../texts';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { pageOf, spansInView } from './span-table';

const pageSize = 100;
/** How long the stretch must have rested before the table follows it, in milliseconds: rebuilding it at every step of a drag would slow the picture. */
const restTime = 120;

/** The spans in view as a table: what the picture shows, for screen readers and for whoever wants the numbers. */
export function createTablePanel(actions: Actions): Panel {
  let scope: number | null = null;
  let shown: readonly number[] = [];
  let from = 0;
  let latest: AppState | null = null;
  let timer = 0;
  const select = element('select', { attributes: { id: 'table-scope' }, on: { change: () => {
    scope = select.value === '' ? null : Number(select.value);
    from = 0;
    if (latest !== null) render(latest);
  } } });
  const caption = element('caption');
  const body = element('tbody');
  const position = element('span', { attributes: { role: 'status' } });
  const turn = (by: number): void => {
    from = Math.max(0, from + by);
    if (latest !== null) render(latest);
  };
  const previous = button(text('table.previous'), 'secondary', () => turn(-pageSize));
  const next = button(text('table.next'), 'secondary', () => turn(pageSize));
  const heading = (label: string, kind = ''): HTMLElement => element('th', { class: kind, text: label, attributes: { scope: 'col' } });
  const root = element('div', { class: 'panel table-panel' }, [
    element('div', { class: 'section-line' }, [
      element('label', { text: text('table.scope'), attributes: { for: 'table-scope' } }), select, position, element('div', { class: 'buttons' }, [previous, next]),
    ]),
    element('div', { class: 'scroll-x', attributes: { role: 'region', 'aria-label': text('table.region'), tabindex: '0' } }, [element('table', {}, [
      caption,
      element('thead', {}, [element('tr', {}, [
        heading(text('table.state')), heading(text('table.row')), heading(text('table.frame'), 'number'), heading(text('table.from'), 'number'), heading(text('table.end'), 'number'), heading(text('table.duration'), 'number'), heading(text('table.basis')),
      ])]),
      body,
    ])]),
  ]);

  const render = (state: AppState): void => {
    const { session, range, selection, unit } = state;
    if (session === null) return;
    const { trace, names } = session;
    const { spans } = trace;
    const window = spansInView(session, range, scope, shown);
    from = Math.min(from, Math.max(0, Math.floor((window.count - 1) / pageSize) * pageSize));
    const page = pageOf(window, from, pageSize);
    caption.textContent = text('table.caption', { from: formatExact(range.from, unit), to: formatExact(range.to, unit) });
    position.textContent = page.length === 0 ? text('table.none') : text('table.page', { first: from + 1, last: from + page.length, count: window.count });
    previous.disabled = from === 0;
    next.disabled = from + pageSize >= window.count;
    body.replaceChildren(...page.map(({ row, index }) => {
      const chosen = selection?.kind === 'span' && selection.index === index;
      const stateIndex = spans.state[index]!;
      const { basis } = trace.states[stateIndex]!;
      const frame = spans.frame[index]!;
      const choose = chooseButton(null, names.states[stateIndex]!, chosen, () => actions.select({ kind: 'span', row, index }));
      choose.dataset['key'] = String(index);
      return element('tr', chosen ? { class: 'chosen' } : {}, [
        element('td', {}, [choose]), element('td', { text: names.fullRows[row]! }), numberCell(frame < 0 ? '' : String(frame)),
        numberCell(formatExact(spans.start[index]!, unit)), numberCell(formatExact(spans.end[index]!, unit)),
        numberCell(formatExact(spans.end[index]! - spans.start[index]!, unit)), element('td', {}, [element('span', { class: `basis ${basis}`, text: text(`basis.${basis}`) })]),
      ]);
    }));
  };
  const refocus = (state: AppState): void => keepFocus(body, () => render(state));
  /** Offers the rows that the picture shows, in its order. */
  const offer = ({ session, rows }: AppState, isNew: boolean): void => {
    if (session === null) return;
    shown = shownRows(session, rows);
    select.replaceChildren(element('option', { text: text('table.scope.all'), attributes: { value: '' } }), ...shown.map((row) => element('option', {
      text: session.trace.rows[row]!.group === '' ? session.names.rows[row]! : `${session.trace.rows[row]!.group}: ${session.names.rows[row]!}`, attributes: { value: String(row) },
    })));
    if (isNew || scope === null || !shown.includes(scope)) {
      scope = null;
      from = 0;
    }
    select.value = scope === null ? '' : String(scope);
  };
  return {
    element: root,
    update(state, before) {
      if (state.session === null) return;
      const isNew = latest?.session !== state.session;
      const fresh = isNew || latest?.rows.arrangement !== state.rows.arrangement;
      latest = state;
      if (fresh) offer(state, isNew);
      if (before === null || fresh || state.selection !== before.selection || state.unit !== before.unit) {
        refocus(state);
      } else if (state.range !== before.range) {
        clearTimeout(timer);
        timer = window.setTimeout(() => { if (latest !== null) refocus(latest); }, restTime);
      }
    },
  };
}
