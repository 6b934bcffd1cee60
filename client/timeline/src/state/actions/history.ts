import type { Store } from '../app-state';
import { keepHistory } from '../history';

/** Going back to where one has looked. */
export interface GoingBack {
  /** Goes back (-1) or forward (1) by one view. @returns false when there is none */
  goBack(step: -1 | 1): boolean;
}

/** Binds it to state, and begins to record views. */
export function createGoingBack(store: Store): GoingBack {
  const history = keepHistory(store);
  return { goBack: (step) => history.step(step) };
}
