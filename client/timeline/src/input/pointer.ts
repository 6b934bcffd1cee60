import type { Stage } from '../draw/stage';
import type { Actions } from '../state/actions/index';
import type { Store } from '../state/app-state';
import type { Hit } from '../../../../server/src/picture/view/hit';
import { spanNear } from '../../../../server/src/picture/view/hit';
import { panRange } from '../../../../server/src/picture/view/time-range';

/** How far the pointer may wander in a click, in CSS pixels. */
const clickSlack = 4;

/** Told what is under the pointer, or that nothing is. */
export type HoverSink = (hit: Hit | null, clientX: number, clientY: number) => void;

/** Drag moves the picture, a click selects and sets the cursor, a double click shows the descriptor's value. */
export function listenToPointer(stage: Stage, store: Store, actions: Actions, hover: HoverSink): void {
  const { scroller } = stage;
  let drag: { readonly id: number; readonly x: number; readonly y: number; readonly from: number; readonly to: number; readonly scrollTop: number; moved: boolean } | null = null;
  let pending = 0;
  let lastX = 0;
  let lastY = 0;

  const select = (hit: Hit): void => {
    if (hit.area === 'names') {
      const { session, cursor, range } = store.get();
      if (session === null || hit.lane?.kind !== 'row') return;
      const span = spanNear(session, hit.lane.row, cursor ?? (range.from + range.to) / 2, (range.to - range.from) / 2);
      if (span >= 0) actions.select({ kind: 'span', row: hit.lane.row, index: span });
      return;
    }
    actions.setCursor(hit.time);
    if (hit.instant >= 0) {
      const { offsets } = store.get().session!.trace.instants;
      let row = 0;
      while (offsets[row + 1]! <= hit.instant) row += 1;
      actions.select({ kind: 'instant', row, index: hit.instant });
    } else if (hit.span >= 0 && hit.lane?.kind === 'row') {
      actions.select({ kind: 'span', row: hit.lane.row, index: hit.span });
    } else if (hit.area === 'plot') {
      actions.select(null);
    }
  };

  scroller.addEventListener('pointerdown', (event) => {
    // The scroll bar belongs to the same element but lies beyond its content.
    if (event.button > 1 || event.offsetX >= scroller.clientWidth) return;
    const { range } = store.get();
    drag = { id: event.pointerId, x: event.clientX, y: event.clientY, from: range.from, to: range.to, scrollTop: scroller.scrollTop, moved: false };
  });
  scroller.addEventListener('pointermove', (event) => {
    if (drag !== null && event.pointerId === drag.id) {
      if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < clickSlack) return;
      if (!drag.moved) {
        drag.moved = true;
        scroller.setPointerCapture(event.pointerId);
        scroller.classList.add('dragging');
        hover(null, 0, 0);
      }
      const { session } = store.get();
      const { width, gutter } = stage.geometry();
      const by = ((drag.x - event.clientX) / Math.max(1, width - gutter)) * (drag.to - drag.from);
      if (session !== null) store.update({ range: panRange({ from: drag.from, to: drag.to }, by, session.trace.duration) });
      scroller.scrollTop = drag.scrollTop + drag.y - event.clientY;
      return;
    }
    lastX = event.clientX;
    lastY = event.clientY;
    if (event.offsetX >= scroller.clientWidth) {
      hover(null, 0, 0);
      return;
    }
    // The pointer reports more often than the screen shows.
    if (pending === 0) {
      pending = requestAnimationFrame(() => {
        pending = 0;
        if (drag?.moved !== true) hover(stage.hit(lastX, lastY), lastX, lastY);
      });
    }
  });
  const end = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.id) return;
    const { moved } = drag;
    drag = null;
    scroller.classList.remove('dragging');
    if (moved || event.type === 'pointercancel') return;
    const hit = stage.hit(event.clientX, event.clientY);
    if (hit !== null) select(hit);
  };
  scroller.addEventListener('pointerup', end);
  scroller.addEventListener('pointercancel', end);
  scroller.addEventListener('pointerleave', () => {
    if (pending !== 0) cancelAnimationFrame(pending);
    pending = 0;
    hover(null, 0, 0);
  });
  scroller.addEventListener('dblclick', (event) => {
    const hit = stage.hit(event.clientX, event.clientY);
    if (hit?.lane?.kind === 'counter') actions.reveal(store.get().session?.trace.counters[hit.lane.counter]?.path ?? '');
    else if (hit?.area === 'names' && hit.lane?.kind === 'row') actions.reveal(store.get().session?.trace.rows[hit.lane.row]?.path ?? '');
    else if (hit !== null && (hit.span >= 0 || hit.instant >= 0)) actions.revealSelection();
  });
}
