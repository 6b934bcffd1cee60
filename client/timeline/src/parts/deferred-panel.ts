import type { Panel } from '../details/selection-panel';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { element } from './element';

/** A panel whose code comes after the first picture. Until then it is empty; afterwards it shows what the state is by then. */
export function deferPanel(load: () => Promise<Panel>): Panel {
  const root = element('div', { class: 'deferred' });
  let panel: Panel | null = null;
  let loading = false;
  let latest: AppState | null = null;
  const begin = async (): Promise<void> => {
    loading = true;
    try {
      panel = await load();
      root.replaceChildren(panel.element);
      if (latest !== null) panel.update(latest, null);
    } catch {
      root.replaceChildren(element('p', { class: 'quiet', text: text('panel.notLoaded') }));
    } finally {
      loading = false;
      latest = null;
    }
  };
  return {
    element: root,
    update(state, previous) {
      if (panel !== null) {
        panel.update(state, previous);
        return;
      }
      latest = state;
      // What failed is tried again with the next change.
      if (!loading) void begin();
    },
  };
}
