import type { Palette } from '../../../../server/src/picture/look/palette';
import { buildPalette, themeKindOf } from '../../../../server/src/picture/look/palette';

/** Reads the page's theme as it is now. */
export function readPalette(page: Document): Palette {
  const view = page.defaultView!;
  const forced = view.matchMedia('(forced-colors: active)').matches;
  const prefersDark = view.matchMedia('(prefers-color-scheme: dark)').matches;
  const style = view.getComputedStyle(page.body);
  // The browser knows every way to write a colour; this element has it write them all in one.
  const probe = page.createElement('span');
  probe.className = 'colour-probe';
  page.body.append(probe);
  const read = (name: string): string => {
    const value = name.startsWith('--') ? style.getPropertyValue(name).trim() : name;
    if (value === '') return '';
    probe.style.color = '';
    probe.style.color = value;
    return probe.style.color === '' ? '' : view.getComputedStyle(probe).color;
  };
  const size = Number.parseFloat(style.getPropertyValue('--vscode-font-size'));
  const family = style.getPropertyValue('--vscode-font-family').trim();
  const palette = buildPalette(themeKindOf(page.body.classList, prefersDark), forced, read, family === '' ? 'system-ui, sans-serif' : family, Number.isFinite(size) && size > 0 ? size : 13);
  probe.remove();
  return palette;
}

/** Calls `changed` with the new palette as soon as VS Code, or the operating system, changes the theme. Returns what ends the watch. */
export function watchTheme(page: Document, changed: (palette: Palette) => void): () => void {
  const view = page.defaultView!;
  let pending = 0;
  const schedule = (): void => {
    if (pending !== 0) return;
    // Class, variables and data attributes change one after the other: one repaint for all of them, before the next frame.
    pending = view.requestAnimationFrame(() => {
      pending = 0;
      changed(readPalette(page));
    });
  };
  const observer = new MutationObserver(schedule);
  observer.observe(page.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(page.body, { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'].map((query) => view.matchMedia(query));
  for (const query of queries) query.addEventListener('change', schedule);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', schedule);
    if (pending !== 0) view.cancelAnimationFrame(pending);
  };
}
