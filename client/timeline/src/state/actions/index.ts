import type { FromTimeline } from '../../../../../server/src/protocol/index';
import type { Stage } from '../../draw/stage';
import type { Store, TabName } from '../app-state';
import type { Asking } from './asking';
import { createAsking } from './asking';
import type { Navigation } from './navigation';
import { createNavigation } from './navigation';
import type { Units } from './units';
import { createUnits } from './units';
import type { Selecting } from './selecting';
import { createSelecting } from './selecting';

export { selectionPaths } from './selected';

/** Everything one can do, whether by key, pointer or button; one file a topic. */
export interface Actions extends Navigation, Selecting, Asking, Units {
  showTab(tab: TabName): void;
}

/** Binds the actions to state, stage and extension. */
export function createActions(store: Store, stage: Stage, post: (message: FromTimeline) => void): Actions {
  const navigation = createNavigation(store, stage);
  return {
    ...navigation,
    ...createSelecting(store, stage, navigation),
    ...createAsking(store, post),
    ...createUnits(store),
    showTab(tab) {
      const { drawer } = store.get();
      store.update({ tab, drawer: { ...drawer, open: true } });
    },
  };
}
