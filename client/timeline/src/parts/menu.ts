import { element } from './element';

/** Something to choose from a menu, or a line between. */
export type MenuItem = 'separator' | {
  readonly label: string;
  /** The key that does the same, as it is written. */
  readonly key?: string;
  /** One of several of which one holds. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  run(): void;
};

/** Opens the menu with focus on the item that is checked, else on the first; focus returns to where it was. `closed` is called in the end, whatever was chosen. */
export type OpenMenu = (label: string, items: readonly MenuItem[], x: number, y: number, closed?: () => void) => void;

/** A menu that opens at a point of the window; there is one for all uses. */
export interface Menu {
  readonly element: HTMLElement;
  readonly open: OpenMenu;
}

/** Makes the menu: arrow keys, Home, End and first letters move in it, Enter and Space choose, Escape and Tab close. */
export function createMenu(): Menu {
  const root = element('div', { class: 'menu', attributes: { role: 'menu', tabindex: '-1' } });
  root.hidden = true;
  let returnTo: HTMLElement | null = null;
  let whenClosed: () => void = () => undefined;
  const buttons = (): HTMLButtonElement[] => [...root.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const close = (): void => {
    if (root.hidden) return;
    root.hidden = true;
    returnTo?.focus();
    whenClosed();
  };
  const render = (item: MenuItem): HTMLElement => {
    if (item === 'separator') return element('div', { class: 'menu-separator', attributes: { role: 'separator' } });
    const { label, key, checked, disabled } = item;
    const made = element('button', {
      class: 'menu-item', on: { click: () => {
        close();
        item.run();
      } },
      attributes: {
        type: 'button', tabindex: '-1', role: checked === undefined ? 'menuitem' : 'menuitemradio', ...(checked === undefined ? {} : { 'aria-checked': String(checked) }),
        ...(key === undefined ? {} : { 'aria-keyshortcuts': key.replace('⇧', 'Shift+').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown') }),
      },
    }, [element('span', { text: label }), key === undefined ? null : element('kbd', { text: key, attributes: { 'aria-hidden': 'true' } })]);
    made.disabled = disabled === true;
    return made;
  };
  root.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.findIndex((one) => one === root.ownerDocument.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
    const letter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey ? event.key.toLowerCase() : null;
    if (go !== undefined) all[(go + all.length) % all.length]?.focus();
    else if (letter !== null) [...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => one.textContent?.toLowerCase().startsWith(letter))?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Where the key for menus speaks on its release, the menu is open by then.
  root.addEventListener('contextmenu', (event) => event.preventDefault());
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && root.contains(relatedTarget)) return;
    if (relatedTarget instanceof HTMLElement) returnTo = relatedTarget;
    close();
  });
  document.addEventListener('pointerdown', ({ target }) => { if (!(target instanceof Node && root.contains(target))) close(); }, { capture: true });
  window.addEventListener('resize', close);
  return {
    element: root,
    open(label, items, x, y, closed) {
      close();
      returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      whenClosed = closed ?? (() => undefined);
      root.setAttribute('aria-label', label);
      root.replaceChildren(...items.map(render));
      root.hidden = false;
      root.style.left = `${Math.round(Math.max(2, Math.min(x, innerWidth - root.offsetWidth - 2)))}px`;
      root.style.top = `${Math.round(Math.max(2, Math.min(y, innerHeight - root.offsetHeight - 2)))}px`;
      (root.querySelector<HTMLElement>('[aria-checked=true]') ?? buttons()[0] ?? root).focus();
    },
  };
}
