import type { Panel } from '../details/selection-panel';
import { type Later, later } from '../load-later';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { element } from './element';

/** A panel of code that comes later. Until that is there it is empty; afterwards it shows what the state is by then. */
export function deferPanel(create: (code: Later) => Panel): Panel {
  const root = element('div', { class: 'deferred' });
  let panel: Panel | null = null;
  let loading = false;
  let latest: AppState | null = null;
  const show = (code: Later, state: AppState): void => {
    panel = create(code);
    root.replaceChildren(panel.element);
    panel.update(state, null);
  };
  const begin = async (): Promise<void> => {
    loading = true;
    try {
      show(await later.load(), latest!);
    } catch {
      root.replaceChildren(element('p', { class: 'quiet', text: text('panel.notLoaded') }));
    } finally {
      loading = false;
    }
  };
  return {
    element: root,
    update(state, previous) {
      const code = later.now();
      latest = state;
      if (panel !== null) panel.update(state, previous);
      else if (code !== null) show(code, state);
      // What failed is tried again with the next change.
      else if (!loading) void begin();
    },
  };
}
