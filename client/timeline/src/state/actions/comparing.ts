import type { ComparedWith, FromTimeline } from '../../../../../server/src/protocol/index';
import { differenceAfter, differenceBefore } from '../../../../../server/src/picture/compare/index';
import type { Stage } from '../../draw/stage';
import type { Store } from '../app-state';
import type { Navigation } from './navigation';

/** Comparing with another run. */
export interface Comparing {
  compareWith(what: ComparedWith): void;
  /** Goes to the next (1) or previous (-1) difference from the cursor, or to the first (0). @returns false when there is none */
  goToDifference(step: -1 | 0 | 1): boolean;
}

/** Binds it to state, stage and extension. */
export function createComparing(store: Store, stage: Stage, navigation: Navigation, post: (message: FromTimeline) => void): Comparing {
  return {
    compareWith(what) {
      if (what === 'nothing') store.update({ compared: null });
      post({ type: 'compare', with: what });
    },
    goToDifference(step) {
      const { compared, cursor, range } = store.get();
      if (compared === null) return false;
      const { comparison } = compared;
      const found = step === 0 ? comparison.first : step > 0 ? differenceAfter(comparison, cursor ?? range.from) : differenceBefore(comparison, cursor ?? range.to);
      if (found === null || found.time > comparison.here.trace.duration) return false;
      navigation.showTime(found.time);
      if (found.kind === 'row') stage.showRow(found.row);
      return true;
    },
  };
}
