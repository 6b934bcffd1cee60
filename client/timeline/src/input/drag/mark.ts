import type { Stage } from '../../draw/stage';
import type { Actions } from '../../state/actions/index';
import type { Store } from '../../state/app-state';
import type { BeginDrag } from './drag';
import { edgeTime } from './edge-time';

/** Moves a marker, or an end of the measured stretch, taken hold of at the axis. */
export function markDrag(stage: Stage, store: Store, actions: Actions): BeginDrag {
  return ({ clientX, clientY, shiftKey }) => {
    // Shift always measures anew.
    const handle = shiftKey ? null : stage.markAt(clientX, clientY);
    if (handle === null) return null;
    const { marks: before } = store.get();
    return {
      style: 'moving-mark',
      move(event) {
        const at = edgeTime(stage, store, event);
        if (at === null) return;
        const { marks } = store.get();
        if (handle === 'a' || handle === 'b') {
          store.update({ marks: { ...marks, [handle]: at.time, snapped: at.snapped } });
        } else if (before.measured !== null) {
          // Beyond the other end, the ends change places.
          const fixed = handle === 'from' ? before.measured.to : before.measured.from;
          const measured = at.time === fixed ? marks.measured : { ...before.measured, from: Math.min(at.time, fixed), to: Math.max(at.time, fixed) };
          store.update({ marks: { ...marks, measured, snapped: at.snapped } });
        }
      },
      end() {
        const { marks } = store.get();
        store.update({ marks: { ...marks, snapped: null } });
        if (handle !== 'a' && handle !== 'b' && marks.measured !== null) actions.measure(marks.measured);
      },
      cancel: () => store.update({ marks: before }),
    };
  };
}
