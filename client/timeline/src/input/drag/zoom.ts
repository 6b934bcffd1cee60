import { clampRange } from '../../../../../server/src/picture/view/time-range';
import type { Stage } from '../../draw/stage';
import type { Store } from '../../state/app-state';
import type { BeginDrag } from './drag';

/** From the axis: shows the stretch one drags over. */
export function zoomDrag(stage: Stage, store: Store): BeginDrag {
  return (event) => {
    const start = stage.hit(event.clientX, event.clientY);
    if (event.button !== 0 || event.shiftKey || (start?.area !== 'axis' && start?.area !== 'drops') || event.clientX - stage.element.getBoundingClientRect().left < stage.geometry().gutter) return null;
    return {
      style: 'zooming',
      move(moved) {
        const time = stage.hit(moved.clientX, moved.clientY)?.time ?? start.time;
        store.update({ zooming: { from: Math.min(start.time, time), to: Math.max(start.time, time) } });
      },
      end() {
        const { session, zooming } = store.get();
        store.update({ zooming: null, ...(session === null || zooming === null || zooming.to <= zooming.from ? {} : { range: clampRange(zooming, session.trace.duration) }) });
      },
      cancel: () => store.update({ zooming: null }),
    };
  };
}
