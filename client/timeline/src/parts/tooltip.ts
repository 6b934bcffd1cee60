import { element } from './element';

/** What a tooltip says. */
export interface TooltipText { readonly title: string; readonly lines: readonly string[] }

/** Words beside the pointer. Everything in it can be had by keyboard from selection and table, so screen readers are spared it. */
export interface Tooltip {
  readonly element: HTMLElement;
  show(content: TooltipText, clientX: number, clientY: number): void;
  readonly hide: () => void;
}

/** Makes the tooltip; there is one. */
export function createTooltip(): Tooltip {
  const title = element('div', { class: 'tooltip-title' });
  const lines = element('div', { class: 'tooltip-lines' });
  const root = element('div', { class: 'tooltip', attributes: { 'aria-hidden': 'true' } }, [title, lines]);
  root.hidden = true;
  let shown = '';
  return {
    element: root,
    show(content, clientX, clientY) {
      const key = [content.title, ...content.lines].join('\n');
      if (key !== shown) {
        shown = key;
        title.textContent = content.title;
        lines.replaceChildren(...content.lines.map((line) => element('div', { text: line })));
      }
      root.hidden = false;
      const { offsetWidth, offsetHeight } = root;
      const { innerWidth, innerHeight } = window;
      const left = clientX + 14 + offsetWidth > innerWidth ? Math.max(4, clientX - 10 - offsetWidth) : clientX + 14;
      const top = clientY + 18 + offsetHeight > innerHeight ? Math.max(4, clientY - 10 - offsetHeight) : clientY + 18;
      root.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide() {
      root.hidden = true;
      shown = '';
    },
  };
}
