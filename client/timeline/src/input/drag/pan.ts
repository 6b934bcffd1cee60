import { panRange } from '../../../../../server/src/picture/view/time-range';
import type { Stage } from '../../draw/stage';
import type { Store } from '../../state/app-state';
import type { BeginDrag } from './drag';

/** Moves the picture with the pointer. */
export function panDrag(stage: Stage, store: Store): BeginDrag {
  return ({ clientX, clientY }) => {
    const { range } = store.get();
    const { scrollTop } = stage.scroller;
    return {
      style: 'dragging',
      move(event) {
        const { session } = store.get();
        const { width, gutter } = stage.geometry();
        const by = ((clientX - event.clientX) / Math.max(1, width - gutter)) * (range.to - range.from);
        if (session !== null) store.update({ range: panRange(range, by, session.trace.duration) });
        stage.scroller.scrollTop = scrollTop + clientY - event.clientY;
      },
      end() { /* the picture is where it was dragged to */ },
      cancel() {
        store.update({ range });
        stage.scroller.scrollTop = scrollTop;
      },
    };
  };
}
