import type { Panel } from '../details/selection-panel';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { element } from './element';

/** Code that comes after the first picture. */
export interface Deferred<Code> {
  /** The code, once it is there. */
  readonly now: () => Code | null;
  /** Loads it; a browser does so once, whoever asks first. */
  readonly load: () => Promise<Code>;
}

/** Makes code that is loaded when it is first asked for. */
export function defer<Code>(load: () => Promise<Code>): Deferred<Code> {
  let code: Code | null = null;
  return { now: () => code, load: async () => code ??= await load() };
}

/** A panel of deferred code. Until that is there it is empty; afterwards it shows what the state is by then. */
export function deferPanel<Code>(deferred: Deferred<Code>, create: (code: Code) => Panel): Panel {
  const root = element('div', { class: 'deferred' });
  let panel: Panel | null = null;
  let loading = false;
  let latest: AppState | null = null;
  const show = (code: Code, state: AppState): void => {
    panel = create(code);
    root.replaceChildren(panel.element);
    panel.update(state, null);
  };
  const begin = async (): Promise<void> => {
    loading = true;
    try {
      show(await deferred.load(), latest!);
    } catch {
      root.replaceChildren(element('p', { class: 'quiet', text: text('panel.notLoaded') }));
    } finally {
      loading = false;
    }
  };
  return {
    element: root,
    update(state, previous) {
      const code = deferred.now();
      latest = state;
      if (panel !== null) panel.update(state, previous);
      else if (code !== null) show(code, state);
      // What failed is tried again with the next change.
      else if (!loading) void begin();
    },
  };
}
