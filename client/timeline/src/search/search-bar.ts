import { matchNumber } from '../../../../server/src/picture/find-matches';
import { element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { text } from '../texts';

/** The bar above the picture in which one says what to look for. */
export interface SearchBar {
  readonly element: HTMLElement;
  /** Opens it, or returns to it, with its words selected. */
  open(): void;
  update(state: AppState, previous: AppState): void;
}

/** Makes the bar. `leave` gives the focus back to the picture. */
export function createSearchBar(actions: Actions, leave: () => void, page: Document): SearchBar {
  let isOpen = false;
  const count = element('span', { class: 'search-count', attributes: { role: 'status' } });
  const input = element('input', {
    attributes: { type: 'text', 'aria-label': text('search.query'), placeholder: text('search.placeholder'), title: text('search.help'), spellcheck: 'false', autocomplete: 'off' },
    on: { input: () => actions.search(input.value) },
  });
  const close = (): void => {
    actions.closeSearch();
    leave();
  };
  const root = element('div', { class: 'search-bar', attributes: { role: 'search', 'aria-label': text('search.label') } }, [
    icon('search'), input, count,
    iconButton(icon('up'), text('search.previous'), () => actions.goToMatch(-1)), iconButton(icon('down'), text('search.next'), () => actions.goToMatch(1)), iconButton(icon('close'), text('search.close'), close),
  ]);
  const open = (): void => {
    actions.openSearch();
    if (root.hidden) return;
    input.focus();
    input.select();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    actions.goToMatch(event.shiftKey ? -1 : 1);
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  });
  page.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || page.querySelector('dialog[open]') !== null) return;
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement;
    const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.key === 'F3') {
      if (isOpen) actions.goToMatch(event.shiftKey ? -1 : 1);
      else open();
    } else if ((isControl && event.key.toLowerCase() === 'f') || (event.key === '/' && !isTyping && !isControl)) {
      open();
    } else {
      return;
    }
    event.preventDefault();
  });
  return {
    element: root,
    open,
    update(state, previous) {
      const { session, search, selection } = state;
      isOpen = search.open && session !== null;
      root.hidden = !isOpen;
      if (session === null || (search === previous.search && selection === previous.selection)) return;
      if (input.value !== search.query && page.activeElement !== input) input.value = search.query;
      // What was found before stays while one looks for what is being typed.
      if (search.looking) return;
      const { matches, problem } = search;
      root.classList.toggle('none', problem !== null || matches?.total === 0);
      count.textContent = problem !== null ? text(`search.problem.${problem}`)
        : matches === null ? ''
          : matches.total === 0 ? text('search.none')
            : matches.total === 1 ? text('search.one')
              : text(...countWords(state));
    },
  };
}

function countWords({ session, search: { matches }, selection }: AppState): ['search.number' | 'search.total', Record<string, string | number>] {
  const total = matches!.total;
  const number = selection === null ? 0 : matchNumber(session!.trace, matches!, selection);
  return [number === 0 ? 'search.total' : 'search.number', { number, total }];
}
