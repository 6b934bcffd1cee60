/** What an element is made with. `text` is always text, never markup. */
export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

/** Makes an element. */
export function element<Name extends keyof HTMLElementTagNameMap>(name: Name, options: ElementOptions = {}, children: readonly (Node | null)[] = []): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  for (const [key, value] of Object.entries(options.attributes ?? {})) made.setAttribute(key, value);
  for (const [type, listener] of Object.entries(options.on ?? {})) made.addEventListener(type, listener);
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A button with visible words. */
export function button(label: string, kind: 'primary' | 'secondary' | 'link', pressed: () => void, accessibleName?: string): HTMLButtonElement {
  return element('button', {
    class: `button ${kind}`, text: label, on: { click: pressed },
    attributes: { type: 'button', ...(accessibleName === undefined ? {} : { 'aria-label': accessibleName }) },
  });
}

/** A button that shows a picture and is called `label`. */
export function iconButton(icon: SVGSVGElement, label: string, pressed: () => void): HTMLButtonElement {
  return element('button', { class: 'icon-button', attributes: { type: 'button', 'aria-label': label, title: label }, on: { click: pressed } }, [icon]);
}
