import { element } from './element';

/** A button in a table that selects what its line is about. */
export function chooseButton(swatch: Element | null, name: string, chosen: boolean, choose: () => void): HTMLButtonElement {
  return element('button', { class: 'row-button', attributes: { type: 'button', ...(chosen ? { 'aria-current': 'true' } : {}) }, on: { click: choose } }, [swatch, element('span', { text: name })]);
}
