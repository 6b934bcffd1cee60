import { element } from './element';

/** The name of a column; of one of numbers; and what more there is to say about it. */
export type Column = readonly [name: string, kind?: 'number', help?: string];

/** A table that scrolls sideways where there is little room. `caption` is for screen readers. */
export function scrollingTable(caption: string, columns: readonly Column[], lines: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'scroll-x' }, [element('table', {}, [
    element('caption', { class: 'visually-hidden', text: caption }),
    element('thead', {}, [element('tr', {}, columns.map(([name, kind = '', help]) => element('th', { class: kind, text: name, attributes: { scope: 'col', ...(help === undefined ? {} : { title: help }) } })))]),
    element('tbody', {}, lines),
  ])]);
}

/** A cell that names its line. */
export function nameCell(words: string): HTMLElement {
  return element('th', { attributes: { scope: 'row' }, text: words });
}

/** A cell with a number, or empty. */
export function numberCell(words: string): HTMLElement {
  return element('td', { class: 'number', text: words });
}
