/** By what a button is known again: a key of its own, or what it is called. */
const nameOf = (button: HTMLElement): string => button.dataset['key'] ?? button.ariaLabel ?? button.textContent ?? '';

/** Changes what `root` holds. If that takes away the button that has the focus, its successor takes it: of the buttons with the same name the one at the same place, else `root` itself. */
export function keepFocus(root: HTMLElement, change: () => void): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLButtonElement) || !root.contains(focused)) {
    change();
    return;
  }
  const name = nameOf(focused);
  const alike = (): HTMLElement[] => [...root.querySelectorAll('button')].filter((each) => nameOf(each) === name);
  const place = alike().indexOf(focused);
  change();
  if (focused.isConnected) return;
  const successors = alike();
  (successors[place] ?? successors.at(-1) ?? root).focus();
}
