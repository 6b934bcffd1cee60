import type { ComparedWith, FromTimeline, RunToCompare } from '../../../../../server/src/protocol/index';
import type { Stage } from '../../draw/stage';
import { later } from '../../load-later';
import type { Store } from '../app-state';
import { inSlices } from '../slices';
import type { Navigation } from './navigation';

/** Comparing with another run. */
export interface Comparing {
  compareWith(what: ComparedWith): void;
  /** Puts the run on show beside another one, a little at a time between paints; what was being compared is given up. */
  putBeside(run: RunToCompare | undefined): void;
  /** Goes to the next (1) or previous (-1) difference from the cursor, or to the first (0). @returns false when there is none */
  goToDifference(step: -1 | 0 | 1): boolean;
}

/** Binds it to state, stage and extension. */
export function createComparing(store: Store, stage: Stage, navigation: Navigation, post: (message: FromTimeline) => void): Comparing {
  let giveUp = (): void => undefined;
  const putBeside = (run: RunToCompare | undefined): void => {
    giveUp();
    const { session } = store.get();
    store.update({ compared: null, comparing: run !== undefined && session !== null });
    if (run === undefined || session === null) return;
    let wanted = true;
    giveUp = () => { wanted = false; };
    later.use(({ besideInSteps }) => {
      if (!wanted) return;
      const steps = besideInSteps(session, run);
      giveUp = inSlices(() => {
        const step = steps.next();
        if (step.done !== true) return false;
        store.update({ compared: step.value, comparing: false });
        return true;
      });
    });
  };
  return {
    compareWith(what) {
      if (what === 'nothing') putBeside(undefined);
      post({ type: 'compare', with: what });
    },
    putBeside,
    goToDifference(step) {
      const { compared, cursor, range } = store.get();
      if (compared === null) return false;
      const { comparison } = compared;
      const { differenceAfter, differenceBefore } = later.now()!;
      const found = step === 0 ? comparison.first : step > 0 ? differenceAfter(comparison, cursor ?? range.from) : differenceBefore(comparison, cursor ?? range.to);
      if (found === null || found.time > comparison.here.trace.duration) return false;
      navigation.showTime(found.time);
      if (found.kind === 'row') stage.showRow(found.row);
      return true;
    },
  };
}
