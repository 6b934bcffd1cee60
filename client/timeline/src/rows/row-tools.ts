import { rowModes } from '../../../../server/src/picture/index';
import { element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { Menu } from '../parts/menu';
import type { Actions } from '../state/actions/index';
import { canShow } from '../state/actions/rows';
import type { AppState, Store } from '../state/app-state';
import { arrangedRows } from '../state/rows';
import { text } from '../texts';
import { laneName } from './lane-words';
import { commonItems } from './row-menu';

/** Hidden rows that are offered one by one. */
const greatestOffer = 12;

/** The tools of the rows: what they are grouped by, and the field that filters them. */
export interface RowTools {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState | null): void;
}

/** Makes them. */
export function createRowTools(menu: Menu, store: Store, actions: Actions): RowTools {
  const label = element('span');
  const chooser = element('button', { class: 'button secondary', attributes: { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', title: text('rows.tool.help') }, on: { click: () => open() } }, [label, icon('down')]);
  const field = element('input', {
    attributes: { type: 'search', 'aria-label': text('rows.filter.label'), placeholder: text('rows.filter.label'), 'aria-describedby': 'rows-passing' },
    on: {
      input: () => actions.filterRows(field.value),
      keydown: (event) => {
        if (!(event instanceof KeyboardEvent) || (event.key !== 'Escape' && event.key !== 'Enter')) return;
        event.preventDefault();
        if (event.key === 'Escape') actions.closeFilter();
        else document.querySelector<HTMLElement>('.stage-scroller')?.focus();
      },
    },
  });
  const passing = element('span', { class: 'quiet', attributes: { role: 'status', id: 'rows-passing' } });
  const filter = element('div', { class: 'tool-group row-filter' }, [field, passing, iconButton(icon('close'), text('rows.filter.close'), () => actions.closeFilter())]);
  const root = element('div', { class: 'tool-group' }, [chooser, filter]);
  const open = (): void => {
    const { session, rows } = store.get();
    if (session === null) return;
    const { hidden } = arrangedRows(session, rows);
    const box = chooser.getBoundingClientRect();
    chooser.setAttribute('aria-expanded', 'true');
    menu.open(text('rows.tool.help'), [
      ...rowModes.map((mode) => ({ label: text(`rows.mode.${mode}`), checked: rows.arrangement.mode === mode, disabled: !canShow(store.get(), mode), run: () => actions.setRowMode(mode) })),
      'separator',
      { label: text('rows.filter'), key: 'R', run: () => actions.openFilter() },
      ...commonItems(store, actions),
      ...(hidden.length === 0 ? [] : ['separator' as const]),
      ...hidden.slice(0, greatestOffer).map((item) => ({ label: text('rows.show', { name: laneName(session, item) }), run: () => actions.showHidden(item.key) })),
    ], box.left, box.bottom + 2, () => chooser.setAttribute('aria-expanded', 'false'));
  };
  return {
    element: root,
    update(state, previous) {
      const { session, rows } = state;
      if (session === null || (session === previous?.session && rows === previous.rows)) return;
      const { passing: count, all, hidden } = arrangedRows(session, rows);
      const mode = text(`rows.mode.${rows.arrangement.mode}`);
      label.textContent = hidden.length === 0 ? mode : text('rows.tool.hidden', { mode, count: hidden.length });
      const filtering = rows.filtering || rows.arrangement.filter !== '';
      filter.hidden = !filtering;
      if (field.value !== rows.arrangement.filter) field.value = rows.arrangement.filter;
      const words = text('rows.filter.count', { count, all });
      if (passing.textContent !== words) passing.textContent = words;
      if (rows.filtering && previous?.rows.filtering === false) field.focus();
    },
  };
}
