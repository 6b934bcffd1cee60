import { selectedFrame } from '../../../../../server/src/picture/draw/scene';
import { lifeOf } from '../../details/frame-life';
import type { Store } from '../app-state';
import type { Selecting } from './selecting';

/** Following a frame through the rows. */
export interface Following {
  /** Selects what the selected frame did next (1) or before (-1), in whatever row. @returns why not, or null when it did */
  followFrame(step: -1 | 1): 'noFrame' | 'noFurther' | null;
}

/** Binds it to state. */
export function createFollowing(store: Store, selecting: Selecting): Following {
  return {
    followFrame(step) {
      const { session, selection } = store.get();
      if (session === null || selection === null) return 'noFrame';
      const frame = selectedFrame(session, selection);
      if (frame < 0) return 'noFrame';
      const life = lifeOf(session, frame, selection.row);
      const at = life.findIndex(({ selection: { kind, index } }) => kind === selection.kind && index === selection.index);
      const next = life[at + step];
      if (at < 0 || next === undefined) return 'noFurther';
      store.update({ cursor: next.start });
      selecting.select(next.selection);
      return null;
    },
  };
}
