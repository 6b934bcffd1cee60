import type { FromTimeline } from '../../../../../server/src/protocol/index';
import type { Stage } from '../../draw/stage';
import type { Store, TabName } from '../app-state';
import type { Asking } from './asking';
import { createAsking } from './asking';
import type { Navigation } from './navigation';
import { createNavigation } from './navigation';
import type { Measuring } from './measuring';
import { createMeasuring } from './measuring';
import type { Following } from './flow';
import { createFollowing } from './flow';
import type { GoingBack } from './history';
import { createGoingBack } from './history';
import type { Searching } from './search';
import { createSearching } from './search';
import type { ReadingActions } from './reading';
import { createReadingActions } from './reading';
import type { ArrangingRows } from './rows';
import { createArrangingRows } from './rows';
import type { Comparing } from './comparing';
import { createComparing } from './comparing';
import type { ShowingValues } from './showing-values';
import { createShowingValues } from './showing-values';
import type { TryingValues } from './parameters';
import { createTryingValues } from './parameters';
import type { Units } from './units';
import { createUnits } from './units';
import type { Selecting } from './selecting';
import { createSelecting } from './selecting';

export { selectionPaths } from './selected';

/** Everything one can do, whether by key, pointer or button; one file a topic. */
export interface Actions extends Navigation, Selecting, Measuring, Asking, Units, GoingBack, Searching, Following, TryingValues, ShowingValues, Comparing, ArrangingRows, ReadingActions {
  showTab(tab: TabName): void;
}

/** Binds the actions to state, stage and extension. */
export function createActions(store: Store, stage: Stage, post: (message: FromTimeline) => void): Actions {
  const navigation = createNavigation(store, stage);
  const selecting = createSelecting(store, stage, navigation);
  return {
    ...navigation,
    ...selecting,
    ...createMeasuring(store),
    ...createAsking(store, post),
    ...createUnits(store),
    ...createGoingBack(store),
    ...createSearching(store, selecting),
    ...createFollowing(store, selecting),
    ...createArrangingRows(store, stage, selecting, post),
    ...createReadingActions(store, navigation, post),
    ...createTryingValues(store, post),
    ...createComparing(store, stage, navigation, post),
    ...createShowingValues(store, navigation, selecting),
    showTab(tab) {
      const { drawer } = store.get();
      store.update({ tab, drawer: { ...drawer, open: true } });
    },
  };
}
