import type { FromTimeline } from '../../../../../server/src/protocol/index';
import type { Store } from '../app-state';
import { overridesOf } from '../parameters';
import { selectionPaths } from './selected';

/** What the extension is asked for. */
export interface Asking {
  /** Shows a JSON value in the editor; an empty pointer is none. */
  reveal(path: string): void;
  /** Reveals what configured the selection. */
  revealSelection(): void;
  run(): void;
  cancel(): void;
  /** Saves the run to a file. */
  saveTrace(): void;
}

/** Binds them to state and extension. */
export function createAsking(store: Store, post: (message: FromTimeline) => void): Asking {
  const asking: Asking = {
    reveal: (path) => { if (path !== '') post({ type: 'reveal', path }); },
    revealSelection() {
      const { own, row } = selectionPaths(store);
      asking.reveal(own === '' ? row : own);
    },
    run() {
      const { requestedSeed, parameters } = store.get();
      const overrides = overridesOf(parameters);
      post({ type: 'run', seed: requestedSeed, ...(overrides.length === 0 ? {} : { overrides }) });
    },
    cancel: () => post({ type: 'cancel' }),
    saveTrace: () => post({ type: 'saveTrace' }),
  };
  return asking;
}
