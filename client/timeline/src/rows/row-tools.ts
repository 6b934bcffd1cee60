import { later } from '../load-later';
import { element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { OpenMenu } from '../parts/menu';
import type { Actions } from '../state/actions/index';
import type { AppState, Store } from '../state/app-state';
import { arrangedRows } from '../state/rows';
import { text } from '../texts';

/** The tools of the rows: what they are grouped by, and the field that filters them. */
export interface RowTools {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState | null): void;
}

/** Makes them. */
export function createRowTools(openMenu: OpenMenu, store: Store, actions: Actions): RowTools {
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
  const open = (): void => later.use(({ toolItems }) => {
    const box = chooser.getBoundingClientRect();
    chooser.setAttribute('aria-expanded', 'true');
    openMenu(text('rows.tool.help'), toolItems(store, actions), box.left, box.bottom + 2, () => chooser.setAttribute('aria-expanded', 'false'));
  });
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
